import { errorText } from '../../core/errors.ts';
import type { Store } from '../../core/ports.ts';
import type { Article, SourceDef } from '../../core/types.ts';
import type { BackfillOptions, BackfillReport, SourceBackfill } from '../../core/watching.ts';
import { inParallel } from '../in-parallel.ts';
import { isRegister } from '../registers/read-register.ts';
import { classifyUnknown, storeArticles } from '../store-articles.ts';
import { chooseSources } from './choose-sources.ts';
import { askSource, type CrawlDeps, storeRound } from './crawl-source.ts';
import { type Cursor, hasMore, type PageRead, walkPages } from './gap-pages.ts';
import { createSilences } from './health-silence.ts';
import { addressOf } from './read-source.ts';

const DAY_MS = 86_400_000;
const SOURCES_AT_ONCE = 8;
/** Pages of one source in one call; the next call goes on from there. */
const MOST_PAGES = 200;

/** How far the back-fill of a source has come; kept with every page. */
interface Progress {
  /** Day back to which it goes or went. */
  readonly since: string;
  /** Null when it is done. */
  readonly cursor: Cursor | null;
}

/**
 * Goes back through the lists and archives of sources and stores what they held since so many days, as historic: it can be searched and is announced
 * nowhere. Each list is read the usual way first, so that what is new stays news. Every page is one transaction with the place that was
 * reached: a call that is broken off goes on there the next time, and one that is repeated stores nothing twice.
 */
export function createBackfill(deps: CrawlDeps): (options: BackfillOptions) => Promise<BackfillReport> {
  return async options => {
    const now = deps.clock();
    const since = new Date(now.getTime() - options.days * DAY_MS);
    const states = await deps.store.sources.states();
    const chosen = chooseSources(deps.sources, { ids: options.ids }, states, now);
    const done: SourceBackfill[] = [];
    await inParallel(
      chosen,
      SOURCES_AT_ONCE,
      async def => {
        const say = (label: string) => options.onProgress?.(done.length, chosen.length, label);
        done.push(await backfillSource(def, since, { ...deps, signal: options.signal, say }));
        say(def.id);
      },
      options.signal,
    );
    return {
      since: since.toISOString(),
      sources: done.toSorted((one, other) => (one.id < other.id ? -1 : 1)),
      pages: done.reduce((sum, source) => sum + source.pages, 0),
      new: done.reduce((sum, source) => sum + source.new, 0),
    };
  };
}

interface BackfillDeps extends CrawlDeps {
  readonly signal?: AbortSignal;
  readonly say: (label: string) => void;
}

async function backfillSource(def: SourceDef, since: Date, deps: BackfillDeps): Promise<SourceBackfill> {
  const blank: Omit<SourceBackfill, 'outcome'> = {
    id: def.id,
    pages: 0,
    items: 0,
    new: 0,
    reachedBackTo: null,
    error: null,
  };
  if (isRegister(def)) return { ...blank, outcome: 'no-archive' };
  const before = await progressOf(deps.store, def.id);
  const day = since.toISOString().slice(0, 10);
  // A day later than the one reached before asks for nothing that is not there.
  if (before !== null && before.cursor === null && before.since <= day)
    return { ...blank, outcome: 'done-before' };
  const states = await deps.store.sources.states();
  const round = await askSource(def, states.get(def.id), deps, { force: true, signal: deps.signal });
  if (deps.signal?.aborted) return { ...blank, outcome: 'interrupted' };
  await storeRound(round, deps, createSilences(deps.sources, states));
  const { read, now } = round;
  if (read.outcome === 'failed') return { ...blank, outcome: 'failed', error: read.error };
  if (read.outcome !== 'read' || (!hasMore(def) && read.nextUrl === null))
    return { ...blank, outcome: 'no-archive' };
  const { body } = addressOf(def, round.state, now);
  const walk = walkPages(
    def,
    {
      first: { ...read, ...(body === undefined ? {} : { body }) },
      maxPages: def.paging?.maxPages ?? MOST_PAGES,
      since,
      // Pages only move back as news comes, so going on there leaves nothing out; not where this call reaches further back.
      ...(before?.cursor && before.since <= day ? { after: before.cursor } : {}),
    },
    { fetcher: deps.fetcher, now, signal: deps.signal },
    page => allOlder(page.articles, since),
  );
  let result = blank;
  let error: string | null = null;
  for await (const step of walk) {
    if (step.type === 'failed') {
      error = step.error;
      continue;
    }
    const stored = await storePage(step.page, { def, since, now, day, cursor: step.cursor }, deps);
    const oldest = oldestOf(step.page.articles);
    const older = result.reachedBackTo === null || (oldest !== null && oldest < result.reachedBackTo);
    result = {
      ...result,
      pages: result.pages + 1,
      items: result.items + stored.items,
      new: result.new + stored.new,
      reachedBackTo: older ? oldest : result.reachedBackTo,
    };
    deps.say(`${def.id}, page ${result.pages}`);
  }
  if (deps.signal?.aborted) return { ...result, outcome: 'interrupted' };
  if (error !== null) return { ...result, outcome: 'failed', error };
  if (def.paging?.maxPages === undefined && result.pages >= MOST_PAGES)
    return { ...result, outcome: 'interrupted' };
  await deps.store.settings.set(keyOf(def.id), JSON.stringify({ since: day, cursor: null }));
  return { ...result, outcome: 'done' };
}

async function storePage(
  page: PageRead,
  place: {
    readonly def: SourceDef;
    readonly since: Date;
    readonly now: Date;
    readonly day: string;
    readonly cursor: Cursor;
  },
  deps: CrawlDeps,
): Promise<{ readonly items: number; readonly new: number }> {
  const { def, now } = place;
  const at = now.toISOString();
  // What is newer than the list that was just read is news: the next regular read brings it.
  const articles = page.articles.filter(
    ({ publishedAt }) =>
      publishedAt === null || (publishedAt >= place.since.toISOString() && publishedAt < at),
  );
  const context = { def, seenAt: at, isHistoric: () => true, archived: true, classifier: deps.classifier };
  const matches = articles.length === 0 ? [] : await deps.store.items.match(def.id, articles);
  // Other words in an archive are another edition of the item, not an edit.
  const unknown = articles.filter((_, index) => matches[index]?.status === 'new');
  const tags = await classifyUnknown(
    unknown,
    unknown.map(() => ({ status: 'new' })),
    context,
  );
  const progress: Progress = { since: place.day, cursor: place.cursor };
  const stored = await deps.store.transaction(async ops => {
    await ops.settings.set(keyOf(def.id), JSON.stringify(progress));
    return unknown.length === 0 ? { new: [] } : storeArticles(ops, unknown, tags, context);
  });
  return { items: articles.length, new: stored.new.length };
}

function keyOf(id: string): string {
  return `backfill:${id}`;
}

async function progressOf(store: Store, id: string): Promise<Progress | null> {
  const text = await store.settings.get(keyOf(id));
  if (text === null) return null;
  try {
    return JSON.parse(text) as Progress;
  } catch (error) {
    throw new Error(`The place of a back-fill cannot be read: ${errorText(error)}`, { cause: error });
  }
}

function allOlder(articles: readonly Article[], since: Date): boolean {
  const dated = articles.flatMap(({ publishedAt }) => publishedAt ?? []);
  return dated.length > 0 && dated.every(publishedAt => publishedAt < since.toISOString());
}

function oldestOf(articles: readonly Article[]): string | null {
  return articles.flatMap(({ publishedAt }) => publishedAt ?? []).toSorted()[0] ?? null;
}
