import type { DateTag, Kind, Tier, Topic } from './types.ts';

/** Channel-neutral content. Everything in it is plain text: each channel escapes for its own medium. */
export interface Message {
  readonly kind: 'digest' | 'alert' | 'hello' | 'notice' | 'reminder';
  readonly title: string;
  readonly blocks: readonly Block[];
  readonly importance: 'normal' | 'high';
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
  | { readonly type: 'coverage'; readonly coverage: Coverage };

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
  /** Deadlines and effective dates that the text names, as precise as its words ("2025-04"). */
  readonly dates?: readonly { readonly kind: DateTag['kind']; readonly date: string }[];
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
