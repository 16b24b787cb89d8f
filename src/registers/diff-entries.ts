import type { EntryChange, RegisterDiff, RegisterEntry } from '../core/registers.ts';
import { REGISTER_FIELDS, REGISTER_IDENTITIES, type RegisterIdentity } from '../core/source-def.ts';
import { isChanged, mend } from './cell-values.ts';
import { matchEntries } from './match-entries.ts';
import { byId } from './read-entries.ts';

/** A diff, and the entries of now with the ids under which they were known before. */
export interface EntriesDiff extends RegisterDiff {
  readonly next: readonly RegisterEntry[];
}

/**
 * What happened between two snapshots of a register. Entries are known again by `matchEntries` and keep their ids. White space, the order of values, the
 * way a date is written, the case of addresses and letters lost to a wrong encoding are no changes; what was damaged keeps its whole form.
 */
export function diffEntries(
  before: readonly RegisterEntry[],
  after: readonly RegisterEntry[],
  identity: readonly RegisterIdentity[] = REGISTER_IDENTITIES,
): EntriesDiff {
  const pairs = matchEntries(before, after, identity);
  const kept = new Set(pairs.values());
  const used = new Set(Array.from(kept, ({ id }) => id));
  const added: RegisterEntry[] = [];
  const changed: EntryChange[] = [];
  const next: RegisterEntry[] = [];
  for (const entry of after.toSorted(byId)) {
    const known = pairs.get(entry);
    if (known === undefined) {
      const fresh = { ...entry, id: freeId(entry.id, used) };
      used.add(fresh.id);
      added.push(fresh);
      next.push(fresh);
      continue;
    }
    const carried = carry(known, entry);
    const fields = REGISTER_FIELDS.flatMap(field => {
      const old = known.values[field] ?? [];
      const now = carried.values[field] ?? [];
      return isChanged(field, old, now) ? [{ field, before: old, after: now }] : [];
    });
    next.push(carried);
    if (fields.length > 0) changed.push({ before: known, after: carried, fields });
  }
  return {
    added: added.toSorted(byId),
    removed: before.filter(entry => !kept.has(entry)).toSorted(byId),
    changed: changed.toSorted((a, b) => byId(a.after, b.after)),
    next: next.toSorted(byId),
  };
}

/** What is known by now under the id of before, with damaged values whole. */
function carry(known: RegisterEntry, entry: RegisterEntry): RegisterEntry {
  const values = Object.fromEntries(
    REGISTER_FIELDS.flatMap(field => {
      const now = entry.values[field];
      return now === undefined ? [] : [[field, mend(known.values[field] ?? [], now)]];
    }),
  );
  return { ...entry, id: known.id, values };
}

/** An id that no other entry bears: a name may be free on the list and still be the id of a firm that has an LEI by now. */
function freeId(id: string, used: ReadonlySet<string>): string {
  if (!used.has(id)) return id;
  for (let number = 2; ; number++) if (!used.has(`${id}~${number}`)) return `${id}~${number}`;
}
