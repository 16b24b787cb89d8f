import type { Classification, Tier } from '../core/types.ts';
import type { FigureTable, PositionTable } from './claim-tables.ts';
import { chunked, insertable } from './rows.ts';
import type { Db } from './schema.ts';

interface Tagged {
  readonly id: number;
  readonly classification: Classification;
}

const PLACES: Readonly<Record<Tier, number>> = { official: 0, 'standard-setter': 1, press: 2, 'law-firm': 2 };

/** Writes the rows that the matrix and the series of figures are made of. The items are stored already: their tier is read there. */
export async function insertClaimLinks(tx: Db, items: readonly Tagged[]): Promise<void> {
  const positions = items.filter(item => item.classification.positions.length > 0);
  const tiers = new Map<number, Tier>();
  for (const group of chunked(positions.map(item => item.id))) {
    const rows = await tx.selectFrom('items').select(['id', 'tier']).where('id', 'in', group).execute();
    for (const row of rows) tiers.set(row.id, row.tier);
  }
  const places = positions.flatMap(item => positionRows(item, PLACES[tiers.get(item.id) ?? 'press']));
  for (const rows of insertable(places)) await tx.insertInto('item_positions').values(rows).execute();
  for (const rows of insertable(items.flatMap(figureRows)))
    await tx.insertInto('item_figures').values(rows).execute();
}

/** Removes what insertClaimLinks wrote for an item. */
export async function deleteClaimLinks(tx: Db, item: Pick<Tagged, 'id'>): Promise<void> {
  await tx.deleteFrom('item_positions').where('item_id', '=', item.id).execute();
  await tx.deleteFrom('item_figures').where('item_id', '=', item.id).execute();
}

function positionRows({ id, classification }: Tagged, place: number): PositionTable[] {
  const rows = new Map<string, PositionTable>();
  for (const { jurisdiction, topic, audience, stance, confidence, quote } of classification.positions) {
    const key = `${jurisdiction} ${topic} ${audience ?? ''}`;
    if (rows.has(key)) continue;
    rows.set(key, {
      item_id: id,
      jurisdiction,
      topic,
      audience: audience ?? '',
      stance,
      place,
      confidence,
      quote,
    });
  }
  return [...rows.values()];
}

function figureRows({ id, classification }: Tagged): FigureTable[] {
  const rows = new Map<string, FigureTable>();
  for (const { what, value, unit, authority, quote } of classification.figures) {
    const key = `${what} ${value} ${unit ?? ''}`;
    if (rows.has(key)) continue;
    rows.set(key, { item_id: id, what, value, unit: unit ?? '', authority: authority ?? '', quote });
  }
  return [...rows.values()];
}
