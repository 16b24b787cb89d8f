import type { Application } from '../../core/application.ts';
import type { Deadline } from '../../core/deadlines.ts';

/** How far a calendar looks ahead, and back, so that what has passed does not vanish from calendars at once. */
const AHEAD = '1y';
const BACK = '90d';
/** Items that are matched with deadlines: the newest ones that name a date. */
const MOST_ITEMS = 2_000;
const MOST_DEADLINES = 1_000;

/** A query that asks for deadlines of its own. */
const ASKS_FOR_DATES = /(?:^|\s)-?deadline\s*[:：]/i;

/** Deadlines of the matters that a query's items belong to, soonest first. @throws AppError "query". */
export async function deadlinesOfQuery(
  app: Pick<Application, 'deadlines' | 'searchPage'>,
  query: string,
  limit: number,
): Promise<readonly Deadline[]> {
  const wanted = await storiesOf(app, query);
  const ahead = await app.deadlines({ within: AHEAD, limit: MOST_DEADLINES });
  const back = await app.deadlines({ within: BACK, passed: true, limit: MOST_DEADLINES });
  const all = [...back.deadlines.toReversed(), ...ahead.deadlines];
  return all.filter(one => wanted === null || one.matter.some(id => wanted.has(id))).slice(-limit);
}

/** Ids of the stories; null for a query that asks for everything. */
async function storiesOf(
  app: Pick<Application, 'searchPage'>,
  query: string,
): Promise<ReadonlySet<string> | null> {
  if (query.trim() === '') return null;
  // In front, where no open quotation mark can swallow it.
  const dated = ASKS_FOR_DATES.test(query) ? query : `deadline:any ${query}`;
  const { items } = await app.searchPage(dated, { limit: MOST_ITEMS, offset: 0 });
  return new Set(items.map(item => item.storyId));
}
