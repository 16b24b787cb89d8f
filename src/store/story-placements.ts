import type { ItemRecord } from '../core/ports.ts';
import type { StorySign } from '../core/story-sign.ts';
import { insertable } from './rows.ts';
import type { Db } from './schema.ts';
import { insertTerms, termKey } from './story-terms-sqlite.ts';

/** Keeps why new items stand where they stand, what later ones are compared with, and how their stories follow others. */
export async function insertPlacements(
  tx: Db,
  rows: readonly { readonly id: number; readonly record: ItemRecord }[],
  seenAt: string,
): Promise<void> {
  await insertSigns(
    tx,
    rows.flatMap(({ id, record: { sign, terms = [], placement } }) =>
      sign === undefined ? [] : [{ id, sign, terms, toItem: placement.toItemId, because: placement.because }],
    ),
  );
  const links = rows.flatMap(({ record: { article, placement } }) =>
    placement.link
      ? [
          {
            story_id: placement.storyId,
            to_story_id: placement.link.toStoryId,
            kind: placement.link.kind,
            item: article.id,
            to_item: placement.link.toItemId,
            because: placement.link.because,
            at: seenAt,
          },
        ]
      : [],
  );
  for (const group of insertable(links)) {
    await tx
      .insertInto('story_links')
      .values(group)
      .onConflict(conflict => conflict.doNothing())
      .execute();
  }
}

interface Signed {
  readonly id: number;
  readonly sign: StorySign;
  readonly terms: readonly string[];
  readonly toItem: string | null;
  readonly because: string;
}

/** Writes signs and the terms that find them. */
export async function insertSigns(tx: Db, items: readonly Signed[]): Promise<void> {
  const keyed = items.map(item => ({ ...item, keys: [...new Set(item.terms.map(termKey))] }));
  const signs = keyed.map(({ id, sign, keys, toItem, because }) => ({
    item_id: id,
    sign: JSON.stringify(sign),
    keys: JSON.stringify(keys),
    to_item: toItem,
    because,
  }));
  for (const group of insertable(signs)) {
    await tx
      .insertInto('story_signs')
      .values(group)
      .onConflict(conflict => conflict.doNothing())
      .execute();
  }
  await insertTerms(
    tx,
    keyed.flatMap(({ id, keys }) => keys.map(key => [key, id] as const)),
  );
}

/** Gives a signed item another sign and other terms; one that is not signed yet is left for when it is. */
export async function replaceSign(
  tx: Db,
  itemId: string,
  sign: StorySign,
  terms: readonly string[],
): Promise<void> {
  const row = await tx
    .selectFrom('story_signs as g')
    .innerJoin('items as i', 'i.id', 'g.item_id')
    .select(['g.item_id', 'g.keys'])
    .where('i.public_id', '=', itemId)
    .executeTakeFirst();
  if (row === undefined) return;
  const old: number[] = JSON.parse(row.keys);
  const keys = [...new Set(terms.map(termKey))];
  if (old.length > 0)
    await tx.deleteFrom('story_terms').where('item_id', '=', row.item_id).where('key', 'in', old).execute();
  await tx
    .updateTable('story_signs')
    .set({ sign: JSON.stringify(sign), keys: JSON.stringify(keys) })
    .where('item_id', '=', row.item_id)
    .execute();
  await insertTerms(
    tx,
    keys.map(key => [key, row.item_id] as const),
  );
}
