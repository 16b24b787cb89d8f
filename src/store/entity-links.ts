import type { Classification } from '../core/types.ts';
import type { EntityLinkTable } from './knowledge-link-tables.ts';
import { insertable } from './rows.ts';
import type { Db } from './schema.ts';

interface Tagged {
  readonly id: number;
  readonly classification: Classification;
}

/** Writes the rows that make items findable by whom they name, and keeps the names. */
export async function insertEntityLinks(tx: Db, items: readonly Tagged[]): Promise<void> {
  const tags = items.flatMap(item => item.classification.entities);
  const names = new Map(
    tags.map(({ kind, id, name }) => [`${kind}:${id}`, { code: `${kind}:${id}`, kind, id, name }]),
  );
  for (const rows of insertable([...names.values()])) {
    await tx
      .insertInto('entities')
      .values(rows)
      .onConflict(conflict => conflict.doNothing())
      .execute();
  }
  for (const rows of insertable(items.flatMap(entityRows))) {
    await tx.insertInto('item_entities').values(rows).execute();
  }
}

/** Removes what insertEntityLinks wrote for an item with this (old) classification. */
export async function deleteEntityLinks(tx: Db, item: Tagged): Promise<void> {
  for (const row of entityRows(item)) {
    await tx
      .deleteFrom('item_entities')
      .where('code', '=', row.code)
      .where('relevant', '=', row.relevant)
      .where('item_id', '=', row.item_id)
      .execute();
  }
}

function entityRows({ id, classification }: Tagged): EntityLinkTable[] {
  const relevant = classification.relevant ? 1 : 0;
  const byCode = new Map(classification.entities.map(tag => [`${tag.kind}:${tag.id}`, tag]));
  return Array.from(byCode, ([code, tag]) => ({ code, relevant, item_id: id, score: tag.score }));
}
