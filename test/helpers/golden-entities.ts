import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { EntityTag } from '../../src/core/types.ts';

export interface GoldenEntities {
  readonly id: string;
  readonly text: string;
  /** "firm:binance", without laws. */
  readonly entities: readonly string[];
}

/** Sentences with the firms, tokens, protocols and persons that a reader found in them. */
export function readGoldenEntities(): GoldenEntities[] {
  const file = path.resolve(import.meta.dirname, '../golden/entities.jsonl');
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map(line => JSON.parse(line));
}

/** How many of the names were found, and how many others. */
export function scoreEntities(items: readonly GoldenEntities[], tag: (text: string) => readonly EntityTag[]) {
  let hits = 0;
  let extra = 0;
  let missed = 0;
  const differences: string[] = [];
  for (const item of items) {
    const given = new Set(
      tag(item.text)
        .filter(one => one.kind !== 'law')
        .map(one => `${one.kind}:${one.id}`),
    );
    const wanted = new Set(item.entities);
    const more = [...given].filter(one => !wanted.has(one));
    const less = [...wanted].filter(one => !given.has(one));
    hits += wanted.size - less.length;
    extra += more.length;
    missed += less.length;
    const signs = [...more.map(one => `+${one}`), ...less.map(one => `-${one}`)];
    if (signs.length > 0) differences.push(`${item.id}: ${signs.join(' ')}: ${item.text}`);
  }
  return {
    precision: hits / (hits + extra),
    recall: hits / (hits + missed),
    support: hits + missed,
    differences,
  };
}
