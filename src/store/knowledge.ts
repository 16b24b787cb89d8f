import type { KnowledgeStore, StoredPosition } from '../core/ports.ts';
import { firstIdOf, secondOf } from './item-ids.ts';
import { chunked } from './rows.ts';
import type { Db, Session } from './schema.ts';

function firstIdFrom(instant: string): number {
  return firstIdOf(Math.ceil(Date.parse(instant) / 1000));
}

/** What stored items say that jurisdictions make of activities, and what they count. */
export function createKnowledge({ db }: Pick<Session, 'db'>): KnowledgeStore {
  return {
    async newestPositions({ jurisdictions, topics, before }) {
      const cells = await db
        .selectFrom('item_positions')
        .select(['jurisdiction', 'topic', 'audience', 'place', 'stance'])
        .select(({ fn }) => fn.max('item_id').as('item_id'))
        .where('item_id', '<', firstIdFrom(before))
        .$if(jurisdictions.length > 0, query => query.where('jurisdiction', 'in', jurisdictions))
        .$if(topics.length > 0, query => query.where('topic', 'in', topics))
        .groupBy(['jurisdiction', 'topic', 'audience', 'place', 'stance'])
        .execute();
      const wanted = new Set(cells.map(cell => keyOf(cell)));
      const found: StoredPosition[] = [];
      for (const group of chunked([...new Set(cells.map(cell => cell.item_id))])) {
        const rows = await positions(db).where('p.item_id', 'in', group).execute();
        found.push(...rows.filter(row => wanted.has(keyOf(row))).map(toPosition));
      }
      return found;
    },

    async positionHistory({ jurisdiction, topic, before, limit }) {
      const rows = await positions(db)
        .where('p.jurisdiction', '=', jurisdiction)
        .where('p.topic', '=', topic)
        .where('p.item_id', '<', firstIdFrom(before))
        .orderBy('p.item_id', 'desc')
        .limit(limit)
        .execute();
      return rows.map(toPosition);
    },

    async figures({ authority, what, before, limit }) {
      const rows = await sources(db)
        .innerJoin('item_figures as f', 'f.item_id', 'i.id')
        .select(['f.what', 'f.value', 'f.unit', 'f.authority', 'f.quote'])
        .where('f.item_id', '<', firstIdFrom(before))
        .$if(authority !== null, query => query.where('f.authority', '=', authority ?? ''))
        .$if(what !== null, query => query.where('f.what', '=', what ?? ''))
        .orderBy('f.item_id', 'desc')
        .orderBy('f.what')
        .orderBy('f.value')
        .limit(limit)
        .execute();
      return rows.map(row => ({
        ...toSource(row),
        what: row.what,
        value: row.value,
        unit: row.unit === '' ? null : row.unit,
        authority: row.authority === '' ? null : row.authority,
        quote: row.quote,
      }));
    },
  };
}

/** The facts of an item that stand beside each of its claims. */
function sources(db: Db) {
  return db
    .selectFrom('items as i')
    .innerJoin('item_versions as v', join =>
      join.onRef('v.item_id', '=', 'i.id').onRef('v.version', '=', 'i.version'),
    )
    .select(['i.id', 'i.public_id', 'i.story_id', 'i.source_id', 'i.tier', 'v.title', 'v.url']);
}

function positions(db: Db) {
  return sources(db)
    .innerJoin('item_positions as p', 'p.item_id', 'i.id')
    .select([
      'p.item_id',
      'p.jurisdiction',
      'p.topic',
      'p.audience',
      'p.stance',
      'p.place',
      'p.confidence',
      'p.quote',
    ]);
}

type SourceRow = Awaited<ReturnType<ReturnType<typeof sources>['execute']>>[number];
type PositionRow = Awaited<ReturnType<ReturnType<typeof positions>['execute']>>[number];

function keyOf(
  row: Pick<PositionRow, 'jurisdiction' | 'topic' | 'audience' | 'place' | 'stance'> & {
    readonly item_id: number;
  },
): string {
  return `${row.jurisdiction} ${row.topic} ${row.audience} ${row.place} ${row.stance} ${row.item_id}`;
}

function toSource(row: SourceRow) {
  return {
    itemId: row.public_id,
    storyId: row.story_id,
    title: row.title,
    url: row.url,
    source: row.source_id,
    tier: row.tier,
    at: new Date(secondOf(row.id) * 1000).toISOString(),
  };
}

function toPosition(row: PositionRow): StoredPosition {
  return {
    ...toSource(row),
    jurisdiction: row.jurisdiction,
    topic: row.topic,
    audience: row.audience === '' ? null : row.audience,
    stance: row.stance,
    place: row.place,
    confidence: row.confidence,
    quote: row.quote,
  };
}
