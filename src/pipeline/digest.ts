import { DateTime } from 'luxon';
import type { Digest, DigestOptions, Window } from '../core/application.ts';
import { shortId } from '../core/ids.ts';
import { jurisdictionFlag, jurisdictionName } from '../core/labels.ts';
import type { Clock, Store } from '../core/ports.ts';
import type { Query, SourceDef, StoredItem, Tier } from '../core/types.ts';
import { composeDigest } from '../digest/compose-digest.ts';
import { selectStories } from '../digest/select-stories.ts';
import { coverageOf } from './coverage.ts';
import { digestWindow } from './digest-window.ts';

/** Stories told in full; the rest of a very full window follows in one line each. */
const MAX_STORIES = 60;
/** Enough for the fullest window that a person would read. */
const MOST_ITEMS = 20_000;
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
  const { items } = await deps.store.items.search(
    { ...query, ...window, sort: 'new' },
    { limit: MOST_ITEMS },
  );
  const period = options.period === 'weekly' ? 'weekly' : 'daily';
  const dated = options.since !== undefined || options.until !== undefined;
  const today = DateTime.fromJSDate(now, { zone: deps.timeZone }).toISODate();
  const name = dated ? `${window.since}:${options.until ? window.until : today}` : `${period}:${today}`;
  return compose(deps, {
    items,
    window,
    label: dated ? 'Digest' : labelOf(period),
    groupBy: options.groupBy ?? 'jurisdiction',
    dedupeKey: `digest:${name}:${options.groupBy ?? 'jurisdiction'}${options.query ? `:${shortId([options.query], 8)}` : ''}`,
    includeHistoric: true,
  });
}

/**
 * The digest that is posted by schedule: everything first seen since the last one, so that an item which a source published late or
 * listed with an old date is still told, and none is told twice.
 */
export async function scheduledDigest(deps: DigestDeps, window: Window): Promise<Digest> {
  const oldest = new Date(Date.parse(window.since) - LATE_DAYS * DAY_MS).toISOString();
  const seen = await deps.store.items.firstSeen(window.since, window.until);
  const items = seen.filter(
    item => !item.historic && (item.publishedAt === null || item.publishedAt >= oldest),
  );
  return compose(deps, {
    items,
    window,
    label: labelOf('daily'),
    groupBy: 'jurisdiction',
    dedupeKey: `digest:scheduled:${window.until}`,
    includeHistoric: false,
  });
}

interface Composition {
  readonly items: readonly StoredItem[];
  readonly window: Window;
  readonly label: string;
  readonly groupBy: 'jurisdiction' | 'topic';
  readonly dedupeKey: string;
  readonly includeHistoric: boolean;
}

async function compose(deps: DigestDeps, composition: Composition): Promise<Digest> {
  const { window } = composition;
  const byId = new Map(deps.sources.map(def => [def.id, def]));
  const tierOf = (id: string): Tier => byId.get(id)?.tier ?? 'press';
  const joined = new Set(composition.items.filter(item => item.relation !== 'new').map(item => item.storyId));
  const earlier: StoredItem[] = [];
  for (const storyId of joined) {
    const reports = await deps.store.items.ofStory(storyId);
    earlier.push(...reports.filter(item => (item.publishedAt ?? item.firstSeenAt) < window.since));
  }
  const coverage = await coverageOf(deps.store.sources, deps.sources, window, deps.clock());
  const message = composeDigest({
    stories: selectStories(composition.items, {
      tierOf,
      earlier,
      includeHistoric: composition.includeHistoric,
    }),
    window: { ...window, timeZone: deps.timeZone, label: composition.label },
    coverage,
    groupBy: composition.groupBy,
    jurisdictionNames: code => ({ name: jurisdictionName(code), flag: jurisdictionFlag(code) }),
    sourceNames: id => byId.get(id)?.name ?? id,
    sourceZones: id => byId.get(id)?.timeZone ?? null,
    maxStories: MAX_STORIES,
    dedupeKey: composition.dedupeKey,
  });
  return { window, message, coverage };
}

function labelOf(period: 'daily' | 'weekly'): string {
  return period === 'weekly' ? 'Weekly digest' : 'Daily digest';
}
