/** Hits are counted up to here: more are not told apart by anybody, and counting them would hold the page up. */
export const COUNTED = 2_000;

/** "1 item", "over 2,000 items". */
export function counted(total: number): string {
  if (total > COUNTED) return `over ${COUNTED.toLocaleString('en')} items`;
  return `${total.toLocaleString('en')} ${total === 1 ? 'item' : 'items'}`;
}
