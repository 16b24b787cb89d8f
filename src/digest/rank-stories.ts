import { compareText, itemTime } from '../core/story-groups.ts';
import type { Kind, Tier } from '../core/types.ts';
import type { DigestStory } from './select-stories.ts';

/**
 * What a reader must act on stands before what may come to bind, and that before talk. One step is worth about as much as
 * three further sources.
 */
const KIND_WEIGHT: Readonly<Record<Kind, number>> = {
  rule: 40,
  legislation: 40,
  enforcement: 34,
  court: 32,
  'licence-decision': 28,
  proposal: 28,
  guidance: 26,
  warning: 18,
  report: 10,
  speech: 8,
  other: 0,
};

/** An official document outweighs one step of kind: a press report of a rule stands below the regulator's guidance. */
const TIER_WEIGHT: Readonly<Record<Tier, number>> = {
  official: 24,
  'standard-setter': 20,
  'law-firm': 6,
  press: 4,
};

/** Per further source; more than five say no more than five do. */
const SOURCE_WEIGHT = 3;
const SOURCES = 5;
/** Times relevance, 0..1. */
const RELEVANCE_WEIGHT = 20;
/** For the newest, falling to nothing for what is a week older: only a tie-breaker among equals. */
const RECENCY_WEIGHT = 6;
const RECENCY_MS = 7 * 24 * 3_600_000;

/** Importance of a story, 0 to about 105; `newest` is the newest instant of its digest in milliseconds. */
export function importanceOf(story: DigestStory, newest: number): number {
  const { head, tier, reports } = story;
  const age = newest - Date.parse(itemTime(head));
  const recency = Math.min(1, Math.max(0, 1 - age / RECENCY_MS));
  const relevance = Math.min(1, Math.max(0, ...story.items.map(item => item.classification.relevance)));
  return (
    KIND_WEIGHT[head.classification.kind.id] +
    TIER_WEIGHT[tier] +
    SOURCE_WEIGHT * Math.min(SOURCES, reports.length) +
    RELEVANCE_WEIGHT * relevance +
    RECENCY_WEIGHT * recency
  );
}

/** Stories with their importance, most important first; ties go to the newer head, then to the smaller story id. */
export function rankStories(
  stories: readonly DigestStory[],
): readonly { readonly story: DigestStory; readonly importance: number }[] {
  const newest = stories.reduce((latest, { head }) => Math.max(latest, Date.parse(itemTime(head))), 0);
  return stories
    .map(story => ({ story, importance: importanceOf(story, newest) }))
    .sort(
      (a, b) =>
        b.importance - a.importance ||
        compareText(itemTime(b.story.head), itemTime(a.story.head)) ||
        compareText(a.story.storyId, b.story.storyId),
    );
}
