import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { COMMANDS } from '../../src/bot/commands.ts';
import type { OptionValue } from '../helpers/fake-discord/people.ts';
import { GUILD_ID } from '../helpers/fake-discord/world.ts';
import { type BotBench, openBotBench, TEXT } from './setup.ts';

const NASTY = [
  '@everyone <@1> <#2> <t:1:R> </a:1> <:x:1>',
  '`` ` ``` \\',
  '# head\n> quote\n-# small\n* list',
  '[text](https://a.b/c(d))',
  '\u202egnirts\u202c \u200b\u2066',
  '"unclosed',
  'topic:',
  'topic:,,, -since:x',
  ':::',
  '\ud800',
  '-'.repeat(1200),
  'é'.repeat(999),
  '👩‍👩‍👧‍👦'.repeat(90),
];

/** What people type, and what nobody would. */
const anyText = fc.oneof(
  fc.constantFrom(...NASTY),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc
    .tuple(
      fc.constantFrom('topic', 'jurisdiction', 'since', 'kind', 'source', 'is', 'sort', 'nothing'),
      fc.string(),
    )
    .map(([field, value]) => `${field}:${value}`),
);

function arbitraryValue(type: number): fc.Arbitrary<OptionValue> {
  if (type === 4) return fc.integer({ min: -(2 ** 53), max: 2 ** 53 });
  if (type === 5) return fc.boolean();
  if (type === 7 || type === 8) return fc.constantFrom(TEXT, '1', '999999999999999999');
  return anyText;
}

describe('whatever is typed', () => {
  let bench: BotBench;
  before(async () => {
    bench = await openBotBench();
    await bench.app.subscriptions.add(
      { target: `discord:${TEXT}`, guildId: GUILD_ID, query: 'topic:tax' },
      { who: '' },
    );
  });
  after(() => bench.close());
  const ada = () => bench.discord.user('ada').in(TEXT);

  for (const { data } of COMMANDS.filter(command => command.data.type === 1)) {
    it(`/${data.name} gives a clear answer that Discord takes`, async () => {
      const options = data.options ?? [];
      const given = fc.record(Object.fromEntries(options.map(one => [one.name, arbitraryValue(one.type)])), {
        requiredKeys: options.filter(one => one.required === true).map(one => one.name),
      });
      await fc.assert(
        fc.asyncProperty(given, async values => {
          const reply = await ada().slash(data.name, values, { unchecked: true });
          assert.ok(reply.text.trim().length > 0);
          assert.doesNotMatch(reply.text, /went wrong on my side/, JSON.stringify(values));
          assert.doesNotMatch(reply.message.content, /@everyone|<@!?\d/);
        }),
        { numRuns: 60 },
      );
    });

    for (const option of (data.options ?? []).filter(one => one.autocomplete === true)) {
      it(`/${data.name} completes ${option.name} or offers nothing`, async () => {
        await fc.assert(
          fc.asyncProperty(anyText, async text => {
            const choices = await ada().type(data.name, option.name, text);
            assert.ok(choices.length <= 25);
          }),
          { numRuns: 60 },
        );
      });
    }
  }

  it('forms are answered too', async () => {
    const [one] = await bench.app.subscriptions.list();
    const form = await (await ada().slash('subscriptions', { id: one?.id ?? '' })).click('Edit');
    const short = fc.string({ unit: 'binary', maxLength: 1 }).map(text => text.slice(0, 1));
    const fields = fc.record({
      query: anyText.map(text => text.slice(0, 1000)),
      hour: short,
      weekday: short,
    });
    await fc.assert(
      fc.asyncProperty(fields, async values => {
        const reply = await form.submit(values);
        assert.ok(reply.text.length > 0);
        assert.doesNotMatch(reply.text, /went wrong on my side/, JSON.stringify(values));
      }),
      { numRuns: 60 },
    );
  });
});
