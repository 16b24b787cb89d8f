import type { SourceWatch } from '../core/health.ts';

/** Lists shorter than this say nothing about how dates are read. */
const FEWEST_ITEMS = 3;
/** Share of items with a date from which dates belong to a list. */
const USUAL = 0.5;
/** After this a list without dates is taken for what the source is now. */
const ACCEPTED_AFTER_MS = 30 * 86_400_000;

/**
 * What a list that was read at `at` shows about dates: how many of its items have one and, when none has although most had one before, since
 * when. Selectors and formats of dates stop matching while titles and links still do.
 */
export function watchDates(
  before: Pick<SourceWatch, 'dated' | 'undated'>,
  list: { readonly items: number; readonly dated: number },
  at: string,
): Pick<SourceWatch, 'dated' | 'undated'> {
  const share = list.dated / Math.max(1, list.items);
  const lost = list.dated === 0 && list.items >= FEWEST_ITEMS && (before.dated ?? 0) >= USUAL;
  if (!lost) return { dated: share, undated: null };
  const since = before.undated?.since ?? at;
  if (Date.parse(at) - Date.parse(since) >= ACCEPTED_AFTER_MS) return { dated: share, undated: null };
  return { dated: before.dated, undated: { since } };
}
