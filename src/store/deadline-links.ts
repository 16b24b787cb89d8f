import { firstDay, lastDay } from '../core/calendar-date.ts';
import type { Classification } from '../core/types.ts';
import type { DateLinkTable } from './knowledge-link-tables.ts';
import { insertable } from './rows.ts';
import type { Db } from './schema.ts';

interface Tagged {
  readonly id: number;
  readonly classification: Classification;
}

/** Writes the rows that make items findable by the dates they announce. */
export async function insertDateLinks(tx: Db, items: readonly Tagged[]): Promise<void> {
  for (const rows of insertable(items.flatMap(dateRows))) {
    await tx.insertInto('item_dates').values(rows).execute();
  }
}

/** Removes what insertDateLinks wrote for an item. */
export async function deleteDateLinks(tx: Db, item: Tagged): Promise<void> {
  await tx.deleteFrom('item_dates').where('item_id', '=', item.id).execute();
}

function dateRows({ id, classification }: Tagged): DateLinkTable[] {
  const rows = new Map<string, DateLinkTable>();
  for (const { kind, date, confidence } of classification.dates) {
    rows.set(`${kind} ${date}`, {
      code: kind,
      relevant: classification.relevant ? 1 : 0,
      item_id: id,
      date,
      first_day: firstDay(date),
      last_day: lastDay(date),
      score: confidence,
    });
  }
  return [...rows.values()];
}
