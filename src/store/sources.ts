import type { Selectable } from 'kysely';
import { type HealthEvent, type SourceWatch, UNWATCHED } from '../core/health.ts';
import type { SourceRead, SourceState, SourceStore } from '../core/ports.ts';
import type { HealthEventTable } from './health-tables.ts';
import { readCoverage, readLedger } from './ledger.ts';
import type { Db, Session, SourceStateTable } from './schema.ts';

/** What the crawler remembers of its sources, the ledger of all reads, and the changes of health. */
export function createSources({ db, write }: Session): SourceStore {
  return {
    async states() {
      const rows = await db.selectFrom('source_states').selectAll().orderBy('source_id').execute();
      return new Map(rows.map(row => [row.source_id, toState(row)]));
    },

    async record(state, read, event) {
      await write(async tx => {
        const { source_id, ...changes } = toRow(state);
        await tx
          .insertInto('source_states')
          .values({ source_id, ...changes })
          .onConflict(conflict => conflict.column('source_id').doUpdateSet(changes))
          .execute();
        await insertRead(tx, read);
        if (event) await insertEvent(tx, event);
      });
    },

    note: event => write(tx => insertEvent(tx, event)),

    async events(after) {
      const rows = await db
        .selectFrom('health_events')
        .selectAll()
        .where('id', '>', after)
        .orderBy('id')
        .execute();
      return rows.map(toEvent);
    },

    async lastEvent() {
      const row = await db
        .selectFrom('health_events')
        .select('id')
        .orderBy('id', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row?.id ?? 0;
    },

    ledger: (since, until) => readLedger(db, since, until),
    coverage: (since, until) => readCoverage(db, since, until),
  };
}

async function insertRead(tx: Db, read: SourceRead): Promise<void> {
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
      newest_item: read.newestItem,
      oldest_item: read.oldestItem,
      gap: read.gap,
      pages: read.pages,
    })
    .execute();
}

async function insertEvent(tx: Db, event: Omit<HealthEvent, 'id'>): Promise<void> {
  await tx
    .insertInto('health_events')
    .values({
      source_id: event.sourceId,
      from_state: event.from,
      to_state: event.to,
      at: event.at,
      since: event.since,
      evidence: event.evidence,
    })
    .execute();
}

function toEvent(row: Selectable<HealthEventTable>): HealthEvent {
  const { id, at, since, evidence } = row;
  return { id, sourceId: row.source_id, from: row.from_state, to: row.to_state, at, since, evidence };
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
    watch: JSON.stringify(state.watch),
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
    watch: toWatch(row.watch),
  };
}

/** A state of before the first watch, or of an earlier version, lacks what was not learned yet. */
function toWatch(text: string | null): SourceWatch {
  return text === null ? UNWATCHED : { ...UNWATCHED, ...(JSON.parse(text) as Partial<SourceWatch>) };
}
