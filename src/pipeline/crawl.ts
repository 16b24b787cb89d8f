import type { CrawlOptions, CrawlReport, SourceReport } from '../core/application.ts';
import { AppError, errorText } from '../core/errors.ts';
import type { Classifier, Clock, Fetcher, Logger, SourceState, Store } from '../core/ports.ts';
import type { SourceDef } from '../core/types.ts';
import { countNotes } from './count-notes.ts';
import { fetchPages } from './fetch-pages.ts';
import { historicAt } from './historic.ts';
import { inParallel } from './in-parallel.ts';
import { isDue, nextDue } from './next-due.ts';
import { type ListRead, readSource } from './read-source.ts';
import { classifyUnknown, storeArticles } from './store-articles.ts';

/** Sources read at once; the fetcher limits further, per host. */
const SOURCES_AT_ONCE = 16;

export interface CrawlDeps {
  readonly store: Store;
  readonly fetcher: Fetcher;
  readonly classifier: Classifier;
  readonly sources: readonly SourceDef[];
  readonly clock: Clock;
  readonly logger: Logger;
}

/** A source that fails in one of these ways was not reached at all. */
const UNREACHED = new Set(['dns', 'connect', 'timeout', 'reset', 'tls']);

/**
 * One round: every chosen source is fetched, read, tagged and stored. What belongs to one source is one transaction (its items, their
 * tags and stories, its validators and its line in the ledger), so a crash between any two lines leaves either all of it or
 * a source that will be read again. No source's trouble stops another.
 */
export function createCrawl(deps: CrawlDeps): (options: CrawlOptions) => Promise<CrawlReport> {
  return async options => {
    const states = await deps.store.sources.states();
    const chosen = choose(deps.sources, options, states, deps.clock());
    const reports: SourceReport[] = [];
    let reached = 0;
    await inParallel(
      chosen,
      SOURCES_AT_ONCE,
      async def => {
        const { report, unreached } = await crawlSource(def, states.get(def.id), deps, options);
        if (options.signal?.aborted && report.outcome === 'failed') return;
        if (!unreached) reached++;
        reports.push(report);
        options.onProgress?.(reports.length, chosen.length, report);
      },
      options.signal,
    );
    return summarise(reports, reports.length > 0 && reached === 0);
  };
}

function choose(
  sources: readonly SourceDef[],
  options: CrawlOptions,
  states: ReadonlyMap<string, SourceState>,
  now: Date,
): SourceDef[] {
  if (options.ids?.length) {
    const named = options.ids.flatMap(id => {
      const found = sources.filter(def =>
        id.endsWith('*') ? def.enabled && def.id.startsWith(id.slice(0, -1)) : def.id === id,
      );
      if (found.length === 0)
        throw new AppError(
          'no-such-source',
          `No ${id.endsWith('*') ? 'enabled ' : ''}source is called "${id}". \`regbeat sources list\` shows them all.`,
        );
      return found;
    });
    // "hk/*" and "hk/sfc/news" name one source twice.
    return [...new Set(named)];
  }
  return sources.filter(def => def.enabled && (!options.dueOnly || isDue(states.get(def.id), now)));
}

async function crawlSource(
  def: SourceDef,
  state: SourceState | undefined,
  deps: CrawlDeps,
  options: CrawlOptions,
): Promise<{ report: SourceReport; unreached: boolean }> {
  const now = deps.clock();
  const log = { source: def.id };
  let read: ListRead;
  try {
    read = await readSource(def, state, {
      fetcher: deps.fetcher,
      now,
      force: options.force === true,
      signal: options.signal,
    });
  } catch (error) {
    // A bug in reading one source must not stop the round; it is reported as this source's failure.
    deps.logger.error({ ...log, err: error }, 'source could not be read');
    read = toFault(error);
  }
  // An aborted read says nothing about the source: nothing is recorded, it stays due.
  if (options.signal?.aborted && read.outcome === 'failed')
    return { report: toReport(def, read, 0, 0, 0, {}), unreached: false };
  const report = await storeRead(def, state, read, deps, now).catch(error => {
    if (error instanceof AppError) throw error;
    // Neither must a bug in tagging or storing its words.
    deps.logger.error({ ...log, err: error }, 'source could not be stored');
    read = toFault(error);
    return storeRead(def, state, read, deps, now);
  });
  if (report.outcome === 'failed')
    deps.logger.warn({ ...log, status: report.status, error: report.error }, 'source failed');
  else
    deps.logger.info(
      {
        ...log,
        outcome: report.outcome,
        items: report.items,
        new: report.new,
        updated: report.updated,
        ms: report.ms,
      },
      'source read',
    );
  if (def.page?.follow && read.outcome !== 'failed') {
    await fetchPages(def, deps, options.signal).catch(error => {
      if (error instanceof AppError) throw error;
      deps.logger.error({ ...log, err: error }, 'pages could not be read');
    });
  }
  return { report, unreached: read.outcome === 'failed' && UNREACHED.has(read.fault) };
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

async function storeRead(
  def: SourceDef,
  state: SourceState | undefined,
  read: ListRead,
  deps: CrawlDeps,
  now: Date,
): Promise<SourceReport> {
  const at = now.toISOString();
  const articles = read.outcome === 'read' ? read.articles : [];
  const context = { def, seenAt: at, isHistoric: historicAt(state), classifier: deps.classifier };
  const tags =
    articles.length > 0
      ? await classifyUnknown(articles, await deps.store.items.match(def.id, articles), context)
      : new Map<string, never>();
  const notes = read.outcome === 'read' ? countNotes(read.notes) : {};
  return deps.store.transaction(async ops => {
    const stored =
      articles.length > 0 ? await storeArticles(ops, articles, tags, context) : { new: [], updated: [] };
    const report = toReport(def, read, articles.length, stored.new.length, stored.updated.length, notes);
    await ops.sources.record(nextState(def, state, read, now), {
      sourceId: def.id,
      at,
      outcome: report.outcome,
      status: report.status,
      itemsSeen: report.items,
      itemsNew: report.new,
      itemsUpdated: report.updated,
      ms: Math.round(report.ms),
      error: report.error,
      notes,
    });
    return report;
  });
}

function nextState(def: SourceDef, state: SourceState | undefined, read: ListRead, now: Date): SourceState {
  const at = now.toISOString();
  const failed = read.outcome === 'failed';
  const failures = failed ? (state?.consecutiveFailures ?? 0) + 1 : 0;
  const remembered = {
    url: state?.url ?? null,
    validators: state?.validators ?? null,
    bodyHash: state?.bodyHash ?? null,
    lastItemCount: state?.lastItemCount ?? null,
  };
  const learned =
    read.outcome === 'read'
      ? {
          url: read.url,
          validators: read.validators,
          bodyHash: read.bodyHash,
          lastItemCount: read.articles.length,
        }
      : remembered;
  return {
    sourceId: def.id,
    ...learned,
    lastAttemptAt: at,
    lastSuccessAt: failed ? (state?.lastSuccessAt ?? null) : at,
    firstSuccessAt: state?.firstSuccessAt ?? (failed ? null : at),
    consecutiveFailures: failures,
    failingSince: failed ? (state?.failingSince ?? at) : null,
    lastError: failed ? read.error : null,
    nextDueAt: nextDue(def, now, failures, failed ? read.retryAfter : null),
  };
}

function toReport(
  def: SourceDef,
  read: ListRead,
  items: number,
  added: number,
  updated: number,
  notes: Readonly<Record<string, number>>,
): SourceReport {
  const error = read.outcome === 'failed' ? read.error : null;
  return {
    id: def.id,
    outcome: read.outcome,
    status: read.status,
    items,
    new: added,
    updated,
    ms: Math.round(read.ms),
    error,
    notes,
  };
}

function summarise(reports: readonly SourceReport[], offline: boolean): CrawlReport {
  const count = (outcome: SourceReport['outcome']) =>
    reports.filter(report => report.outcome === outcome).length;
  const sum = (key: 'new' | 'updated') => reports.reduce((total, report) => total + report[key], 0);
  return {
    sources: reports.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    read: count('read'),
    failed: count('failed'),
    notModified: count('not-modified'),
    new: sum('new'),
    updated: sum('updated'),
    offline,
  };
}
