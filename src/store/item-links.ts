import type { Classification } from '../core/types.ts';
import { deleteClaimLinks, insertClaimLinks } from './claim-links.ts';
import { deleteDateLinks, insertDateLinks } from './deadline-links.ts';
import { deleteEntityLinks, insertEntityLinks } from './entity-links.ts';
import { deleteStanceLinks, insertStanceLinks } from './position-links.ts';
import { insertable } from './rows.ts';
import type {
  AuthorityLinkTable,
  Db,
  Flag,
  JurisdictionLinkTable,
  LinkTable,
  Mark,
  MarkTable,
} from './schema.ts';

/** What the facets of one item are made of. */
export interface Tagged {
  readonly id: number;
  readonly classification: Classification;
}

const MARKS: readonly Mark[] = ['edited', 'historic', 'duplicate', 'unconfirmed'];

/** Writes the rows that make items findable by jurisdiction, topic and authority. */
export async function insertLinks(tx: Db, items: readonly Tagged[]): Promise<void> {
  for (const rows of insertable(items.flatMap(jurisdictionRows).sort(byKey))) {
    await tx.insertInto('item_jurisdictions').values(rows).execute();
  }
  for (const rows of insertable(items.flatMap(topicRows).sort(byKey))) {
    await tx.insertInto('item_topics').values(rows).execute();
  }
  for (const rows of insertable(items.flatMap(authorityRows).sort(byKey))) {
    await tx.insertInto('item_authorities').values(rows).execute();
  }
  await insertClaimLinks(tx, items);
  await insertDateLinks(tx, items);
  await insertEntityLinks(tx, items);
  await insertStanceLinks(tx, items);
}

/** Removes what insertLinks wrote for an item with this (old) classification. */
export async function deleteLinks(tx: Db, item: Tagged): Promise<void> {
  await deleteClaimLinks(tx, item);
  await deleteDateLinks(tx, item);
  await deleteEntityLinks(tx, item);
  await deleteStanceLinks(tx, item);
  const tables = [
    ['item_jurisdictions', jurisdictionRows(item)],
    ['item_topics', topicRows(item)],
    ['item_authorities', authorityRows(item)],
  ] as const;
  for (const [table, rows] of tables) {
    for (const row of rows) {
      await tx
        .deleteFrom(table)
        .where('code', '=', row.code)
        .where('relevant', '=', row.relevant)
        .where('item_id', '=', row.item_id)
        .execute();
    }
  }
}

export interface MarkFacts {
  readonly id: number;
  readonly relevant: Flag;
  readonly version: number;
  readonly historic: boolean;
  readonly duplicate: boolean;
  readonly unconfirmed: boolean;
}

/** Writes what "is:" finds items by. */
export async function insertMarks(tx: Db, items: readonly MarkFacts[]): Promise<void> {
  const rows: MarkTable[] = items.flatMap(item => {
    const marks: Mark[] = [];
    if (item.version > 1) marks.push('edited');
    if (item.historic) marks.push('historic');
    if (item.duplicate) marks.push('duplicate');
    if (item.unconfirmed) marks.push('unconfirmed');
    return marks.map(code => ({ code, relevant: item.relevant, item_id: item.id }));
  });
  for (const group of insertable(rows)) {
    await tx
      .insertInto('item_marks')
      .values(group)
      .onConflict(conflict => conflict.doNothing())
      .execute();
  }
}

/** Removes marks of items, all of them unless some are named. */
export async function deleteMarks(
  tx: Db,
  ids: readonly number[],
  marks: readonly Mark[] = MARKS,
): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .deleteFrom('item_marks')
    .where('code', 'in', marks)
    .where('relevant', 'in', [0, 1])
    .where('item_id', 'in', ids)
    .execute();
}

function jurisdictionRows({ id, classification }: Tagged): JurisdictionLinkTable[] {
  const relevant = classification.relevant ? 1 : 0;
  // An item may carry one code twice; the primary role is the stronger statement.
  const byCode = new Map(classification.jurisdictions.map(tag => [tag.code, tag]));
  for (const tag of classification.jurisdictions) if (tag.role === 'primary') byCode.set(tag.code, tag);
  return Array.from(byCode.values(), tag => ({
    code: tag.code,
    relevant,
    item_id: id,
    role: tag.role,
    score: tag.score,
  }));
}

function topicRows({ id, classification }: Tagged): LinkTable[] {
  const relevant = classification.relevant ? 1 : 0;
  const byCode = new Map(classification.topics.map(tag => [tag.id, tag]));
  return Array.from(byCode.values(), tag => ({ code: tag.id, relevant, item_id: id, score: tag.score }));
}

/** By name and by name@place: "SEC" is any country's, "SEC@US" one of them. */
function authorityRows({ id, classification }: Tagged): AuthorityLinkTable[] {
  const relevant = classification.relevant ? 1 : 0;
  const byCode = new Map(
    classification.authorities.flatMap(tag => [
      [tag.name, tag] as const,
      [`${tag.name}@${tag.jurisdiction}`, tag] as const,
    ]),
  );
  return Array.from(byCode, ([code, tag]) => ({
    code,
    relevant,
    item_id: id,
    jurisdiction: tag.jurisdiction,
    score: tag.score,
  }));
}

/** The order of the key, so that a batch goes into neighbouring pages. */
function byKey(a: LinkTable, b: LinkTable): number {
  if (a.code !== b.code) return a.code < b.code ? -1 : 1;
  return a.item_id - b.item_id;
}
