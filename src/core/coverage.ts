import { dayText } from './day-text.ts';
import type { Coverage } from './message.ts';
import { cleanLine, truncate } from './text.ts';

export interface CoverageLineOptions {
  /** Failing sources named before the rest is only counted. Default: all. */
  readonly max?: number;
  /** IANA zone of the "since" days. Default: UTC. */
  readonly timeZone?: string;
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
  const parts = [`${read} of ${enabled} ${enabled === 1 ? 'source' : 'sources'} read`];
  if (failing.length > 0) {
    const named = failing.slice(0, options.max ?? failing.length);
    const words = named.map(source => failingSource(source, options.timeZone ?? 'UTC'));
    const rest = failing.length - named.length;
    if (rest > 0) words.push(`and ${rest} more`);
    parts.push(`failing: ${words.join(', ')}`);
  }
  const waiting = enabled - read - failing.length;
  if (waiting > 0) parts.push(`${waiting} not read in this window`);
  const { gaps = 0 } = coverage;
  if (gaps > 0) parts.push(`items may be missing from ${gaps}`);
  return parts.join('; ');
}

function failingSource(source: Coverage['failing'][number], timeZone: string): string {
  const name = truncate(cleanLine(source.name), NAME_LENGTH) || cleanLine(source.sourceId);
  const since = source.since === null ? null : dayText(source.since, timeZone, { year: false });
  const reason = truncate(cleanLine(source.error), REASON_LENGTH);
  const details = [since === null ? '' : `since ${since}`, reason].filter(detail => detail !== '');
  return details.length === 0 ? name : `${name} (${details.join(', ')})`;
}
