import { DateTime } from 'luxon';
import type { DemoItem, ShownItem } from './demo-item.ts';

/** First round: the world as it is first read. Second: one item corrected, some new. */
export type Round = 1 | 2;

/** Where and how a source publishes. */
export interface Publication {
  /** Path of its folder, with leading and without trailing slash: "/hk/sfc". */
  readonly folder: string;
  readonly name: string;
  /** BCP 47. */
  readonly language: string;
  /** IANA. */
  readonly timeZone: string;
}

/** Said in every feed's description, on every page and in the demonstration's banner. */
export const DISCLAIMER =
  'Invented for the regbeat demonstration. No authority, firm or person said or did any of this.';

const HOUR = 3_600_000;
/** A correction is published this long before now. */
const CORRECTED_BEFORE = 0.3 * HOUR;

/** The items of a source in one round, newest first, undated last, with dates filled in. */
export function showItems(
  items: readonly DemoItem[],
  publication: Publication,
  now: Date,
  round: Round,
): ShownItem[] {
  const day = toDayFiller(publication, now);
  return items
    .filter(item => round === 2 || item.onlySecondRound === undefined)
    .sort((a, b) => (a.hoursAgo ?? 1e6) - (b.hoursAgo ?? 1e6))
    .map(item => {
      const correction = round === 2 ? item.corrected : undefined;
      const words = correction ?? item;
      const pagePath = `${publication.folder}/${item.samePageAs ?? item.slug}.html`;
      return {
        slug: item.slug,
        title: day(words.title),
        paragraphs: words.paragraphs.map(day),
        publishedAt: item.hoursAgo === null ? null : hoursBefore(now, item.hoursAgo),
        updatedAt: correction === undefined ? null : new Date(now.getTime() - CORRECTED_BEFORE),
        pagePath,
        linkPath: `${pagePath}${item.linkQuery ?? ''}`,
      };
    });
}

/** The instant some hours before now, cut to whole minutes as publishers write it. */
export function hoursBefore(now: Date, hours: number): Date {
  return new Date(Math.floor((now.getTime() - hours * HOUR) / 60_000) * 60_000);
}

/** Replaces "{+30}" by the day 30 days after now, as the source's language writes it. */
function toDayFiller(publication: Publication, now: Date): (text: string) => string {
  const today = DateTime.fromJSDate(now, { zone: publication.timeZone }).setLocale('en-GB');
  const format = /^(zh|ja)/.test(publication.language) ? 'yyyy年M月d日' : 'd MMMM yyyy';
  return text =>
    text.replace(/\{\+(\d+)\}/g, (_match, days: string) =>
      today.plus({ days: Number(days) }).toFormat(format),
    );
}
