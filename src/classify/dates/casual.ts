import { parse } from 'chrono-node/en';

/** A date that only a calendar tells: "by Friday", "next Tuesday", "tomorrow". */
export interface Casual {
  readonly start: number;
  readonly end: number;
  readonly date: string;
  readonly certainty: number;
  readonly rule: string;
}

const HINT =
  /\b(?:tomorrow|next month|(?:by|on|until|before|next|this|coming|from)\s(?:mon|tues|wednes|thurs|fri)day)\b/i;

/** Longer sentences are not given to the calendar: its patterns are many. */
const MOST = 300;

/** Dates of an English sentence that count from the day of publication by the calendar. */
export function findCasual(sentence: string, published: string): Casual[] {
  if (sentence.length > MOST || !HINT.test(sentence)) return [];
  const reference = { instant: new Date(`${published}T12:00:00Z`), timezone: 0 };
  return parse(sentence, reference, { forwardDate: true }).flatMap(({ index, text, start }) => {
    const year = start.get('year');
    const month = start.get('month');
    const day = start.get('day');
    if (year === null || month === null || day === null || !HINT.test(`by ${text}`)) return [];
    const exact = /month/i.test(text) ? '' : `-${String(day).padStart(2, '0')}`;
    const date = `${year}-${String(month).padStart(2, '0')}${exact}`;
    return [
      { start: index, end: index + text.length, date, certainty: 0.7, rule: 'counted from the report' },
    ];
  });
}
