import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { AppError } from '../../src/core/errors.ts';
import type { SubscriptionSettings, Subscriptions } from '../../src/core/subscriptions.ts';
import { openTestApp, type TestApp } from '../helpers/open-app.ts';

const ADA = { who: 'ada' };
const GUILD = { who: 'bob', guildId: '500' };
const EVE = { who: 'eve' };

const says = (code: string, message: RegExp) => (error: unknown) =>
  error instanceof AppError && error.code === code && message.test(error.message);

describe('subscriptions', () => {
  let test: TestApp;
  let subscriptions: Subscriptions;
  before(async () => {
    test = await openTestApp({ now: new Date('2026-11-22T08:00:00Z'), sources: [] });
    subscriptions = test.app.subscriptions;
  });
  after(() => test.close());
  beforeEach(async () => {
    for (const { id } of await subscriptions.list()) await subscriptions.remove(id, ADA);
  });

  it('keep every change with who made it and when', async () => {
    const one = await subscriptions.add({ target: 'Discord: 100000000000000001', query: ' topic:tax ' }, ADA);
    assert.deepEqual([one.target, one.query], ['discord:100000000000000001', 'topic:tax']);
    test.clock.now = new Date('2026-11-22T09:00:00Z');
    const { differences } = await subscriptions.edit(
      one.id,
      { hour: 9, quietDays: [7, 6, 6], query: '' },
      EVE,
    );
    assert.deepEqual(differences, ['query: topic:tax -> none', 'hour: 8 -> 9', 'quiet days: none -> 6, 7']);
    await subscriptions.edit(one.id, { hour: 9 }, ADA);
    await subscriptions.pause(one.id, ADA);
    await subscriptions.pause(one.id, ADA);
    assert.deepEqual(
      (await subscriptions.changes(one.id, ADA)).map(
        ({ who, at, what }) => `${at.slice(11, 16)} ${who} ${what}`,
      ),
      [
        '08:00 ada added: daily to discord:100000000000000001, topic:tax',
        '09:00 eve query: topic:tax -> none; hour: 8 -> 9; quiet days: none -> 6, 7',
        '09:00 ada paused',
      ],
    );
  });

  it('are checked before anything is kept', async () => {
    const refused: readonly (readonly [SubscriptionSettings, string, RegExp])[] = [
      [{ query: 'topic:x' }, 'query', /"topic:" does not know "x"/],
      [{ hour: 24 }, 'usage', /hour must be a whole number from 0 to 23/],
      [{ hour: 1.5 }, 'usage', /hour/],
      [{ weekday: 0 }, 'usage', /weekday/],
      [{ quietDays: [1, 2, 3, 4, 5, 6, 7] }, 'usage', /All seven days/],
      [{ quietDays: [8] }, 'usage', /quiet days/],
      [{ mode: 'weekly', weekday: 6, quietDays: [6] }, 'usage', /weekly digest is among the quiet days/],
      [{ timeZone: 'Mars/One' }, 'time-zone', /"Mars\/One" is no time zone/],
      [{ locale: 'tlh' }, 'usage', /language "tlh"/],
      [{ maxPerHour: 0 }, 'usage', /max per hour/],
      [{ chaseAfterHours: 400 }, 'usage', /chase/],
      [{ mentionRoleId: '@everyone' }, 'usage', /no id of a role/],
    ];
    for (const [settings, code, message] of refused) {
      const request = { target: 'file', ...settings };
      await assert.rejects(subscriptions.add(request, ADA), says(code, message), JSON.stringify(settings));
      await assert.rejects(subscriptions.check(request), says(code, message));
    }
    await assert.rejects(subscriptions.add({ target: 'fax:1' }, ADA), says('target', /not a target/));
    assert.deepEqual(await subscriptions.list(), []);
  });

  it('are not added twice, nor without end', async () => {
    await subscriptions.add({ target: 'file' }, ADA);
    await assert.rejects(
      subscriptions.add({ target: 'file' }, ADA),
      says('subscription-exists', /gets that already/),
    );
    for (let count = 1; count < 20; count++)
      await subscriptions.add({ target: 'file', query: `word${count}` }, ADA);
    await assert.rejects(
      subscriptions.add({ target: 'file', query: 'one more' }, ADA),
      says('too-many', /at most 20/),
    );
  });

  it('of other servers do not exist for a server', async () => {
    const one = await subscriptions.add({ target: 'discord:100000000000000001', guildId: '7' }, ADA);
    for (const work of [
      () => subscriptions.get(one.id, GUILD),
      () => subscriptions.edit(one.id, { hour: 1 }, GUILD),
      () => subscriptions.pause(one.id, GUILD),
      () => subscriptions.remove(one.id, GUILD),
      () => subscriptions.changes(one.id, GUILD),
      () => subscriptions.test(one.id, GUILD, new AbortController().signal),
    ])
      await assert.rejects(work, says('not-found', /no subscription/));
    const own = await subscriptions.add({ target: 'discord:100000000000000002' }, GUILD);
    assert.equal(own.guildId, '500');
  });

  it('are broken and mended by what happens to channels, and only when they were active', async () => {
    const active = await subscriptions.add({ target: 'discord:100000000000000001' }, GUILD);
    const paused = await subscriptions.add({ target: 'discord:100000000000000002' }, GUILD);
    await subscriptions.pause(paused.id, GUILD);
    assert.equal(await subscriptions.markBroken({ guildId: '500' }, 'gone'), 1);
    assert.equal(await subscriptions.onChannelsChanged('500', () => false), 0);
    assert.equal(await subscriptions.onChannelsChanged('501', () => true), 0);
    assert.equal((await subscriptions.get(active.id, ADA)).stateReason, 'gone');
    assert.equal(await subscriptions.onChannelsChanged('500', () => true), 1);
    assert.equal((await subscriptions.get(active.id, ADA)).stateReason, null);
    assert.equal((await subscriptions.get(paused.id, ADA)).state, 'paused');
    await subscriptions.markBroken({ guildId: '500' }, 'gone');
    assert.equal((await subscriptions.resume(active.id, ADA)).state, 'active');
  });

  it('keep both of two changes that are made at once', async () => {
    const one = await subscriptions.add({ target: 'file' }, ADA);
    await Promise.all([
      subscriptions.edit(one.id, { hour: 20 }, ADA),
      subscriptions.edit(one.id, { timeZone: 'Asia/Tokyo' }, ADA),
      subscriptions.pause(one.id, ADA),
    ]);
    const { hour, timeZone, state } = await subscriptions.get(one.id, ADA);
    assert.deepEqual([hour, timeZone, state], [20, 'Asia/Tokyo', 'paused']);
  });

  it('send a test, as often as one likes', async () => {
    const one = await subscriptions.add({ target: 'file', mode: 'weekly' }, ADA);
    for (const minute of [1, 2]) {
      test.clock.now = new Date(`2026-11-22T10:0${minute}:00Z`);
      const report = await subscriptions.test(one.id, ADA, new AbortController().signal);
      assert.deepEqual([report.queued, report.sent, report.problems], [true, 1, []]);
    }
    const [post] = await test.app.posts(1);
    assert.match(post?.payload ?? '', /Test: Weekly digest/);
  });
});
