import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { DateContext } from '../../src/classify/dates/tag-dates.ts';
import { tagDates } from '../../src/classify/dates/tag-dates.ts';
import type { DateTag } from '../../src/core/types.ts';

/** A short text with the dates that a reader found in it. */
export interface GoldenDates {
  readonly id: string;
  readonly language: string;
  readonly published: string;
  readonly jurisdiction: string;
  readonly title?: string;
  readonly text: string;
  readonly dates: readonly { readonly kind: string; readonly date: string }[];
  readonly trap?: boolean;
}

export interface GoldenScore {
  readonly precision: number;
  readonly recall: number;
  readonly support: number;
  /** One line per text that came out otherwise. */
  readonly differences: readonly string[];
}

/** The labelled texts of a half: "written-with" or "held-out". */
export function readGoldenDates(half: string): GoldenDates[] {
  const file = path.resolve(import.meta.dirname, `../golden/dates-${half}.jsonl`);
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map(line => JSON.parse(line));
}

export function contextOf(item: GoldenDates): DateContext {
  const { published, language, jurisdiction } = item;
  return { publishedAt: published, timeZone: 'UTC', language, monthFirst: jurisdiction === 'US' };
}

/** Kind and date must both be right. */
export function scoreDates(
  items: readonly GoldenDates[],
  tag: (item: GoldenDates) => readonly DateTag[] = item =>
    tagDates(item.title ?? '', item.text, contextOf(item)),
): GoldenScore {
  let hits = 0;
  let extra = 0;
  let missed = 0;
  const differences: string[] = [];
  for (const item of items) {
    const given = new Set(tag(item).map(one => `${one.kind}=${one.date}`));
    const wanted = new Set(item.dates.map(one => `${one.kind}=${one.date}`));
    const more = [...given].filter(one => !wanted.has(one));
    const less = [...wanted].filter(one => !given.has(one));
    hits += wanted.size - less.length;
    extra += more.length;
    missed += less.length;
    const signs = [...more.map(one => `+${one}`), ...less.map(one => `-${one}`)];
    if (signs.length > 0) differences.push(`${item.id}: ${signs.join(' ')}: ${item.text}`);
  }
  return {
    precision: hits / Math.max(1, hits + extra),
    recall: hits / Math.max(1, hits + missed),
    support: hits + missed,
    differences,
  };
}
