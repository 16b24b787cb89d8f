import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { MEMBER } from '../helpers/fake-discord/people.ts';
import { GUILD_ID, ROLE_ID } from '../helpers/fake-discord/world.ts';
import { type BotBench, FORUM, MUTE, NEWS, openBotBench, TEXT, THREAD, VOICE } from './setup.ts';

describe('/subscribe', () => {
  let bench: BotBench;
  before(async () => {
    bench = await openBotBench();
  });
  after(() => bench.close());
  const ada = () => bench.discord.user('ada').in(TEXT);
  const list = () => bench.app.subscriptions.list();

  it('subscribes the channel that it is called in, on its own defaults', async () => {
    const reply = await ada().slash('subscribe');
    assert.equal(reply.ephemeral, true);
    assert.match(
      reply.text,
      /Subscribed.*Daily digest.*<#100000000000000001>.*everything relevant.*08:00 \(UTC\)/,
    );
    const [one] = await list();
    assert.ok(one !== undefined);
    assert.deepEqual(
      [one.target, one.guildId, one.mode, one.query, one.hour, one.timeZone, one.locale, one.state],
      [`discord:${TEXT}`, GUILD_ID, 'daily', '', 8, 'UTC', 'en', 'active'],
    );
    const [change] = await bench.app.subscriptions.changes(one.id, { who: 'test' });
    assert.equal(change?.who, 'ada (Discord 800000000000000010)');
    assert.equal(change?.at, '2026-11-22T08:00:00.000Z');
    assert.match(change?.what ?? '', /added: daily/);
  });

  it('takes everything that can be said, for threads and forums too', async () => {
    const reply = await ada().slash('subscribe', {
      channel: FORUM,
      query: 'jurisdiction:HK,SG topic:staking',
      mode: 'weekly',
      hour: 17,
      zone: 'asia/hong kong',
      weekday: 5,
      quiet_days: 'weekend',
      mention: ROLE_ID,
      max_per_hour: 3,
      language: 'de',
      group_by: 'topic',
      chase_after: 24,
    });
    assert.match(
      reply.text,
      /Weekly digest.*`jurisdiction:HK,SG topic:staking`, by topic.*every Friday at 17:00/,
    );
    assert.match(reply.text, /<@&600000000000000002>/);
    const [one] = await bench.app.subscriptions.list({ target: `discord:${FORUM}` });
    assert.ok(one !== undefined);
    const { id: _, createdAt: __, updatedAt: ___, stateSince: ____, createdBy: _____, ...settings } = one;
    assert.deepEqual(settings, {
      target: `discord:${FORUM}`,
      guildId: GUILD_ID,
      mode: 'weekly',
      query: 'jurisdiction:HK,SG topic:staking',
      hour: 17,
      weekday: 5,
      quietDays: [6, 7],
      timeZone: 'Asia/Hong_Kong',
      locale: 'de',
      groupBy: 'topic',
      mentionRoleId: ROLE_ID,
      maxPerHour: 3,
      chaseAfterHours: 24,
      state: 'active',
      stateReason: null,
    });
    await ada().slash('subscribe', { channel: THREAD, mode: 'alert' });
    await ada().slash('subscribe', { channel: NEWS });
    assert.equal((await list()).length, 4);
  });

  it('explains where a query goes wrong, and adds nothing', async () => {
    const before = (await list()).length;
    const reply = await ada().slash('subscribe', { query: 'stablecoins topic:stakng `x`', channel: NEWS });
    assert.match(reply.text, /```\nstablecoins topic:stakng ˋxˋ\n {18}\^{6}\n```/);
    assert.match(reply.text, /Did you mean "staking"/);
    assert.equal((await list()).length, before);
  });

  it('promises nothing in a channel that it may not write to', async () => {
    const reply = await ada().slash('subscribe', { channel: MUTE });
    assert.match(reply.text, /could not post in #quiet: I lack Send Messages there/);
    await assert.rejects(ada().slash('subscribe', { channel: VOICE }), /type 2/);
    const here = await bench.discord.user('ada').in(MUTE).slash('subscribe');
    assert.match(here.text, /I lack Send Messages/);
    assert.deepEqual(await bench.app.subscriptions.list({ target: `discord:${MUTE}` }), []);
  });

  it('is refused to members, whatever the server allows', async () => {
    const reply = await bench.discord.user('bob', MEMBER).in(TEXT).slash('subscribe', { mode: 'weekly' });
    assert.match(reply.text, /Manage Server/);
    assert.equal(reply.ephemeral, true);
    assert.deepEqual(
      await bench.discord.user('bob', MEMBER).in(TEXT).type('subscribe', 'query', 'topic:'),
      [],
    );
  });

  it('refuses the same again, and a zone that is none', async () => {
    const again = await ada().slash('subscribe');
    assert.match(again.text, /gets that already/);
    const zone = await ada().slash('subscribe', { zone: 'Asia/Hongkon', mode: 'weekly' });
    assert.match(zone.text, /is no time zone/);
  });

  it('completes queries and zones', async () => {
    const fields = await ada().type('subscribe', 'query', 'jur');
    assert.deepEqual(
      fields.map(({ value }) => value),
      ['jur', 'jurisdiction:'],
    );
    const values = await ada().type('subscribe', 'query', 'staking jurisdiction:hong');
    assert.ok(values.some(({ value }) => value === 'staking jurisdiction:HK'));
    const more = await ada().type('subscribe', 'query', 'topic:staking,sta');
    assert.ok(more.some(({ value }) => value === 'topic:staking,stablecoins'));
    const all = await ada().type('subscribe', 'query', 'jurisdiction:');
    assert.equal(all.length, 25);
    const zones = await ada().type('subscribe', 'zone', 'hong');
    assert.deepEqual(zones, [{ name: 'Asia/Hong_Kong (16:00)', value: 'Asia/Hong_Kong' }]);
    assert.equal((await ada().type('subscribe', 'zone', '')).length, 25);
  });

  it('sends a test from its answer', async () => {
    const reply = await ada().slash('subscribe', { channel: TEXT, mode: 'alert' });
    const told = await reply.click('subs:test');
    assert.match(told.text, /The test is posted/);
    const posts = bench.discord.messages(TEXT);
    assert.match(JSON.stringify(posts.at(-1)?.embeds), /Test: /);
  });
});
