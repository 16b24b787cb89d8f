import { createHash } from 'node:crypto';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** SHA-256 as lower-case hex. */
export function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

/** A short deterministic id: `length` characters of Crockford base 32 (5 bits each) of the SHA-256 of the parts. */
export function shortId(parts: readonly string[], length = 12): string {
  const digest = createHash('sha256').update(parts.join('\u0000')).digest();
  let id = '';
  for (let index = 0; index < length; index++) {
    const bit = index * 5;
    const word = ((digest[bit >> 3] ?? 0) << 8) | (digest[(bit >> 3) + 1] ?? 0);
    id += ALPHABET[(word >> (11 - (bit & 7))) & 31];
  }
  return id;
}

/** The public id of an item: the same on every machine that reads the same source. 60 bits. */
export function itemId(sourceId: string, strongestKey: string): string {
  return shortId(['item', sourceId, strongestKey]);
}

/** The id of the story that an item opens. */
export function storyId(openingItemId: string): string {
  return shortId(['story', openingItemId]);
}
