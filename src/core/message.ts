import type { DateTag, Kind, Stance, Tier, Topic } from './types.ts';

/** Channel-neutral content. Everything in it is plain text: each channel escapes for its own medium. */
export interface Message {
  readonly kind: 'digest' | 'alert' | 'hello' | 'notice' | 'reminder';
  readonly title: string;
  readonly blocks: readonly Block[];
  readonly importance: 'normal' | 'high';
  /** Language of its fixed words. Default: English. */
  readonly locale?: string;
  /** The same key is never delivered twice to one target. */
  readonly dedupeKey: string;
}

/** How a message is laid out for one place; what it says stays the same. */
export interface RenderOptions {
  /** Locale of the fixed words ("en", "zh-Hant"). */
  readonly locale?: string;
  /** IANA zone of times that a reader's own zone cannot be known for. */
  readonly timeZone?: string;
  readonly groupBy?: 'jurisdiction' | 'topic';
  /** Discord role that is pinged, once per message. */
  readonly mentionRoleId?: string | null;
  /** Whether stories get buttons: only where somebody answers them. */
  readonly buttons?: boolean;
}

export type Block =
  | { readonly type: 'paragraph'; readonly text: string }
  /** Label and value pairs, e.g. headline numbers. */
  | { readonly type: 'facts'; readonly facts: readonly { readonly label: string; readonly value: string }[] }
  | { readonly type: 'section'; readonly title: string; readonly stories: readonly StoryBlock[] }
  /** Stories that are told in one line each: what did not fit ("and 7 more"), further reports on earlier stories. */
  | { readonly type: 'more'; readonly title: string; readonly stories: readonly StoryBlock[] }
  /** Lines of text under a heading, e.g. sources in trouble. */
  | { readonly type: 'list'; readonly title: string; readonly lines: readonly string[] }
  /** The query that a story fits: why it came. */
  | { readonly type: 'query'; readonly query: string }
  /** A picture, as its numbers: each medium draws it. */
  | { readonly type: 'chart'; readonly chart: HeatMap }
  | { readonly type: 'coverage'; readonly coverage: Coverage };

/** Numbers by row and column with their headings, in the language of their message. */
export interface HeatMap {
  readonly kind: 'heat-map';
  readonly title: string;
  /** What it shows, for those who cannot see it. */
  readonly alt: string;
  readonly locale: string;
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  /** Counts by row, then column. */
  readonly counts: readonly (readonly number[])[];
}

export interface StoryBlock {
  readonly storyId: string;
  readonly itemId: string;
  /** Version of the item's words that is told. */
  readonly version?: number;
  readonly title: string;
  readonly url: string | null;
  readonly source: string;
  readonly tier: Tier;
  readonly publishedAt: string | null;
  readonly dayOnly: boolean;
  /** Where only a day, month or year is known: "2025-04-07", "2025-04" or "2025", in the zone of its source. */
  readonly publishedDay?: string | null;
  readonly jurisdictions: readonly string[];
  readonly mentioned: readonly string[];
  readonly topics: readonly Topic[];
  readonly kind: Kind;
  readonly authorities: readonly string[];
  /** One or two sentences taken from the text. */
  readonly quote: string | null;
  /** `lagMinutes`: after the official source that heads the story (negative: before it); null where there is none or an hour is unknown. */
  readonly alsoReportedBy: readonly {
    readonly source: string;
    readonly url: string | null;
    readonly lagMinutes?: number | null;
  }[];
  /** Press only, no official source yet. */
  readonly unconfirmed: boolean;
  /** Why it is told: new, said by an official source at last, or with something to add. Default: new. */
  readonly why?: StoryNews;
  /** Who has seen it, where it is shown to people who say so. */
  readonly acknowledged?: readonly { readonly who: string; readonly at: string }[];
  /** One text in several languages of one publisher, the story's own first; absent or empty where there is but one. */
  readonly languages?: readonly { readonly language: string; readonly url: string | null }[];
  /** How much it asks of its readers. */
  readonly importance?: 'high' | 'medium' | 'low';
  /** Positions that it states otherwise than what was known before; `was` is null where nothing was. */
  readonly positions?: readonly PositionChange[];
  /** Deadlines and effective dates that the text names, as precise as its words ("2025-04"). */
  readonly dates?: readonly { readonly kind: DateTag['kind']; readonly date: string }[];
}

export interface PositionChange {
  readonly jurisdiction: string;
  readonly topic: Topic;
  readonly audience: string | null;
  readonly stance: Stance;
  readonly was: Stance | null;
  /** The rule that counts on while a change of it is being considered; `was` is null then. */
  readonly inForce?: Stance;
}

export const STORY_NEWS = ['new', 'confirmed', 'updated'] as const;
export type StoryNews = (typeof STORY_NEWS)[number];

/** What was read in a window: the line under every digest. */
export interface Coverage {
  readonly enabled: number;
  readonly read: number;
  /** Sources whose list may have lost items for good between two reads. */
  readonly gaps?: number;
  readonly failing: readonly {
    readonly sourceId: string;
    readonly name: string;
    readonly since: string | null;
    readonly error: string;
  }[];
}
