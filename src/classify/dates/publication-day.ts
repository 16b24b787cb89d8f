import { DateTime } from 'luxon';

/** The day of an instant in a zone, "2025-04-07". A day without time ("2025-04-07") is that day everywhere. Null for null and for what is no date. */
export function publicationDay(publishedAt: string | null, timeZone: string): string | null {
  if (publishedAt === null) return null;
  if (/^\d{4}-\d{2}-\d{2}$/.test(publishedAt)) return publishedAt;
  const at = DateTime.fromISO(publishedAt, { zone: 'UTC' });
  const local = at.setZone(timeZone);
  return (local.isValid ? local : at).toISODate();
}
