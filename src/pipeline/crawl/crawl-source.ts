import type { SourceReport } from '../../core/application.ts';
import { AppError, errorText } from '../../core/errors.ts';
import type {
  Classifier,
  Clock,
  Fetcher,
  Logger,
  SnapshotFiles,
  SourceState,
  Store,
} from '../../core/ports.ts';
import type { Article, SourceDef } from '../../core/types.ts';
import { countNotes } from '../count-notes.ts';
import { isRegister } from '../registers/read-register.ts';
import { readRegisterSource } from '../registers/read-register-source.ts';
import { prepareRegister, storeRegister } from '../registers/store-register.ts';
import { snapshotTime } from '../registers/update-register.ts';
import { classifyUnknown, storeArticles } from '../store-articles.ts';
import { pendingGap, readWhole, type WholeList } from './gap-close.ts';
import { historicAt } from './historic.ts';
import { type ListRead, readSource } from './read-source.ts';
import { type Observation, stateAfter } from './state-after.ts';

export interface CrawlDeps {
  readonly store: Store;
  readonly fetcher: Fetcher;
  readonly classifier: Classifier;
  readonly snapshots: SnapshotFiles;
  readonly sources: readonly SourceDef[];
  readonly clock: Clock;
  readonly logger: Logger;
}

/** A source's list as it was read, before anything of it is stored. */
export interface SourceRound {
  readonly def: SourceDef;
  readonly state: SourceState | undefined;
  readonly read: ListRead;
  /** Null unless the list was read. */
  readonly list: WholeList | null;
  readonly now: Date;
}

/** A register has entries, not items. */
const NO_LIST: WholeList = { articles: [], matches: [], listed: [], gap: 'none', pages: 1 };

/** Reads one source, with further pages after a gap. A bug in reading it is reported as this source's failure. */
export async function askSource(
  def: SourceDef,
  state: SourceState | undefined,
  deps: CrawlDeps,
  options: { readonly force: boolean; readonly signal?: AbortSignal },
): Promise<SourceRound> {
  const now = deps.clock();
  const reading = { fetcher: deps.fetcher, store: deps.store, now, ...options };
  try {
    if (isRegister(def)) {
      const read = await readRegisterSource(def, state, reading);
      return { def, state, read, list: read.outcome === 'read' ? NO_LIST : null, now };
    }
    // The rule that reads its dates may have been mended meanwhile.
    const undated = (state?.watch.undated ?? null) !== null;
    const force = options.force || undated || pendingGap(state) !== null;
    const read = await readSource(def, state, { ...reading, force });
    const list = read.outcome === 'read' ? await readWhole(def, state, read, reading) : null;
    return { def, state, read, list, now };
  } catch (error) {
    if (error instanceof AppError && error.code !== 'source-body') throw error;
    deps.logger.error({ source: def.id, err: error }, 'source could not be read');
    return { def, state, read: toFault(error), list: null, now };
  }
}

/**
 * Stores what a source's read came to in one transaction: its items with tags and stories, its state, its line in the ledger and the change
 * of its health. A bug in tagging or storing its words is reported as this source's failure.
 */
export async function storeRound(
  round: SourceRound,
  deps: CrawlDeps,
  silenceOf: Observation['silenceOf'],
): Promise<SourceReport> {
  const { def } = round;
  const report = await writeRound(round, deps, silenceOf).catch(error => {
    if (error instanceof AppError) throw error;
    deps.logger.error({ source: def.id, err: error }, 'source could not be stored');
    return writeRound({ ...round, read: toFault(error), list: null }, deps, silenceOf);
  });
  const { outcome, status, error, items, ms } = report;
  if (outcome === 'failed') deps.logger.warn({ source: def.id, status, error }, 'source failed');
  else
    deps.logger.info(
      { source: def.id, outcome, items, new: report.new, updated: report.updated, ms },
      'source read',
    );
  return report;
}

async function writeRound(
  round: SourceRound,
  deps: CrawlDeps,
  silenceOf: Observation['silenceOf'],
): Promise<SourceReport> {
  const { def, state, read, list, now } = round;
  const at = now.toISOString();
  const articles = list?.articles ?? [];
  const context = { def, seenAt: at, isHistoric: historicAt(state), classifier: deps.classifier };
  const tags = await classifyUnknown(articles, list?.matches ?? [], context);
  const register =
    read.outcome === 'read' && read.register !== undefined && isRegister(def)
      ? await prepareRegister(
          deps.store,
          def,
          read.register,
          { at: await snapshotTime(deps.store, def.id, now) },
          deps.classifier,
        )
      : null;
  const next = stateAfter({ def, state, read, list, now, silenceOf });
  if (next.event) deps.logger.info({ source: def.id, ...next.event }, 'health changed');
  return deps.store.transaction(async ops => {
    const registered = register === null ? null : await storeRegister(ops, register, context);
    const items =
      articles.length > 0 ? await storeArticles(ops, articles, tags, context) : { new: [], updated: [] };
    const stored = registered ?? items;
    const report = {
      ...toReport(round, stored.new.length, stored.updated.length),
      ...(registered && { items: registered.update.rows, notes: registered.update.notes }),
    };
    if (registered?.update.held)
      deps.logger.warn({ source: def.id, ...registered.update.held }, 'register held');
    await ops.sources.record(
      next.state,
      {
        sourceId: def.id,
        at,
        outcome: report.outcome,
        status: report.status,
        itemsSeen: report.items,
        itemsNew: report.new,
        itemsUpdated: report.updated,
        ms: report.ms,
        error: report.error,
        notes: report.notes,
        ...datesOf(articles),
        // Another try at an earlier gap is no gap of its own.
        gap: list?.gap === 'open' && pendingGap(state) !== null ? 'none' : (list?.gap ?? 'none'),
        pages: list?.pages ?? 1,
      },
      next.event,
    );
    return report;
  });
}

function datesOf(articles: readonly Article[]): {
  readonly newestItem: string | null;
  readonly oldestItem: string | null;
} {
  let newestItem: string | null = null;
  let oldestItem: string | null = null;
  for (const { publishedAt } of articles) {
    if (publishedAt === null) continue;
    if (newestItem === null || publishedAt > newestItem) newestItem = publishedAt;
    if (oldestItem === null || publishedAt < oldestItem) oldestItem = publishedAt;
  }
  return { newestItem, oldestItem };
}

function toFault(error: unknown): ListRead {
  return {
    outcome: 'failed',
    status: null,
    ms: 0,
    error: errorText(error),
    fault: 'content',
    retryAfter: null,
  };
}

/** What a read came to, for people and programs. */
export function toReport(round: SourceRound, added: number, updated: number): SourceReport {
  const { def, read, list } = round;
  return {
    id: def.id,
    outcome: read.outcome,
    status: read.status,
    items: list?.articles.length ?? 0,
    new: added,
    updated,
    ms: Math.round(read.ms),
    error: read.outcome === 'failed' ? read.error : null,
    notes: read.outcome === 'read' ? countNotes(read.notes) : {},
  };
}
