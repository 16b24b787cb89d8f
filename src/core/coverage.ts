import { type Locale, t } from './locale.ts';
import { dayLabel } from './locale-labels.ts';
import type { Coverage } from './message.ts';
import { cleanLine, truncate } from './text.ts';

export interface CoverageLineOptions {
  /** Failing sources named before the rest is only counted. Default: all. */
  readonly max?: number;
  /** IANA zone of the "since" days. Default: UTC. */
  readonly timeZone?: string;
  /** Default: English. */
  readonly locale?: Locale;
}

/** Longest name and longest reason of one failing source, in UTF-16 units. */
const NAME_LENGTH = 80;
const REASON_LENGTH = 60;

/**
 * What was read, in one line of plain text: "61 of 64 sources read; failing: SEC press (since 20 Nov, HTTP 403), ...".
 * Sources that neither were read nor fail are counted too, so that the numbers add up.
 */
export function coverageLine(coverage: Coverage, options: CoverageLineOptions = {}): string {
  const { enabled, read, failing } = coverage;
  const { locale = 'en' } = options;
  const parts = [t(locale, 'coverage.read', { read, enabled })];
  if (failing.length > 0) {
    const named = failing.slice(0, options.max ?? failing.length);
    const words = named.map(source => failingSource(source, options.timeZone ?? 'UTC', locale));
    const rest = failing.length - named.length;
    if (rest > 0) words.push(t(locale, 'coverage.more', { count: rest }));
    parts.push(t(locale, 'coverage.failing', { names: words.join(', ') }));
  }
  const waiting = enabled - read - failing.length;
  if (waiting > 0) parts.push(t(locale, 'coverage.waiting', { count: waiting }));
  const { gaps = 0 } = coverage;
  if (gaps > 0) parts.push(t(locale, 'coverage.gaps', { count: gaps }));
  return parts.join('; ');
}

function failingSource(source: Coverage['failing'][number], timeZone: string, locale: Locale): string {
  const name = truncate(cleanLine(source.name), NAME_LENGTH) || cleanLine(source.sourceId);
  const day = source.since === null ? null : dayLabel(locale, source.since, timeZone, { year: false });
  const reason = truncate(cleanLine(source.error), REASON_LENGTH);
  const since = day === null ? '' : t(locale, 'coverage.since', { day });
  const details = [since, reason].filter(detail => detail !== '');
  return details.length === 0 ? name : `${name} (${details.join(', ')})`;
}
