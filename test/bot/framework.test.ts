import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Command } from '../../src/bot/command.ts';
import { messageCommand, option, slash, subcommand } from '../../src/bot/command-data.ts';
import { button, row, select, shareButton } from '../../src/bot/reply.ts';
import { formatCustomId } from '../../src/core/custom-id.ts';
import { AppError } from '../../src/core/errors.ts';
import { type BotBench, openBotBench, TEXT } from './setup.ts';

const data = slash('probe', 'command.help', {
  options: [
    subcommand('file', 'command.help', [option('text', 'name', 'command.help', { required: true })]),
    ...['rich', 'long', 'public', 'slow'].map(name => subcommand(name, 'command.help')),
  ],
});

const id = (action: string, ...args: string[]) => formatCustomId('probe', action, ...args);

/** A command that uses everything that commands can do. */
const probe: Command = {
  key: 'probe',
  data,
  help: { text: 'command.help.help', examples: ['/probe'] },
  visibility: ({ options }) => (options.subcommand === 'public' ? 'public' : 'private'),
  async handle({ options, who }) {
    switch (options.subcommand) {
      case 'file':
        return {
          content: 'A file',
          files: [
            {
              name: options.text('name') ?? '',
              bytes: Buffer.from('a,b\n1,2\n'),
              description: 'Two columns',
            },
          ],
        };
      case 'rich':
        return {
          v2: true,
          components: [
            { type: 17, components: [{ type: 10, content: 'Text of V2' }] },
            row(shareButton('Share'), button(id('count', '1'), 'Count')),
          ],
        };
      case 'long':
        return { content: 'first', more: [{ content: 'second' }, { content: 'third' }] };
      case 'slow':
        throw new AppError('too-slow', 'Ask for *less*.\nReally.');
      default:
        return {
          content: `Said by ${who}`,
          components: [
            row(button(id('count', '1'), 'Count'), button(id('form', 'a:b/ü'), 'Form')),
            row(select(id('pick'), [{ value: 'x', label: 'X' }])),
          ],
        };
    }
  },
  components: {
    count: {
      respond: 'update',
      handle: async ({ args }) => {
        const count = Number(args[0]) + 1;
        return { content: `Count ${count}`, components: [row(button(id('count', String(count)), 'Count'))] };
      },
    },
    pick: {
      respond: 'private',
      handle: async ({ values, message }) => ({ content: `${values.join()} on ${message.own}` }),
    },
    form: {
      respond: 'modal',
      handle: async ({ args }) => ({
        customId: id('form', ...args),
        title: 'A form',
        fields: [{ id: 'why', label: 'Why', long: true, value: 'because' }],
      }),
    },
  },
  modals: {
    form: {
      respond: 'public',
      handle: async ({ args, fields }) => ({ content: `${args.join()}: ${fields.why}` }),
    },
  },
};

const tags: Command = {
  key: 'tags',
  data: messageCommand('words.everything'),
  help: { text: 'command.help.help', examples: [] },
  handle: async ({ message }) => ({
    content: `${message?.own} ${message?.embeds[0]?.title ?? message?.content}`,
  }),
};

describe('what all commands share', () => {
  let bench: BotBench;
  before(async () => {
    bench = await openBotBench({
      bot: { commands: [probe, tags], cooldown: { calls: 40, windowMs: 10_000 } },
    });
  });
  after(() => bench.close());
  const ada = () => bench.discord.user('ada').in(TEXT);
  const call = (subcommand: string, options: Record<string, string> = {}) =>
    ada().slash('probe', options, { subcommand });

  it('files arrive as they are', async () => {
    const reply = await call('file', { name: 'weekly 週.csv' });
    assert.match(reply.text, /A file\nweekly/);
    const sent = bench.discord.requests.flatMap(({ files }) => files);
    assert.deepEqual(
      sent.map(({ name, bytes }) => [name, bytes.toString('utf8')]),
      [['weekly 週.csv', 'a,b\n1,2\n']],
    );
  });

  it('V2 components are shown, and shared without what is private', async () => {
    const reply = await call('rich');
    assert.equal(reply.message.flags & (1 << 15), 1 << 15);
    const shared = await reply.click('Share');
    assert.equal(shared.ephemeral, false);
    assert.match(shared.text, /Text of V2\n-# Shared by ada/);
    assert.equal(
      shared.components.some(part => part.type === 2),
      false,
    );
  });

  it('long answers go on in further messages, as private as the first', async () => {
    const reply = await call('long');
    await reply.more(2);
    assert.deepEqual([reply.text, ...reply.followUps], ['first', 'second', 'third']);
    assert.deepEqual(
      reply.interaction.followUps.map(({ ephemeral }) => ephemeral),
      [true, true],
    );
  });

  it('public answers are public; buttons change them, menus and forms answer anew', async () => {
    const reply = await call('public');
    assert.equal(reply.ephemeral, false);
    assert.equal(bench.discord.messages(TEXT).at(-1)?.content, 'Said by ada (Discord 800000000000000010)');
    const picked = await reply.select('probe:pick', 'x');
    assert.deepEqual([picked.text, picked.ephemeral], ['x on true', true]);
    const form = await reply.click('Form');
    const sent = await form.submit({ why: 'line\nline' });
    assert.deepEqual([sent.text, sent.ephemeral], ['a:b/ü: line\nline', false]);
    const counted = await (await reply.click('Count')).click('Count');
    assert.match(counted.text, /^Count 3/);
    assert.equal(bench.discord.messages(TEXT).find(({ id }) => id === reply.message.id)?.content, 'Count 3');
  });

  it('menus of messages know the message', async () => {
    const name = bench.discord.commands().find(({ type }) => type === 3)?.name ?? '';
    const other = bench.discord.say(TEXT, 'somebody else’s');
    assert.equal((await ada().menu(name, other.id)).text, 'false somebody else’s');
  });

  it('errors for people come in their own words, nothing in them read as markup', async () => {
    const reply = await call('slow');
    assert.equal(reply.message.content, '⚠️ Ask for \\*less\\*.\nReally.');
  });

  it('whoever asks too much too fast is asked to wait', async () => {
    const eve = bench.discord.user('eve').in(TEXT);
    for (let count = 0; count < 40; count++) await eve.slash('probe', {}, { subcommand: 'public' });
    assert.match((await eve.slash('probe', {}, { subcommand: 'public' })).text, /a lot at once/);
    bench.clock.now = new Date((bench.clock.now?.getTime() ?? 0) + 11_000);
    assert.match((await eve.slash('probe', {}, { subcommand: 'public' })).text, /Said by eve/);
  });
});
