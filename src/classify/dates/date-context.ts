import type { ClassifyInput, JurisdictionTag } from '../../core/types.ts';
import type { Taxonomy } from '../taxonomy-schema.ts';
import type { DateContext } from './tag-dates.ts';

/** Where English writes the month first: "3/4/2026" is the fourth of March. */
const MONTH_FIRST = new Set(['US', 'PH', 'PR', 'GU']);

/** How the dates of an item are to be read: by its source's zone and place, else by the place that it is about. */
export function dateContextOf(
  taxonomy: Pick<Taxonomy, 'jurisdictions'>,
): (input: ClassifyInput, language: string, jurisdictions: readonly JurisdictionTag[]) => DateContext {
  const zones = new Map(taxonomy.jurisdictions.map(one => [one.code, one.timeZone]));
  return ({ publishedAt, source }, language, jurisdictions) => {
    const place = source?.jurisdiction ?? jurisdictions.find(tag => tag.role === 'primary')?.code ?? null;
    const whole = place?.slice(0, place.startsWith('US-') ? 2 : undefined) ?? '';
    return {
      publishedAt,
      timeZone: source?.timeZone ?? zones.get(place ?? '') ?? 'UTC',
      language,
      monthFirst: MONTH_FIRST.has(whole),
    };
  };
}
