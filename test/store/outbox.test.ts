import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { withStore } from '../helpers/temp-store.ts';

const at = (minute: number) => `2026-10-01T08:${String(minute).padStart(2, '0')}:00.000Z`;

describe('outbox', () => {
  it('queues a message once per target, whatever happened to it', () =>
    withStore(async ({ outbox }) => {
      assert.equal(await outbox.enqueue('console', 'daily 1', ['a', 'b'], at(0)), true);
      assert.equal(await outbox.enqueue('console', 'daily 1', ['c'], at(1)), false);
      assert.equal(await outbox.enqueue('file', 'daily 1', ['a'], at(1)), true);
      assert.equal(await outbox.enqueue('file', 'empty', [], at(1)), false);
      const [post] = await outbox.due(at(2));
      assert.ok(post !== undefined);
      await outbox.reject(post.id, 'channel is gone', at(2));
      assert.equal(await outbox.enqueue('console', 'daily 1', ['d'], at(3)), false);
      assert.equal((await outbox.list(10)).length, 3);
    }));

  it('hands out the parts of a target in order, one at a time, and one target does not wait for another', () =>
    withStore(async ({ outbox }) => {
      await outbox.enqueue('discord:1', 'x', ['1a', '1b'], at(0));
      await outbox.enqueue('discord:1', 'y', ['1c'], at(0));
      await outbox.enqueue('discord:2', 'x', ['2a'], at(0));
      const payloads = async (now: string) => (await outbox.due(now)).map(post => post.payload);
      assert.deepEqual(await payloads(at(1)), ['1a', '2a']);

      const [first] = await outbox.due(at(1));
      assert.ok(first !== undefined);
      await outbox.begin(first.id, at(1));
      await outbox.retry(first.id, 'busy', at(5));
      assert.deepEqual(await payloads(at(2)), ['2a'], 'the later parts wait for the first');
      assert.deepEqual(await payloads(at(5)), ['1a', '2a']);
      await outbox.sent(first.id, 'message 9', at(5));
      assert.deepEqual(await payloads(at(5)), ['1b', '2a']);
      const [stored] = (await outbox.list(10, 'sent')).values();
      assert.deepEqual(
        [stored?.reference, stored?.attempts, stored?.firstTriedAt, stored?.error],
        ['message 9', 1, at(1), null],
      );
    }));

  it('gives back a post that a crash left under way, and keeps when it was first tried', () =>
    withStore(async ({ outbox }) => {
      await outbox.enqueue('console', 'x', ['a'], at(0));
      const [post] = await outbox.due(at(0));
      assert.ok(post !== undefined);
      assert.equal(post.firstTriedAt, null);
      await outbox.begin(post.id, at(1));
      await outbox.begin(post.id, at(4));
      const [again] = await outbox.due(at(4));
      assert.deepEqual(
        [again?.id, again?.state, again?.attempts, again?.firstTriedAt],
        [post.id, 'sending', 2, at(1)],
      );
    }));

  it('gives up the later parts with a rejected one, not the earlier ones or other messages', () =>
    withStore(async ({ outbox }) => {
      await outbox.enqueue('console', 'x', ['a', 'b', 'c'], at(0));
      await outbox.enqueue('console', 'y', ['d'], at(0));
      const [a] = await outbox.due(at(0));
      assert.ok(a !== undefined);
      await outbox.sent(a.id, 'r', at(1));
      const [b] = await outbox.due(at(1));
      assert.ok(b !== undefined);
      await outbox.reject(b.id, 'too long', at(2));
      const states = (await outbox.list(10)).map(post => [post.payload, post.state]);
      assert.deepEqual(states, [
        ['d', 'pending'],
        ['c', 'rejected'],
        ['b', 'rejected'],
        ['a', 'sent'],
      ]);
      await outbox.retry(b.id, 'late answer', at(3));
      await outbox.sent(b.id, 'late answer', at(3));
      assert.deepEqual(
        (await outbox.due(at(3))).map(post => post.payload),
        ['d'],
        'a settled post stays settled',
      );
    }));
});

describe('wake', () => {
  it('makes waiting posts due at once and leaves settled ones alone', () =>
    withStore(async store => {
      const at = '2026-11-22T09:00:00.000Z';
      await store.outbox.enqueue('discord:1', 'digest:a', ['{}'], at);
      const [post] = await store.outbox.due(at);
      assert.ok(post);
      await store.outbox.begin(post.id, at);
      await store.outbox.retry(post.id, 'no permission', '2026-11-22T15:00:00.000Z');
      assert.deepEqual(await store.outbox.due('2026-11-22T10:00:00.000Z'), []);
      assert.equal(await store.outbox.wake('2026-11-22T10:00:00.000Z'), 1);
      assert.equal((await store.outbox.due('2026-11-22T10:00:00.000Z')).length, 1);
      await store.outbox.sent(post.id, 'message', at);
      assert.equal(await store.outbox.wake('2026-11-23T10:00:00.000Z'), 0);
    }));
});
