import type { DateTag, Kind, Stance, Topic } from './types.ts';

/** Topics as people read them, first letter in upper case. */
export const TOPIC_LABELS: Readonly<Record<Topic, string>> = {
  staking: 'Staking',
  stablecoins: 'Stablecoins',
  derivatives: 'Derivatives',
  licenses: 'Licences',
  custody: 'Custody',
  lending: 'Lending',
  funds: 'Funds',
  aml: 'Anti-money-laundering',
  tax: 'Tax',
  defi: 'DeFi',
  tokenization: 'Tokenisation',
  cbdc: 'Central bank digital currency',
  'market-abuse': 'Market abuse',
  'consumer-protection': 'Consumer protection',
  prudential: 'Prudential',
  mining: 'Mining',
  nft: 'NFTs',
  'securities-status': 'Securities status',
};

/** Kinds as people read them, first letter in upper case. */
export const KIND_LABELS: Readonly<Record<Kind, string>> = {
  rule: 'Rule',
  proposal: 'Proposal',
  guidance: 'Guidance',
  'licence-decision': 'Licence decision',
  enforcement: 'Enforcement',
  warning: 'Warning',
  speech: 'Speech',
  legislation: 'Legislation',
  court: 'Court',
  report: 'Report',
  other: 'Other',
};

/** Stances as they are said of a market. */
export const STANCE_LABELS: Readonly<Record<Stance, string>> = {
  permitted: 'permitted',
  conditional: 'permitted on conditions',
  considering: 'under consideration',
  restricted: 'restricted',
  banned: 'banned',
};

/** What a date is for, in words that stand before the date. */
export const DATE_LABELS: Readonly<Record<DateTag['kind'], string>> = {
  consultation_closes: 'consultation closes',
  effective: 'takes effect',
  compliance: 'compliance due',
  expiry: 'expires',
  hearing: 'hearing',
};

/** Names that differ from the Unicode CLDR ones, and codes that are not regions there. */
const OWN_NAMES: ReadonlyMap<string, string> = new Map([
  ['INT', 'International'],
  ['EU', 'European Union'],
  ['HK', 'Hong Kong'],
  ['MO', 'Macao'],
  ['CN', 'Mainland China'],
]);
const regions = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'code' });

/** English name of a jurisdiction: "HK" is "Hong Kong", "US-NY" is "United States (NY)"; a code that is unknown stays as it is. */
export function jurisdictionName(code: string): string {
  const own = OWN_NAMES.get(code);
  if (own !== undefined) return own;
  const match = /^([A-Z]{2})(?:-([A-Z0-9]{1,3}))?$/.exec(code);
  if (match === null) return code;
  const name = regions.of(match[1] ?? code) ?? code;
  return match[2] === undefined ? name : `${name} (${match[2]})`;
}

/** Emoji flag of a jurisdiction: a state's is its country's, INT is a globe; empty for a code that has none. */
export function jurisdictionFlag(code: string): string {
  if (code === 'INT') return '🌐';
  const country = /^([A-Z])([A-Z])(?:-|$)/.exec(code);
  if (country === null) return '';
  return String.fromCodePoint(
    ...[country[1], country[2]].map(letter => 0x1f1a5 + (letter ?? '').charCodeAt(0)),
  );
}
