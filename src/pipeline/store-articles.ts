import { setImmediate } from 'node:timers/promises';
import type { Classifier, ItemRecord, Match, StoreOps, StoryCandidate } from '../core/ports.ts';
import type { Article, Classification, SourceDef } from '../core/types.ts';
import { placeArticle, toProbe } from '../stories/place-article.ts';
import { classifyArticle } from './classify-article.ts';

/** How far back another report of the same event is looked for. */
const LOOK_BACK_DAYS = 90;
const DAY_MS = 86_400_000;
/** Items tagged in a row, some tens of milliseconds. */
const BEFORE_PAUSE = 25;

export interface StoredCounts {
  readonly new: readonly string[];
  readonly updated: readonly string[];
}

export interface StoreContext {
  readonly def: SourceDef;
  readonly seenAt: string;
  /** Whether an article was there before regbeat watched, or was back-filled: stored, never announced. */
  readonly isHistoric: (article: Article) => boolean;
  readonly classifier: Classifier;
}

/**
 * Tags the articles that a source does not have yet or has with other words. Done before the write lock is taken, and with pauses: ten
 * thousand items take seconds, in which Ctrl-C and other sources want their turn.
 */
export async function classifyUnknown(
  articles: readonly Article[],
  matches: readonly Match[],
  context: StoreContext,
): Promise<ReadonlyMap<string, Classification>> {
  const tags = new Map<string, Classification>();
  for (const [index, article] of articles.entries()) {
    if (matches[index]?.status === 'unchanged') continue;
    tags.set(article.id, classifyArticle(article, context.def, context.classifier));
    if (tags.size % BEFORE_PAUSE === 0) await setImmediate();
  }
  return tags;
}

/**
 * Stores a source's articles inside the caller's transaction: new ones with their story and tags, edited ones as a further
 * version, known ones as still listed. Matching is done again here, under the write lock, so that two
 * crawlers at once store an item once.
 */
export async function storeArticles(
  ops: StoreOps,
  articles: readonly Article[],
  tags: ReadonlyMap<string, Classification>,
  context: StoreContext,
): Promise<StoredCounts> {
  const { def, seenAt } = context;
  const matches = await ops.items.match(def.id, articles);
  const isNew = articles.filter((_, index) => matches[index]?.status === 'new');
  const since = new Date(Date.parse(seenAt) - LOOK_BACK_DAYS * DAY_MS).toISOString();
  const candidates = [...(await ops.stories.candidates(isNew.map(toProbe), since))];
  const index = indexCandidates(candidates);
  const tagsOf = (article: Article) =>
    tags.get(article.id) ?? classifyArticle(article, def, context.classifier);

  const records: ItemRecord[] = isNew.map(article => {
    const placement = placeArticle(article, index.matching(article), seenAt);
    index.add({
      ...toProbe(article),
      itemId: article.id,
      sourceId: def.id,
      storyId: placement.storyId,
      publishedAt: article.publishedAt,
      firstSeenAt: seenAt,
    });
    return {
      article,
      tier: def.tier,
      placement,
      classification: tagsOf(article),
      historic: context.isHistoric(article),
      pageWanted: wantsPage(article, def),
    };
  });
  const stored = await ops.items.insert(records, seenAt);

  const updated: string[] = [];
  const known: { id: string; keys: Article['keys'] }[] = [];
  for (const [position, article] of articles.entries()) {
    const match = matches[position];
    if (!match || match.status === 'new') continue;
    known.push({ id: match.id, keys: article.keys });
    if (match.status === 'changed') {
      const record = {
        article,
        tier: def.tier,
        classification: tagsOf(article),
        pageWanted: wantsPage(article, def),
      };
      await ops.items.revise(match.id, record, seenAt);
      updated.push(match.id);
    }
  }
  await ops.items.seen(known, seenAt);
  return { new: stored, updated };
}

function wantsPage(article: Article, def: SourceDef): boolean {
  return def.page?.follow === true && article.url !== null;
}

/** Candidates by each value that can match, so that a batch of 10,000 items is placed in linear time. */
function indexCandidates(initial: readonly StoryCandidate[]) {
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
