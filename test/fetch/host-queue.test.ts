import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { HostQueue, HostQueueOptions } from '../../src/fetch/host-queue.ts';
import { createHostQueue } from '../../src/fetch/host-queue.ts';

const NEVER = new AbortController().signal;

/** A clock that only moves when a test says so. */
function virtualTime() {
  let now = 0;
  const sleepers: { at: number; wake: () => void }[] = [];
  return {
    now: () => now,
    sleep: (ms: number) => new Promise<void>(resolve => sleepers.push({ at: now + ms, wake: resolve })),
    async advance(to: number): Promise<void> {
      for (;;) {
        await settle();
        sleepers.sort((one, other) => one.at - other.at);
        if (sleepers[0] === undefined || sleepers[0].at > to) break;
        const next = sleepers.shift();
        now = next?.at ?? now;
        next?.wake();
      }
      now = to;
    },
  };
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}

function open(options: Partial<HostQueueOptions>): HostQueue {
  return createHostQueue({ perHost: 2, minGapMs: 0, total: 10, sleep: () => Promise.resolve(), ...options });
}

test('requests of one host start at least the gap apart', async () => {
  const time = virtualTime();
  const queue = open({ minGapMs: 100, sleep: time.sleep });
  const starts: Record<string, number[]> = { a: [], b: [] };
  const job = (host: string) => queue.run(host, NEVER, async () => starts[host]?.push(time.now()));
  const all = Promise.all([job('a'), job('a'), job('a'), job('b'), job('b')]);
  await time.advance(1000);
  await all;
  assert.deepEqual(starts, { a: [0, 100, 200], b: [0, 100] });
  queue.close();
});

test('a host that rests is left alone while others go on', async () => {
  const time = virtualTime();
  const queue = open({ sleep: time.sleep });
  const starts: string[] = [];
  queue.rest('a', 500);
  const all = Promise.all(
    ['a', 'b', 'a'].map(host => queue.run(host, NEVER, async () => starts.push(`${host}${time.now()}`))),
  );
  await time.advance(499);
  assert.deepEqual(starts, ['b0']);
  await time.advance(500);
  assert.deepEqual(starts, ['b0', 'a500', 'a500']);
  await all;
});

test('a crowd on one host does not hold up another', async () => {
  const queue = open({ perHost: 1, total: 2 });
  const order: string[] = [];
  const jobs = Array.from({ length: 50 }, (_, n) =>
    queue.run('busy', NEVER, async () => order.push(`busy${n}`)),
  );
  jobs.push(queue.run('calm', NEVER, async () => order.push('calm')));
  await Promise.all(jobs);
  assert.ok(order.indexOf('calm') <= 1, String(order.indexOf('calm')));
  assert.equal(order.length, 51);
});

test('a job that fails frees its place, and one that is cancelled leaves the queue', async () => {
  const queue = open({ perHost: 1 });
  const controller = new AbortController();
  const gate = Promise.withResolvers<void>();
  const first = queue.run('a', NEVER, () => gate.promise);
  const second = queue.run('a', controller.signal, async () => 'never');
  const third = queue.run('a', NEVER, async () => 'third');
  controller.abort(new Error('changed my mind'));
  await assert.rejects(second, /changed my mind/);
  gate.reject(new Error('broken'));
  await assert.rejects(first, /broken/);
  assert.equal(await third, 'third');
  await assert.rejects(
    queue.run('a', controller.signal, async () => 'never'),
    /changed my mind/,
  );
});

test('whatever comes in, every job runs once, in order per host, within the limits', async () => {
  const jobs = fc.array(fc.record({ host: fc.constantFrom('a', 'b', 'c'), ticks: fc.nat(5) }), {
    maxLength: 40,
  });
  await fc.assert(
    fc.asyncProperty(
      jobs,
      fc.integer({ min: 1, max: 3 }),
      fc.integer({ min: 1, max: 4 }),
      async (list, perHost, total) => {
        const queue = open({ perHost, total });
        const active = new Map<string, number>();
        const started: string[] = [];
        let running = 0;
        await Promise.all(
          list.map(({ host, ticks }, index) =>
            queue.run(host, NEVER, async () => {
              started.push(`${host}${index}`);
              running += 1;
              active.set(host, (active.get(host) ?? 0) + 1);
              assert.ok(running <= total);
              assert.ok((active.get(host) ?? 0) <= perHost);
              for (let tick = 0; tick < ticks; tick++) await Promise.resolve();
              running -= 1;
              active.set(host, (active.get(host) ?? 0) - 1);
            }),
          ),
        );
        assert.equal(started.length, list.length);
        for (const host of ['a', 'b', 'c']) {
          const expected = list.flatMap((job, index) => (job.host === host ? [`${host}${index}`] : []));
          assert.deepEqual(
            started.filter(name => name.startsWith(host)),
            expected,
          );
        }
      },
    ),
  );
});
