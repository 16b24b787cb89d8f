import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import type { Message } from '../../src/core/message.ts';
import { scheduledDigest } from '../../src/pipeline/digest.ts';
import { hello } from '../../src/pipeline/hello.ts';
import { builtInPlan } from '../../src/pipeline/plans.ts';
import { type QueueDeps, queueDue } from '../../src/pipeline/queue-due.ts';
import { parseQuery } from '../../src/query/parse-query.ts';
import { entries, entry, type FeedEntry, rss } from '../helpers/feed-text.ts';
import { startServer } from '../helpers/http-server.ts';
import { makeSource, openTestApp } from '../helpers/open-app.ts';

const TARGET = 'discord:123456789012345678';

/** A source to read, a clock to set, and the schedule's step on the same database. */
async function open(t: TestContext) {
  const server = await startServer();
  t.after(() => server.close());
  const sources = [makeSource({ id: 'zz/test/news', url: `${server.url}/news`, jurisdiction: 'HK' })];
  const test = await openTestApp({ allowAddresses: [server.address], sources });
  t.after(() => test.close());
  const store = await test.store();
  const clock = () => test.clock.now ?? new Date();
  const vocabulary = { jurisdictions: [], authorities: [], sources: [] };
  const digestDeps = {
    store,
    sources,
    clock,
    timeZone: 'UTC',
    parseQuery: (text: string) => {
      const parsed = parseQuery(text, { now: clock(), timeZone: 'UTC', vocabulary, allowEmpty: true });
      assert.ok(parsed.ok);
      return parsed.query;
    },
  };
  const deps: QueueDeps = {
    store,
    clock,
    sources,
    parseQuery: digestDeps.parseQuery,
    plans: [builtInPlan(TARGET, 'Europe/London', 8), builtInPlan('file', 'Europe/London', 8)],
    scheduledDigest: window => scheduledDigest(digestDeps, window),
    hello: schedule => hello(store, sources, clock, schedule),
    render: async (_, message) => [JSON.stringify(message)],
    // Nothing is sent here.
    holdAfterMs: Number.POSITIVE_INFINITY,
  };
  const at = (text: string) => {
    test.clock.now = new Date(text);
  };
  const read = async (list: readonly FeedEntry[]) => {
    server.route('/news', { headers: { 'content-type': 'application/rss+xml' }, body: rss(list) });
    const report = await test.app.crawl({});
    assert.equal(report.failed, 0);
  };
  /** What is queued for a target, oldest first. */
  const queued = async (target = TARGET) =>
    (await store.outbox.list(100))
      .filter(post => post.target === target)
      .toReversed()
      .map((post): Message => JSON.parse(post.payload));
  return { deps, store, at, read, queued, queue: () => queueDue(deps) };
}

function titlesOf(message: Message | undefined): string[] {
  return (message?.blocks ?? [])
    .flatMap(block => (block.type === 'section' || block.type === 'more' ? block.stories : []))
    .map(story => story.title)
    .sort();
}

describe('what falls due', () => {
  it('is one hello after a first run, and nothing of what was found then', async t => {
    const { at, read, queue, queued } = await open(t);
    at('2026-11-20T12:30:00Z');
    await read(entries(1, 3));
    await queue();
    await queue();
    const posts = await queued();
    assert.deepEqual(
      posts.map(post => [post.kind, titlesOf(post)]),
      [['hello', []]],
    );
    assert.match(JSON.stringify(posts[0]), /every day at 08:00 \(Europe\/London\)/);
    assert.deepEqual(await queued('file'), []);

    at('2026-11-21T08:00:00Z');
    await queue();
    const digests = (await queued()).slice(1);
    assert.deepEqual(
      digests.map(post => [post.kind, titlesOf(post)]),
      [['digest', []]],
    );
  });

  it('is one digest a day, at its hour in its time zone, with what was found since the last', async t => {
    const { at, read, queue, queued } = await open(t);
    at('2026-06-20T06:00:00Z');
    await read([entry(1)]);
    await queue();
    at('2026-06-20T06:59:00Z');
    await read([entry(1), entry(2, { date: undefined })]);
    await queue();
    assert.equal((await queued()).length, 1);
    // Eight o'clock in London is seven in UTC, in summer.
    at('2026-06-20T07:00:00Z');
    await queue();
    assert.deepEqual(titlesOf((await queued())[1]), [entry(2).title]);
    at('2026-06-20T09:00:00Z');
    await read([entry(1), entry(2, { date: undefined }), entry(3, { date: undefined })]);
    await queue();
    assert.equal((await queued()).length, 2);
    at('2026-06-21T07:00:30Z');
    await queue();
    await queue();
    const posts = await queued();
    assert.equal(posts.length, 3);
    assert.deepEqual(titlesOf(posts[2]), [entry(3).title]);
    assert.deepEqual((await queued('file')).map(titlesOf), [[entry(2).title], [entry(3).title]]);
  });

  it('covers three days of downtime in one digest', async t => {
    const { at, read, queue, queued } = await open(t);
    at('2026-11-16T07:00:00Z');
    await read([entry(200)]);
    await queue();
    at('2026-11-16T12:00:00Z');
    await read([entry(200), entry(99, { date: 'Mon, 16 Nov 2026 11:00:00 GMT' })]);
    at('2026-11-19T11:00:00Z');
    await read([entry(200), entry(25)]);
    await queue();
    // All that is known when it is told, also what was read after the hour.
    assert.deepEqual((await queued()).slice(1).map(titlesOf), [[entry(25).title, entry(99).title].sort()]);
    at('2026-11-20T08:01:00Z');
    await queue();
    assert.deepEqual(titlesOf((await queued())[2]), []);
  });

  it('tells what a read that began before the digest stored after it', async t => {
    const { deps, store, at, read, queued, queue } = await open(t);
    at('2026-11-20T07:00:00Z');
    await read([entry(50)]);
    await queue();
    at('2026-11-20T08:00:30Z');
    await queue();
    // Seen, by the clock of its read, before the digest that is posted already.
    at('2026-11-20T07:59:50Z');
    await read([entry(50), entry(4)]);
    at('2026-11-21T08:00:00Z');
    await queueDue(deps);
    const [item] = (await store.items.news(0)).items;
    assert.equal(item?.firstSeenAt, '2026-11-20T07:59:50.000Z');
    assert.deepEqual((await queued()).slice(1).map(titlesOf), [[], [entry(4).title]]);
  });

  it('misses and repeats nothing when the clock was wrong by a day and is set right', async t => {
    const { at, read, queued, queue } = await open(t);
    at('2026-11-20T07:00:00Z');
    await read([entry(50)]);
    await queue();
    at('2026-12-20T08:00:00Z');
    await read([entry(50), entry(5, { date: undefined })]);
    await queue();
    at('2026-11-20T09:00:00Z');
    await queue();
    await read([entry(50), entry(5, { date: undefined }), entry(6, { date: undefined })]);
    at('2026-11-21T08:00:00Z');
    await queue();
    assert.deepEqual((await queued()).slice(1).map(titlesOf), [[entry(5).title], [entry(6).title]]);
  });

  it('is neither skipped nor repeated when the process dies between composing and queueing', async t => {
    const { deps, at, read, queued, queue } = await open(t);
    at('2026-11-20T07:00:00Z');
    await read([entry(50)]);
    await queue();
    at('2026-11-20T07:30:00Z');
    await read([entry(50), entry(6, { date: 'Fri, 20 Nov 2026 06:00:00 GMT' })]);
    at('2026-11-20T08:00:00Z');
    const dies = { ...deps, render: () => Promise.reject(new Error('killed')) };
    await assert.rejects(queueDue(dies), /killed/);
    assert.equal((await queued()).length, 1);
    // Two processes that come back at once.
    await Promise.all([queue(), queue()]);
    await queue();
    assert.deepEqual((await queued()).slice(1).map(titlesOf), [[entry(6).title]]);
    assert.equal((await queued('file')).length, 1);
  });

  it('rolls the mark back with the posts', async t => {
    const { deps, store, at, read, queued, queue } = await open(t);
    at('2026-11-20T07:00:00Z');
    await read([entry(50)]);
    await queue();
    const told = await store.settings.get(`told:${TARGET}`);
    at('2026-11-20T08:00:00Z');
    const failing: QueueDeps = {
      ...deps,
      store: {
        ...store,
        transaction: work =>
          store.transaction(async ops => {
            await work(ops);
            throw new Error('killed before the commit');
          }),
      },
    };
    await assert.rejects(queueDue(failing), /killed before the commit/);
    assert.equal(await store.settings.get(`told:${TARGET}`), told);
    assert.equal((await queued()).length, 1);
  });

  it('tells what is listed late with a date of last week, not what was moved from last year', async t => {
    const { at, read, queue, queued } = await open(t);
    at('2026-11-20T07:00:00Z');
    await read([entry(50)]);
    await queue();
    at('2026-11-20T07:30:00Z');
    const late = entry(7, { date: 'Fri, 13 Nov 2026 10:00:00 GMT' });
    const moved = entry(8, { date: 'Thu, 13 Nov 2025 10:00:00 GMT' });
    const undated = entry(9, { date: undefined });
    await read([entry(50), late, moved, undated]);
    at('2026-11-20T08:00:00Z');
    await queue();
    assert.deepEqual(titlesOf((await queued())[1]), [late.title, undated.title].sort());
  });
});
