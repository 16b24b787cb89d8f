import type {
  FieldChange,
  RegisterEntry,
  RegisterEvent,
  RegisteredFirm,
  RegisterUpdate,
} from '../core/registers.ts';
import { REGISTER_FIELDS } from '../core/source-def.ts';

/** Fields that are lists by nature; of others, several values are joined. */
const LISTS = new Set(['services', 'hostStates']);

function shownAs(field: string, values: readonly string[]): readonly string[] | string | null {
  if (LISTS.has(field)) return values;
  return values.length === 0 ? null : values.join(' | ');
}

/** `{ "services": { "before": [...], "after": [...] }, "legalName": { "before": "...", "after": "..." } }` */
export function fieldsJson(fields: readonly FieldChange[]) {
  return Object.fromEntries(
    fields.map(({ field, before, after }) => [
      field,
      { before: shownAs(field, before), after: shownAs(field, after) },
    ]),
  );
}

function entryJson({ id, values, rows }: RegisterEntry) {
  const named = {
    id,
    name: values.name?.[0] ?? values.legalName?.[0] ?? id,
    legalName: values.legalName?.[0] ?? null,
    lei: values.lei?.[0] ?? null,
    rows,
  };
  const rest = REGISTER_FIELDS.filter(field => !(field in named));
  return { ...named, ...Object.fromEntries(rest.map(field => [field, shownAs(field, values[field] ?? [])])) };
}

/** What a snapshot came to. Of a held one only what it would do is counted: nothing of it was applied. */
export function updateJson({ register, at, outcome, rows, entries, diff, held, notes }: RegisterUpdate) {
  const isHeld = held !== null;
  const { added, removed, changed } = diff;
  return {
    register,
    at,
    outcome,
    rows,
    entries,
    added: isHeld ? [] : added.map(entryJson),
    removed: isHeld ? [] : removed.map(entryJson),
    changed: isHeld
      ? []
      : changed.map(({ after, fields }) => {
          const { id, name, legalName, lei } = entryJson(after);
          return { id, name, legalName, lei, fields: fieldsJson(fields) };
        }),
    held: isHeld ? { ...held, added: added.length, removed: removed.length, changed: changed.length } : null,
    notes,
  };
}

/** A line of a register's history. */
export function eventJson({
  register,
  at,
  kind,
  entryId,
  name,
  lei,
  homeState,
  fields,
  itemId,
}: RegisterEvent) {
  return { register, at, kind, id: entryId, name, lei, homeState, fields: fieldsJson(fields), item: itemId };
}

/** A firm; its services as the register words them. */
export function firmJson({ services, ...firm }: RegisteredFirm) {
  return {
    ...firm,
    services: services.map(({ letter, name }) => (letter === null ? name : `${letter}. ${name}`)),
  };
}
