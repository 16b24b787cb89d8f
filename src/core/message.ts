import type { DateTag, Kind, Tier, Topic } from './types.ts';

/** Channel-neutral content. Everything in it is plain text: each channel escapes for its own medium. */
export interface Message {
  readonly kind: 'digest' | 'alert' | 'hello' | 'notice';
  readonly title: string;
  readonly blocks: readonly Block[];
  readonly importance: 'normal' | 'high';
  /** The same key is never delivered twice to one target. */
  readonly dedupeKey: string;
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
  readonly alsoReportedBy: readonly { readonly source: string; readonly url: string | null }[];
  /** Press only, no official source yet. */
  readonly unconfirmed: boolean;
  /** Deadlines and effective dates that the text names, as precise as its words ("2025-04"). */
  readonly dates?: readonly { readonly kind: DateTag['kind']; readonly date: string }[];
}

/** What was read in a window: the line under every digest. */
export interface Coverage {
  readonly enabled: number;
  readonly read: number;
  readonly failing: readonly {
    readonly sourceId: string;
    readonly name: string;
    readonly since: string | null;
    readonly error: string;
  }[];
}
