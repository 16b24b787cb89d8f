import { DateTime } from 'luxon';

/** An instant's day in a zone as people write it, "7 Apr 2025" or without its year "7 Apr"; null for what is no instant. */
export function dayText(
  instant: string,
  timeZone: string,
  options: { readonly year?: boolean } = {},
): string | null {
  const day = DateTime.fromISO(instant, { zone: timeZone, locale: 'en-US' });
  if (!day.isValid) return null;
  return day.toFormat(options.year === false ? 'd LLL' : 'd LLL yyyy');
}
