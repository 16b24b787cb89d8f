import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { describe, it } from 'node:test';
import { AppError } from '../../src/core/errors.ts';
import { makeRecord } from '../helpers/make-item.ts';
import { withStore } from '../helpers/temp-store.ts';

const SEEN = '2025-04-07T09:00:00.000Z';
const CHILD = path.join(import.meta.dirname, 'child-insert.ts');

function startChild(file: string, mode: 'hang' | 'done', count: number): ChildProcess {
  return spawn(process.execPath, [CHILD, file, mode, String(count)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

async function outputOf(child: ChildProcess): Promise<string> {
  const chunks: string[] = [];
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => chunks.push(chunk));
  await once(child, 'close');
  return chunks.join('').trim();
}

describe('transaction', () => {
  it('keeps all of it or nothing', () =>
    withStore(async store => {
      const record = makeRecord();
      await assert.rejects(
        store.transaction(async ops => {
          await ops.items.insert([record], SEEN);
          await ops.outbox.enqueue('console', 'x', ['a'], SEEN);
          await ops.settings.set('key', 'value');
          assert.equal((await ops.items.count()).items, 1, 'it sees what it wrote');
          assert.equal((await store.items.count()).items, 0, 'nobody else does');
          throw new Error('stop');
        }),
        /stop/,
      );
      assert.equal((await store.items.count()).items, 0);
      assert.deepEqual(await store.outbox.list(5), []);
      assert.equal(await store.settings.get('key'), null);
      assert.deepEqual(await store.items.insert([record], SEEN), [record.article.id]);
      assert.deepEqual(await store.verify(), []);
    }));

  it('runs one after another, so that what is read cannot change under the writer', () =>
    withStore(async store => {
      const increment = () =>
        store.transaction(async ops => {
          const before = Number((await ops.settings.get('n')) ?? 0);
          await new Promise(resolve => setImmediate(resolve));
          await ops.settings.set('n', String(before + 1));
        });
      await Promise.all(Array.from({ length: 20 }, increment));
      assert.equal(await store.settings.get('n'), '20');
    }));

  it('refuses one inside another instead of waiting for ever', () =>
    withStore(async store => {
      await assert.rejects(
        store.transaction(() => store.settings.set('a', 'b')),
        (error: unknown) => error instanceof AppError && error.code === 'transaction-nested',
      );
      await store.settings.set('a', 'c');
      assert.equal(await store.settings.get('a'), 'c');
    }));

  it('lets nobody write on after the database undid it', () =>
    withStore(
      async store => {
        await assert.rejects(
          store.transaction(async ops => {
            await ops.settings.set('before', '1');
            const huge = ops.settings.set('huge', 'x'.repeat(4_000_000));
            await assert.rejects(
              huge,
              (error: unknown) => error instanceof AppError && error.code === 'database-full',
            );
            await ops.settings.set('after', '1');
          }),
          AppError,
        );
        assert.equal(await store.settings.get('before'), null);
        assert.equal(await store.settings.get('after'), null);
        await store.settings.set('next', '1');
        assert.equal(await store.settings.get('next'), '1');
      },
      { maxPages: 300 },
    ));

  it('waits for transactions under way before it closes', () =>
    withStore(async store => {
      const work = store.transaction(async ops => {
        await new Promise(resolve => setTimeout(resolve, 20));
        await ops.settings.set('late', 'yes');
      });
      await store.close();
      await work;
      await store.close();
    }));

  it('leaves whole transactions only when the process is killed in the middle of one', () =>
    withStore(async (store, file) => {
      const child = startChild(file, 'hang', 200);
      assert.ok(child.stdout !== null);
      await once(child.stdout, 'data');
      child.kill('SIGKILL');
      await once(child, 'close');
      assert.equal((await store.items.count()).items, 40, 'two committed batches of 20');
      assert.equal((await store.outbox.list(10)).length, 2);
      assert.deepEqual(await store.verify(), []);
      await store.items.insert([makeRecord()], SEEN);
    }));

  it('lets two processes read the same items and stores each once', () =>
    withStore(async (store, file) => {
      const printed = await Promise.all([1, 2].map(() => outputOf(startChild(file, 'done', 200))));
      const stored = printed.map(Number);
      assert.equal(
        (stored[0] ?? 0) + (stored[1] ?? 0),
        200,
        `new to the one and the other: ${stored.join(', ')}`,
      );
      assert.equal((await store.items.count()).items, 200);
      assert.equal((await store.outbox.list(50)).length, 10);
      assert.deepEqual(await store.verify(), []);
    }));
});
