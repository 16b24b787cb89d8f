import type { StoryDecision, StoryStore } from '../core/ports.ts';
import { deleteMarks } from './item-links.ts';
import { chunked } from './rows.ts';
import type { Db, Session } from './schema.ts';
import { insertSigns, replaceSign } from './story-placements.ts';
import { confirmedOf, confirms, keepConfirmations } from './story-rows.ts';

type Writes = Pick<StoryStore, 'sign' | 'resign' | 'move'>;

/** What changes stories after their items were stored: signs that were missing, and people's decisions. */
export function createStoryMoves({ write }: Session): Writes {
  return {
    sign: items =>
      write(async tx => {
        await insertSigns(
          tx,
          items.flatMap(({ place, sign, terms }) =>
            sign === null
              ? []
              : [{ id: place, sign, terms, toItem: null, because: 'stored before stories were compared' }],
          ),
        );
        for (const group of chunked(items.map(item => item.place)))
          await tx.deleteFrom('story_pending').where('item_id', 'in', group).execute();
      }),

    resign: (itemId, sign, terms) => write(tx => replaceSign(tx, itemId, sign, terms)),

    move: (decision, items) =>
      write(async tx => {
        await keep(tx, decision);
        const before = (await confirmedOf(tx, [decision.toStoryId])).get(decision.toStoryId);
        const receives = await holdsItems(tx, decision.toStoryId);
        const moved = await itemsToMove(tx, decision, items);
        for (const group of chunked(moved)) {
          await tx
            .updateTable('items')
            .set({ story_id: decision.toStoryId, ...(decision.what === 'split' ? { relation: 'new' } : {}) })
            .where('id', 'in', group)
            .execute();
        }
        for (const id of [decision.storyId, decision.toStoryId]) await recount(tx, id);
        if (receives && before === false) await keepConfirmation(tx, decision, moved);
      }),
  };
}

async function keep(tx: Db, { what, item, storyId, toStoryId, who, at }: StoryDecision): Promise<void> {
  await tx
    .insertInto('stories')
    .values({ id: toStoryId, items: 0, confirmed: 0, opened_at: at, last_item_at: at, decided: 1 })
    .onConflict(conflict => conflict.column('id').doUpdateSet({ decided: 1 }))
    .execute();
  await tx.updateTable('stories').set({ decided: 1 }).where('id', '=', storyId).execute();
  await tx
    .insertInto('story_decisions')
    .values({ what, item, story_id: storyId, to_story_id: toStoryId, who, at })
    .execute();
}

async function holdsItems(tx: Db, storyId: string): Promise<boolean> {
  const row = await tx.selectFrom('items').select('id').where('story_id', '=', storyId).executeTakeFirst();
  return row !== undefined;
}

/** What people put into a story of the press confirms it as what arrives by itself does: the first official item of what came. */
async function keepConfirmation(
  tx: Db,
  { toStoryId, at }: StoryDecision,
  moved: readonly number[],
): Promise<void> {
  for (const group of chunked(moved.toSorted((a, b) => a - b))) {
    const row = await tx
      .selectFrom('items')
      .select('public_id')
      .where('id', 'in', group)
      .where('tier', 'in', ['official', 'standard-setter'])
      .orderBy('id')
      .executeTakeFirst();
    if (row === undefined) continue;
    await keepConfirmations(tx, [{ story_id: toStoryId, item: row.public_id, at }]);
    return;
  }
}

async function itemsToMove(
  tx: Db,
  { storyId }: StoryDecision,
  items: readonly string[] | null,
): Promise<number[]> {
  const ofStory = tx.selectFrom('items').select('id').where('story_id', '=', storyId);
  if (items === null) return (await ofStory.execute()).map(row => row.id);
  const moved: number[] = [];
  for (const group of chunked(items)) {
    const rows = await ofStory.where('public_id', 'in', group).execute();
    moved.push(...rows.map(row => row.id));
  }
  return moved;
}

/** Brings a story's row and the "unconfirmed" marks of its items in line with the items that it has now. */
async function recount(tx: Db, storyId: string): Promise<void> {
  const rows = await tx
    .selectFrom('items as i')
    .innerJoin('item_versions as v', join =>
      join.onRef('v.item_id', '=', 'i.id').onRef('v.version', '=', 'i.version'),
    )
    .select(['i.id', 'i.tier', 'i.relevant', 'i.first_seen_at', 'v.published_at'])
    .where('i.story_id', '=', storyId)
    .execute();
  if (rows.length === 0) {
    await tx.updateTable('stories').set({ items: 0 }).where('id', '=', storyId).execute();
    return;
  }
  const dates = rows.map(row => row.published_at ?? row.first_seen_at).sort();
  const confirmed = rows.some(row => confirms(row.tier));
  await tx
    .updateTable('stories')
    .set({
      items: rows.length,
      confirmed: confirmed ? 1 : 0,
      opened_at: dates[0] ?? '',
      last_item_at: dates.at(-1) ?? '',
    })
    .where('id', '=', storyId)
    .execute();
  for (const group of chunked(rows)) {
    await deleteMarks(
      tx,
      group.map(row => row.id),
      ['unconfirmed'],
    );
    if (confirmed) continue;
    await tx
      .insertInto('item_marks')
      .values(group.map(row => ({ code: 'unconfirmed' as const, relevant: row.relevant, item_id: row.id })))
      .onConflict(conflict => conflict.doNothing())
      .execute();
  }
}
