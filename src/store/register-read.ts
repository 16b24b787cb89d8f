import { sql } from 'kysely';
import type { RegisterCount, RegisterEvent } from '../core/registers.ts';
import type { KeptEntry, RegisterStore, RegisterTotals } from '../core/store/register-store.ts';
import { chunked } from './rows.ts';
import type { Db } from './schema.ts';

/** Entries looked up at once. */
const MOST_ENTRIES = 200;
const MOST_EVENTS = 100_000;

export async function totalsOf(db: Db): Promise<readonly RegisterTotals[]> {
  const { rows } = await sql<RegisterTotals>`
    select register_id as register, count(*) as snapshots, min(at) as "firstAt", max(at) as "lastAt",
      sum(added) as added, sum(removed) as removed, sum(changed) as changed,
      (select count(*) from register_entries e where e.register_id = s.register_id and e.removed_at is null) as entries
    from register_snapshots s where state = 'applied' group by register_id order by register_id`.execute(db);
  return rows;
}

export async function countsOf(db: Db, register?: string): Promise<readonly RegisterCount[]> {
  const rows = await db
    .selectFrom('register_snapshots')
    .select(['register_id', 'at', 'rows', 'entries', 'added', 'removed', 'changed'])
    .where('state', '=', 'applied')
    .$if(register !== undefined, query => query.where('register_id', '=', register ?? ''))
    .orderBy('register_id')
    .orderBy('at')
    .orderBy('id')
    .execute();
  return rows.map(({ register_id, ...numbers }) => ({ register: register_id, ...numbers }));
}

export async function eventsOf(
  db: Db,
  filter: Parameters<RegisterStore['events']>[0],
): Promise<readonly RegisterEvent[]> {
  const { registers, entries, since, until, limit = MOST_EVENTS } = filter;
  const base = db
    .selectFrom('register_events')
    .selectAll()
    .$if(registers !== undefined, query => query.where('register_id', 'in', [...(registers ?? [])]))
    .$if(since !== undefined, query => query.where('at', '>=', since ?? ''))
    .$if(until !== undefined, query => query.where('at', '<', until ?? ''))
    .$if(entries === undefined, query => query.where('kind', '!=', 'listed'))
    .orderBy('at')
    .orderBy('id')
    .limit(limit);
  const found =
    entries === undefined
      ? await base.execute()
      : (
          await Promise.all(
            chunked(entries, MOST_ENTRIES).map(some =>
              base
                .where(({ or, and, eb }) =>
                  or(
                    some.map(({ register, id }) =>
                      and([eb('register_id', '=', register), eb('entry_id', '=', id)]),
                    ),
                  ),
                )
                .execute(),
            ),
          )
        )
          .flat()
          .toSorted((a, b) => (a.at === b.at ? a.id - b.id : a.at < b.at ? -1 : 1));
  return found.map(row => ({
    register: row.register_id,
    at: row.at,
    kind: row.kind,
    entryId: row.entry_id,
    name: row.name,
    lei: row.lei,
    homeState: row.home_state,
    fields: JSON.parse(row.fields),
    itemId: row.item_id,
  }));
}

export async function findEntries(
  db: Db,
  by: Parameters<RegisterStore['find']>[0],
  limit: number,
): Promise<readonly KeptEntry[]> {
  const entries = db
    .selectFrom('register_entries as e')
    .select(['e.register_id', 'e.entry', 'e.first_seen_at', 'e.removed_at'])
    .orderBy(sql`e.removed_at is not null`)
    .orderBy('e.name_key')
    .orderBy('e.register_id')
    .orderBy('e.entry_id')
    .limit(limit);
  const named = (from: string, to: string) =>
    entries.where(({ eb, refTuple, selectFrom }) =>
      eb(
        refTuple('e.register_id', 'e.entry_id'),
        'in',
        selectFrom('register_names as n')
          .select(['n.register_id', 'n.entry_id'])
          .where('n.name_key', '>=', from)
          .where('n.name_key', '<', to)
          .$asTuple('register_id', 'entry_id'),
      ),
    );
  const query =
    'leis' in by
      ? entries.where('e.lei', 'in', by.leis.slice(0, MOST_ENTRIES))
      : 'licence' in by
        ? named(`#${by.licence}`, `#${by.licence}\u0000`)
        : named(by.name, `${by.name}\u{10ffff}`);
  const rows = await query.execute();
  return rows.map(({ register_id, entry, first_seen_at, removed_at }) => ({
    register: register_id,
    entry: JSON.parse(entry),
    firstSeenAt: first_seen_at,
    removedAt: removed_at,
  }));
}
