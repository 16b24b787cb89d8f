import { setImmediate } from 'node:timers/promises';
import type { StoreOps, StoryCandidate, TermQuery } from '../core/ports.ts';
import type { StorySign } from '../core/story-sign.ts';
import type { Article, Classification, Placement, Tier } from '../core/types.ts';
import { type Comparable, LOOK_BACK_DAYS } from '../stories/choose-story.ts';
import { prepareSign } from '../stories/compare.ts';
import { laterStage, MATTER_YEARS, matterTerms } from '../stories/later-stage.ts';
import { placeArticle, toProbe } from '../stories/place-article.ts';
import { toSign } from '../stories/sign.ts';
import { storyTerms } from '../stories/story-keys.ts';
import { lookUpTwins, type MayHaveTwin } from './stories-twins.ts';

/** How far back another report of the same event is looked for by address, words and title. */
const EXACT_DAYS = 90;
/** Newest items that are looked at for one term. A word that more carry finds nobody; it says too little. */
const PER_TERM = 32;
/** Items that one item is compared with: those that share most, and rarest, terms. */
const MOST_CANDIDATES = 14;
/** Items that share less than one term of ten, or two of forty items are not compared. */
const LEAST_SHARED = 0.3;
/** What is dated a little later counts too: sources disagree on days. */
const AHEAD_DAYS = 2;
/** Articles whose terms are looked up in one statement. */
const CHUNK = 100;
/** Words and pairs of characters: where many items have one, its newest ones are there by chance. */
const ONLY_RARE = /^[wh]:/;
const DAY_MS = 86_400_000;

export interface ToPlace {
  readonly article: Article;
  readonly tags: Classification;
  readonly tier: Tier;
  /** The same publisher's list in another language. */
  readonly twin?: string | undefined;
}

export interface Placed {
  readonly placement: Placement;
  readonly sign: StorySign;
  readonly terms: readonly string[];
}

interface Signed extends ToPlace {
  readonly sign: StorySign;
  readonly terms: readonly string[];
  readonly matter: readonly string[];
}

/** What is stored under the terms of one item. */
interface Found {
  /** How many items carry each term, up to PER_TERM. */
  readonly counts: readonly number[];
  /** Items to compare with, and documents that may be an earlier stage. */
  readonly events: readonly number[];
  readonly matters: readonly number[];
}

/**
 * The story of each new article, by its id: one after the other, oldest first, so that the first report opens the story. Each is compared
 * with a bounded number of stored items and of articles placed before it.
 */
export async function placeArticles(
  ops: Pick<StoreOps, 'stories'>,
  articles: readonly ToPlace[],
  seenAt: string,
): Promise<ReadonlyMap<string, Placed>> {
  const ordered = articles.toSorted((a, b) => compare(dateOf(a, seenAt), dateOf(b, seenAt)));
  const since = new Date(Date.parse(seenAt) - EXACT_DAYS * DAY_MS).toISOString();
  const exact = indexExact(
    await ops.stories.candidates(
      ordered.map(({ article }) => toProbe(article)),
      since,
    ),
  );
  const batch = indexBatch();
  const openedAt = new Map<string, string>();
  const placed = new Map<string, Placed>();
  for (let start = 0; start < ordered.length; start += CHUNK) {
    const chunk = ordered.slice(start, start + CHUNK).map(item => signOf(item, seenAt));
    const found = await lookUp(ops, chunk);
    const twins = await lookUpTwins(ops, chunk.map(toSeeker));
    const signed = await ops.stories.signed(found.flatMap(({ events, matters }) => [...events, ...matters]));
    const items = new Map(
      Array.from(signed, ([place, { sign, ...rest }]): [number, Comparable] => [
        place,
        { ...rest, prepared: prepareSign(sign) },
      ]),
    );
    for (const { storyId, storyOpenedAt } of items.values()) openedAt.set(storyId, storyOpenedAt);
    chunk.forEach((one, index) => {
      const { article, sign, terms, matter } = one;
      const { counts: stored, events, matters } = found[index] ?? { counts: [], events: [], matters: [] };
      const counts = new Map(terms.map((term, at) => [term, (stored[at] ?? 0) + batch.count(term)]));
      const resolve = (places: readonly number[]) => places.flatMap(place => items.get(place) ?? []);
      const prepared = prepareSign(sign);
      const twin = twins.placementOf(toSeeker(one));
      if (twin !== null) openedAt.set(twin.placement.storyId, twin.storyOpenedAt);
      const known = () => ({
        exact: exact.matching(article),
        similar: [...resolve(events), ...batch.similar(terms)],
        count: (term: string) => counts.get(term) ?? 1,
      });
      const placement = twin?.placement ?? placeArticle(article, known(), seenAt, prepared);
      const whole =
        placement.relation === 'new'
          ? withStage(placement, one, [...resolve(matters), ...batch.similar(matter)])
          : placement;
      twins.placed(toSeeker(one), whole.storyId);
      placed.set(article.id, { placement: whole, sign, terms: [...terms, ...matter] });
      exact.add({
        ...toProbe(article),
        itemId: article.id,
        sourceId: article.sourceId,
        storyId: whole.storyId,
        publishedAt: article.publishedAt,
        firstSeenAt: seenAt,
      });
      const opened = openedAt.get(whole.storyId) ?? sign.at;
      openedAt.set(whole.storyId, opened);
      batch.add([...terms, ...matter], {
        itemId: article.id,
        sourceId: article.sourceId,
        storyId: whole.storyId,
        prepared,
        storyOpenedAt: opened,
        storyDecided: false,
      });
    });
    await setImmediate();
  }
  return placed;
}

/** What an article is compared and found by. */
export function signOf(item: ToPlace, seenAt: string): Signed {
  const sign = toSign(item.article, item.tags, item.tier, seenAt);
  return { ...item, sign, terms: storyTerms(sign), matter: matterTerms(sign) };
}

function toSeeker({ article, sign, twin }: Signed): MayHaveTwin {
  return { itemId: article.id, sourceId: article.sourceId, url: article.url, sign, twin: twin ?? null };
}

/** A story that goes on from a document of an earlier stage. */
function withStage(
  placement: Placement,
  { article, sign }: Signed,
  candidates: readonly Comparable[],
): Placement {
  const link = laterStage(article.id, placement.storyId, sign, candidates);
  if (link === null) return placement;
  return { ...placement, relation: 'update', toItemId: link.toItemId, because: link.because, link };
}

async function lookUp(ops: Pick<StoreOps, 'stories'>, chunk: readonly Signed[]): Promise<Found[]> {
  const span = (at: string, days: number) => ({
    from: new Date(Date.parse(at) - days * DAY_MS).toISOString(),
    to: new Date(Date.parse(at) + AHEAD_DAYS * DAY_MS).toISOString(),
  });
  const queries = chunk.flatMap(({ sign, terms, matter }): TermQuery[] => {
    const window = span(sign.at, LOOK_BACK_DAYS);
    const years = span(sign.at, MATTER_YEARS * 366);
    return [...terms.map(term => ({ term, ...window })), ...matter.map(term => ({ term, ...years }))];
  });
  const answers = await ops.stories.withTerm(queries, PER_TERM);
  let next = 0;
  return chunk.map(({ terms, matter }) => {
    const events = answers.slice(next, next + terms.length);
    const matters = answers.slice(next + terms.length, next + terms.length + matter.length);
    next += terms.length + matter.length;
    return {
      counts: events.map(list => list.length),
      events: pick(terms, events),
      matters: pick(matter, matters),
    };
  });
}

/** The items that share most terms, rare ones counting more. */
function pick<T>(terms: readonly string[], lists: readonly (readonly T[])[]): T[] {
  const weights = new Map<T, number>();
  lists.forEach((list, index) => {
    if (list.length >= PER_TERM && ONLY_RARE.test(terms[index] ?? '')) return;
    const weight = 1 / Math.sqrt(list.length);
    for (const item of list) weights.set(item, (weights.get(item) ?? 0) + weight);
  });
  const enough = [...weights].filter(([, weight]) => weight >= LEAST_SHARED);
  if (enough.length > MOST_CANDIDATES) enough.sort((a, b) => b[1] - a[1]);
  return enough.slice(0, MOST_CANDIDATES).map(([item]) => item);
}

/** Articles of the batch that were placed already, by their terms. */
function indexBatch() {
  const byTerm = new Map<string, Comparable[]>();
  const newest = (term: string) => byTerm.get(term)?.slice(-PER_TERM) ?? [];
  return {
    count: (term: string) => byTerm.get(term)?.length ?? 0,
    similar: (terms: readonly string[]) => pick(terms, terms.map(newest)),
    add: (terms: readonly string[], item: Comparable) => {
      for (const term of terms) {
        const list = byTerm.get(term);
        if (list) list.push(item);
        else byTerm.set(term, [item]);
      }
    },
  };
}

/** Candidates by each value that can match, so that a batch of 10,000 items is placed in linear time. */
function indexExact(initial: readonly StoryCandidate[]) {
  const byValue = new Map<string, StoryCandidate[]>();
  const valuesOf = (probe: { canonicalUrl: string | null; contentHash: string; titleKey: string | null }) => [
    `hash ${probe.contentHash}`,
    ...(probe.canonicalUrl ? [`url ${probe.canonicalUrl}`] : []),
    ...(probe.titleKey ? [`title ${probe.titleKey}`] : []),
  ];
  const add = (candidate: StoryCandidate) => {
    for (const value of valuesOf(candidate)) {
      const list = byValue.get(value);
      if (list) list.push(candidate);
      else byValue.set(value, [candidate]);
    }
  };
  for (const candidate of initial) add(candidate);
  return {
    add,
    matching: (article: Article) => valuesOf(toProbe(article)).flatMap(value => byValue.get(value) ?? []),
  };
}

function dateOf({ article }: ToPlace, seenAt: string): string {
  return article.publishedAt ?? seenAt;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
