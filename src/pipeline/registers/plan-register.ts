import { shortId } from '../../core/ids.ts';
import type {
  EntryChange,
  Hold,
  RegisterDiff,
  RegisterEntry,
  RegisterEvent,
  RegisterOutcome,
} from '../../core/registers.ts';
import type { RegisterState } from '../../core/store/register-store.ts';
import {
  type ChangeWords,
  describeAdded,
  describeChanged,
  describeFirst,
  describeRemoved,
} from '../../registers/describe-change.ts';
import { diffEntries } from '../../registers/diff-entries.ts';
import { guard } from '../../registers/guard.ts';
import { newlyEnded } from '../../registers/licence-state.ts';
import type { RegisterDef, RegisterReading } from './read-register.ts';
import { registerWords } from './register-words.ts';

/** Words of an item to be, and what makes it the same item on every machine. */
export interface PlannedItem extends ChangeWords {
  readonly key: string;
  /** Stored, but told to nobody. */
  readonly quiet: boolean;
  /** Whose home state and authority it is about; null for the register as a whole. */
  readonly entry: RegisterEntry | null;
}

export type PlannedEvent = Omit<RegisterEvent, 'register' | 'at' | 'itemId'> & {
  readonly item: PlannedItem | null;
};

/** What a snapshot will do to its register. */
export interface RegisterPlan {
  readonly outcome: RegisterOutcome;
  /** The snapshot that it was compared with. */
  readonly basedOn: number | null;
  readonly diff: RegisterDiff;
  readonly next: readonly RegisterEntry[];
  readonly events: readonly PlannedEvent[];
  /** All items, those of events among them. */
  readonly items: readonly PlannedItem[];
  readonly hold: Hold | null;
  /** It is held already, byte for byte. */
  readonly heldBefore: boolean;
}

export const NO_DIFF: RegisterDiff = { added: [], removed: [], changed: [] };
const NOTHING = { diff: NO_DIFF, next: [], events: [], items: [], hold: null, heldBefore: false };

/**
 * Compares a snapshot with the state of its register. Pure. The first snapshot becomes one item that is told to nobody; each change after it one item. With
 * `accept` only missing columns still hold it: without them nothing can be read.
 */
export function planRegister(
  def: RegisterDef,
  reading: RegisterReading,
  known: { readonly state: RegisterState; readonly entries: readonly RegisterEntry[] },
  options: { readonly at: string; readonly accept: boolean },
): RegisterPlan {
  const { last, held } = known.state;
  const basedOn = last?.id ?? null;
  if (last !== null && last.bodyHash === reading.bodyHash && held === null)
    return { ...NOTHING, outcome: 'unchanged', basedOn };
  const compared = last === null ? null : diffEntries(known.entries, reading.entries, def.register.identity);
  const hold = guard(
    {
      rows: reading.rows,
      entries: reading.entries.length,
      missingColumns: reading.missingColumns,
      headerSeen: reading.headerSeen,
      before: last === null ? null : known.entries.length,
    },
    compared,
  );
  if (hold !== null && !(options.accept && hold.reason !== 'columns-missing')) {
    const heldBefore = held?.bodyHash === reading.bodyHash && held.reason === hold.reason;
    return { ...NOTHING, outcome: 'held', basedOn, diff: compared ?? NO_DIFF, hold, heldBefore };
  }
  return compared === null ? firstPlan(def, reading) : changePlan(def, compared, { basedOn, at: options.at });
}

function firstPlan(def: RegisterDef, reading: RegisterReading): RegisterPlan {
  const words = describeFirst(registerWords(def), reading.entries);
  const item: PlannedItem = { ...words, key: 'first', quiet: true, entry: null };
  return {
    ...NOTHING,
    outcome: 'first',
    basedOn: null,
    next: reading.entries,
    events: reading.entries.map(entry => ({ ...eventOf('listed', entry), item: null })),
    items: reading.entries.length === 0 ? [] : [item],
  };
}

function changePlan(
  def: RegisterDef,
  { next, ...diff }: ReturnType<typeof diffEntries>,
  { basedOn, at }: { readonly basedOn: number | null; readonly at: string },
): RegisterPlan {
  const register = registerWords(def);
  const item = (what: string, entry: RegisterEntry, words: ChangeWords): PlannedItem => ({
    ...words,
    key: `${what}:${shortId([entry.id, at], 16)}`,
    quiet: !words.telling,
    entry,
  });
  const events: PlannedEvent[] = [
    ...diff.added.map(entry => ({
      ...eventOf('granted', entry),
      item: item('granted', entry, describeAdded(register, entry)),
    })),
    ...diff.removed.map(entry => ({
      ...eventOf('withdrawn', entry),
      item: item('withdrawn', entry, describeRemoved(register, entry)),
    })),
    ...diff.changed.map(change => ({
      ...eventOf(newlyEnded(change) ? 'withdrawn' : 'changed', change.after),
      fields: change.fields,
      item: onlyTouched(change) ? null : item('changed', change.after, describeChanged(register, change)),
    })),
  ];
  return {
    ...NOTHING,
    outcome: 'applied',
    basedOn,
    diff,
    next,
    events,
    items: events.flatMap(event => event.item ?? []),
  };
}

/** The day of its last update moved and nothing else did. */
function onlyTouched({ fields }: EntryChange): boolean {
  return fields.every(({ field }) => field === 'lastUpdate');
}

function eventOf(kind: RegisterEvent['kind'], entry: RegisterEntry): Omit<PlannedEvent, 'item'> {
  const { legalName, name, lei, homeState } = entry.values;
  return {
    kind,
    entryId: entry.id,
    name: name?.[0] ?? legalName?.[0] ?? entry.id,
    lei: lei?.[0] ?? null,
    homeState: homeState?.[0] ?? null,
    fields: [],
  };
}
