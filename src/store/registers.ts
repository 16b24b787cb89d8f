import type { RegisterEntry } from '../core/registers.ts';
import type { RegisterSnapshot, RegisterState, RegisterStore } from '../core/store/register-store.ts';
import { countsOf, eventsOf, findEntries, totalsOf } from './register-read.ts';
import { chunked, insertable } from './rows.ts';
import type { Db, Session } from './schema.ts';

/** Registers: their state, what is held, their history. */
export function createRegisters({ db, write }: Session): RegisterStore {
  const snapshotOf = (register: string, state: 'applied' | 'held') =>
    db
      .selectFrom('register_snapshots')
      .select(['id', 'at', 'body_hash', 'rows', 'reason', 'detail', 'held_entries'])
      .where('register_id', '=', register)
      .where('state', '=', state)
      .orderBy('at', 'desc')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst();
  return {
    async state(register) {
      const last = await snapshotOf(register, 'applied');
      const held = await snapshotOf(register, 'held');
      return {
        last: last === undefined ? null : { id: last.id, at: last.at, bodyHash: last.body_hash },
        held: held === undefined ? null : toHeld(held),
      };
    },
    entries: register => listed(db, register),
    async heldEntries(register) {
      const held = await snapshotOf(register, 'held');
      return held === undefined ? null : JSON.parse(held.held_entries ?? '[]');
    },
    async apply(register, snapshot, { next, events }) {
      await write(async tx => {
        await dropHeld(tx, register);
        await tx
          .insertInto('register_snapshots')
          .values({ ...toSnapshotRow(register, snapshot), state: 'applied' })
          .execute();
        const { at } = snapshot;
        const known = new Map((await listed(tx, register)).map(entry => [entry.id, JSON.stringify(entry)]));
        const kept = new Set(next.map(({ entry }) => entry.id));
        for (const ids of chunked([...known.keys()].filter(id => !kept.has(id)))) {
          await tx
            .updateTable('register_entries')
            .set({ removed_at: at })
            .where('register_id', '=', register)
            .where('entry_id', 'in', ids)
            .execute();
        }
        for (const { entry, lei, licences, names } of next) {
          const text = JSON.stringify(entry);
          if (known.get(entry.id) === text) continue;
          const row = { lei, name_key: names[0] ?? '', entry: text, removed_at: null };
          await tx
            .insertInto('register_entries')
            .values({ register_id: register, entry_id: entry.id, first_seen_at: at, ...row })
            .onConflict(conflict => conflict.columns(['register_id', 'entry_id']).doUpdateSet(row))
            .execute();
          const keys = [...new Set([...names, ...licences.map(licence => `#${licence}`)])];
          for (const rows of insertable(
            keys.map(key => ({ name_key: key, register_id: register, entry_id: entry.id })),
          )) {
            await tx
              .insertInto('register_names')
              .values(rows)
              .onConflict(conflict => conflict.doNothing())
              .execute();
          }
        }
        for (const rows of insertable(
          events.map(event => ({
            register_id: register,
            at,
            kind: event.kind,
            entry_id: event.entryId,
            name: event.name,
            lei: event.lei,
            home_state: event.homeState,
            fields: JSON.stringify(event.fields),
            item_id: event.itemId,
          })),
        ))
          await tx.insertInto('register_events').values(rows).execute();
      });
    },
    async hold(register, snapshot, { reason, detail, held }) {
      await write(async tx => {
        await dropHeld(tx, register);
        const row = { ...toSnapshotRow(register, snapshot), state: 'held' as const };
        await tx
          .insertInto('register_snapshots')
          .values({ ...row, reason, detail, held_entries: JSON.stringify(held) })
          .execute();
      });
    },
    totals: () => totalsOf(db),
    async held() {
      const rows = await db
        .selectFrom('register_snapshots')
        .select(['register_id', 'at', 'reason', 'detail'])
        .where('state', '=', 'held')
        .execute();
      return new Map(
        rows.map(({ register_id, at, reason, detail }) => [
          register_id,
          { at, reason: reason ?? 'removals', detail: detail ?? '' },
        ]),
      );
    },
    counts: register => countsOf(db, register),
    events: filter => eventsOf(db, filter),
    find: (by, limit) => findEntries(db, by, limit),
  };
}

async function listed(db: Db, register: string): Promise<RegisterEntry[]> {
  const rows = await db
    .selectFrom('register_entries')
    .select('entry')
    .where('register_id', '=', register)
    .where('removed_at', 'is', null)
    .orderBy('entry_id')
    .execute();
  return rows.map(({ entry }) => JSON.parse(entry));
}

async function dropHeld(tx: Db, register: string): Promise<void> {
  await tx
    .updateTable('register_snapshots')
    .set({ state: 'dropped', held_entries: null })
    .where('register_id', '=', register)
    .where('state', '=', 'held')
    .execute();
}

function toSnapshotRow(register: string, { at, bodyHash, ...numbers }: RegisterSnapshot) {
  const { rows, entries, added, removed, changed } = numbers;
  return { register_id: register, at, body_hash: bodyHash, rows, entries, added, removed, changed };
}

function toHeld(row: {
  id: number;
  at: string;
  body_hash: string;
  rows: number;
  reason: 'zero-rows' | 'columns-missing' | 'removals' | null;
  detail: string | null;
}): RegisterState['held'] {
  const { id, at, rows, reason, detail } = row;
  return { id, at, bodyHash: row.body_hash, rows, reason: reason ?? 'removals', detail: detail ?? '' };
}
