import { AppError } from '../core/errors.ts';
import type { Choice } from './command.ts';

/** Zones of the places where most readers sit; others are typed. */
export const COMMON_ZONES: readonly string[] = [
  'UTC',
  'America/Los_Angeles',
  'America/Chicago',
  'America/New_York',
  'America/Sao_Paulo',
  'Europe/London',
  'Europe/Lisbon',
  'Europe/Zurich',
  'Europe/Paris',
  'Europe/Berlin',
  'Europe/Istanbul',
  'Africa/Johannesburg',
  'Asia/Dubai',
  'Asia/Kolkata',
  'Asia/Bangkok',
  'Asia/Jakarta',
  'Asia/Singapore',
  'Asia/Hong_Kong',
  'Asia/Shanghai',
  'Asia/Taipei',
  'Asia/Manila',
  'Asia/Seoul',
  'Asia/Tokyo',
  'Australia/Sydney',
];

/** Zones whose name has what was typed, with the time there now; the common ones first. */
export function completeZone(typed: string, now: Date, first: readonly string[]): readonly Choice[] {
  const wanted = fold(typed.slice(0, 60));
  const all = [...new Set([...first, ...COMMON_ZONES, ...Intl.supportedValuesOf('timeZone')])];
  const rank = (zone: string) => {
    const folded = fold(zone);
    if (folded === wanted) return 0;
    if (folded.split('/').some(part => part.startsWith(wanted)) || folded.startsWith(wanted)) return 1;
    return folded.includes(wanted) ? 2 : 3;
  };
  return all
    .map(zone => ({ zone, rank: rank(zone) }))
    .filter(entry => entry.rank < 3)
    .sort((a, b) => a.rank - b.rank)
    .slice(0, 25)
    .map(({ zone }) => ({ name: `${zone} (${timeIn(zone, now)})`, value: zone }));
}

/**
 * A zone in its own spelling for what somebody typed ("asia/hong kong").
 * @throws AppError "time-zone" that offers one that is like it.
 */
export function readZone(typed: string): string {
  const wanted = fold(typed);
  const known = ['UTC', ...Intl.supportedValuesOf('timeZone')].find(zone => fold(zone) === wanted);
  if (known !== undefined) return known;
  if (wanted !== '' && /^[a-z]/.test(wanted) && isZone(typed.trim())) return typed.trim();
  const [near] = completeZone(typed, new Date(0), []);
  const hint = near === undefined || wanted === '' ? 'Europe/London or Asia/Hong_Kong' : near.value;
  throw new AppError(
    'time-zone',
    `"${typed.slice(0, 60).toWellFormed()}" is no time zone: write one such as ${hint}.`,
  );
}

/** Old names such as "Asia/Calcutta" are zones too. */
function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return /^[A-Za-z0-9_+/-]+$/.test(name);
  } catch {
    // The documented answer for a name that is none.
    return false;
  }
}

function timeIn(timeZone: string, now: Date): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(now);
}

function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .trim()
    .replace(/[\s_]+/g, '_');
}
