import type { StoreOps } from '../core/ports.ts';
import { signOf, type ToPlace } from './stories-place.ts';

/** Items per transaction: a few milliseconds of the write lock. */
const AT_ONCE = 50;

/**
 * Signs some of the items that were stored before stories were recognised by signs, newest first; costs nothing once all are done. Their
 * stories stay as they are; what comes later can join them.
 */
export async function signUnsigned(ops: Pick<StoreOps, 'stories'>): Promise<number> {
  const items = await ops.stories.unsigned(AT_ONCE);
  if (items.length === 0) return 0;
  await ops.stories.sign(
    items.map(({ place, item }) => {
      const { sign, terms, matter } = signOf(
        { article: item, tags: item.classification, tier: item.tier },
        item.firstSeenAt,
      );
      return { place, sign, terms: [...terms, ...matter] };
    }),
  );
  return items.length;
}

/** Signs an item again whose full text arrived, so that later reports are compared with it. Its story and the reason for it stay. */
export async function signAgain(
  ops: Pick<StoreOps, 'stories'>,
  item: ToPlace,
  firstSeenAt: string,
): Promise<void> {
  const { sign, terms, matter } = signOf(item, firstSeenAt);
  await ops.stories.resign(item.article.id, sign, [...terms, ...matter]);
}
