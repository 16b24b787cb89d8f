import { dayText } from '../core/day-text.ts';
import { TOPIC_LABELS } from '../core/labels.ts';
import type { Block, Coverage, Message, StoryBlock } from '../core/message.ts';
import { compareText } from '../core/story-groups.ts';
import { unsaid, withinReason } from './compose-alert.ts';
import { rankStories } from './rank-stories.ts';
import type { DigestStory } from './select-stories.ts';
import { storyJurisdictions, storyTopics, toStoryBlock } from './story-block.ts';

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
  readonly jurisdictionNames: (code: string) => { readonly name: string; readonly flag: string };
  /** Name of a source for people. */
  readonly sourceNames: (sourceId: string) => string;
  /** IANA zone of a source's dates; without it a day is read from its instant. */
  readonly sourceZones?: (sourceId: string) => string | null;
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
  const sources = { nameOf: input.sourceNames, zoneOf: input.sourceZones ?? (() => null) };
  const toBlock = (story: DigestStory) => toStoryBlock(story, sources);
  const blocks: Block[] = [];
  if (ranked.length === 0) blocks.push({ type: 'paragraph', text: 'Nothing new.' });
  else blocks.push({ type: 'facts', facts: headline(ranked) });
  blocks.push(...sections(told, input, toBlock));
  blocks.push(...more(ranked.slice(told.length).map(toBlock), told.length > 0));
  if (followUps.length > 0)
    blocks.push({
      type: 'more',
      title: 'Further reports on earlier stories',
      stories: followUps.map(toBlock),
    });
  blocks.push({ type: 'coverage', coverage });
  return {
    kind: 'digest',
    title: `${window.label} · ${windowDays(window)}`,
    blocks,
    importance: 'normal',
    dedupeKey: input.dedupeKey ?? digestKey(window),
  };
}

/** The dedupe key of an unfiltered digest: the same for the same label and window. */
export function digestKey(window: Pick<DigestWindow, 'label' | 'since' | 'until'>): string {
  const label = window.label.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-');
  return `digest:${label}:${window.since}:${window.until}`;
}

function more(stories: readonly StoryBlock[], afterOthers: boolean): readonly Block[] {
  if (stories.length === 0) return [];
  const count = stories.length === 1 ? '1 story' : `${stories.length} stories`;
  const { told, rest } = withinReason(stories);
  return [
    { type: 'more', title: afterOthers ? `And ${stories.length} more` : count, stories: told },
    ...(rest === 0 ? [] : [{ type: 'paragraph' as const, text: unsaid(rest) }]),
  ];
}

function headline(stories: readonly DigestStory[]): readonly { label: string; value: string }[] {
  const official = stories.filter(({ tier }) => tier === 'official' || tier === 'standard-setter').length;
  const places = new Set(stories.flatMap(storyJurisdictions));
  places.delete('INT');
  const unconfirmed = stories.filter(story => story.unconfirmed).length;
  return [
    { label: 'Stories', value: String(stories.length) },
    { label: 'Jurisdictions', value: String(places.size) },
    { label: 'Official sources', value: `${Math.round((100 * official) / stories.length)} %` },
    ...(unconfirmed > 0 ? [{ label: 'Unconfirmed', value: String(unconfirmed) }] : []),
  ];
}

/** `ranked` is in order of importance, so the first story of a section is its most important one. */
function sections(
  ranked: readonly DigestStory[],
  input: ComposeDigestInput,
  toBlock: (story: DigestStory) => StoryBlock,
): readonly Block[] {
  const keyOf = (story: DigestStory) =>
    (input.groupBy === 'topic' ? storyTopics(story)[0] : storyJurisdictions(story)[0]) ?? OTHER_TOPIC;
  const order = (key: string) => LAST_SECTIONS.indexOf(key);
  return [...Map.groupBy(ranked, keyOf)]
    .sort(([a], [b]) => order(a) - order(b))
    .map(([key, stories]) => ({
      type: 'section',
      title: sectionTitle(key, input),
      stories: stories.map(toBlock),
    }));
}

function sectionTitle(key: string, input: ComposeDigestInput): string {
  if (input.groupBy === 'topic')
    return key === ''
      ? 'Other topics'
      : (Object.entries(TOPIC_LABELS).find(([id]) => id === key)?.[1] ?? key);
  if (key === '') return 'No jurisdiction';
  const { name, flag } = input.jurisdictionNames(key);
  return flag === '' ? name : `${flag} ${name}`;
}

/** "22 Nov 2026", or "16 Nov – 22 Nov 2026" for a window of more than a day and a half. `until` itself is outside. */
function windowDays({ since, until, timeZone }: DigestWindow): string {
  const end = Date.parse(until);
  const last = Number.isNaN(end) ? null : dayText(new Date(end - 1).toISOString(), timeZone);
  const first = dayText(since, timeZone);
  if (last === null || first === null) return compareText(since, until) <= 0 ? `${since} – ${until}` : until;
  if (end - Date.parse(since) <= LONG_WINDOW_MS || first === last) return last;
  const sameYear = first.slice(-4) === last.slice(-4);
  return `${sameYear ? first.slice(0, -5) : first} – ${last}`;
}
