import type { StoredItem, Tier } from './types.ts';

/** An item of a story that is not its head. */
export interface StoryReport {
  readonly item: StoredItem;
  /** Whole minutes from the head's publication to this one; negative when it came first; null unless both instants are exact. */
  readonly lagMinutes: number | null;
}

/** The items of one event, as one entry of a digest or report. */
export interface StoryGroup {
  readonly storyId: string;
  /** The official document when there is one, else a standard setter's, else the first report. */
  readonly head: StoredItem;
  /** Everything else that was reported, one per source (its first), oldest first. */
  readonly reports: readonly StoryReport[];
  /** Every item of the group, the head first. */
  readonly items: readonly StoredItem[];
  /** True when no official source and no standard setter has said it. */
  readonly unconfirmed: boolean;
  /** When the first of the items was first seen. */
  readonly firstSeenAt: string;
}

/** Which voice of a story is believed first. */
const TIER_RANK: Readonly<Record<Tier, number>> = {
  official: 0,
  'standard-setter': 1,
  press: 2,
  'law-firm': 3,
};

/** When an item happened as far as is known: its publication, else the moment it was first seen. */
export function itemTime(item: Pick<StoredItem, 'publishedAt' | 'firstSeenAt'>): string {
  return item.publishedAt ?? item.firstSeenAt;
}

/** Codes of the jurisdictions that an item is about, in the classifier's order. */
export function primaryJurisdictions(item: Pick<StoredItem, 'classification'>): string[] {
  return item.classification.jurisdictions.filter(tag => tag.role === 'primary').map(tag => tag.code);
}

/** Codes of the jurisdictions that an item only mentions, in the classifier's order. */
export function mentionedJurisdictions(item: Pick<StoredItem, 'classification'>): string[] {
  return item.classification.jurisdictions.filter(tag => tag.role === 'mentioned').map(tag => tag.code);
}

/**
 * Groups items by story: one group per story id, newest head first. `tierOf` names the tier of a source ("press" for a
 * source that is unknown). The result depends on the set of items only, never on their order.
 */
export function groupStories(
  items: readonly StoredItem[],
  tierOf: (sourceId: string) => Tier,
): readonly StoryGroup[] {
  const byStory = new Map<string, StoredItem[]>();
  for (const item of items) {
    const group = byStory.get(item.storyId);
    if (group === undefined) byStory.set(item.storyId, [item]);
    else group.push(item);
  }
  return [...byStory.entries()]
    .map(([storyId, members]) => toGroup(storyId, members, tierOf))
    .sort((a, b) => compareText(itemTime(b.head), itemTime(a.head)) || compareText(a.storyId, b.storyId));
}

function toGroup(
  storyId: string,
  members: readonly StoredItem[],
  tierOf: (sourceId: string) => Tier,
): StoryGroup {
  const byTime = [...members].sort(
    (a, b) => compareText(itemTime(a), itemTime(b)) || compareText(a.id, b.id),
  );
  const ranked = [...byTime].sort((a, b) => TIER_RANK[tierOf(a.sourceId)] - TIER_RANK[tierOf(b.sourceId)]);
  const head = ranked[0];
  if (head === undefined) throw new RangeError('a story group needs at least one item');
  const sources = new Set([head.sourceId]);
  const reports: StoryReport[] = [];
  for (const item of byTime) {
    if (sources.has(item.sourceId)) continue;
    sources.add(item.sourceId);
    reports.push({ item, lagMinutes: lagMinutes(head, item) });
  }
  return {
    storyId,
    head,
    reports,
    items: [head, ...byTime.filter(item => item !== head)],
    unconfirmed: TIER_RANK[tierOf(head.sourceId)] >= TIER_RANK.press,
    firstSeenAt: byTime.reduce(
      (first, item) => (compareText(item.firstSeenAt, first) < 0 ? item.firstSeenAt : first),
      head.firstSeenAt,
    ),
  };
}

/** Day-only dates say nothing about hours, so no lag is claimed for them. */
function lagMinutes(head: StoredItem, item: StoredItem): number | null {
  if (head.datePrecision !== 'instant' || item.datePrecision !== 'instant') return null;
  if (head.publishedAt === null || item.publishedAt === null) return null;
  return Math.round((Date.parse(item.publishedAt) - Date.parse(head.publishedAt)) / 60_000);
}

/** Compares by UTF-16 code unit, so that no locale can change an order. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
