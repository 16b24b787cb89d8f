import { sql } from 'kysely';
import type { LedgerSummary, SourceCoverage } from '../core/ports.ts';
import type { Db } from './schema.ts';

/** Whether no later read closed the open gap of a row of `table`. One gap at a time is tried again, so the next word about one is about it. */
function staysOpen(table: 'r' | 'reads', until: string) {
  return sql`coalesce((
    select later.gap from reads later where later.source_id = ${sql.ref(table)}.source_id
      and later.gap <> 'none' and later.gap in ('open', 'closed-later') and later.at > ${sql.ref(table)}.at and later.at < ${until}
    order by later.at limit 1), 'open') = 'open'`;
}

/**
 * Per source, what happened to reads in [since, until). From the ledger only, up to `until`: the answer for a closed window never
 * changes.
 */
export async function readCoverage(db: Db, since: string, until: string): Promise<readonly SourceCoverage[]> {
  const { rows } = await sql<SourceCoverage>`
    select source_id as "sourceId", attempts, successes,
      (select count(*) from reads r where r.source_id = c.source_id and r.gap <> 'none' and r.gap = 'open'
        and r.at >= ${since} and r.at < ${until} and ${staysOpen('r', until)}) as "openGaps",
      last_success_at as "lastSuccessAt",
      (select min(at) from reads r where r.source_id = c.source_id and r.ok = 0
        and r.at > coalesce(c.last_success_at, '') and r.at < ${until}) as "failingSince",
      (select error from reads r where r.source_id = c.source_id and r.ok = 0
        and r.at > coalesce(c.last_success_at, '') and r.at < ${until} order by at desc limit 1) as "lastError"
    from (
      select source_id,
        (select count(*) from reads r where r.source_id = s.source_id and r.ok in (0, 1) and r.at >= ${since} and r.at < ${until}) as attempts,
        (select count(*) from reads r where r.source_id = s.source_id and r.ok = 1 and r.at >= ${since} and r.at < ${until}) as successes,
        (select max(at) from reads r where r.source_id = s.source_id and r.ok = 1 and r.at < ${until}) as last_success_at
      from source_states s
    ) c
    where attempts > 0
    order by source_id`.execute(db);
  return rows;
}

interface Spell {
  readonly sourceId: string;
  /** Hours. */
  readonly unread: number;
}

/** The ledger of [since, until), one line per source that was asked in it. */
export async function readLedger(db: Db, since: string, until: string): Promise<readonly LedgerSummary[]> {
  const { rows } = await sql<Omit<LedgerSummary, 'hoursUnread'>>`
    select source_id as "sourceId", count(*) as attempts, sum(ok) as done,
      sum(gap in ('open', 'closed')) as gaps,
      sum(gap = 'open' and ${staysOpen('reads', until)}) as "openGaps", sum(items_new) as "itemsNew",
      max(case when ok = 1 then at end) as "lastReadAt"
    from reads where at >= ${since} and at < ${until}
    group by source_id order by source_id`.execute(db);
  // A spell is unread from its first failed read to the read that is done next, or to the end of the window.
  const spells = await sql<Spell>`
    select source_id as "sourceId", sum((julianday(coalesce(next_at, ${until})) - julianday(at)) * 24) as unread
    from (
      select source_id, at, ok, lead(at) over (partition by source_id order by at, row) as next_at
      from reads where at >= ${since} and at < ${until}
    ) where ok = 0 group by source_id`.execute(db);
  const unread = new Map(spells.rows.map(spell => [spell.sourceId, spell.unread]));
  return rows.map(row => ({ ...row, hoursUnread: Math.round((unread.get(row.sourceId) ?? 0) * 10) / 10 }));
}
