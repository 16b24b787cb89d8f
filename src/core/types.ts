/**
 * The datum at each border of the pipeline:
 * SourceDef -> FetchResult -> RawItem[] -> Item -> Article -> Placed -> Classification -> StoredItem -> Message -> Delivery.
 * All instants are ISO 8601 strings in UTC with milliseconds ("2026-09-30T12:20:00.000Z").
 */

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

// ---------------------------------------------------------------- sources

export const TIERS = ['official', 'standard-setter', 'press', 'law-firm'] as const;
export type Tier = (typeof TIERS)[number];

export const SOURCE_TYPES = [
  'regulator',
  'legislature',
  'court',
  'standard-setter',
  'register',
  'news',
  'law-firm',
] as const;
export type SourceType = (typeof SOURCE_TYPES)[number];

export const SOURCE_FORMATS = ['rss', 'atom', 'json-feed', 'json', 'html', 'csv', 'xlsx', 'pdf'] as const;
export type SourceFormat = (typeof SOURCE_FORMATS)[number];

/**
 * How one field of an item is found. In JSON and CSV, `path` is a dotted path or column name; in HTML, `select` is a CSS selector
 * within the item's element (empty: the element itself) and `attr` an attribute (default: its text). `template` builds a
 * value out of other fields of the row: "{ae_commercial_name}: {ac_serviceCode}" (JSON and CSV only).
 */
export interface FieldRule {
  readonly path?: string;
  readonly select?: string;
  readonly attr?: string;
  readonly template?: string;
  /** Regular expression applied to the found text; its first group (or the whole match) is the value. */
  readonly match?: string;
}

/** How items are read out of JSON, HTML or CSV. Feeds need none of it. */
export interface ReadRule {
  /** JSON: dotted path of the array ("response.docs", "" for the root). HTML: CSS selector of one item's element. CSV: unused. */
  readonly items?: string;
  readonly title?: FieldRule;
  readonly link?: FieldRule;
  readonly date?: FieldRule;
  readonly updated?: FieldRule;
  readonly summary?: FieldRule;
  readonly content?: FieldRule;
  /** The publisher's own id of the item (guid). */
  readonly id?: FieldRule;
  /** Base for relative links where it is not the document's own URL. */
  readonly linkBase?: string;
}

/** How to get the next page of a list. Used for back-fill and after a suspected gap. */
export interface PagingRule {
  /** Query parameter or body field (dotted path) that carries the page or the offset. */
  readonly param?: string;
  readonly start?: number;
  readonly step?: number;
  /** JSON path or CSS selector of the next page's URL instead of a counter. */
  readonly next?: string;
  readonly maxPages?: number;
}

/** One entry of a feeds/<jurisdiction>/<publisher>.yaml file. */
export interface SourceDef {
  /** "<jurisdiction folder>/<publisher file>/<entry>", e.g. "hk/sfc/news". Stable for ever. */
  readonly id: string;
  readonly name: string;
  /** The publisher's name for people. */
  readonly publisher: string;
  /** Taxonomy id of the authority that publishes, or null for press. */
  readonly authority: string | null;
  /** ISO 3166-1 alpha-2, EU, US-NY style, INT; null for press without a home market. */
  readonly jurisdiction: string | null;
  readonly tier: Tier;
  readonly type: SourceType;
  readonly format: SourceFormat;
  /** May hold {year}, {month}, {day}: filled in the source's time zone at fetch time. */
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly body?: string;
  readonly headers: Readonly<Record<string, string>>;
  /** BCP 47 language of the items ("en", "zh-Hant", "ja"). */
  readonly language: string;
  /** IANA zone for dates that carry none. */
  readonly timeZone: string;
  /** Luxon format strings tried first, in the source's language. */
  readonly dateFormats: readonly string[];
  readonly read?: ReadRule;
  readonly paging?: PagingRule;
  /** Whether the page behind each new item's link is fetched for its text; `select` narrows it. */
  readonly page?: { readonly follow: boolean; readonly select?: string };
  /** Everything it publishes is about crypto-assets. */
  readonly cryptoOnly: boolean;
  readonly enabled: boolean;
  /** Why it is disabled, and since when. */
  readonly disabled?: { readonly reason: string; readonly since: string };
  /** Minutes between reads. */
  readonly interval: { readonly min: number; readonly max: number };
  /** Name of a module in parse/custom where data cannot express the source. */
  readonly custom?: string;
  /** Id of the same publisher's list in another language. */
  readonly twin?: string;
  readonly homepage?: string;
  readonly notes?: string;
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
  'truncated',
  'aborted',
  'other',
] as const;
export type FetchFault = (typeof FETCH_FAULTS)[number];

export type FetchResult =
  | { readonly outcome: 'not-modified'; readonly status: 304; readonly finalUrl: string; readonly ms: number }
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
}

// ---------------------------------------------------------------- classify

export const KINDS = [
  'rule',
  'proposal',
  'guidance',
  'licence-decision',
  'enforcement',
  'warning',
  'speech',
  'legislation',
  'court',
  'report',
  'other',
] as const;
export type Kind = (typeof KINDS)[number];

export const TOPICS = [
  'staking',
  'stablecoins',
  'derivatives',
  'licenses',
  'custody',
  'lending',
  'funds',
  'aml',
  'tax',
  'defi',
  'tokenization',
  'cbdc',
  'market-abuse',
  'consumer-protection',
  'prudential',
  'mining',
  'nft',
  'securities-status',
] as const;
export type Topic = (typeof TOPICS)[number];

export const STANCES = ['permitted', 'conditional', 'considering', 'restricted', 'banned'] as const;
export type Stance = (typeof STANCES)[number];

/** Where a tag comes from: UTF-16 offsets into the named field, the quoted words, and the rule or model that gave it. */
export interface Evidence {
  readonly field: 'title' | 'text' | 'source';
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly rule: string;
}

export interface JurisdictionTag {
  readonly code: string;
  readonly role: 'primary' | 'mentioned';
  readonly score: number;
  readonly evidence: readonly Evidence[];
}

export interface TopicTag {
  readonly id: Topic;
  readonly score: number;
  readonly threshold: number;
  readonly evidence: readonly Evidence[];
}

export interface KindTag {
  readonly id: Kind;
  readonly score: number;
  readonly evidence: readonly Evidence[];
}

export interface AuthorityTag {
  /** Short name as in the taxonomy ("SFC"). */
  readonly name: string;
  readonly jurisdiction: string;
  readonly score: number;
  readonly evidence: readonly Evidence[];
}

export interface PositionTag {
  readonly jurisdiction: string;
  readonly topic: Topic;
  readonly audience: string | null;
  readonly stance: Stance;
  readonly quote: string;
  readonly confidence: number;
  readonly evidence: readonly Evidence[];
}

export interface DateTag {
  readonly kind: 'consultation_closes' | 'effective' | 'compliance' | 'expiry' | 'hearing';
  /** "2025-04-07", "2025-04" or "2025": as precise as the words. */
  readonly date: string;
  readonly quote: string;
  readonly evidence: readonly Evidence[];
}

export interface FigureTag {
  readonly what: string;
  readonly value: number;
  readonly unit: string | null;
  readonly quote: string;
  readonly evidence: readonly Evidence[];
}

export interface Classification {
  readonly relevant: boolean;
  /** 0..1 against `relevanceThreshold`. */
  readonly relevance: number;
  readonly relevanceThreshold: number;
  readonly relevanceEvidence: readonly Evidence[];
  /** What an item that was left out lacked, for people ("no crypto-asset term"). */
  readonly missing: readonly string[];
  readonly jurisdictions: readonly JurisdictionTag[];
  readonly topics: readonly TopicTag[];
  /** Topics that had some evidence but stayed under their threshold. */
  readonly nearMisses: readonly TopicTag[];
  readonly kind: KindTag;
  readonly authorities: readonly AuthorityTag[];
  readonly positions: readonly PositionTag[];
  readonly dates: readonly DateTag[];
  readonly figures: readonly FigureTag[];
  readonly language: string;
  /** Version of taxonomy and model that gave these tags. */
  readonly model: string;
}

/** What a classifier is told about where an item comes from. */
export interface SourceHint {
  readonly id: string | null;
  readonly authority: string | null;
  readonly jurisdiction: string | null;
  readonly tier: Tier;
  readonly type: SourceType;
  readonly cryptoOnly: boolean;
}

export interface ClassifyInput {
  readonly title: string;
  /** Plain text without the title; empty for title-only items. */
  readonly text: string;
  readonly url: string | null;
  readonly publishedAt: string | null;
  readonly language: string | null;
  readonly source: SourceHint | null;
}

// ---------------------------------------------------------------- stored

/** An item as it is kept: the newest version of its words, its tags and its story. */
export interface StoredItem extends Article {
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
  readonly since: string | null;
  readonly until: string | null;
  /** "yes" (default): relevant items only. */
  readonly relevant: 'yes' | 'no' | 'any';
  readonly sort: 'new' | 'old' | 'rank';
}
