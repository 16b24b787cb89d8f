import { type Selectable, sql } from 'kysely';
import type { SourceCoverage, SourceState, SourceStore } from '../core/ports.ts';
import type { Session, SourceStateTable } from './schema.ts';

/** What the crawler remembers of its sources, and the ledger of all reads. */
export function createSources({ db, write }: Session): SourceStore {
  return {
    async states() {
      const rows = await db.selectFrom('source_states').selectAll().orderBy('source_id').execute();
      return new Map(rows.map(row => [row.source_id, toState(row)]));
    },

    async record(state, read) {
      await write(async tx => {
        const { source_id, ...changes } = toRow(state);
        await tx
          .insertInto('source_states')
          .values({ source_id, ...changes })
          .onConflict(conflict => conflict.column('source_id').doUpdateSet(changes))
          .execute();
        await tx
          .insertInto('reads')
          .values({
            source_id: read.sourceId,
            at: read.at,
            ok: read.outcome === 'failed' ? 0 : 1,
            outcome: read.outcome,
            status: read.status,
            items_seen: read.itemsSeen,
            items_new: read.itemsNew,
            items_updated: read.itemsUpdated,
            ms: Math.round(read.ms),
            error: read.error,
            notes: JSON.stringify(read.notes),
          })
          .execute();
      });
    },

    // From the ledger only, up to `until`: the answer for a closed window never changes.
    async coverage(since, until) {
      const { rows } = await sql<SourceCoverage>`
        select source_id as "sourceId", attempts, successes, last_success_at as "lastSuccessAt",
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
    },
  };
}

function toRow(state: SourceState): SourceStateTable {
  return {
    source_id: state.sourceId,
    url: state.url,
    validators: state.validators === null ? null : JSON.stringify(state.validators),
    body_hash: state.bodyHash,
    last_item_count: state.lastItemCount,
    last_attempt_at: state.lastAttemptAt,
    last_success_at: state.lastSuccessAt,
    first_success_at: state.firstSuccessAt,
    consecutive_failures: state.consecutiveFailures,
    failing_since: state.failingSince,
    last_error: state.lastError,
    next_due_at: state.nextDueAt,
  };
}

function toState(row: Selectable<SourceStateTable>): SourceState {
  return {
    sourceId: row.source_id,
    url: row.url,
    validators: row.validators === null ? null : JSON.parse(row.validators),
    bodyHash: row.body_hash,
    lastItemCount: row.last_item_count,
    lastAttemptAt: row.last_attempt_at,
    lastSuccessAt: row.last_success_at,
    firstSuccessAt: row.first_success_at,
    consecutiveFailures: row.consecutive_failures,
    failingSince: row.failing_since,
    lastError: row.last_error,
    nextDueAt: row.next_due_at,
  };
}
