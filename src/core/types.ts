/**
 * The datum at each border of the pipeline:
 * SourceDef -> FetchResult -> RawItem[] -> Item -> Article -> Placed -> Classification -> StoredItem -> Message -> Delivery.
 * All instants are ISO 8601 strings in UTC with milliseconds ("2026-09-30T12:20:00.000Z").
 */

import type { Tier } from './source-def.ts';
import type { Classification } from './tags.ts';

export * from './source-def.ts';
export * from './tags.ts';

/** Something worth telling the operator about one document or item; counted and logged by the pipeline. */
export interface Note {
  /** Stable kebab-case id, e.g. "date-unreadable". */
  readonly code: string;
  readonly message: string;
  /** Index of the item within its document, when the note is about one item. */
  readonly item?: number;
}

/** What a pure stage returns: its value and what it noticed on the way. */
export interface Noted<T> {
  readonly value: T;
  readonly notes: readonly Note[];
}

// ---------------------------------------------------------------- fetch

/** What makes the next request conditional. */
export interface Validators {
  readonly etag: string | null;
  readonly lastModified: string | null;
}

export interface FetchRequest {
  readonly url: string;
  readonly method?: 'GET' | 'POST';
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly validators?: Validators | null;
  readonly maxBytes?: number;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
  /** False asks whatever robots.txt says: a person gave the address, or its source has a written reason. */
  readonly robots?: false;
  /** The server is known to send headers that the grammar forbids. */
  readonly lenientHeaders?: true;
}

export const FETCH_FAULTS = [
  'dns',
  'connect',
  'tls',
  'timeout',
  'reset',
  'too-large',
  'too-many-redirects',
  'bad-redirect',
  'blocked-address',
  'bad-url',
  'http-status',
  'rate-limited',
  'robots',
  'truncated',
  'aborted',
  'other',
] as const;
export type FetchFault = (typeof FETCH_FAULTS)[number];

export type FetchResult =
  | {
      readonly outcome: 'not-modified';
      readonly status: 304;
      readonly finalUrl: string;
      /** As below. */
      readonly movedPermanently: boolean;
      readonly ms: number;
    }
  | {
      readonly outcome: 'body';
      readonly status: number;
      readonly bytes: Uint8Array;
      /** The Content-Type header as sent, or null. */
      readonly contentType: string | null;
      readonly finalUrl: string;
      readonly validators: Validators;
      /** True when every redirect on the way was permanent (301, 308). */
      readonly movedPermanently: boolean;
      readonly fetchedAt: string;
      readonly ms: number;
    }
  | {
      readonly outcome: 'failed';
      readonly fault: FetchFault;
      /** HTTP status when there was one. */
      readonly status: number | null;
      /** For people: says what happened, no stack. */
      readonly error: string;
      /** From Retry-After: do not ask again before this instant. */
      readonly retryAfter: string | null;
      readonly attempts: number;
      readonly ms: number;
    };

// ---------------------------------------------------------------- parse

export type DocumentFormat =
  | 'rss'
  | 'atom'
  | 'rdf'
  | 'cdf'
  | 'json-feed'
  | 'json'
  | 'html'
  | 'csv'
  | 'xlsx'
  | 'unknown';

/** One entry exactly as found (decoded, links made absolute, nothing cleaned). */
export interface RawItem {
  readonly title: string | null;
  /** Absolute URL of the item for people, or null. */
  readonly link: string | null;
  readonly guid: string | null;
  readonly dateText: string | null;
  readonly updatedText: string | null;
  /** HTML, relative links made absolute. */
  readonly summary: string | null;
  readonly content: string | null;
  readonly authors: readonly string[];
  readonly categories: readonly string[];
  /** xml:lang, dc:language or the like, when given. */
  readonly language: string | null;
}

export interface ParsedDocument {
  readonly format: DocumentFormat;
  readonly title: string | null;
  readonly link: string | null;
  readonly language: string | null;
  readonly items: readonly RawItem[];
  /** False when the document ended before its end tag: items are used, validators are not kept. */
  readonly complete: boolean;
  readonly nextUrl: string | null;
  readonly notes: readonly Note[];
}

// ---------------------------------------------------------------- normalise, extract

export type DatePrecision = 'instant' | 'day' | 'month' | 'year';

/** Identity keys of an item, strongest first: "guid:...", "url:...", "hash:...". Never a date. */
export type ItemKey = `guid:${string}` | `url:${string}` | `hash:${string}`;

export interface Item {
  /** Public id: deterministic from source and strongest key. */
  readonly id: string;
  readonly sourceId: string;
  readonly keys: readonly ItemKey[];
  /** Link for people, as published. */
  readonly url: string | null;
  /** For comparison only: tracking parameters, trailing slash, scheme folded. */
  readonly canonicalUrl: string | null;
  readonly title: string;
  /** Plain text, at most a few sentences as the source gave them. */
  readonly summary: string | null;
  readonly publishedAt: string | null;
  readonly datePrecision: DatePrecision | null;
  readonly dateFrom: 'feed' | 'title' | 'url' | 'page' | null;
  readonly updatedAt: string | null;
  readonly language: string;
  readonly authors: readonly string[];
  readonly categories: readonly string[];
}

export type TextFrom = 'page' | 'feed' | 'summary' | 'title';

export interface Article extends Item {
  /** Plain text, paragraphs separated by "\n\n"; never empty only when textFrom is not "title". */
  readonly text: string;
  readonly textFrom: TextFrom;
  /**
   * SHA-256 over title and text as the source listed them, white space folded: changes exactly when the source edits its words. Text fetched
   * later from the item's page does not change it.
   */
  readonly contentHash: string;
}

// ---------------------------------------------------------------- stories

export type Relation = 'new' | 'duplicate' | 'update' | 'same-story';

export interface Placement {
  readonly storyId: string;
  readonly relation: Relation;
  /** The item it follows, when the relation is not "new". */
  readonly toItemId: string | null;
  /** Why, for people. */
  readonly because: string;
  /** An earlier story that this one goes on from. */
  readonly link?: PlacementLink | null;
}

/** How a story follows an earlier one: a later stage of the same matter, a newer text of a document, or the same story a month on. */
export interface PlacementLink {
  readonly kind: 'stage' | 'revision' | 'chapter';
  readonly toStoryId: string;
  readonly toItemId: string;
  readonly because: string;
}

// ---------------------------------------------------------------- stored

/** An item as it is kept: the newest version of its words, its tags and its story. */
export interface StoredItem extends Article {
  /** Of its source when it was stored: holds also when that source is known no more. */
  readonly tier: Tier;
  readonly firstSeenAt: string;
  readonly lastSeenAt: string;
  /** 1 for an item whose words never changed. */
  readonly version: number;
  readonly storyId: string;
  readonly relation: Relation;
  /** Found while a source was read for the first time, or by back-fill: stored, never announced. */
  readonly historic: boolean;
  readonly classification: Classification;
}

// ---------------------------------------------------------------- query

export interface TextTerm {
  readonly text: string;
  /** "exact phrase" in quotes. */
  readonly phrase: boolean;
  readonly negated: boolean;
}

/** Any of `include`, and none of `exclude`. */
export interface ValueFilter {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

export interface Query {
  readonly terms: readonly TextTerm[];
  readonly jurisdiction: ValueFilter;
  readonly topic: ValueFilter;
  readonly kind: ValueFilter;
  readonly authority: ValueFilter;
  /** Source ids; a trailing "*" matches a prefix ("hk/*"). */
  readonly source: ValueFilter;
  readonly tier: ValueFilter;
  /** Story facts: "unconfirmed", "duplicate", "edited", "historic". */
  readonly is: ValueFilter;
  /** "banned", "staking:banned", "HK:staking:conditional": query/knowledge-fields.ts. */
  readonly position: ValueFilter;
  /** "any", "effective", "2026-11-22..2026-12-22", "compliance:..2026-12-31". */
  readonly deadline: ValueFilter;
  /** Entity ids ("binance-us"). */
  readonly firm: ValueFilter;
  /** Story ids or their first characters. */
  readonly story: ValueFilter;
  readonly since: string | null;
  readonly until: string | null;
  /** "yes" (default): relevant items only. */
  readonly relevant: 'yes' | 'no' | 'any';
  readonly sort: 'new' | 'old' | 'rank';
}
