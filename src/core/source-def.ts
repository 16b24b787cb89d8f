/** What a source is: one entry of a feeds/<jurisdiction>/<publisher>.yaml file. */
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
