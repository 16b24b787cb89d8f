import { toFoundJson, toItemJson } from '../core/json/item-json.ts';
import type { RegisterEvent, RegisteredFirm } from '../core/registers.ts';
import { truncate } from '../core/text.ts';
import type { StoredItem } from '../core/types.ts';

/** An item as commands print it, with its tier and the sentences of its words that say what happened. */
export function itemJson(item: StoredItem) {
  return { ...toItemJson(item), tier: item.tier, quote: toFoundJson(item).summary };
}

/** The first part of a text, and whether that is all of it. */
export function cutText(text: string, most: number): { readonly text: string; readonly truncated: boolean } {
  return { text: truncate(text, most), truncated: text.length > most };
}

/** Fields that are lists by nature; of others, several values are joined. */
const LISTS: ReadonlySet<string> = new Set(['services', 'hostStates']);

function shownAs(field: string, values: readonly string[]): readonly string[] | string | null {
  if (LISTS.has(field)) return values;
  return values.length === 0 ? null : values.join(' | ');
}

/** A line of a register's history, as `registers diff --json` prints it. */
export function eventJson({ entryId, itemId, fields, ...event }: RegisterEvent) {
  const { register, at, kind, name, lei, homeState } = event;
  return {
    register,
    at,
    kind,
    id: entryId,
    name,
    lei,
    homeState,
    fields: Object.fromEntries(
      fields.map(({ field, before, after }) => [
        field,
        { before: shownAs(field, before), after: shownAs(field, after) },
      ]),
    ),
    item: itemId,
  };
}

/** A firm as `registers history --json` prints it: its services as the register words them. */
export function registeredJson({ services, ...firm }: RegisteredFirm) {
  return {
    ...firm,
    services: services.map(({ letter, name }) => (letter === null ? name : `${letter}. ${name}`)),
  };
}
