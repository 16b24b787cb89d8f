import type { Selectable } from 'kysely';
import { AppError } from '../core/errors.ts';
import type { ItemStore } from '../core/ports.ts';
import { chooseIds, effectiveSecond, secondOf, wantedId } from './item-ids.ts';
import { idsInUse, insertKeys, insertNews } from './item-insert.ts';
import { deleteLinks, deleteMarks, insertLinks, insertMarks } from './item-links.ts';
import { parseClassification } from './item-read.ts';
import { toIndexEntry, toProbe, toVersionRow } from './item-rows.ts';
import type { Db, ItemTable, Session } from './schema.ts';
import type { SearchIndex } from './search-index.ts';
import { confirmedOf, confirmStory, confirms, storyKeys } from './story-rows.ts';
import { moveTerms } from './story-terms-sqlite.ts';

type Revision = Parameters<ItemStore['revise']>[1];
type Row = Selectable<ItemTable>;

/**
 * Replaces the words and tags of an item. Words that did not change make no new version, so that revise is also how items are tagged again. An item
 * whose date became known or was corrected moves to its place in the order.
 */
export function createItemRevise({ write }: Session, search: SearchIndex): Pick<ItemStore, 'revise'> {
  return {
    async revise(id, record, seenAt) {
      await write(async tx => {
        const row = await tx.selectFrom('items').selectAll().where('public_id', '=', id).executeTakeFirst();
        if (row === undefined) {
          throw new AppError('item-unknown', `There is no item ${id}.`, { context: { id } });
        }
        await takeOut(tx, row, search);
        const moved = await moveItem(tx, row, record.article.publishedAt);
        await putBack(tx, { ...row, id: moved }, record, seenAt, search);
      });
    },
  };
}

/** Removes everything that is found by the old words and tags. */
async function takeOut(tx: Db, row: Row, search: SearchIndex): Promise<void> {
  const old = await tx
    .selectFrom('item_tags as t')
    .innerJoin('item_versions as v', 'v.item_id', 't.item_id')
    .select(['t.classification', 'v.title', 'v.canonical_url', 'v.content_hash'])
    .where('t.item_id', '=', row.id)
    .where('v.version', '=', row.version)
    .executeTakeFirstOrThrow();
  await deleteLinks(tx, { id: row.id, classification: parseClassification(old.classification) });
  await deleteMarks(tx, [row.id]);
  const probe = toProbe({
    title: old.title,
    canonicalUrl: old.canonical_url,
    contentHash: old.content_hash,
  });
  await tx
    .deleteFrom('story_keys')
    .where('key', 'in', storyKeys(probe))
    .where('item_id', '=', row.id)
    .execute();
  await search.remove(tx, row);
}

/** Gives an item the id of its date; rows that belong to it follow by their foreign keys. */
async function moveItem(tx: Db, row: Row, publishedAt: string | null): Promise<number> {
  const second = effectiveSecond(publishedAt, row.first_seen_at);
  if (second === secondOf(row.id)) return row.id;
  const [id = row.id] = await chooseIds([wantedId(second, row.public_id)], ids => idsInUse(tx, ids));
  await tx.updateTable('items').set({ id }).where('id', '=', row.id).execute();
  await moveTerms(tx, row.id, id);
  return id;
}

async function putBack(
  tx: Db,
  row: Row,
  record: Revision,
  seenAt: string,
  search: SearchIndex,
): Promise<void> {
  const { article, classification, tier } = record;
  const edited = article.contentHash !== row.content_hash;
  const version = edited ? row.version + 1 : row.version;
  const relevant = classification.relevant ? 1 : 0;
  await tx
    .updateTable('items')
    .set({
      kind: classification.kind.id,
      tier,
      relevant,
      relevance: classification.relevance,
      version,
      content_hash: article.contentHash,
      last_seen_at: seenAt > row.last_seen_at ? seenAt : row.last_seen_at,
      ...(record.pageWanted && row.page_state !== 'wanted' ? { page_state: 'wanted', page_tries: 0 } : {}),
    })
    .where('id', '=', row.id)
    .execute();
  if (edited) {
    await tx
      .insertInto('item_versions')
      .values(toVersionRow(row.id, version, article, seenAt))
      .execute();
  } else {
    const { seen_at: _, ...facts } = toVersionRow(row.id, version, article, seenAt);
    await tx
      .updateTable('item_versions')
      .set(facts)
      .where('item_id', '=', row.id)
      .where('version', '=', version)
      .execute();
  }
  await tx
    .updateTable('item_tags')
    .set({ model: classification.model, classification: JSON.stringify(classification) })
    .where('item_id', '=', row.id)
    .execute();
  await insertKeys(
    tx,
    article.keys.map((key, position) => ({ source_id: row.source_id, key, item_id: row.id, position })),
  );
  const keys = [...new Set(storyKeys(toProbe(article)))];
  await tx
    .insertInto('story_keys')
    .values(keys.map(key => ({ key, item_id: row.id })))
    .execute();
  await insertLinks(tx, [{ id: row.id, classification }]);
  if (confirms(tier) && !confirms(row.tier)) await confirmStory(tx, row.story_id);
  const confirmed = (await confirmedOf(tx, [row.story_id])).get(row.story_id) === true;
  await insertMarks(tx, [
    {
      id: row.id,
      relevant,
      version,
      historic: row.historic === 1,
      duplicate: row.relation === 'duplicate',
      unconfirmed: !confirmed,
    },
  ]);
  // Words that came later, from its page or by an edit, can make an item relevant after its window was told.
  if (relevant === 1 && row.historic === 0) await insertNews(tx, [{ item_id: row.id }]);
  await search.add(tx, [toIndexEntry(row.id, record)]);
}
