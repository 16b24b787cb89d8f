import { itemId } from '../core/ids.ts';
import type { Article, Note, Noted, ParsedDocument, RawItem, SourceDef } from '../core/types.ts';
import { absoluteUrl } from '../core/url.ts';
import { contentHash } from './content-hash.ts';
import { noteTo, readDates } from './item-dates.ts';
import { itemKeys } from './item-keys.ts';
import { itemLanguage } from './item-language.ts';
import { readNames, readText } from './item-text.ts';

/** An entry with everything but its identity, and where it stood in the document. */
interface Draft {
  readonly index: number;
  readonly guid: string | null;
  readonly article: Omit<Article, 'id' | 'keys' | 'canonicalUrl'>;
}

/**
 * The entries of a parsed document as articles: clean plain text, dates in UTC, language, and identity that is the same on every
 * read. Entries without any words are skipped, exact repeats are dropped (the one changed last stays); notes say so. `canonicalUrl`
 * is null where the link does not identify the entry (a front page, the list itself, one link on different entries).
 */
export function normaliseItems(doc: ParsedDocument, def: SourceDef, now: Date): Noted<readonly Article[]> {
  const notes: Note[] = [];
  const drafts = doc.items.flatMap((raw, index) => toDraft(raw, index, def, now, notes) ?? []);
  const identities = drafts.map(({ guid, article: { title, url, contentHash: hash } }) => {
    return { guid, title, url, contentHash: hash };
  });
  const keyed = itemKeys(identities, def.id, [doc.link, def.homepage ?? null, def.url]);

  const byKey = new Map<string, { readonly article: Article; readonly index: number }>();
  drafts.forEach(({ index, article: words }, position) => {
    const identity = keyed[position];
    if (identity === undefined) return;
    const [strongest] = identity.keys;
    const article: Article = { ...words, ...identity, id: itemId(def.id, strongest) };
    const earlier = byKey.get(strongest);
    if (earlier !== undefined) noteTo(notes, index)('item-repeated', `repeats entry ${earlier.index + 1}`);
    if (earlier === undefined || changedAt(article) > changedAt(earlier.article)) {
      byKey.set(strongest, { article, index: earlier?.index ?? index });
    }
  });
  return { value: Array.from(byKey.values(), ({ article }) => article), notes };
}

function toDraft(raw: RawItem, index: number, def: SourceDef, now: Date, notes: Note[]): Draft | null {
  const note = noteTo(notes, index);
  const words = readText(raw, note);
  if (words === null) {
    note('item-without-title', 'has neither a title nor a text and was left out');
    return null;
  }
  const url = raw.link === null ? null : absoluteUrl(raw.link, null);
  if (raw.link !== null && url === null)
    note('link-unusable', `link is no web address: "${raw.link.slice(0, 80)}"`);
  return {
    index,
    guid: raw.guid,
    article: {
      sourceId: def.id,
      url,
      ...words,
      ...readDates(raw, url, def, now, note),
      language: itemLanguage(raw.language, def.language, `${words.title} ${words.text}`),
      authors: readNames(raw.authors),
      categories: readNames(raw.categories),
      contentHash: contentHash(words.title, words.text),
    },
  };
}

function changedAt(article: Article): string {
  return article.updatedAt ?? article.publishedAt ?? '';
}
