import { DateTime } from 'luxon';
import { addToDay, firstDay, lastDay, parseCalendarDate } from '../core/calendar-date.ts';
import { slugOf } from '../core/slug.ts';
import { DATE_KINDS, type DateKind, STANCES, TOPICS } from '../core/types.ts';
import {
  foldValue,
  nearestValue,
  type QueryVocabulary,
  resolveValue,
  toEntries,
  type VocabularyEntry,
} from './query-vocabulary.ts';

/** Fields about what items say, not about what they are. */
export type KnowledgeField = 'position' | 'deadline' | 'firm' | 'story';

export const KNOWLEDGE_FIELDS: readonly KnowledgeField[] = ['position', 'deadline', 'firm', 'story'];

/** The values that a typed one means, or what is nearest to it and what the field takes. */
export type KnowledgeValue =
  | { readonly values: readonly string[] }
  | { readonly nearest: string | null; readonly takes: string };

interface Present {
  readonly now: Date;
  readonly timeZone: string;
  readonly vocabulary: QueryVocabulary;
}

/** Reads a value of one of these fields; what it gives is what a query holds and what it reads again. */
export function readKnowledgeValue(field: KnowledgeField, typed: string, present: Present): KnowledgeValue {
  if (field === 'position') return readPosition(typed, present.vocabulary);
  if (field === 'deadline') return readDeadline(typed, present);
  return field === 'firm' ? readFirm(typed, present.vocabulary) : readStory(typed);
}

// ---------------------------------------------------------------- position:

const POSITION_TAKES =
  'It takes a stance (permitted, conditional, considering, restricted, banned), a topic, or both with or without a place: staking:banned, HK:staking:conditional.';

/** "banned", "staking:banned", "HK:staking:conditional", "HK:banned", "HK:staking": the parts in any order, told in this one. */
function readPosition(typed: string, { jurisdictions }: QueryVocabulary): KnowledgeValue {
  const stances = toEntries(STANCES);
  const topics = toEntries(TOPICS);
  let places: readonly string[] = [];
  let topic = '';
  let stance = '';
  const parts = typed.split(/[:：]/);
  for (const [at, part] of parts.entries()) {
    const [asStance] = stance === '' ? resolveValue(part, stances) : [];
    const [asTopic] = topic === '' ? resolveValue(part, topics) : [];
    const asPlaces = places.length === 0 ? resolveValue(part, jurisdictions) : [];
    if (asStance !== undefined) stance = asStance;
    else if (asTopic !== undefined) topic = asTopic;
    else if (asPlaces.length > 0) places = asPlaces;
    else {
      const near = nearestValue(part, [...stances, ...topics, ...jurisdictions]);
      const nearest = near === null ? null : parts.with(at, near).join(':');
      return { nearest, takes: POSITION_TAKES };
    }
  }
  if (topic === '' && stance === '') return { nearest: `${places[0] ?? 'HK'}:banned`, takes: POSITION_TAKES };
  const heads = places.length === 0 ? [''] : places;
  return { values: heads.map(place => [place, topic, stance].filter(one => one !== '').join(':')) };
}

// ---------------------------------------------------------------- deadline:

const DEADLINE_TAKES =
  'It takes a kind (consultation_closes, effective, compliance, expiry, hearing, any), a time (next-30d, 2026-12, 2026-Q4, 2026-11-01..2026-12-31, passed), or both: compliance:next-90d.';

const KIND_ENTRIES: readonly VocabularyEntry[] = [
  { id: 'consultation_closes', aliases: ['consultation', 'comments', 'closes', 'comment period'] },
  { id: 'effective', aliases: ['in force', 'enters into force', 'takes effect'] },
  { id: 'compliance', aliases: ['comply', 'comply by'] },
  { id: 'expiry', aliases: ['expires', 'expiration', 'ends'] },
  { id: 'hearing', aliases: ['hearings', 'trial'] },
];
const TIME_ENTRIES = toEntries(['any', 'today', 'tomorrow', 'passed', 'next-30d', 'next-7d', 'next-90d']);

const UNITS: Readonly<Record<string, 'day' | 'week' | 'month' | 'year'>> = {
  d: 'day',
  w: 'week',
  m: 'month',
  y: 'year',
};

/** "any", "effective", "2026-11-22..2026-12-22" (either end may be open), "effective:2026-11-22..": what the store looks for. */
export interface DeadlineValue {
  readonly kind: DateKind | null;
  readonly from: string | null;
  readonly to: string | null;
}

function readDeadline(typed: string, { now, timeZone }: Present): KnowledgeValue {
  const [first = '', ...rest] = typed.split(/[:：]/);
  const [kind] = resolveValue(first, KIND_ENTRIES);
  const time = kind === undefined ? typed : rest.join(':');
  if (kind !== undefined && (time === '' || foldValue(time) === 'any')) return { values: [kind] };
  if (kind === undefined && foldValue(time) === 'any') return { values: ['any'] };
  const today = DateTime.fromJSDate(now, { zone: timeZone }).toISODate();
  const span = today === null ? null : readSpan(time.toLowerCase(), today);
  if (span === null) {
    const near = nearestValue(
      kind === undefined ? first : time,
      kind === undefined ? [...KIND_ENTRIES, ...TIME_ENTRIES] : TIME_ENTRIES,
    );
    const nearest = near === null || kind === undefined ? near : `${kind}:${near}`;
    return { nearest, takes: DEADLINE_TAKES };
  }
  return { values: [`${kind === undefined ? '' : `${kind}:`}${span}`] };
}

/** A time as "FROM..TO" in days. */
function readSpan(text: string, today: string): string | null {
  const next = /^next[ -]?(\d{1,4})([dwmy])$/.exec(text);
  if (next !== null) return `${today}..${addToDay(today, Number(next[1]), UNITS[next[2] ?? 'd'] ?? 'day')}`;
  if (text === 'today') return `${today}..${today}`;
  if (text === 'tomorrow') return `${addToDay(today, 1, 'day')}..${addToDay(today, 1, 'day')}`;
  if (text === 'passed') return `..${addToDay(today, -1, 'day')}`;
  const [from, to, ...more] = text.split('..');
  if (from === undefined || more.length > 0) return null;
  const begin = calendar(from);
  const end = to === undefined ? begin : calendar(to);
  if (begin === null || end === null || (begin === '' && end === '')) return null;
  const first = begin === '' ? '' : firstDay(begin);
  const last = end === '' ? '' : lastDay(end);
  return first !== '' && last !== '' && first > last ? null : `${first}..${last}`;
}

/** A date of the query as it is written in the store, '' for an open end. */
function calendar(text: string): string | null {
  const date = text.toUpperCase();
  return date === '' || parseCalendarDate(date) !== null ? date : null;
}

/** What a value that readKnowledgeValue gave stands for. */
export function parseDeadlineValue(value: string): DeadlineValue {
  const kind = DATE_KINDS.find(one => value === one || value.startsWith(`${one}:`)) ?? null;
  const span = kind === null ? value : value.slice(kind.length + 1);
  const [from = '', to = ''] = span.includes('..') ? span.split('..') : [];
  return { kind, from: from === '' ? null : from, to: to === '' ? null : to };
}

// ---------------------------------------------------------------- firm:, story:

/** Likeness above which an unknown name is a slip of the pen for a known one. */
const SLIP = 0.93;

/** A firm of the list by any of its names; any other name is looked for as it would be stored. */
function readFirm(typed: string, { firms = [] }: QueryVocabulary): KnowledgeValue {
  const known = resolveValue(typed, firms);
  if (known.length > 0) return { values: known };
  const id = slugOf(typed);
  const near = nearestValue(typed, firms, SLIP);
  return id === '' || near !== null
    ? { nearest: near, takes: 'It takes the name of a firm or its id.' }
    : { values: [id] };
}

/** The id of a story, or its first characters. */
function readStory(typed: string): KnowledgeValue {
  const id = typed.trim().toLowerCase();
  return /^[a-z0-9]{4,40}$/.test(id)
    ? { values: [id] }
    : {
        nearest: null,
        takes: 'It takes the id of a story or at least its first four characters; `regbeat show` prints it.',
      };
}
