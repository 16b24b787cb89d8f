import { jurisdictionName } from '../core/labels.ts';
import type { RegisterEventKind } from '../core/registers.ts';
import type { ReportPenalty } from '../query/report-parts.ts';

export const REGISTER_EVENT_LABELS: Readonly<Record<RegisterEventKind, string>> = {
  listed: 'there at the first snapshot',
  granted: 'added',
  changed: 'changed',
  withdrawn: 'withdrawn',
};

/** "Fine: 1,200,000 GBP", the same in every locale; "no amount named". */
export function amountText({ what, value, unit }: ReportPenalty): string {
  if (value === null) return 'no amount named';
  const words = (what ?? 'amount').replaceAll('-', ' ');
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}: ${groupDigits(value)}${unit === null ? '' : ` ${unit}`}`;
}

/** Digits in threes, decimals as they are. */
export function groupDigits(value: number): string {
  const [whole = '', decimals] = String(value).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return decimals === undefined ? grouped : `${grouped}.${decimals}`;
}

/** Names of jurisdictions; a dash when there are none. */
export function placesText(codes: readonly string[]): string {
  return codes.length === 0 ? '–' : codes.map(jurisdictionName).join(', ');
}
