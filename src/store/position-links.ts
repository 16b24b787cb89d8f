import type { Classification } from '../core/types.ts';
import type { StanceLinkTable } from './knowledge-link-tables.ts';
import { insertable } from './rows.ts';
import type { Db } from './schema.ts';

interface Tagged {
  readonly id: number;
  readonly classification: Classification;
}

/** Writes the rows that make items findable by the positions they tell: once for each way of asking ("banned", "staking:banned", "HK:staking:banned"). */
export async function insertStanceLinks(tx: Db, items: readonly Tagged[]): Promise<void> {
  for (const rows of insertable(items.flatMap(stanceRows))) {
    await tx.insertInto('item_stances').values(rows).execute();
  }
}

/** Removes what insertStanceLinks wrote for an item with this (old) classification. */
export async function deleteStanceLinks(tx: Db, item: Tagged): Promise<void> {
  for (const row of stanceRows(item)) {
    await tx
      .deleteFrom('item_stances')
      .where('code', '=', row.code)
      .where('relevant', '=', row.relevant)
      .where('item_id', '=', row.item_id)
      .execute();
  }
}

function stanceRows({ id, classification }: Tagged): StanceLinkTable[] {
  const codes = new Set<string>();
  for (const { jurisdiction, topic, stance } of classification.positions) {
    for (const code of [
      stance,
      topic,
      `${topic}:${stance}`,
      `${jurisdiction}:${stance}`,
      `${jurisdiction}:${topic}`,
      `${jurisdiction}:${topic}:${stance}`,
    ]) {
      codes.add(code);
    }
  }
  const relevant = classification.relevant ? 1 : 0;
  return Array.from(codes, code => ({ code, relevant, item_id: id }));
}
