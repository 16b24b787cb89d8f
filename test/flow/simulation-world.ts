import type { SourceDef } from '../../src/core/types.ts';

export const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

export const FAULTS = [
  'dies: server errors',
  'dies: name gone',
  'goes quiet',
  'moves for good',
  'lies: bot check',
  'lies: other page',
  'lies: empty list',
  'blocks: 403',
  'loses its dates',
  'fails on and off',
  'down for two days',
  'bursts 80 items',
  'edits an item',
  'holiday week',
] as const;
export type Fault = (typeof FAULTS)[number];

export interface VirtualItem {
  readonly id: string;
  readonly at: number;
}

export interface VirtualSource {
  readonly def: SourceDef;
  readonly items: VirtualItem[];
  readonly fault: Fault | null;
  /** When the fault begins. */
  readonly from: number;
}

export interface World {
  readonly begin: number;
  readonly end: number;
  readonly sources: readonly VirtualSource[];
  /** This machine is offline between these instants. */
  readonly outage: readonly [number, number];
  /** The process is not running between these instants. */
  readonly asleep: readonly [number, number];
}

const PLACES = ['US', 'GB', 'DE', 'FR', 'JP', 'HK', 'SG', 'AE', 'CH', 'AU', 'KR', 'BR', 'IN', 'CA', 'LU'];
/** How many of 300 sources have each fault. */
const SHARE: Readonly<Record<Fault, number>> = {
  'dies: server errors': 6,
  'dies: name gone': 6,
  'goes quiet': 12,
  'moves for good': 6,
  'lies: bot check': 6,
  'lies: other page': 6,
  'lies: empty list': 6,
  'blocks: 403': 6,
  'loses its dates': 6,
  'fails on and off': 6,
  'down for two days': 8,
  'bursts 80 items': 8,
  'edits an item': 12,
  // Not drawn: it is one place's, and all sources there keep it.
  'holiday week': 0,
};
const HOLIDAY_MAKERS = 20;
/** Days of history that a list shows at the begin. */
const HISTORY = 150;

/** Numbers in [0, 1) from a seed: the same world every time. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A world of sources that publish on weekdays in office hours, some every day and some once a week, with planted faults. */
export function makeWorld(options: {
  readonly sources: number;
  readonly days: number;
  readonly seed: number;
}): World {
  const random = seeded(options.seed);
  // A Monday before the European August.
  const begin = Date.parse('2026-07-06T00:00:00Z');
  const end = begin + options.days * DAY_MS;
  const at = (day: number) => begin + Math.floor((day * options.days) / 60) * DAY_MS;
  const faults = FAULTS.flatMap(fault =>
    Array.from({ length: Math.round((SHARE[fault] * options.sources) / 300) }, () => fault),
  );
  const sources = Array.from({ length: options.sources }, (_, index): VirtualSource => {
    // A holiday is one place's: the last ones all share it.
    const holiday = index >= options.sources - Math.round((HOLIDAY_MAKERS * options.sources) / 300);
    const fault = holiday ? 'holiday week' : (faults[index] ?? null);
    const place = holiday ? 'ZA' : (PLACES[index % PLACES.length] ?? 'US');
    const perDay = usualRate(fault, random);
    const from = at(fault === 'goes quiet' ? 8 + random() * 6 : 12 + random() * 26) + 9 * HOUR_MS;
    const def = toDef(index, place, options.sources);
    const items = publish(def, { begin, end, perDay, random, fault, from });
    return { def, items, fault, from };
  });
  return {
    begin,
    end,
    sources,
    outage: [at(20) + 10 * HOUR_MS, at(20) + 19 * HOUR_MS],
    asleep: [at(44), at(44) + 3 * DAY_MS],
  };
}

function toDef(index: number, place: string, sources: number): SourceDef {
  return {
    id: `${place.toLowerCase()}/p${index}/news`,
    name: `Publisher ${index}`,
    publisher: `Publisher ${index}`,
    authority: null,
    jurisdiction: place,
    tier: 'official',
    type: 'regulator',
    format: 'json-feed',
    url: `https://host${index % Math.ceil(sources * 0.8)}.example/${index}`,
    method: 'GET',
    headers: {},
    language: 'en',
    timeZone: 'UTC',
    dateFormats: [],
    cryptoOnly: false,
    enabled: true,
    interval: { min: 120, max: 1440 },
  };
}

function usualRate(fault: Fault | null, random: () => number): number {
  const draw = random();
  if (fault === 'goes quiet') return 0.6 + draw;
  if (draw < 0.12) return 0.8 + random();
  return draw < 0.7 ? 0.3 + 0.2 * random() : 0.15;
}

interface Publishing {
  readonly begin: number;
  readonly end: number;
  readonly perDay: number;
  readonly random: () => number;
  readonly fault: Fault | null;
  readonly from: number;
}

function publish(def: SourceDef, options: Publishing): VirtualItem[] {
  const { begin, end, perDay, random, fault, from } = options;
  const items: number[] = [];
  for (let day = begin - HISTORY * DAY_MS; day < end; day += DAY_MS) {
    const weekday = new Date(day).getUTCDay();
    const weekend = weekday === 0 || weekday === 6;
    const summer =
      ['DE', 'FR', 'LU', 'CH'].includes(def.jurisdiction ?? '') && new Date(day).getUTCMonth() === 7;
    const rate = perDay * (weekend ? 0.02 : 1) * (summer ? 0.5 : 1);
    for (let left = poisson(rate, random); left > 0; left--) {
      items.push(day + 9 * HOUR_MS + Math.floor(random() * 9 * HOUR_MS));
    }
  }
  const silent = (time: number) =>
    (fault === 'goes quiet' && time >= from) ||
    (fault === 'holiday week' && time >= begin + 25 * DAY_MS && time < begin + 33 * DAY_MS);
  const kept = items.filter(time => !silent(time));
  if (fault === 'bursts 80 items') {
    for (let n = 0; n < 80; n++) kept.push(from + HOUR_MS + n * 30_000);
  }
  return kept.sort((one, other) => one - other).map((time, n) => ({ id: `${def.id}/${n}`, at: time }));
}

function poisson(mean: number, random: () => number): number {
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = random(); product > limit; product *= random()) count++;
  return count;
}
