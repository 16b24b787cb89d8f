import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { MEMBER } from '../helpers/fake-discord/people.ts';
import { GUILD_ID } from '../helpers/fake-discord/world.ts';
import { BOT_ID } from '../helpers/fake-discord-state.ts';
import { type BotBench, MUTE, openBotBench, TEXT } from './setup.ts';

const press = (custom_id: string) => ({
  components: [{ type: 1, components: [{ type: 2, style: 2, custom_id, label: 'Press' }] }],
});

describe('answers', () => {
  let bench: BotBench;
  before(async () => {
    bench = await openBotBench();
  });
  after(() => bench.close());
  const ada = () => bench.discord.user('ada').in(TEXT);
  const own = (custom_id: string) =>
    bench.discord.store(
      TEXT,
      { id: BOT_ID, username: 'regbeat', bot: true },
      { content: 'old', ...press(custom_id) },
    );

  it('to a button of another version, or of nobody, say to call again', async () => {
    for (const id of ['gone:show:1', 'subs:nothing:1', 'no such id', 'subs:%zz'])
      assert.match((await ada().press(own(id).id, id)).text, /too old/);
  });

  it('to an admin’s button are refused to members', async () => {
    const message = own('subs:page:0');
    const reply = await bench.discord.user('bob', MEMBER).in(TEXT).press(message.id, 'subs:page:0');
    assert.match(reply.text, /Manage Server/);
    assert.equal(reply.ephemeral, true);
  });

  it('that come too late are noted, not repeated', async () => {
    bench.discord.lateBy(3_100);
    await assert.rejects(ada().slash('help'), /10062/);
    bench.discord.lateBy(0);
    for (let tries = 0; tries < 200 && !/too late/.test(bench.log()); tries++) await wait(10);
    assert.match(bench.log(), /interaction answered too late/);
    assert.equal(bench.discord.interactions.at(-1)?.refused.length, 1);
  });

  it('to a fault of our own name an id that the log has', async () => {
    const one = await bench.app.subscriptions.add(
      { target: `discord:${TEXT}`, guildId: GUILD_ID },
      { who: 'test' },
    );
    const vandal = new Database(bench.config.databasePath);
    const spoil = (days: string) => vandal.prepare('update subscriptions set quiet_days = ?').run(days);
    spoil('no list');
    const found = await ada().slash('subscriptions', { id: one.id });
    spoil('[]');
    vandal.close();
    const id = /this id: (\w+)/.exec(found.text)?.[1];
    assert.ok(id !== undefined, found.text);
    assert.match(bench.log(), new RegExp(`command failed \\{"id":"${id}"`));
    await bench.app.subscriptions.remove(one.id, { who: 'test' });
  });

  it('are private until they are shared, and only shared by those who may write', async () => {
    const reply = await ada().slash('help', { command: 'subscribe' });
    const shared = await reply.click('Share');
    assert.equal(shared.ephemeral, false);
    assert.match(shared.text, /\/subscribe[\s\S]*Shared by ada|Shared by ada[\s\S]*\/subscribe/);
    assert.deepEqual(shared.components, []);
    const quiet = { permissions: 1n << 10n };
    const silent = await bench.discord.user('eve', quiet).in(TEXT).slash('help', { command: 'subscribe' });
    assert.match((await silent.click('Share')).text, /may not write/);
  });

  it('speak the language of the reader as far as it is known', async () => {
    const reply = await bench.discord.user('kei', { locale: 'ja' }).in(TEXT).slash('help');
    assert.match(reply.text, /subscribe/);
  });
});

describe('/help', () => {
  let bench: BotBench;
  before(async () => {
    bench = await openBotBench();
  });
  after(() => bench.close());

  it('lists every command, how queries are written, and how the bot is', async () => {
    const reply = await bench.discord.user('bob', MEMBER).in(TEXT).slash('help');
    for (const { name, type } of bench.discord.commands())
      assert.ok(reply.text.includes(type === 1 ? `**/${name}**` : `**${name}**`), name);
    assert.match(reply.text, /0 items, 0 stories from \d+ sources/);
    assert.match(reply.text, /Nothing is posted in this server yet/);
    assert.doesNotMatch(reply.text, /I lack/);
  });

  it('says what the bot lacks in the channel', async () => {
    const reply = await bench.discord.user('bob', MEMBER).in(MUTE).slash('help');
    assert.match(reply.text, /In this channel|in this channel I lack: Send Messages/);
  });

  it('explains one command, with examples', async () => {
    const bob = bench.discord.user('bob', MEMBER).in(TEXT);
    assert.match((await bob.slash('help', { command: '/subscribe' })).text, /Examples\n`\/subscribe/);
    assert.match((await bob.slash('help', { command: '@everyone' })).text, /no command “@\u200beveryone”/);
    assert.deepEqual(
      (await bob.type('help', 'command', 'subsc')).map(({ value }) => value),
      ['subscribe', 'subscriptions'],
    );
  });
});
