import type { Article } from '../core/types.ts';

/** Newest items remembered of a list. */
const HEAD = 5;

/** One item of a list: as read, under the id that the store knows it by, and whether it was there before. */
export interface ListedItem {
  readonly id: string;
  readonly isNew: boolean;
  readonly article: Pick<Article, 'publishedAt' | 'datePrecision'>;
}

/** Ids of the newest items of a list: by date where all have one, else the first ones. */
export function headOf(items: readonly ListedItem[]): readonly string[] {
  const dated = items.every(({ article }) => article.publishedAt !== null);
  const order = dated
    ? items.toSorted((one, other) =>
        (other.article.publishedAt ?? '') < (one.article.publishedAt ?? '') ? -1 : 1,
      )
    : items;
  return order.slice(0, HEAD).map(item => item.id);
}

/**
 * Whether items may have scrolled out of a list between two reads: it holds new items and none of those that were the newest before, and
 * does not reach back behind the newest date that was known. Pinned old items do not hide a gap; a day without a time is not
 * taken for reaching back to that day.
 */
export function gapSuspected(
  items: readonly ListedItem[],
  head: readonly string[],
  newestAt: string | null,
): boolean {
  if (head.length === 0 || !items.some(item => item.isNew)) return false;
  if (meetsHead(items, head)) return false;
  if (newestAt === null) return true;
  return !items.some(
    ({ isNew, article }) => isNew && article.publishedAt !== null && article.publishedAt < newestAt,
  );
}

/** Whether one of the newest items of before is among these. */
export function meetsHead(items: readonly ListedItem[], head: readonly string[]): boolean {
  const before = new Set(head);
  return items.some(item => before.has(item.id));
}
