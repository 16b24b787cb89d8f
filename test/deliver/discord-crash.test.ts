import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { test } from 'node:test';
import { type Bench, CHANNEL, NEVER, note, titles, withBench } from './setup.ts';

const SCRIPT = path.join(import.meta.dirname, 'deliver-process.ts');

/** Starts a delivering process and kills it the moment Discord has taken its first message, before it learns of it. */
async function killAfterAcceptance({ file, discord, clock }: Bench): Promise<void> {
  discord.fault({ fault: { do: 'hang', when: 'after' } });
  const child = spawn(
    process.execPath,
    [SCRIPT, file, discord.base, discord.token, clock.now().toISOString()],
    { stdio: 'ignore' },
  );
  const exited = once(child, 'exit');
  const died = exited.then(() => {
    throw new Error('the process ended before Discord took a message');
  });
  await Promise.race([discord.accepted(1), died]);
  child.kill('SIGKILL');
  await exited;
  await died.catch(() => undefined);
}

async function expectOnce(bench: Bench): Promise<void> {
  const { store, discord } = bench;
  const report = await bench.start().worker.drain(NEVER);
  assert.deepEqual([report.sent, report.waiting, report.rejected], [2, 0, 0]);
  assert.deepEqual(titles(discord), ['Message first', 'Message second']);
  const references = (await store.outbox.list(10, 'sent')).map(post => post.reference).reverse();
  assert.deepEqual(
    references,
    discord.messages(CHANNEL).map(({ id }) => id),
  );
}

async function crash(bench: Bench): Promise<void> {
  await bench.enqueue(note('first'));
  await bench.enqueue(note('second'));
  await killAfterAcceptance(bench);
  const [post] = await bench.store.outbox.list(10, 'sending');
  assert.equal(post?.dedupeKey, 'first');
  assert.deepEqual(titles(bench.discord), ['Message first']);
}

test('a process killed right after Discord took its message posts nothing twice when it starts again at once', () =>
  withBench(async bench => {
    await crash(bench);
    bench.clock.advance(20_000);
    await expectOnce(bench);
  }));

test('nor when it starts again long after Discord forgot the nonce', () =>
  withBench(async bench => {
    await crash(bench);
    bench.clock.advance(26 * 3_600_000);
    bench.discord.forgetNonces();
    await expectOnce(bench);
  }));

test('nor when the history may not be read but the nonce is still known', () =>
  withBench(async bench => {
    await crash(bench);
    bench.clock.advance(20_000);
    bench.discord.setChannel({ id: CHANNEL, noHistory: true });
    await expectOnce(bench);
  }));

test('a process killed before Discord took its message posts it when it starts again', () =>
  withBench(async bench => {
    const { discord, clock, enqueue, store } = bench;
    await enqueue(note('first'));
    await enqueue(note('second'));
    const [post] = await store.outbox.due(clock.now().toISOString());
    await store.outbox.begin(post?.id ?? 0, clock.now().toISOString());
    clock.advance(3_600_000);
    await expectOnce(bench);
    assert.equal(discord.messages(CHANNEL).length, 2);
  }));
