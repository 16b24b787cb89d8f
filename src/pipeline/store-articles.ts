import { setImmediate } from 'node:timers/promises';
import type { Classifier, ItemRecord, Match, StoreOps } from '../core/ports.ts';
import type { Article, Classification, SourceDef } from '../core/types.ts';
import { classifyArticle } from './classify-article.ts';
import { wantsPage } from './pages/page-policy.ts';
import { signUnsigned } from './stories-backfill.ts';
import { placeArticles } from './stories-place.ts';

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
  /** Read from an archive: of thousands of such items only the relevant ones are completed from their pages. */
  readonly archived?: boolean;
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
  const tagsOf = (article: Article) =>
    tags.get(article.id) ?? classifyArticle(article, def, context.classifier);
  await signUnsigned(ops);
  const placed = await placeArticles(
    ops,
    isNew.map(article => ({ article, tags: tagsOf(article), tier: def.tier, twin: def.twin })),
    seenAt,
  );
  const records = isNew.flatMap((article): ItemRecord[] => {
    const place = placed.get(article.id);
    if (place === undefined) return [];
    const classification = tagsOf(article);
    return [
      {
        article,
        tier: def.tier,
        ...place,
        classification,
        historic: context.isHistoric(article),
        pageWanted: wantsPage(article, classification, def, context.archived),
      },
    ];
  });
  const stored = await ops.items.insert(records, seenAt);

  const updated: string[] = [];
  const known: { id: string; keys: Article['keys'] }[] = [];
  for (const [position, article] of articles.entries()) {
    const match = matches[position];
    if (!match || match.status === 'new') continue;
    known.push({ id: match.id, keys: article.keys });
    if (match.status === 'changed') {
      const classification = tagsOf(article);
      const pageWanted = wantsPage(article, classification, def, context.archived);
      const record = { article, tier: def.tier, classification, pageWanted };
      await ops.items.revise(match.id, record, seenAt);
      updated.push(match.id);
    }
  }
  await ops.items.seen(known, seenAt);
  return { new: stored, updated };
}
