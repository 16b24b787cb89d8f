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
  /** HTML: also looked for around the item's element, as far as no other item is in between. */
  readonly around?: true;
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
  /** XLSX: name of the sheet, or its place from 1. Default: the first. */
  readonly sheet?: string | number;
  /**
   * CSV and XLSX: where the names of the columns stand, as the number of the row from 1, or as the text of one of its cells.
   * Default: the first row, in XLSX the first that is as wide as the table.
   */
  readonly header?: string | number;
}

export const REGISTER_FIELDS = [
  'name',
  'legalName',
  'lei',
  'licence',
  'authority',
  'homeState',
  'hostStates',
  'address',
  'services',
  'status',
  'grantedOn',
  'withdrawnOn',
  'website',
  'documents',
  'lastUpdate',
  'comments',
] as const;
export type RegisterField = (typeof REGISTER_FIELDS)[number];

/** What tells one row of a register from another: the fields of that name, or `name` normalised. */
export const REGISTER_IDENTITIES = ['lei', 'licence', 'name'] as const;
export type RegisterIdentity = (typeof REGISTER_IDENTITIES)[number];

/**
 * What the columns of a register mean. Each field is a rule over the row's columns as `readRows` gives them. "#4" is the fourth
 * column. In HTML a field may also select within the row's element: `readRows` then gives what it finds as a column of the
 * field's own name, and `match` is still to be applied.
 */
export interface RegisterRule {
  /** Strongest first: a row is known by the first of these that it has. */
  readonly identity: readonly RegisterIdentity[];
  readonly fields: Readonly<Partial<Record<RegisterField, FieldRule>>>;
  /** What stands between the services of one cell ("|", ";"). Default: the cell is one service. */
  readonly separator?: string;
  /** What headlines call the register ("ESMA CASP register"). Default: the name of the source. */
  readonly label?: string;
}

/** Which items of a list count: patterns over the title, matched without regard to case. */
export interface FilterRule {
  /** An item stays when one of these fits (default: all stay) ... */
  readonly include?: readonly string[];
  /** ... and none of these does. */
  readonly exclude?: readonly string[];
}

/**
 * A list that reaches further back than the source itself, read for back-fill and after a gap. Headers are the source's; so are read,
 * dateFormats and paging where the format is the same and the archive does not say otherwise.
 */
export interface ArchiveRule {
  /** May hold {year}, {month}: asked once for each year or month of the time in question. */
  readonly url: string;
  readonly format: SourceFormat;
  readonly method?: 'GET' | 'POST';
  readonly body?: string;
  readonly read?: ReadRule;
  readonly dateFormats?: readonly string[];
  readonly paging?: PagingRule;
}

/** How the text behind an item's link is had. */
export interface PageRule {
  readonly follow: boolean;
  /** CSS selector of the text. */
  readonly select?: string;
  /** Where the text is when the link itself leads to a script: {id} and {link} of the item are filled in, percent-encoded. */
  readonly url?: string;
  /** Dotted path of the text (HTML or plain) when that address answers JSON. */
  readonly path?: string;
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
  /** Whether the page behind each new item's link is fetched for its text. */
  readonly page?: PageRule;
  readonly filter?: FilterRule;
  readonly archive?: ArchiveRule;
  /** On every source of type "register" that is enabled. */
  readonly register?: RegisterRule;
  /** Why its robots.txt is not followed. Without it, robots.txt is followed. */
  readonly robots?: { readonly ignore: true; readonly reason: string };
  /** The server sends headers that the HTTP grammar forbids; they are read leniently. */
  readonly insecureHeaders?: true;
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
