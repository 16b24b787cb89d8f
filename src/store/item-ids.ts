import { createHash } from 'node:crypto';
import { AppError } from '../core/errors.ts';

/** Places within one second. 2^33 seconds (year 2242) times 2^20 places is the largest whole number that a double keeps. */
const SLOTS = 2 ** 20;
const MAX_SECOND = 2 ** 33 - 1;
const DAY_SECONDS = 86_400;
/** A second with this many taken neighbours is not a real publisher. */
const MAX_PROBES = 10_000;

/**
 * The second (since 1970) that an item is sorted and dated by: when it was published, or first seen when that is unknown. A date in the
 * future counts as at most one day after it was first seen, one before 1970 as 1970.
 */
export function effectiveSecond(publishedAt: string | null, firstSeenAt: string): number {
  const seen = toSecond(firstSeenAt);
  const published = publishedAt === null ? Number.NaN : toSecond(publishedAt);
  const second = Number.isNaN(published) ? seen : Math.min(published, seen + DAY_SECONDS);
  return Math.min(Math.max(second, 0), MAX_SECOND);
}

/** The first id of a second: ids of items from that second on are not smaller. */
export function firstIdOf(second: number): number {
  return Math.min(Math.max(second, 0), MAX_SECOND + 1) * SLOTS;
}

/** The second that an id was made of. */
export function secondOf(id: number): number {
  return Math.floor(id / SLOTS);
}

/** The id that an item would like: its second, and a place given by its public id so that two machines agree. */
export function wantedId(second: number, publicId: string): number {
  const place = createHash('sha256').update(publicId).digest().readUIntBE(0, 3) % SLOTS;
  return second * SLOTS + place;
}

/**
 * Ids for items of one batch, in the order given: the wanted place, or the next free one of the same second. `taken` tells which of some ids are in
 * use in the database. Throws AppError "too-many-at-once" when a second has no room.
 */
export async function chooseIds(
  wanted: readonly number[],
  taken: (ids: readonly number[]) => Promise<ReadonlySet<number>>,
): Promise<number[]> {
  const chosen = new Array<number>(wanted.length).fill(-1);
  const used = new Set<number>();
  let open = wanted.map((id, index) => ({ id, index }));
  for (let probe = 0; open.length > 0; probe++) {
    if (probe > MAX_PROBES) {
      throw new AppError('too-many-at-once', 'Too many items carry the same second as their date.', {
        context: { second: secondOf(open[0]?.id ?? 0) },
      });
    }
    const inUse = await taken(open.map(({ id }) => id));
    const collided: typeof open = [];
    for (const { id, index } of open) {
      if (inUse.has(id) || used.has(id)) {
        const second = secondOf(id);
        collided.push({ id: second * SLOTS + ((id - second * SLOTS + 1) % SLOTS), index });
      } else {
        used.add(id);
        chosen[index] = id;
      }
    }
    open = collided;
  }
  return chosen;
}

function toSecond(instant: string): number {
  return Math.floor(Date.parse(instant) / 1000);
}
