import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Channel, Delivery, OutboxPost } from '../../src/core/ports.ts';
import { createOutboxWorker } from '../../src/deliver/outbox-worker.ts';
import { withStore } from '../helpers/temp-store.ts';
import { memoryLogger, NEVER, testClock } from './setup.ts';

/** A channel "t" whose answers are given per try. */
function scripted(answer: (post: OutboxPost, tries: number) => Delivery | Promise<Delivery>) {
  const tries: string[] = [];
  const channel: Channel = {
    kind: 't',
    render: message => [message.title],
    async send(post) {
      tries.push(`${post.target} ${post.dedupeKey} ${post.part}`);
      return answer(post, tries.length);
    },
    async close() {
      // Nothing is open.
    },
  };
  return { channel, tries };
}

const SENT: Delivery = { outcome: 'sent', reference: 'r' };

test('the wait grows with the tries up to a quarter of an hour, and order is kept', () =>
  withStore(async store => {
    const clock = testClock();
    const { channel, tries } = scripted(() => {
      throw new Error('broken');
    });
    const deps = { outbox: store.outbox, channels: [channel], clock: clock.now, logger: memoryLogger() };
    const worker = createOutboxWorker({ ...deps, sleep: clock.sleep, patienceMs: 0 });
    await store.outbox.enqueue('t:1', 'a', ['x', 'y'], clock.now().toISOString());
    const waits: number[] = [];
    for (let round = 0; round < 12; round++) {
      const report = await worker.drain(NEVER);
      assert.equal(report.waiting, 1);
      const post = (await store.outbox.list(10, 'pending')).find(({ part }) => part === 0);
      waits.push(Date.parse(post?.nextAt ?? '') - clock.now().getTime());
      clock.advance(waits.at(-1) ?? 0);
    }
    assert.deepEqual(waits.slice(0, 4), [2_000, 4_000, 8_000, 16_000]);
    assert.equal(waits.at(-1), 15 * 60_000);
    assert.deepEqual(new Set(tries), new Set(['t:1 a 0']), 'the second part waits for the first');
  }));

test('within its patience a drain waits and finishes; a target in trouble does not hold up another', () =>
  withStore(async store => {
    const clock = testClock();
    const { channel } = scripted((post, tries) => {
      if (post.target === 't:2' && tries < 4) throw new Error('not yet');
      if (post.target === 't:3') return { outcome: 'rejected', error: 'never' };
      return SENT;
    });
    const deps = { outbox: store.outbox, channels: [channel], clock: clock.now, logger: memoryLogger() };
    const worker = createOutboxWorker({ ...deps, sleep: clock.sleep });
    for (const target of ['t:1', 't:2', 't:3'])
      await store.outbox.enqueue(target, 'a', ['x', 'y'], clock.now().toISOString());
    const report = await worker.drain(NEVER);
    assert.deepEqual([report.sent, report.waiting, report.rejected], [4, 0, 1]);
    const rejected = await store.outbox.list(10, 'rejected');
    assert.deepEqual(
      rejected.map(({ target, part }) => [target, part]),
      [
        ['t:3', 1],
        ['t:3', 0],
      ],
    );
  }));

test('an abort stops before the next post and leaves the rest for the next drain', () =>
  withStore(async store => {
    const clock = testClock();
    const stop = new AbortController();
    const { channel } = scripted((_post, tries) => {
      if (tries === 2) stop.abort();
      return SENT;
    });
    const deps = { outbox: store.outbox, channels: [channel], clock: clock.now, logger: memoryLogger() };
    const worker = createOutboxWorker({ ...deps, sleep: clock.sleep });
    await store.outbox.enqueue('t:1', 'a', ['1', '2', '3', '4'], clock.now().toISOString());
    assert.equal((await worker.drain(stop.signal)).sent, 2);
    assert.equal((await store.outbox.list(10, 'pending')).length, 2);
    assert.equal((await worker.drain(NEVER)).sent, 2);
    assert.equal((await worker.drain(stop.signal)).sent, 0);
  }));

test('two drains at once send nothing twice, and a drain of one target leaves the others alone', () =>
  withStore(async store => {
    const clock = testClock();
    const { channel, tries } = scripted(async () => {
      await new Promise(resolve => setImmediate(resolve));
      return SENT;
    });
    const deps = { outbox: store.outbox, channels: [channel], clock: clock.now, logger: memoryLogger() };
    const worker = createOutboxWorker({ ...deps, sleep: clock.sleep });
    await store.outbox.enqueue('t:1', 'a', ['1', '2'], clock.now().toISOString());
    await store.outbox.enqueue('t:2', 'a', ['1', '2'], clock.now().toISOString());
    const reports = await Promise.all([worker.drain(NEVER, ['t:1']), worker.drain(NEVER, ['t:1'])]);
    assert.deepEqual(
      reports.map(({ sent }) => sent),
      [2, 0],
    );
    assert.deepEqual(tries, ['t:1 a 0', 't:1 a 1']);
  }));

test('a target of an unknown kind is given up with the reason, one that is only not set up keeps its posts', () =>
  withStore(async store => {
    const clock = testClock();
    const deps = { outbox: store.outbox, channels: [], clock: clock.now, logger: memoryLogger() };
    const worker = createOutboxWorker({ ...deps, sleep: clock.sleep });
    await store.outbox.enqueue('pigeon:7', 'a', ['x'], clock.now().toISOString());
    await store.outbox.enqueue('discord:7', 'a', ['x'], clock.now().toISOString());
    const report = await worker.drain(NEVER);
    assert.deepEqual([report.sent, report.waiting, report.rejected], [0, 1, 1]);
    const [rejected] = await store.outbox.list(10, 'rejected');
    assert.match(rejected?.error ?? '', /"pigeon:7" is not a target/);
    assert.match((await store.outbox.list(10, 'pending'))[0]?.error ?? '', /not set up/);
  }));
