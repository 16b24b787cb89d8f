import type { Selectable } from 'kysely';
import type { SignedItem, StoryRow, StoryStore } from '../core/ports.ts';
import { firstIdOf } from './item-ids.ts';
import { loadItems } from './item-read.ts';
import { chunked } from './rows.ts';
import type { Db, StoryTable } from './schema.ts';
import { selectWithTerms } from './story-terms-sqlite.ts';

const PREFIX_LENGTH = 4;

type Reads = Pick<
  StoryStore,
  | 'withTerm'
  | 'signed'
  | 'published'
  | 'unsigned'
  | 'get'
  | 'list'
  | 'links'
  | 'places'
  | 'confirmations'
  | 'decisions'
>;

/** The look-ups of stories. */
export function createStoryReads(db: Db): Reads {
  return {
    withTerm: (queries, limit) => selectWithTerms(db, queries, limit),

    async signed(places) {
      const found = new Map<number, SignedItem>();
      for (const ids of chunked([...new Set(places)])) {
        const rows = await db
          .selectFrom('story_signs as g')
          .innerJoin('items as i', 'i.id', 'g.item_id')
          .innerJoin('stories as s', 's.id', 'i.story_id')
          .select(['i.id', 'i.public_id', 'i.source_id', 'i.story_id', 'g.sign', 's.opened_at', 's.decided'])
          .where('g.item_id', 'in', ids)
          .execute();
        for (const row of rows) {
          found.set(row.id, {
            itemId: row.public_id,
            sourceId: row.source_id,
            storyId: row.story_id,
            sign: JSON.parse(row.sign),
            storyOpenedAt: row.opened_at,
            storyDecided: row.decided === 1,
          });
        }
      }
      return found;
    },

    async published(sourceIds, from, to, limit) {
      const second = (at: string) => Math.floor(Date.parse(at) / 1000);
      const rows = await db
        .selectFrom('items as i')
        .innerJoin('story_signs as g', 'g.item_id', 'i.id')
        .innerJoin('stories as s', 's.id', 'i.story_id')
        .innerJoin('item_versions as v', join =>
          join.onRef('v.item_id', '=', 'i.id').onRef('v.version', '=', 'i.version'),
        )
        .select(['i.public_id', 'i.source_id', 'i.story_id', 'g.sign', 's.opened_at', 's.decided', 'v.url'])
        .where('i.source_id', 'in', sourceIds)
        // Named for the index, which has it between the two others.
        .where('i.relevant', 'in', [0, 1])
        .where('i.id', '>=', firstIdOf(second(from)))
        .where('i.id', '<', firstIdOf(second(to) + 1))
        .orderBy('i.id', 'desc')
        .limit(limit)
        .execute();
      return rows.map(row => ({
        itemId: row.public_id,
        sourceId: row.source_id,
        storyId: row.story_id,
        sign: JSON.parse(row.sign),
        storyOpenedAt: row.opened_at,
        storyDecided: row.decided === 1,
        url: row.url,
      }));
    },

    async unsigned(limit) {
      const rows = await db
        .selectFrom('story_pending')
        .select('item_id')
        .orderBy('item_id', 'desc')
        .limit(limit)
        .execute();
      const places = rows.map(row => row.item_id);
      const items = await loadItems(db, places);
      return items.map((item, index) => ({ place: places[index] ?? 0, item }));
    },

    async get(idOrPrefix) {
      const wanted = idOrPrefix.trim().toLowerCase();
      const exact = await db.selectFrom('stories').selectAll().where('id', '=', wanted).executeTakeFirst();
      if (exact !== undefined) return toStory(exact);
      if (wanted.length < PREFIX_LENGTH) return null;
      const similar = await db
        .selectFrom('stories')
        .selectAll()
        .where('id', '>=', wanted)
        .where('id', '<', `${wanted}\uffff`)
        .limit(2)
        .execute();
      return similar.length === 1 && similar[0] !== undefined ? toStory(similar[0]) : null;
    },

    async list(since, limit) {
      const rows = await db
        .selectFrom('stories')
        .selectAll()
        .where('last_item_at', '>=', since)
        .where('items', '>', 0)
        .orderBy('last_item_at', 'desc')
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map(toStory);
    },

    async links(storyIds) {
      const rows = await db
        .selectFrom('story_links')
        .selectAll()
        .where(eb => eb.or([eb('story_id', 'in', storyIds), eb('to_story_id', 'in', storyIds)]))
        .orderBy('at')
        .execute();
      return rows.map(row => ({
        storyId: row.story_id,
        toStoryId: row.to_story_id,
        kind: row.kind,
        item: row.item,
        toItem: row.to_item,
        because: row.because,
        at: row.at,
      }));
    },

    async places(itemIds) {
      const rows = await db
        .selectFrom('story_signs as g')
        .innerJoin('items as i', 'i.id', 'g.item_id')
        .select(['i.public_id', 'g.to_item', 'g.because'])
        .where('i.public_id', 'in', itemIds)
        .execute();
      return rows.map(row => ({ itemId: row.public_id, toItem: row.to_item, because: row.because }));
    },

    async confirmations(storyIds) {
      const rows = await db
        .selectFrom('story_confirmations')
        .selectAll()
        .where('story_id', 'in', storyIds)
        .execute();
      return rows.map(row => ({ storyId: row.story_id, item: row.item, at: row.at }));
    },

    async decisions(storyIds) {
      const rows = await db
        .selectFrom('story_decisions')
        .selectAll()
        .where(eb => eb.or([eb('story_id', 'in', storyIds), eb('to_story_id', 'in', storyIds)]))
        .orderBy('id')
        .execute();
      return rows.map(({ what, item, story_id, to_story_id, who, at }) => ({
        what,
        item,
        storyId: story_id,
        toStoryId: to_story_id,
        who,
        at,
      }));
    },
  };
}

function toStory(row: Selectable<StoryTable>): StoryRow {
  return {
    id: row.id,
    items: row.items,
    confirmed: row.confirmed === 1,
    openedAt: row.opened_at,
    lastItemAt: row.last_item_at,
  };
}
