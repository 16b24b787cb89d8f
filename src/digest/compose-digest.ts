import { type Locale, t } from '../core/locale.ts';
import { dayLabel, flaggedPlace, numberLabel, shareLabel, topicLabel } from '../core/locale-labels.ts';
import type { Block, Coverage, Message, PositionChange, StoryBlock } from '../core/message.ts';
import { compareText } from '../core/story-groups.ts';
import { TOPICS } from '../core/types.ts';
import { spoken, unsaid, withinReason } from './compose-alert.ts';
import { toHeatMap } from './heat-map.ts';
import { rankStories } from './rank-stories.ts';
import type { DigestStory } from './select-stories.ts';
import { type SourceFacts, storyJurisdictions, storyTopics, toStoryBlock } from './story-block.ts';

export interface DigestWindow {
  /** Instants [since, until) of the stories' publication or, for scheduled digests, from the last digest to this one. */
  readonly since: string;
  readonly until: string;
  /** IANA zone in which the day of the title is told. */
  readonly timeZone: string;
  /** What the digest is called, e.g. "Daily digest". */
  readonly label: string;
}

export interface ComposeDigestInput {
  readonly stories: readonly DigestStory[];
  readonly window: DigestWindow;
  readonly coverage: Coverage;
  readonly groupBy: 'jurisdiction' | 'topic';
  /** Language of the fixed words. Default: English. */
  readonly locale?: Locale;
  /** Whether a picture of all its stories heads it. */
  readonly picture?: boolean;
  readonly sources: SourceFacts;
  /** Positions that the item of a story changes, by its id. */
  readonly positions?: ReadonlyMap<string, readonly PositionChange[]>;
  /** Stories told in full; the rest follows in one line each, so that nothing is missed. */
  readonly maxStories: number;
  /** Default: label and window. Two digests of one window that differ (by their filters) need two keys. */
  readonly dedupeKey?: string;
}

/** Sections that stand last, in this order, whatever they hold. */
const LAST_SECTIONS = ['INT', ''];
const OTHER_TOPIC = '';
const LONG_WINDOW_MS = 36 * 3_600_000;

/**
 * A digest as a message: headline numbers, sections (the one with the most important story first, international and
 * unplaced ones last), what did not fit and further reports in one line each, and always the coverage.
 */
export function composeDigest(input: ComposeDigestInput): Message {
  const { window, coverage } = input;
  const ranked = rankStories(input.stories.filter(story => !story.followUp)).map(({ story }) => story);
  const followUps = rankStories(input.stories.filter(story => story.followUp)).map(({ story }) => story);
  const told = ranked.slice(0, Math.max(0, input.maxStories));
  const { locale = 'en' } = input;
  const toBlock = (story: DigestStory) => {
    const block = toStoryBlock(story, input.sources);
    const positions = input.positions?.get(block.itemId) ?? [];
    return positions.length === 0 ? block : { ...block, positions };
  };
  const blocks: Block[] = [];
  if (ranked.length === 0) blocks.push({ type: 'paragraph', text: t(locale, 'digest.nothing') });
  else blocks.push({ type: 'facts', facts: headline(ranked, locale) });
  const chart = input.picture === true ? toHeatMap(ranked, locale) : null;
  if (chart !== null) blocks.push({ type: 'chart', chart });
  blocks.push(...sections(told, input.groupBy, locale, toBlock));
  blocks.push(...more(ranked.slice(told.length).map(toBlock), told.length > 0, locale));
  if (followUps.length > 0)
    blocks.push({
      type: 'more',
      title: t(locale, 'digest.follow-ups'),
      stories: followUps.map(toBlock),
    });
  blocks.push({ type: 'coverage', coverage });
  return {
    kind: 'digest',
    title: `${window.label} · ${windowDays(window, locale)}`,
    blocks,
    importance: 'normal',
    ...spoken(locale),
    dedupeKey: input.dedupeKey ?? digestKey(window),
  };
}

/** The dedupe key of an unfiltered digest: the same for the same label and window. */
export function digestKey(window: Pick<DigestWindow, 'label' | 'since' | 'until'>): string {
  const label = window.label.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-');
  return `digest:${label}:${window.since}:${window.until}`;
}

function more(stories: readonly StoryBlock[], afterOthers: boolean, locale: Locale): readonly Block[] {
  if (stories.length === 0) return [];
  const count = stories.length;
  const { told, rest } = withinReason(stories);
  return [
    {
      type: 'more',
      title: t(locale, afterOthers ? 'digest.more' : 'digest.count', { count }),
      stories: told,
    },
    ...unsaid(rest, locale),
  ];
}

function headline(
  stories: readonly DigestStory[],
  locale: Locale,
): readonly { label: string; value: string }[] {
  const official = stories.filter(({ tier }) => tier === 'official' || tier === 'standard-setter').length;
  const places = new Set(stories.flatMap(storyJurisdictions));
  places.delete('INT');
  const unconfirmed = stories.filter(story => story.unconfirmed).length;
  return [
    { label: t(locale, 'digest.stories'), value: numberLabel(locale, stories.length) },
    { label: t(locale, 'digest.jurisdictions'), value: numberLabel(locale, places.size) },
    { label: t(locale, 'digest.official'), value: shareLabel(locale, official / stories.length) },
    ...(unconfirmed > 0
      ? [{ label: t(locale, 'digest.unconfirmed'), value: numberLabel(locale, unconfirmed) }]
      : []),
  ];
}

/** `ranked` is in order of importance, so the first story of a section is its most important one. */
function sections(
  ranked: readonly DigestStory[],
  groupBy: 'jurisdiction' | 'topic',
  locale: Locale,
  toBlock: (story: DigestStory) => StoryBlock,
): readonly Block[] {
  const keyOf = (story: DigestStory) =>
    (groupBy === 'topic' ? storyTopics(story)[0] : storyJurisdictions(story)[0]) ?? OTHER_TOPIC;
  const titleOf = groupBy === 'topic' ? topicTitle : placeTitle;
  const order = (key: string) => LAST_SECTIONS.indexOf(key);
  return [...Map.groupBy(ranked, keyOf)]
    .sort(([a], [b]) => order(a) - order(b))
    .map(([key, stories]) => ({
      type: 'section',
      title: titleOf(key, locale),
      stories: stories.map(toBlock),
    }));
}

function topicTitle(key: string, locale: Locale): string {
  const topic = TOPICS.find(id => id === key);
  return topic === undefined ? key || t(locale, 'digest.other-topics') : topicLabel(locale, topic);
}

function placeTitle(key: string, locale: Locale): string {
  return key === '' ? t(locale, 'digest.no-jurisdiction') : flaggedPlace(locale, key);
}

/** "22 Nov 2026", or "16 Nov – 22 Nov 2026" for a window of more than a day and a half. `until` itself is outside. */
function windowDays({ since, until, timeZone }: DigestWindow, locale: Locale): string {
  const end = Date.parse(until);
  const begin = Date.parse(since);
  const before = Number.isNaN(end) ? until : new Date(end - 1).toISOString();
  const last = dayLabel(locale, before, timeZone);
  const first = dayLabel(locale, since, timeZone);
  if (last === null || first === null) return compareText(since, until) <= 0 ? `${since} – ${until}` : until;
  if (end - begin <= LONG_WINDOW_MS || first === last) return last;
  if (locale !== 'en') return rangeOf(locale, timeZone).formatRange(begin, end - 1);
  const sameYear = first.slice(-4) === last.slice(-4);
  return `${sameYear ? first.slice(0, -5) : first} – ${last}`;
}

function rangeOf(locale: Locale, timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale, { timeZone, day: 'numeric', month: 'short', year: 'numeric' });
}
