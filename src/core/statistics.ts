import type { Kind, Tier, Topic } from './types.ts';

/** How many relevant items a week brought. */
export interface WeekVolume {
  /** ISO week in the program's time zone: "2026-W25". */
  readonly week: string;
  /** Its first instant. */
  readonly since: string;
  readonly items: number;
}

export interface TopicVolume extends WeekVolume {
  /** Items of each topic; an item of two topics counts in both. */
  readonly topics: Readonly<Partial<Record<Topic, number>>>;
}

/** How many relevant items a jurisdiction (as the one that acts) and a topic have in common. */
export interface HeatCell {
  readonly jurisdiction: string;
  readonly topic: Topic;
  readonly items: number;
}

export interface FacetCount<T extends string = string> {
  readonly value: T;
  readonly items: number;
}

/** What the newest hits of a query have in common, the most frequent first. */
export interface Facets {
  /** Hits that were looked at. */
  readonly counted: number;
  readonly jurisdictions: readonly FacetCount[];
  readonly topics: readonly FacetCount<Topic>[];
  readonly kinds: readonly FacetCount<Kind>[];
  readonly tiers: readonly FacetCount<Tier>[];
  readonly authorities: readonly FacetCount[];
}

/** How long after the official document the press told of a story; negative when it was first. */
export interface StoryLag {
  readonly storyId: string;
  /** Instant of the official document. */
  readonly at: string;
  /** Whole minutes to the first press report. */
  readonly minutes: number;
}

/**
 * What is stored, in numbers that a page can show. They may be half a minute old: counting again for each of several readers would help nobody.
 */
export interface Statistics {
  /** The last weeks with the one that runs, oldest first: all, or those of a jurisdiction or topic. */
  weeklyVolume(
    weeks: number,
    of?: { readonly jurisdiction: string } | { readonly topic: Topic },
  ): Promise<readonly WeekVolume[]>;
  topicVolume(weeks: number): Promise<readonly TopicVolume[]>;
  /** Of the last so many days. */
  heat(days: number): Promise<readonly HeatCell[]>;
  /** @throws AppError "query". */
  facets(query: string): Promise<Facets>;
  /** Of the newest stories of the last so many days that have both an official and a press report with exact times. */
  pressLags(days: number): Promise<readonly StoryLag[]>;
}
