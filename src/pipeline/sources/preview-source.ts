import type { Preview } from '../../core/source-care.ts';
import type { Article, ParsedDocument } from '../../core/types.ts';

const SHOWN = 5;

/** What a list holds, in a few lines. */
export function toPreview(document: ParsedDocument, articles: readonly Article[]): Preview {
  const dates = articles.flatMap(({ publishedAt }) => publishedAt ?? []).sort();
  return {
    format: document.format,
    title: document.title,
    items: articles.length,
    newest: dates.at(-1) ?? null,
    first: articles
      .slice(0, SHOWN)
      .map(({ title, url, publishedAt }) => ({ title, url, published: publishedAt })),
  };
}
