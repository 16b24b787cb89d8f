import type { StorySign } from '../core/story-sign.ts';
import { wordWeight } from './known-words.ts';
import { resemblance } from './sketch.ts';

/** How often a term was met among the items of the look-back window; 1 when that is not known. */
export type TermCount = (term: string) => number;

/** Signals of one pair of items, all about 0..1. The order is that of the fitted weights. */
export const SIGNALS = [
  'title',
  'titleAmount',
  'words',
  'names',
  'otherNames',
  'noSharedName',
  'acts',
  'otherActs',
  'oneSpeaks',
  'oneMarket',
  'oneExplains',
  'otherOffice',
  'otherStage',
  'matters',
  'otherMatters',
  'sameKind',
  'place',
  'otherPlace',
  'authority',
  'otherAuthority',
  'topics',
  'amounts',
  'otherAmounts',
  'gap',
  'longGap',
  'sameVoice',
  'bothOfficial',
  'text',
  'otherScript',
] as const;
export type Signal = (typeof SIGNALS)[number];
export type Signals = Readonly<Record<Signal, number>>;

export interface Compared {
  readonly signals: Signals;
  readonly gapDays: number;
}

const DAY_MS = 86_400_000;
/** What a term of the beginning of the text counts, beside one of the title. */
const LEAD = 0.5;
/** Items of the window that may share a term before it counts less. */
const COMMON_FROM = 6;
/** Names that are as common as words are none. */
const LEAST_NAME = 0.5;
const UNKNOWN_SHARE = 0.3;

/** Acts that are a step of their own: who tells them tells another event than who does not. */
const STAGES = ['v:appeal', 'v:extend', 'v:delay', 'v:freeze', 'v:hear'];

/** Places whose authorities make news every day say less by being shared. */
const BUSY_PLACES: Readonly<Record<string, number>> = {
  US: 0.3,
  EU: 0.5,
  GB: 0.6,
  HK: 0.6,
  INT: 0.5,
  SG: 0.7,
  KR: 0.7,
  JP: 0.7,
  AE: 0.7,
  CN: 0.6,
};

/** A term that many items of the window share says less. */
function discount(weight: number, seen: number): number {
  return seen <= COMMON_FROM ? weight : weight / (1 + Math.log2(seen / COMMON_FROM) / 2);
}

/** How much it says that two items share a rare term of this type. */
function baseWeight(type: string, value: string): number {
  switch (type) {
    case 'n':
      return wordWeight(value, true);
    case 'w':
      return wordWeight(value, false);
    case 'm':
      return 1.5;
    case '%':
      return 1;
    case 'b':
      return 0.3;
    case 'v':
    case '#':
      return 0.7;
    default:
      return 0.5;
  }
}

/** A sign made ready for many comparisons. */
export interface Prepared {
  readonly sign: StorySign;
  /** Terms with their weight when they are rare. */
  readonly title: ReadonlyMap<string, number>;
  readonly lead: ReadonlyMap<string, number>;
  /** Sum over the title, and over what other scripts can have too. */
  readonly sum: number;
  readonly sumAcross: number;
  /** With their weight when they are rare. */
  readonly names: ReadonlyMap<string, number>;
  readonly acts: ReadonlySet<string>;
  readonly amounts: ReadonlySet<string>;
  readonly matters: readonly string[];
  readonly offices: readonly string[];
  readonly time: number;
}

const WITHIN_SCRIPT = new Set(['w', 'h', 'b']);

/** Whether a term can be met in another script. */
function crosses(term: string): boolean {
  return !WITHIN_SCRIPT.has(term[0] ?? '');
}

/** Makes a sign ready to be compared. */
export function prepareSign(sign: StorySign): Prepared {
  const weights = (terms: readonly string[]) =>
    new Map(terms.map(term => [term, baseWeight(term[0] ?? '', term.slice(2))]));
  const title = weights(sign.title);
  const lead = weights(sign.lead);
  let sum = 0;
  let sumAcross = 0;
  for (const [term, weight] of title) {
    sum += weight;
    if (crosses(term)) sumAcross += weight;
  }
  const ofType = (type: string) => sign.title.filter(term => term.startsWith(type));
  const orOfLead = (test: (term: string) => boolean) => {
    const own = sign.title.filter(test);
    return new Set(own.length > 0 ? own : sign.lead.filter(test));
  };
  return {
    sign,
    title,
    lead,
    sum,
    sumAcross,
    names: new Map([
      ...[...title].filter(([term, weight]) => term.startsWith('n:') && weight > LEAST_NAME),
      ...sign.firms.map((id): [string, number] => [`n:${id}`, wordWeight(id, true)]),
    ]),
    acts: orOfLead(term => term.startsWith('v:')),
    amounts: orOfLead(term => /^[m%#]:/.test(term)),
    matters: ofType('c:'),
    offices: ofType('r:'),
    time: Date.parse(sign.at),
  };
}

/** Compares two items. Symmetric, but for `count`, which is asked for terms that both have. */
export function compareSigns(a: Prepared, b: Prepared, count: TermCount = () => 1): Compared {
  const otherScript = a.sign.script !== b.sign.script;
  let sharedBase = 0;
  let sharedWeight = 0;
  let all = 0;
  for (const [term, weight] of a.title) {
    if (otherScript && !crosses(term)) continue;
    if (b.title.has(term)) {
      const real = discount(weight, count(term));
      sharedBase += weight;
      sharedWeight += real;
    } else if (b.lead.has(term)) {
      all += LEAD * discount(weight, count(term));
    }
  }
  for (const [term, weight] of a.lead) {
    if (otherScript && !crosses(term)) continue;
    if (b.title.has(term)) {
      all += LEAD * discount(weight, count(term));
    } else if (b.lead.has(term)) all += LEAD * LEAD * discount(weight, count(term));
  }
  all += sharedWeight;
  const lost = sharedBase - sharedWeight;
  const least = Math.min(otherScript ? a.sumAcross : a.sum, otherScript ? b.sumAcross : b.sum) - lost;
  const names = compareNames(a, b, count);
  const acts = countShared(a.acts, b.acts);
  const commonAmounts = sharedAmounts(a, b, count);
  const place = sharedPlace(a.sign.places, b.sign.places);
  const authority = sharesAny(a.sign.authorities, b.sign.authorities);
  const gapDays = Math.abs(a.time - b.time) / DAY_MS;
  const conflict = (some: number, more: number, common: boolean) => (some > 0 && more > 0 && !common ? 1 : 0);
  const text =
    a.sign.sketch !== null && b.sign.sketch !== null ? resemblance(a.sign.sketch, b.sign.sketch) : 0;
  return {
    gapDays,
    signals: {
      title: least <= 0 ? 0 : sharedWeight / Math.max(least, 1.5),
      titleAmount: Math.min(1, sharedWeight / 6),
      words: Math.min(1, all / Math.max(3, least + 1)),
      names: Math.min(1, names.shared / 2),
      otherNames: Math.min(1, names.others / 2),
      noSharedName: conflict(a.names.size, b.names.size, names.any),
      acts: acts / Math.max(1, Math.min(a.acts.size, b.acts.size)),
      otherActs: conflict(a.acts.size, b.acts.size, acts > 0),
      oneSpeaks: onlyOne(a.acts, b.acts, 'v:speak'),
      oneMarket: onlyOne(a.acts, b.acts, 'v:market'),
      oneExplains: onlyOne(a.acts, b.acts, 'v:explain'),
      otherOffice: conflict(a.offices.length, b.offices.length, sharesAny(a.offices, b.offices)),
      otherStage: STAGES.some(stage => a.acts.has(stage) !== b.acts.has(stage)) ? 1 : 0,
      matters: jaccard(a.matters, b.matters),
      otherMatters: conflict(a.matters.length, b.matters.length, sharesAny(a.matters, b.matters)),
      sameKind: a.sign.kind === b.sign.kind ? 1 : 0,
      place,
      otherPlace: conflict(a.sign.places.length, b.sign.places.length, place > 0),
      authority: authority ? 1 : 0,
      otherAuthority: conflict(a.sign.authorities.length, b.sign.authorities.length, authority),
      topics: jaccard(a.sign.topics, b.sign.topics),
      amounts: Math.min(1, commonAmounts / 1.5),
      otherAmounts: conflict(a.amounts.size, b.amounts.size, commonAmounts > 0),
      gap: Math.min(1, gapDays / 3),
      longGap: Math.min(1, Math.max(0, gapDays - 3) / 10),
      sameVoice: a.sign.voice === b.sign.voice ? 1 : 0,
      bothOfficial: isOfficial(a.sign) && isOfficial(b.sign) ? 1 : 0,
      text,
      otherScript: otherScript ? 1 : 0,
    },
  };
}

/** Terms that both have, one of them in its title, heaviest first. */
export function sharedTerms(a: Prepared, b: Prepared): string[] {
  const shared = [...a.title].filter(([term]) => b.title.has(term) || b.lead.has(term));
  const wider = [...a.lead].filter(([term]) => b.title.has(term));
  return [...shared, ...wider].sort((x, y) => y[1] - x[1]).map(([term]) => term);
}

/** Names that both have (one of them at least in its title), and the weight of those that each has alone: the smaller of both sides. */
function compareNames(a: Prepared, b: Prepared, count: TermCount) {
  let shared = 0;
  let any = false;
  let aloneA = 0;
  let aloneB = 0;
  for (const [name, base] of a.names) {
    const weight = discount(base, count(name));
    if (b.names.has(name) || b.lead.has(name)) {
      shared += weight;
      any = true;
    } else aloneA += weight;
  }
  for (const [name, base] of b.names) {
    if (a.names.has(name)) continue;
    const weight = discount(base, count(name));
    if (a.lead.has(name)) {
      shared += weight;
      any = true;
    } else aloneB += weight;
  }
  return { shared, any, others: Math.min(aloneA, aloneB) };
}

function onlyOne(a: ReadonlySet<string>, b: ReadonlySet<string>, term: string): number {
  return a.has(term) === b.has(term) ? 0 : 1;
}

function sharedAmounts(a: Prepared, b: Prepared, count: TermCount): number {
  let sum = 0;
  for (const amount of a.amounts)
    if (b.amounts.has(amount)) sum += discount(baseWeight(amount[0] ?? '', ''), count(amount));
  return sum;
}

function sharedPlace(a: readonly string[], b: readonly string[]): number {
  let most = 0;
  for (const code of a) if (b.includes(code)) most = Math.max(most, BUSY_PLACES[code] ?? 1);
  return most;
}

function countShared(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0;
  for (const one of a) if (b.has(one)) shared++;
  return shared;
}

function sharesAny(a: readonly string[], b: readonly string[]): boolean {
  return a.some(one => b.includes(one));
}

function isOfficial(sign: StorySign): boolean {
  return sign.tier === 'official' || sign.tier === 'standard-setter';
}

/** What two lists share of what either has; a little when one of them is empty, because that says nothing. */
function jaccard(a: readonly string[], b: readonly string[]): number {
  if (a.length === 0 || b.length === 0) return UNKNOWN_SHARE;
  let shared = 0;
  for (const one of a) if (b.includes(one)) shared++;
  return shared / (a.length + b.length - shared);
}
