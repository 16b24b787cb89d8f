import type { Match, SourceState, Store } from '../core/ports.ts';
import type { Article, SourceDef } from '../core/types.ts';
import { gapSuspected, type ListedItem, meetsHead } from '../watch/gap.ts';
import { hasMore, type PageRead, walkPages } from './gap-pages.ts';
import { addressOf, type ReadDeps, readPage } from './read-source.ts';

/** Further documents read after a gap unless the source says another number. */
const MOST_PAGES = 10;

/** A list, and what further documents brought when it no longer reached back to what was known. */
export interface WholeList {
  readonly articles: readonly Article[];
  /** Its items under the ids that the store knows them by. */
  readonly listed: readonly ListedItem[];
  readonly gap: 'none' | 'closed' | 'open';
  /** Documents read, the list itself included. */
  readonly pages: number;
}

/**
 * Looks whether items scrolled out of a list since it was read last, and if so goes on to its further pages and its archive until one of
 * the newest items of before is met. Reads nothing more when there is no gap.
 */
export async function readWhole(
  def: SourceDef,
  state: SourceState | undefined,
  read: PageRead,
  deps: ReadDeps & { readonly store: Store },
): Promise<WholeList> {
  const { head = [], newestAt = null } = state?.watch ?? {};
  const listed = await toListed(deps.store, def.id, read.articles);
  if (!state?.firstSuccessAt || !gapSuspected(listed, head, newestAt)) {
    return { articles: read.articles, listed, gap: 'none', pages: 1 };
  }
  const all = new Map(read.articles.map((article, index) => [article.id, listed[index]]));
  const articles = [...read.articles];
  let pages = 1;
  let met = false;
  const take = async (page: PageRead) => {
    pages++;
    const more = page.articles.filter(article => !all.has(article.id));
    const found = await toListed(deps.store, def.id, more);
    for (const [index, article] of more.entries()) all.set(article.id, found[index]);
    articles.push(...more);
    met ||= meetsHead(found, head) || (newestAt !== null && reachesBehind(found, newestAt));
  };
  // A list by year begins anew each January: what came last stands on the page of the year before.
  const before = state.url !== null && state.url !== read.url && def.url.includes('{') ? state.url : null;
  if (before !== null) {
    const page = await readPage(def, { ...addressOf(def, undefined, deps.now), url: before }, deps);
    if (page.outcome === 'read') await take(page);
  }
  if (!met && (hasMore(def) || read.nextUrl !== null)) {
    const { body } = addressOf(def, state, deps.now);
    const first = { ...read, ...(body === undefined ? {} : { body }) };
    const since = new Date(newestAt ?? deps.now);
    const walk = walkPages(def, { first, maxPages: def.paging?.maxPages ?? MOST_PAGES, since }, deps);
    for await (const step of walk) {
      if (step.type === 'page') await take(step.page);
      if (met) break;
    }
  }
  const whole = [...all.values()].filter(item => item !== undefined);
  return { articles, listed: whole, gap: met ? 'closed' : 'open', pages };
}

async function toListed(
  store: Store,
  sourceId: string,
  articles: readonly Article[],
): Promise<readonly ListedItem[]> {
  const matches: readonly Match[] = articles.length === 0 ? [] : await store.items.match(sourceId, articles);
  return articles.map((article, index) => {
    const match = matches[index];
    const isNew = match === undefined || match.status === 'new';
    return { id: isNew ? article.id : match.id, isNew, article };
  });
}

/** Whether a further page holds something that is older than the newest of before, by a whole day where only days are known. */
function reachesBehind(items: readonly ListedItem[], newestAt: string): boolean {
  return items.some(({ article }) => article.publishedAt !== null && article.publishedAt < newestAt);
}
