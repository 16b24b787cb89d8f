import { itemId } from '../../core/ids.ts';
import type { Article, ItemKey, SourceDef } from '../../core/types.ts';
import { absoluteUrl } from '../../core/url.ts';
import { contentHash } from '../../normalise/content-hash.ts';
import { HOME_STATE } from '../classify-article.ts';
import type { PlannedItem } from './plan-register.ts';

/** The article of a planned item: dated at its snapshot, linked to the register. */
export function toArticle(def: SourceDef, { key, title, text, entry }: PlannedItem, at: string): Article {
  const home = entry?.values.homeState?.[0];
  const guid: ItemKey = `guid:register:${key}`;
  const daily = at.endsWith('T00:00:00.000Z');
  return {
    id: itemId(def.id, guid),
    sourceId: def.id,
    keys: [guid],
    url: pageOf(def),
    canonicalUrl: null,
    title,
    summary: text.split('\n\n')[0] ?? null,
    publishedAt: at,
    datePrecision: daily ? 'day' : 'instant',
    dateFrom: 'feed',
    updatedAt: null,
    language: 'en',
    authors: [],
    categories: home !== undefined && /^[A-Z]{2}$/.test(home) ? [`${HOME_STATE}${home}`] : [],
    text,
    textFrom: 'feed',
    contentHash: contentHash(title, text),
  };
}

/** The register for people: its page, or the file; an interface for programs is of no use to them. */
function pageOf(def: SourceDef): string | null {
  const forPrograms = def.format === 'json' || def.method === 'POST' || /[{}]/.test(def.url);
  return absoluteUrl(forPrograms ? (def.homepage ?? def.url) : def.url, null);
}
