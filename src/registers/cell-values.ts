import type { RegisterField } from '../core/source-def.ts';
import { cleanLine } from '../core/text.ts';
import { countDamage, sameButDamaged, undoMojibake } from './encoding-damage.ts';
import { readLei } from './lei.ts';
import { type DayRule, readDay } from './read-day.ts';
import { readServices } from './services.ts';

/** How the cells of one register are read. */
export interface CellRule extends DayRule {
  /** Between the services of a cell. */
  readonly separator?: string;
}

/** Cells that say that there is nothing to say. */
const NOTHING = /^(?:n\.?\/?a\.?|none|null|nil|-+|–|—|\.)$/i;
const MAX_CELL = 20_000;
/** Values of a cell, and of a field of an entry, beyond which the rest is left out: no firm has so many. */
export const MAX_VALUES = 400;

/** Greece and the United Kingdom as the European institutions write them. */
const STATES: Readonly<Record<string, string>> = { EL: 'GR', UK: 'GB' };
/** Fields in which differences of case are no differences. */
const CASELESS: ReadonlySet<RegisterField> = new Set(['status', 'website', 'documents', 'licence']);
const DAYS: ReadonlySet<RegisterField> = new Set(['grantedOn', 'withdrawnOn', 'lastUpdate']);
/** Fields in which "n/a" is an empty cell. */
const MAY_LACK: ReadonlySet<RegisterField> = new Set([
  ...DAYS,
  'lei',
  'licence',
  'website',
  'documents',
  'homeState',
  'hostStates',
  'services',
]);

/**
 * The canonical values of a cell, none when it is empty. White space is folded and text read in a wrong encoding mended; days are ISO days (what is no day
 * stays as written), states codes, services those of `readServices`, and an LEI only one that is valid.
 */
export function readCell(field: RegisterField, cell: string, rule: CellRule): readonly string[] {
  const text = cleanLine(undoMojibake(cell.slice(0, MAX_CELL)));
  if (text === '' || (MAY_LACK.has(field) && NOTHING.test(text))) return [];
  if (DAYS.has(field)) return distinct(text.split(/\s*\|\s*/).map(part => readDay(part, rule) ?? part));
  switch (field) {
    case 'lei':
      return [readLei(text)].filter(lei => lei !== null);
    case 'homeState':
      return [toState(text)];
    case 'hostStates':
      return distinct(
        text.split(/[|,;/\s]+/).flatMap(part => (part === '' ? [] : [toState(part)])),
      ).toSorted();
    case 'services':
      return distinct(readServices(text, rule.separator)).toSorted();
    case 'website':
    case 'documents':
      return distinct(text.split(/\s*[|;]\s*|\s*,\s+|\s+(?=https?:|www\.)/i).filter(part => part !== ''));
    default:
      return [text];
  }
}

function toState(text: string): string {
  const code = text.length <= 3 ? text.toUpperCase() : text;
  return STATES[code] ?? code;
}

/** Values without repetitions, in the order of their first appearance. */
export function distinct(values: readonly string[]): string[] {
  return [...new Set(values)].slice(0, MAX_VALUES);
}

/** What of a value counts: case does not in addresses, licence numbers and states of a licence, nor does the last slash of an address. */
function compared(field: RegisterField, value: string): string {
  const folded = CASELESS.has(field) ? value.toLowerCase() : value;
  if (field === 'licence') return folded.replace(/[^\p{L}\p{N}]+/gu, '');
  return field === 'website' || field === 'documents' ? folded.replace(/\/+$/, '') : folded;
}

/** Pairs that are tried for damage: beyond this, values count as different. */
const MAX_PAIRS = 50;

/**
 * Whether a field says something else than before. Values are a set: their order and repetitions mean nothing. A value that lost letters to a wrong encoding
 * is the one it was.
 */
export function isChanged(
  field: RegisterField,
  before: readonly string[],
  after: readonly string[],
): boolean {
  const old = new Map(before.map(value => [compared(field, value), value]));
  const now = new Map(after.map(value => [compared(field, value), value]));
  const gone = [...old.keys()].filter(value => !now.has(value));
  const come = [...now.keys()].filter(value => !old.has(value));
  if (gone.length !== come.length || gone.length > MAX_PAIRS) return gone.length + come.length > 0;
  return come.some(value => {
    const place = gone.findIndex(other => sameButDamaged(value, other));
    if (place >= 0) gone.splice(place, 1);
    return place < 0;
  });
}

/** The values of now, each damaged one replaced by the whole one of before. */
export function mend(before: readonly string[], after: readonly string[]): readonly string[] {
  if (before.length === 0 || !after.some(value => countDamage(value) > 0)) return after;
  return after.map(value => {
    if (countDamage(value) === 0) return value;
    const whole = before
      .slice(0, MAX_PAIRS)
      .find(
        other => other !== value && countDamage(other) < countDamage(value) && sameButDamaged(value, other),
      );
    return whole ?? value;
  });
}
