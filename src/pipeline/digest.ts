import { setImmediate } from 'node:timers/promises';
import { DateTime } from 'luxon';
import type { Digest, DigestOptions, Window } from '../core/application.ts';
import { shortId } from '../core/ids.ts';
import { type Locale, t, toLocale } from '../core/locale.ts';
import type { PositionChange } from '../core/message.ts';
import type { Clock, Store } from '../core/ports.ts';
import type { Query, SourceDef, StoredItem } from '../core/types.ts';
import { composeDigest } from '../digest/compose-digest.ts';
import { type DigestStory, selectStories } from '../digest/select-stories.ts';
import { coverageOf } from './coverage.ts';
import { digestWindow } from './digest-window.ts';
import { knownSources, sourceFacts } from './known-sources.ts';
import { positionChanges } from './position-changes.ts';

/** Stories told in full; the rest of a very full window follows in one line each. */
const MAX_STORIES = 60;
/** Enough for the fullest window that a person would read. */
const MOST_ITEMS = 20_000;
/** Stories looked up in one go. */
const TURN = 25;
/** What a source lists anew although it is older than this was moved, not published: it is stored, not announced. */
const LATE_DAYS = 14;
const DAY_MS = 86_400_000;

export interface DigestDeps {
  readonly store: Store;
  readonly sources: readonly SourceDef[];
  readonly clock: Clock;
  readonly timeZone: string;
  readonly parseQuery: (text: string) => Query;
}

/**
 * The digest of a window by publication date, whenever the items were found: what a person asks for. Without dates it covers
 * the day or week up to now. A digest that ends now counts as one per day for a target.
 */
export async function windowDigest(deps: DigestDeps, options: DigestOptions): Promise<Digest> {
  const now = deps.clock();
  const window = digestWindow(options, now, deps.timeZone);
  const query = deps.parseQuery(options.query ?? '');
  const { items, total } = await deps.store.items.search(
    { ...query, ...window, sort: 'new' },
    { limit: Math.min(options.most ?? MOST_ITEMS, MOST_ITEMS) },
  );
  const period = options.period === 'weekly' ? 'weekly' : 'daily';
  const locale = toLocale(options.locale);
  const dated = options.since !== undefined || options.until !== undefined;
  const today = DateTime.fromJSDate(now, { zone: deps.timeZone }).toISODate();
  const name = dated ? `${window.since}:${options.until ? window.until : today}` : `${period}:${today}`;
  const digest = await compose(deps, {
    items,
    window,
    label: dated ? t(locale, 'digest.any') : t(locale, `digest.${period}`),
    locale,
    picture: options.period === 'weekly',
    groupBy: options.groupBy ?? 'jurisdiction',
    dedupeKey: `digest:${name}:${options.groupBy ?? 'jurisdiction'}${options.query ? `:${shortId([options.query], 8)}` : ''}`,
    includeHistoric: true,
    isEarlier: item => (item.publishedAt ?? item.firstSeenAt) < window.since,
  });
  if (total <= items.length) return digest;
  const text = `Only the newest ${items.length} of ${total} items of this time were looked at. A shorter time or a narrower query shows the rest.`;
  const blocks = [{ type: 'paragraph' as const, text }, ...digest.message.blocks];
  return { ...digest, message: { ...digest.message, blocks } };
}

/**
 * The digest that is posted by schedule: everything that became news since the last one, so that an item which a source published late,
 * listed with an old date, or whose page made it relevant only later is still told, and none is told twice.
 */
export async function scheduledDigest(
  deps: DigestDeps,
  {
    window,
    after,
    due,
    period = 'daily',
    query = '',
    groupBy = 'jurisdiction',
    timeZone,
    key,
    locale = 'en',
  }: ScheduledWindow,
): Promise<ScheduledDigest> {
  const { items, upTo } = await deps.store.items.news(after);
  const label = t(locale, `digest.${period}`);
  const recent = items.filter(item => isRecent(item, window.since));
  const digest = await compose(timeZone === undefined ? deps : { ...deps, timeZone }, {
    items: await fitting(deps, recent, query),
    window,
    label: query === '' ? label : `${label}: ${query}`,
    locale,
    picture: period === 'weekly',
    groupBy,
    // With the news it goes up to: a clock that was set back must not give two digests one key.
    dedupeKey: `digest:scheduled:${due}:${upTo}${key === undefined ? '' : `:${key}`}`,
    includeHistoric: false,
    // Whatever else is known of a story was told before or never will be.
    isEarlier: () => true,
  });
  return { ...digest, upTo };
}

/** Whether news is told: what a source lists anew although it is much older than what was told last was moved, not published. */
export function isRecent(item: StoredItem, toldAt: string): boolean {
  const oldest = new Date(Date.parse(toldAt) - LATE_DAYS * DAY_MS).toISOString();
  return (item.publishedAt ?? item.firstSeenAt) >= oldest;
}

/** The items that a query fits, in their order. */
export async function fitting(
  { store, parseQuery }: Pick<DigestDeps, 'store' | 'parseQuery'>,
  items: readonly StoredItem[],
  query: string,
): Promise<readonly StoredItem[]> {
  if (query === '' || items.length === 0) return items;
  const fit = await store.items.matching(
    parseQuery(query),
    items.map(({ id }) => id),
  );
  return items.filter(({ id }) => fit.has(id));
}

/** What a scheduled digest is to cover. */
export interface ScheduledWindow {
  /** For people, and for the coverage of sources. */
  readonly window: Window;
  /** The number of the last news that the target was told. */
  readonly after: number;
  /** The instant at which it fell due. */
  readonly due: string;
  readonly period?: 'daily' | 'weekly';
  readonly query?: string;
  readonly groupBy?: 'jurisdiction' | 'topic';
  /** Zone of its days. Default: that of all digests. */
  readonly timeZone?: string;
  /** Language of the fixed words. Default: English. */
  readonly locale?: Locale;
  /** Keeps two digests of one target and hour apart. */
  readonly key?: string;
}

export interface ScheduledDigest extends Digest {
  /** The number of the last news that it tells. */
  readonly upTo: number;
}

interface Composition {
  readonly items: readonly StoredItem[];
  readonly window: Window;
  readonly label: string;
  readonly locale: Locale;
  readonly picture: boolean;
  readonly groupBy: 'jurisdiction' | 'topic';
  readonly dedupeKey: string;
  readonly includeHistoric: boolean;
  /** Whether a report that is not among `items` came before this digest. */
  readonly isEarlier: (item: StoredItem) => boolean;
}

async function compose(deps: DigestDeps, composition: Composition): Promise<Digest> {
  const { window } = composition;
  const joined = new Set(composition.items.filter(item => item.relation !== 'new').map(item => item.storyId));
  const earlier: StoredItem[] = [];
  for (const [index, storyId] of [...joined].entries()) {
    // Look-ups run at once; the rest of the process gets its turn between them.
    if (index % TURN === TURN - 1) await setImmediate();
    const reports = await deps.store.items.ofStory(storyId);
    earlier.push(...reports.filter(composition.isEarlier));
  }
  const known = knownSources(deps.sources, [...earlier, ...composition.items]);
  const coverage = await coverageOf(deps.store.sources, deps.sources, window, deps.clock());
  const stories = selectStories(composition.items, {
    tierOf: id => known.get(id)?.tier ?? 'press',
    earlier,
    includeHistoric: composition.includeHistoric,
  });
  const message = composeDigest({
    stories,
    positions: await positionsOf(deps.store, stories),
    locale: composition.locale,
    picture: composition.picture,
    window: { ...window, timeZone: deps.timeZone, label: composition.label },
    coverage,
    groupBy: composition.groupBy,
    sources: sourceFacts(deps.sources, known),
    maxStories: MAX_STORIES,
    dedupeKey: composition.dedupeKey,
  });
  return { window, message, coverage };
}

/** Stories of a fuller window are looked through for changed positions only so far. */
const MOST_LOOKED_UP = 200;

/** By item, the positions that the stories change. */
async function positionsOf(
  store: Store,
  stories: readonly DigestStory[],
): Promise<ReadonlyMap<string, readonly PositionChange[]>> {
  const stating = stories.filter(({ head }) => head.classification.positions.length > 0);
  const changes = new Map<string, readonly PositionChange[]>();
  for (const { head } of stating.slice(0, MOST_LOOKED_UP))
    changes.set(head.id, await positionChanges(store, head));
  return changes;
}
