import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'node:test';
import Database from 'better-sqlite3';
import { type SourceWatch, UNWATCHED } from '../../src/core/health.ts';
import type { SourceRead, SourceState } from '../../src/core/ports.ts';
import { SQLITE_MIGRATIONS } from '../../src/store/migrations-sqlite.ts';
import { openStore } from '../../src/store/open-store.ts';
import { tempFolder, withStore } from '../helpers/temp-store.ts';

const hour = (hours: number) =>
  new Date(Date.parse('2026-11-20T00:00:00Z') + hours * 3_600_000).toISOString();
const state = (sourceId: string, watch: Partial<SourceWatch> = {}): SourceState => ({
  sourceId,
  url: null,
  validators: null,
  bodyHash: null,
  lastItemCount: null,
  lastAttemptAt: null,
  lastSuccessAt: null,
  firstSuccessAt: null,
  consecutiveFailures: 0,
  failingSince: null,
  lastError: null,
  nextDueAt: null,
  watch: { ...UNWATCHED, ...watch },
});
const read = (sourceId: string, hours: number, overrides: Partial<SourceRead> = {}): SourceRead => ({
  sourceId,
  at: hour(hours),
  outcome: 'read',
  status: 200,
  itemsSeen: 10,
  itemsNew: 2,
  itemsUpdated: 0,
  ms: 3,
  error: null,
  notes: {},
  newestItem: hour(hours),
  oldestItem: hour(hours - 50),
  gap: 'none',
  pages: 1,
  ...overrides,
});
const failed = { outcome: 'failed', itemsNew: 0, error: 'timeout' } as const;

describe('the ledger', () => {
  it('tells reads attempted and done, gaps, and the hours for which a source was not read', () =>
    withStore(async ({ sources }) => {
      const lines = [
        read('a', 0),
        read('a', 2, failed),
        read('a', 4, failed),
        read('a', 9, { gap: 'closed', pages: 3 }),
        read('a', 20, failed),
        read('b', 1, { gap: 'open' }),
        read('b', 5, { gap: 'closed-later' }),
        read('c', 3, { gap: 'open' }),
        read('d', 3, { gap: 'open' }),
        read('d', 8, { gap: 'closed' }),
      ];
      for (const line of lines) await sources.record(state(line.sourceId), line);
      const ledger = await sources.ledger(hour(0), hour(24));
      assert.deepEqual(
        ledger.map(({ sourceId, attempts, done, gaps, openGaps, itemsNew, hoursUnread }) => [
          sourceId,
          attempts,
          done,
          gaps,
          openGaps,
          itemsNew,
          hoursUnread,
        ]),
        [
          ['a', 5, 2, 1, 0, 4, 11],
          ['b', 2, 2, 1, 0, 4, 0],
          ['c', 1, 1, 1, 1, 2, 0],
          // A gap that closed at once says nothing about an earlier one.
          ['d', 2, 2, 2, 1, 4, 0],
        ],
      );
      assert.equal(ledger[0]?.lastReadAt, hour(9));
      assert.deepEqual(await sources.ledger(hour(100), hour(200)), []);
      const coverage = await sources.coverage(hour(0), hour(24));
      assert.deepEqual(
        coverage.map(line => line.openGaps),
        [0, 0, 1, 1],
      );
    }));
});

describe('changes of health', () => {
  it('are numbered in the order of commits and undone with their transaction', () =>
    withStore(async store => {
      const event = (to: 'failing' | 'ok') =>
        ({
          sourceId: 'a',
          from: to === 'ok' ? 'failing' : 'ok',
          to,
          at: hour(1),
          since: null,
          evidence: 'x',
        }) as const;
      assert.equal(await store.sources.lastEvent(), 0);
      await store.sources.record(state('a'), read('a', 1), event('failing'));
      const undone = store.transaction(async ops => {
        await ops.sources.record(state('a'), read('a', 2), event('ok'));
        throw new Error('killed');
      });
      await assert.rejects(undone, /killed/);
      await store.sources.note({ ...event('ok'), sourceId: null });
      const events = await store.sources.events(0);
      assert.deepEqual(
        events.map(({ sourceId, to }) => [sourceId, to]),
        [
          ['a', 'failing'],
          [null, 'ok'],
        ],
      );
      assert.equal(await store.sources.lastEvent(), events.at(-1)?.id);
      assert.equal((await store.sources.events(events[0]?.id ?? 0)).length, 1);
      assert.equal((await store.sources.ledger(hour(0), hour(9)))[0]?.attempts, 1);
    }));
});

describe('a database of before', () => {
  it('keeps what its sources were, and learns from there', async t => {
    const { folder, remove } = await tempFolder();
    t.after(remove);
    const file = path.join(folder, 'regbeat.sqlite');
    const earlier = SQLITE_MIGRATIONS.slice(
      0,
      SQLITE_MIGRATIONS.findIndex(({ name }) => name === 'health of sources and a fuller ledger'),
    );
    await (await openStore({ path: file, migrations: earlier })).close();
    const database = new Database(file);
    const insert = database.prepare(
      `insert into source_states (source_id, url, validators, last_item_count, first_success_at, last_success_at, consecutive_failures, failing_since, last_error)
       values (?, 'https://a.example/feed', '{"etag":"1","lastModified":null}', 12, ?, ?, ?, ?, ?)`,
    );
    const line = database.prepare(
      `insert into reads (source_id, at, ok, outcome, status, items_seen, items_new, items_updated, ms, error, notes)
       values (?, ?, 1, 'read', 200, 12, 1, 0, 5, null, '{}')`,
    );
    database.transaction(() => {
      for (let n = 0; n < 500; n++) {
        const bad = n % 10 === 0;
        insert.run(`s${n}`, hour(0), hour(5), bad ? 4 : 0, bad ? hour(6) : null, bad ? 'timeout' : null);
        for (let turn = 0; turn < 20; turn++) line.run(`s${n}`, hour(turn));
      }
    })();
    database.close();
    const store = await openStore({ path: file });
    t.after(() => store.close());
    assert.deepEqual(await store.verify(), []);
    const states = await store.sources.states();
    assert.equal(states.size, 500);
    assert.deepEqual(states.get('s10')?.watch, UNWATCHED);
    assert.equal(states.get('s10')?.consecutiveFailures, 4);
    assert.deepEqual(states.get('s11')?.validators, { etag: '1', lastModified: null });
    const ledger = await store.sources.ledger(hour(0), hour(24));
    assert.deepEqual([ledger.length, ledger[0]?.attempts, ledger[0]?.gaps], [500, 20, 0]);
    await store.sources.record(state('s10', { recent: '+' }), read('s10', 30));
    assert.equal((await store.sources.states()).get('s10')?.watch.recent, '+');
  });

  it('remembers robots.txt', () =>
    withStore(async ({ robots }) => {
      const record = {
        origin: 'https://a.example',
        text: 'User-agent: *',
        fetchedAt: hour(0),
        unreachableSince: null,
      };
      assert.equal(await robots.get(record.origin), null);
      await robots.set(record);
      await robots.set({ ...record, text: null, unreachableSince: hour(1) });
      assert.deepEqual(await robots.get(record.origin), { ...record, text: null, unreachableSince: hour(1) });
    }));
});
