import { sha256 } from '../core/ids.ts';
import { cleanLine } from '../core/text.ts';
import type { ItemKey } from '../core/types.ts';
import { canonicalUrl } from '../core/url.ts';

/** What identifies an entry, as far as it is known. */
export interface Identity {
  readonly title: string;
  readonly guid: string | null;
  readonly url: string | null;
  readonly contentHash: string;
}

export interface Keyed {
  /** Strongest first; never empty. */
  readonly keys: readonly [ItemKey, ...ItemKey[]];
  /** Folded link, or null when it stands for no single entry: a front page, the list itself, one link under different titles. */
  readonly canonicalUrl: string | null;
}

/** Keys longer than this are kept as their hash. */
const MAX_KEY = 500;

/**
 * The identity keys of a document's entries, in the same order. An entry is known by its guid, then by its link. But a guid or
 * link that stands on entries with different titles (or a link on different guids, a guid on different links) says nothing
 * about any of them, nor does a link to a site's front page or to one of `pages` (the list itself): such ones are no keys. Only an
 * entry left with neither gets a hash of source and title, and of its words too where the title repeats.
 */
export function itemKeys(
  entries: readonly Identity[],
  sourceId: string,
  pages: readonly (string | null)[],
): Keyed[] {
  const general = new Set(pages.map(page => (page === null ? null : canonicalUrl(page))));
  const folded = entries.map(entry => {
    const link = entry.url === null ? null : canonicalUrl(entry.url);
    return {
      guid: entry.guid === null ? '' : cleanLine(entry.guid),
      link: link === null || general.has(link) || isFrontPage(link) ? '' : link,
      rawLink: link ?? '',
      title: foldTitle(entry.title),
    };
  });
  const guids = unambiguous(folded.map(({ guid, title, rawLink }) => [guid, `${title}\n${rawLink}`]));
  const links = unambiguous(
    folded.map(({ link, title, guid }) => [link, `${title}\n${guids.has(guid) ? guid : ''}`]),
  );
  const pageOf = unambiguous(folded.map(({ link, title }) => [link, title]));
  const keyless = folded.map(({ guid, link }) => !guids.has(guid) && !links.has(link));
  const titles = unambiguous(
    folded.flatMap(({ title }, index) =>
      keyless[index] ? [[title, entries[index]?.contentHash ?? ''] as const] : [],
    ),
  );
  return folded.map(({ guid, link, title }, index) => {
    const keys: ItemKey[] = [];
    if (guids.has(guid)) keys.push(`guid:${short(guid)}`);
    if (links.has(link)) keys.push(`url:${short(link)}`);
    const words = titles.has(title) ? '' : (entries[index]?.contentHash ?? '');
    const [first = hashKey(sourceId, title, words), ...rest] = keys;
    return { keys: [first, ...rest], canonicalUrl: pageOf.has(link) ? link : null };
  });
}

/** The key of an entry that has neither guid nor link: source, folded title, and its words where the title is not enough. */
export function hashKey(sourceId: string, foldedTitle: string, words: string): ItemKey {
  return `hash:${sha256(`${sourceId}\n${foldedTitle}\n${words}`).slice(0, 32)}`;
}

/** A title with case, punctuation and white space folded away; the title itself when nothing is left. */
export function foldTitle(title: string): string {
  const folded = title
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return folded === '' ? title : folded;
}

/** The non-empty values that never stand on two entries with different meanings. */
function unambiguous(pairs: readonly (readonly [value: string, meaning: string])[]): Set<string> {
  const meanings = new Map<string, string>();
  const ambiguous = new Set<string>();
  for (const [value, meaning] of pairs) {
    const known = meanings.get(value);
    if (known === undefined) meanings.set(value, meaning);
    else if (known !== meaning) ambiguous.add(value);
  }
  return new Set([...meanings.keys()].filter(value => value !== '' && !ambiguous.has(value)));
}

function isFrontPage(link: string): boolean {
  return /^https:\/\/[^/?#]+$/.test(link);
}

function short(value: string): string {
  return value.length > MAX_KEY ? sha256(value) : value;
}
