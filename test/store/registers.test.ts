import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'node:test';
import Database from 'better-sqlite3';
import type { RegisterEntry } from '../../src/core/registers.ts';
import { toIndexed } from '../../src/registers/to-firm.ts';
import { REGISTERS } from '../../src/store/migrations/008-registers.ts';
import { SQLITE_MIGRATIONS } from '../../src/store/migrations-sqlite.ts';
import { openStore } from '../../src/store/open-store.ts';
import { makeRecord } from '../helpers/make-item.ts';
import { tempFolder, withStore } from '../helpers/temp-store.ts';

const ID = 'zz/test/register';

const entry = (id: string, values: RegisterEntry['values']): RegisterEntry => ({
  id,
  values,
  published: {},
  rows: 1,
});
const ONE = entry('name:one', { name: ['One Crypto House'], licence: ['VL/1'] });
const TWO = entry('529900032TYR45XIEW79', {
  name: ['Zwei'],
  legalName: ['Zwei AG'],
  lei: ['529900032TYR45XIEW79'],
});

const snapshot = (at: string, entries: number) => ({
  at,
  bodyHash: `hash of ${at}`,
  rows: entries,
  entries,
  added: 0,
  removed: 0,
  changed: 0,
});
const event = (kind: 'listed' | 'granted' | 'withdrawn', { id, values }: RegisterEntry) => ({
  kind,
  entryId: id,
  name: values.name?.[0] ?? '',
  lei: values.lei?.[0] ?? null,
  homeState: null,
  fields: [],
  itemId: null,
});
const T1 = '2026-01-01T00:00:00.000Z';
const T2 = '2026-02-01T00:00:00.000Z';
const T3 = '2026-03-01T00:00:00.000Z';

describe('registers in the store', () => {
  it('keep their newest state, what left, and what happened', () =>
    withStore(async ({ registers }) => {
      assert.deepEqual(await registers.state(ID), { last: null, held: null });
      await registers.apply(ID, snapshot(T1, 1), { next: [toIndexed(ONE)], events: [event('listed', ONE)] });
      const renamed = { ...TWO, values: { ...TWO.values, name: ['Deux'] } };
      await registers.apply(ID, snapshot(T2, 1), {
        next: [toIndexed(TWO)],
        events: [event('granted', TWO), event('withdrawn', ONE)],
      });
      await registers.apply(ID, snapshot(T3, 1), { next: [toIndexed(renamed)], events: [] });
      assert.deepEqual(await registers.entries(ID), [renamed]);
      assert.equal((await registers.state(ID)).last?.at, T3);

      const found = await registers.find({ name: 'crypto' }, 10);
      assert.deepEqual(found, [{ register: ID, entry: ONE, firstSeenAt: T1, removedAt: T2 }]);
      // Also by the name it had.
      assert.deepEqual(
        (await registers.find({ name: 'zwei' }, 10)).map(({ entry: { values } }) => values.name),
        [['Deux']],
      );
      assert.equal((await registers.find({ licence: 'vl1' }, 10)).length, 1);
      assert.equal((await registers.find({ licence: 'vl' }, 10)).length, 0);
      assert.equal((await registers.find({ leis: ['529900032TYR45XIEW79'] }, 10)).length, 1);

      const kinds = async (filter: Parameters<typeof registers.events>[0]) =>
        (await registers.events(filter)).map(({ kind }) => kind);
      assert.deepEqual(await kinds({}), ['granted', 'withdrawn']);
      assert.deepEqual(await kinds({ since: T3 }), []);
      assert.deepEqual(await kinds({ registers: ['zz/other'] }), []);
      assert.deepEqual(await kinds({ entries: [{ register: ID, id: ONE.id }] }), ['listed', 'withdrawn']);
      const [totals] = await registers.totals();
      assert.deepEqual([totals?.entries, totals?.snapshots, totals?.firstAt, totals?.lastAt], [1, 3, T1, T3]);
    }));

  it('hold one snapshot at most, and drop it when another is applied', () =>
    withStore(async ({ registers }) => {
      await registers.apply(ID, snapshot(T1, 2), { next: [ONE, TWO].map(toIndexed), events: [] });
      const hold = { reason: 'removals' as const, detail: 'too many' };
      await registers.hold(ID, snapshot(T2, 1), { ...hold, held: [ONE] });
      await registers.hold(ID, snapshot(T3, 0), { ...hold, detail: 'all', held: [] });
      assert.deepEqual(await registers.heldEntries(ID), []);
      assert.deepEqual(await registers.held(), new Map([[ID, { ...hold, detail: 'all', at: T3 }]]));
      assert.deepEqual(await registers.entries(ID), [TWO, ONE]);
      await registers.apply(ID, snapshot(T3, 2), { next: [ONE, TWO].map(toIndexed), events: [] });
      assert.deepEqual([await registers.heldEntries(ID), (await registers.held()).size], [null, 0]);
      assert.equal((await registers.counts(ID)).length, 2);
    }));

  it('change all together or not at all', () =>
    withStore(async store => {
      await store.registers.apply(ID, snapshot(T1, 1), { next: [toIndexed(ONE)], events: [] });
      const interrupted = store.transaction(async ops => {
        await ops.registers.apply(ID, snapshot(T2, 1), {
          next: [toIndexed(TWO)],
          events: [event('granted', TWO)],
        });
        throw new Error('interrupted');
      });
      await assert.rejects(interrupted, /interrupted/);
      assert.deepEqual(await store.registers.entries(ID), [ONE]);
      assert.deepEqual(
        [await store.registers.events({}), (await store.registers.state(ID)).last?.at],
        [[], T1],
      );
      assert.deepEqual(await store.registers.find({ name: 'zwei' }, 10), []);
    }));

  it('are found along their keys, however many firms there are', () =>
    withStore(async (store, file) => {
      const many = Array.from({ length: 5000 }, (_, index) =>
        toIndexed(entry(`name:firm ${index}`, { name: [`Firm ${index} of Town ${index % 7}`] })),
      );
      await store.registers.apply(ID, snapshot(T1, many.length), { next: many, events: [] });
      assert.equal((await store.registers.find({ name: 'firm 4321' }, 10)).length, 1);
      assert.equal((await store.registers.find({ name: 'town 3' }, 10)).length, 10);
      const database = new Database(file, { readonly: true });
      const plan = database
        .prepare(
          "explain query plan select e.entry from register_entries e where (e.register_id, e.entry_id) in (select register_id, entry_id from register_names n where n.name_key >= 'a' and n.name_key < 'b')",
        )
        .all() as { detail: string }[];
      database.close();
      assert.ok(
        plan.every(({ detail }) => !detail.startsWith('SCAN e') && !/SCAN n/.test(detail)),
        JSON.stringify(plan),
      );
    }));

  it('come to a filled database of the schema before them', async () => {
    const { folder, remove } = await tempFolder();
    try {
      const file = path.join(folder, 'regbeat.sqlite');
      const before = SQLITE_MIGRATIONS.slice(0, SQLITE_MIGRATIONS.indexOf(REGISTERS));
      const schema = new Database(file);
      schema.exec(
        'create table schema_migrations (version integer primary key, name text not null, applied_at text not null)',
      );
      for (const [index, { name, sql }] of before.entries()) {
        schema.exec(sql);
        schema.prepare('insert into schema_migrations values (?, ?, ?)').run(index + 1, name, T1);
      }
      schema.prepare("insert into settings (key, value) values ('kept', 'yes')").run();
      schema.close();
      const store = await openStore({ path: file });
      assert.equal(store.openedVersion, before.length);
      assert.equal(await store.settings.get('kept'), 'yes');
      await store.items.insert([makeRecord()], T1);
      await store.registers.apply(ID, snapshot(T1, 1), { next: [toIndexed(ONE)], events: [] });
      assert.equal((await store.registers.entries(ID)).length, 1);
      assert.deepEqual(await store.verify(), []);
      await store.close();
    } finally {
      await remove();
    }
  });
});
