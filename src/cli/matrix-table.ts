import type { MatrixCell } from '../core/position-matrix.ts';
import { STANCES, type Stance, TOPICS } from '../core/types.ts';
import { formatTable } from './output.ts';

/** One sign per stance, different in shape so that it is read without colour. */
export const STANCE_SIGNS: Readonly<Record<Stance, string>> = {
  permitted: '+',
  conditional: '~',
  considering: '?',
  restricted: '-',
  banned: 'x',
};

/** Head of a column, at most five characters. */
const HEADS: Readonly<Record<string, string>> = {
  staking: 'stake',
  stablecoins: 'stabl',
  derivatives: 'deriv',
  licenses: 'licen',
  custody: 'custo',
  lending: 'lend',
  funds: 'funds',
  defi: 'defi',
  tokenization: 'token',
  cbdc: 'cbdc',
  mining: 'mine',
  nft: 'nft',
};

const AUDIENCES: Readonly<Record<string, string>> = {
  retail: 'r',
  professional: 'p',
  institutional: 'i',
  banks: 'b',
  funds: 'f',
  intermediaries: 'm',
};

/** The flag of a two-letter code; none for INT. */
export function flagOf(code: string): string {
  if (!/^[A-Z]{2}$/.test(code)) return '';
  return String.fromCodePoint(...Array.from(code, letter => 0x1f1e6 + letter.charCodeAt(0) - 65));
}

/** A cell of the table: signs with their audience, "*" behind those under review, "!" behind those in dispute. */
function signsOf(cells: readonly MatrixCell[]): string {
  return cells
    .map(
      cell =>
        `${STANCE_SIGNS[cell.stance]}${cell.audience === null ? '' : (AUDIENCES[cell.audience] ?? '')}${cell.underReview === null ? '' : '*'}${cell.conflicts.length > 0 ? '!' : ''}`,
    )
    .join(' ');
}

/** Jurisdictions down, activities across, and what the signs mean. Columns without any sign are left out. */
export function matrixLines(cells: readonly MatrixCell[], flags: boolean): string[] {
  const codes = [...new Set(cells.map(cell => cell.jurisdiction))];
  const topics = TOPICS.filter(topic => cells.some(cell => cell.topic === topic));
  const rows = codes.map(code => [
    flags ? `${flagOf(code)} ${code}`.trim() : code,
    ...topics.map(topic => signsOf(cells.filter(cell => cell.jurisdiction === code && cell.topic === topic))),
  ]);
  const used = new Set(cells.flatMap(cell => (cell.audience === null ? [] : [cell.audience])));
  const audiences = Object.entries(AUDIENCES).filter(([name]) => used.has(name));
  return [
    ...formatTable([['', ...topics.map(topic => HEADS[topic] ?? topic)], ...rows]).split('\n'),
    '',
    STANCES.map(stance => `${STANCE_SIGNS[stance]} ${stance}`).join('   '),
    ...(audiences.length > 0
      ? [
          `for ${audiences.map(([name, letter]) => `${letter} ${name}`).join(', ')}; without a letter for everybody`,
        ]
      : []),
    ...(cells.some(cell => cell.underReview !== null)
      ? ['* under review: a change is being considered (--quotes shows by whom)']
      : []),
    ...(cells.some(cell => cell.conflicts.length > 0)
      ? ['! sources of like rank disagree (--quotes shows them)']
      : []),
  ];
}
