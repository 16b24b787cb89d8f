import type { CheerioAPI } from 'cheerio';

type Selection = ReturnType<CheerioAPI>;

/** How many items each element of a page is or holds. */
export type ItemCounts = ReadonlyMap<unknown, number>;

/** Further up than this, what stands around an item is the page; further aside, another story. */
const MAX_UP = 6;
const MAX_ASIDE = 6;
/** Items nested deeper than this have no surroundings. */
const MAX_DEPTH = 100;

/** Counts the items in every element that holds some. `items` are the elements of all items. */
export function countItems(items: Selection): ItemCounts {
  const counts = new Map<unknown, number>();
  for (const item of items.toArray()) {
    let node: { readonly parent?: unknown } | null = item;
    for (let depth = 0; node !== null && depth < MAX_DEPTH; depth++) {
      counts.set(node, (counts.get(node) ?? 0) + 1);
      const parent: unknown = node.parent;
      node = typeof parent === 'object' ? parent : null;
    }
  }
  return counts;
}

/**
 * The surroundings of an item that belong to it alone, nearest first: the elements that hold it and no other item, then its
 * neighbours after and before it up to the next item.
 */
export function surroundings(element: Selection, counts: ItemCounts): Selection[] {
  const found: Selection[] = [];
  let inner = element;
  for (let up = 0; up < MAX_UP; up++) {
    const outer = inner.parent();
    const held = counts.get(outer.get(0)) ?? 0;
    if (outer.length === 0 || outer.is('body, html') || held > 1) break;
    found.push(outer);
    inner = outer;
  }
  return [...found, ...neighbours(inner, 'next', counts), ...neighbours(inner, 'prev', counts)];
}

function neighbours(from: Selection, direction: 'next' | 'prev', counts: ItemCounts): Selection[] {
  const found: Selection[] = [];
  let at = from[direction]();
  while (at.length > 0 && found.length < MAX_ASIDE && !counts.has(at.get(0))) {
    found.push(at);
    at = at[direction]();
  }
  return found;
}
