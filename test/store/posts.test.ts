import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'node:test';
import Database from 'better-sqlite3';
import type { Message } from '../../src/core/message.ts';
import type { MessageFacts, Store } from '../../src/core/ports.ts';
import { SQLITE_MIGRATIONS } from '../../src/store/migrations-sqlite.ts';
import { openStore } from '../../src/store/open-store.ts';
import { makeRecord } from '../helpers/make-item.ts';
import { tempFolder, withStore } from '../helpers/temp-store.ts';

const at = (minute: number) => `2026-10-01T08:${String(minute).padStart(2, '0')}:00.000Z`;
const TARGET = 'discord:1';

function message(kind: Message['kind'] = 'alert'): Message {
  return { kind, title: 'T', blocks: [], importance: 'normal', dedupeKey: 'k' };
}

function facts(stories: MessageFacts['stories'], more: Partial<MessageFacts> = {}): MessageFacts {
  return { message: message(), options: { locale: 'de' }, stories, subscriptionId: 's1', ...more };
}

/** Queues a message of one part, and sends it under a reference. */
async function send(store: Store, key: string, reference: string, about: MessageFacts): Promise<number> {
  await store.outbox.enqueue(TARGET, key, [`payload of ${key}`], at(0), about);
  const post = await store.outbox.dueAt(TARGET, at(0));
  assert.ok(post !== null);
  await store.outbox.begin(post.id, at(0));
  await store.outbox.sent(post.id, reference, at(0));
  return post.id;
}

describe('what posts show', () => {
  it('is found by the id under which the channel shows them, also in a thread that they opened', () =>
    withStore(async store => {
      const { outbox } = store;
      await outbox.enqueue(TARGET, 'digest', ['a', 'b'], at(0), facts([{ storyId: 's', itemId: 'i' }]));
      const first = await outbox.dueAt(TARGET, at(0));
      assert.ok(first !== null);
      await outbox.sent(first.id, '77', at(1), { place: '77' });
      const second = await outbox.dueAt(TARGET, at(1));
      assert.deepEqual([second?.part, second?.place, second?.subscriptionId], [1, '77', 's1']);
      await outbox.sent(second?.id ?? 0, '78', at(1), { place: '77' });
      for (const [target, reference] of [
        [TARGET, '77'],
        ['discord:77', '78'],
      ] as const) {
        const posted = await outbox.postOf(target, reference);
        assert.deepEqual(
          [posted?.dedupeKey, posted?.options.locale, posted?.stories, posted?.posts.length],
          ['digest', 'de', [{ storyId: 's', itemId: 'i' }], 2],
        );
      }
      assert.equal(await outbox.postOf('discord:2', '77'), null, 'not another channel');
      assert.equal((await outbox.postsOfItem('i', 5)).length, 1);
      assert.deepEqual(await outbox.postsOfItem('j', 5), []);
    }));

  it('becomes stale when the item is edited, tagged otherwise, joined by a report or acknowledged, and by nothing else', () =>
    withStore(async store => {
      const record = makeRecord();
      const { id } = record.article;
      const { storyId } = record.placement;
      await store.items.insert([record], at(0));
      await send(store, 'k', '9', facts([{ storyId, itemId: id }]));
      const stale = () => store.outbox.stale(at(0), 10);
      const settle = async (what: string) => {
        const [found, ...others] = await stale();
        assert.ok(found !== undefined && others.length === 0, what);
        await store.outbox.revise(found, null);
        assert.deepEqual(await stale(), []);
      };
      assert.deepEqual(await stale(), []);
      await store.items.insert([makeRecord({ article: { title: 'Another matter entirely' } })], at(1));
      await store.items.seen([{ id, keys: [] }], at(1));
      assert.deepEqual(await stale(), []);
      const edited = makeRecord({ article: { id, text: 'Other words.', contentHash: 'b'.repeat(64) } });
      await store.items.revise(id, edited, at(2));
      await settle('an edit');
      const kind = { id: 'rule', score: 1, evidence: [] } as const;
      await store.items.retag(id, { ...edited.classification, kind });
      await settle('other tags');
      const report = makeRecord({
        article: { sourceId: 'media/paper/news', title: 'A paper reports on it too' },
        placement: { storyId, relation: 'same-story' },
        tier: 'press',
      });
      await store.items.insert([report], at(3));
      await settle('a report');
      const ack = { target: TARGET, storyId, itemId: id, who: '5', at: at(4) };
      assert.equal(await store.acks.add({ ...ack, target: 'discord:2' }), true);
      assert.deepEqual(await stale(), [], 'acknowledged elsewhere');
      assert.equal(await store.acks.add(ack), true);
      assert.equal(await store.acks.add({ ...ack, at: at(5) }), false);
      await settle('an acknowledgement');
      assert.deepEqual(await store.acks.ofStories([storyId], TARGET), [ack]);
      assert.equal((await store.acks.within(at(4), at(5))).length, 2);
    }));

  it('is edited once it was sent, and a change in between is not lost', () =>
    withStore(async store => {
      const { outbox } = store;
      const story = { storyId: 's', itemId: 'i' };
      const id = await send(store, 'k', '9', facts([story]));
      const touch = (n: number) => store.acks.add({ target: TARGET, ...story, who: String(n), at: at(n) });
      await touch(1);
      const [found] = await outbox.stale(at(0), 10);
      assert.ok(found !== undefined);
      await touch(2);
      const revision = (payload: string) => ({
        message: message(),
        edits: [{ postId: id, payload }],
        notBefore: (editedAt: string | null) => (editedAt === null ? at(5) : at(50)),
      });
      await outbox.revise(found, revision('one'));
      assert.deepEqual(await outbox.chores(at(9), 10), [], 'it changed while it was laid out');
      const [again] = await outbox.stale(at(0), 10);
      assert.ok(again !== undefined);
      await outbox.revise(again, revision('two'));
      assert.deepEqual(await outbox.chores(at(4), 10), []);
      const [chore] = await outbox.chores(at(5), 10);
      assert.deepEqual([chore?.chore, chore?.payload, chore?.post.reference], ['edit', 'two', '9']);
      assert.ok(chore !== undefined);
      await touch(3);
      const [third] = await outbox.stale(at(0), 10);
      assert.deepEqual([...(third?.waiting ?? [])], [[id, 'two']]);
      assert.ok(third !== undefined);
      await outbox.revise(third, revision('three'));
      await outbox.choreDone(chore, at(6));
      const [later] = await outbox.chores(at(9), 10);
      assert.equal(later?.payload, 'three');
      assert.ok(later !== undefined);
      await outbox.choreClosed(later, 'gone', at(7));
      await touch(4);
      const [fourth] = await outbox.stale(at(0), 10);
      assert.ok(fourth !== undefined);
      await outbox.revise(fourth, revision('four'));
      assert.deepEqual(await outbox.chores(at(59), 10), [], 'no edits of what is gone');
    }));

  it('tells which stories a target was alerted to, how often a subscription was heard, and what waits for whom', () =>
    withStore(async ({ outbox }) => {
      const shown = { storyId: 's', itemId: 'i' };
      await outbox.enqueue(TARGET, 'a', ['a'], at(0), facts([{ ...shown, reports: ['i', 'r'] }]));
      const digest = { message: message('digest') };
      await outbox.enqueue(TARGET, 'b', ['b'], at(1), facts([{ storyId: 't', itemId: 'j' }], digest));
      const wanted = { storyIds: ['s', 't'], itemIds: ['i', 'j', 'k'] };
      assert.deepEqual(await outbox.alerted(TARGET, wanted), [{ ...shown, reports: ['i', 'r'] }]);
      assert.deepEqual(await outbox.alerted('discord:2', wanted), []);
      assert.deepEqual(await outbox.alertTimes('s1', at(0)), []);
      assert.deepEqual(await outbox.alertTimes('s1', '2026-10-01T07:00:00.000Z'), [at(0)]);
      assert.equal(await outbox.waitingSince(TARGET), at(0));
      assert.deepEqual(await outbox.waitingSubscriptions(), ['s1']);
      assert.equal(await outbox.cancel('s1', 'deleted', at(2)), 2);
      assert.equal(await outbox.waitingSince(TARGET), null);
      assert.equal(await outbox.wake(at(3), TARGET), 0);
    }));

  it('can be snoozed by each person, and the last wish counts', () =>
    withStore(async ({ acks }) => {
      const wish = { target: TARGET, storyId: 's', itemId: 'i', who: '5', at: at(0) };
      await acks.snooze({ ...wish, until: at(10) });
      await acks.snooze({ ...wish, until: at(20) });
      await acks.snooze({ ...wish, who: '6', until: at(15) });
      assert.deepEqual(await acks.dueSnoozes(at(14), 5), []);
      const due = await acks.dueSnoozes(at(30), 5);
      assert.deepEqual(
        due.map(({ who, until }) => [who, until]),
        [
          ['6', at(15)],
          ['5', at(20)],
        ],
      );
      for (const { id } of due) await acks.settleSnooze(id, at(30));
      assert.deepEqual(await acks.dueSnoozes(at(40), 5), []);
    }));
});

describe('a message that was composed from words that changed before it was queued', () => {
  it('is stale from the beginning', () =>
    withStore(async store => {
      const record = makeRecord();
      await store.items.insert([record], at(0));
      const { id } = record.article;
      const told = { storyId: record.placement.storyId, itemId: id, version: 1 };
      await store.outbox.enqueue(TARGET, 'same', ['a'], at(1), facts([told]));
      assert.deepEqual(await store.outbox.stale(at(0), 5), []);
      await store.items.revise(
        id,
        makeRecord({ article: { id, title: 'Other words', contentHash: 'c'.repeat(64) } }),
        at(1),
      );
      await store.outbox.enqueue('discord:2', 'late', ['a'], at(2), facts([told]));
      const stale = await store.outbox.stale(at(0), 5);
      assert.deepEqual(
        stale.map(({ dedupeKey }) => dedupeKey),
        ['same', 'late'],
      );
    }));

  it('keeps its change while a post of it is under way', () =>
    withStore(async store => {
      const story = { storyId: 's', itemId: 'i' };
      await store.outbox.enqueue(TARGET, 'k', ['a'], at(0), facts([story]));
      await store.acks.add({ target: TARGET, ...story, who: '1', at: at(0) });
      const [found] = await store.outbox.stale(at(0), 5);
      const post = await store.outbox.dueAt(TARGET, at(0));
      assert.ok(found !== undefined && post !== null);
      await store.outbox.begin(post.id, at(0));
      const edits = [{ postId: post.id, payload: 'b' }];
      await store.outbox.revise(found, { message: message(), edits, notBefore: () => at(1) });
      assert.equal((await store.outbox.dueAt(TARGET, at(1)))?.payload, 'a');
      assert.equal((await store.outbox.stale(at(0), 5)).length, 1);
    }));
});

describe('a database from before posts were remembered', () => {
  it('keeps its posts, sends those that wait in their order and forgets nothing', async () => {
    const { folder, remove } = await tempFolder();
    const file = path.join(folder, 'regbeat.sqlite');
    const place = SQLITE_MIGRATIONS.findIndex(({ name }) => name === 'what posts show');
    try {
      const before = await openStore({ path: file, migrations: SQLITE_MIGRATIONS.slice(0, place) });
      await before.items.insert([makeRecord()], at(0));
      await before.settings.set('told:discord:1', at(0));
      await before.close();
      const raw = new Database(file);
      const insert = raw.prepare(
        `insert into outbox (target, dedupe_key, part, parts, payload, state, attempts, created_at, first_tried_at, next_at, reference)
         values ('discord:1', ?, ?, 2, ?, ?, ?, ?, ?, ?, ?)`,
      );
      insert.run('old', 0, 'a', 'sent', 1, at(0), at(0), at(0), '41');
      insert.run('old', 1, 'b', 'sending', 1, at(0), at(1), at(0), null);
      insert.run('new', 0, 'c', 'pending', 0, at(2), null, at(2), null);
      raw.close();
      const after = await openStore({ path: file });
      const payloads: string[] = [];
      for (;;) {
        const post = await after.outbox.dueAt('discord:1', at(5));
        if (post === null) break;
        payloads.push(`${post.payload} ${post.state} ${post.firstTriedAt}`);
        await after.outbox.sent(post.id, `5${post.id}`, at(6));
      }
      assert.deepEqual(payloads, [`b sending ${at(1)}`, 'c pending null']);
      assert.equal((await after.outbox.list(10, 'sent')).length, 3);
      assert.equal(
        await after.outbox.postOf('discord:1', '41'),
        null,
        'what it shows was never written down',
      );
      assert.equal(await after.settings.get('told:discord:1'), at(0));
      assert.deepEqual(await after.verify(), []);
      await after.close();
    } finally {
      await remove();
    }
  });
});
