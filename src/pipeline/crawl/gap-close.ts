import type { Match, SourceRead, SourceState, Store } from '../../core/ports.ts';
import type { Article, SourceDef } from '../../core/types.ts';
import { gapSuspected, type ListedItem, meetsHead } from '../../watch/gap.ts';
import { hasMore, type PageRead, walkPages } from './gap-pages.ts';
import { addressOf, type ReadDeps, readFurther } from './read-source.ts';

/** Further documents read after a gap unless the source says another number. */
const MOST_PAGES = 10;

/** A list, and what further documents brought when it no longer reached back to what was known. */
export interface WholeList {
  readonly articles: readonly Article[];
  /** What the store knew of each of them when it was read. */
  readonly matches: readonly Match[];
  /** Its items under the ids that the store knows them by. */
  readonly listed: readonly ListedItem[];
  readonly gap: SourceRead['gap'];
  /** The gap stayed open because a further page could not be read: worth another try. */
  readonly retry?: true;
  /** Documents read, the list itself included. */
  readonly pages: number;
}

/**
 * Looks whether items scrolled out of a list since it was read last (or an earlier gap waits for another try), and if so goes on to its further pages and its archive until one of
 * the newest items of before is met. Reads nothing more when there is no gap.
 */
export async function readWhole(
  def: SourceDef,
  state: SourceState | undefined,
  read: PageRead,
  deps: ReadDeps & { readonly store: Store },
): Promise<WholeList> {
  const pending = pendingGap(state);
  const { head, newestAt } = pending ?? {
    head: state?.watch.head ?? [],
    newestAt: state?.watch.newestAt ?? null,
  };
  const matches = await matchAll(deps.store, def.id, read.articles);
  const listed = toListed(read.articles, matches);
  const suspected = pending !== null || gapSuspected(listed, head, newestAt);
  if (!state?.firstSuccessAt || !suspected) {
    return { articles: read.articles, matches, listed, gap: 'none', pages: 1 };
  }
  const ids = new Set(read.articles.map(article => article.id));
  const whole = { articles: [...read.articles], matches: [...matches], listed: [...listed] };
  let pages = 1;
  let met = pending !== null && meetsHead(listed, head);
  let failed = false;
  const take = async (page: PageRead) => {
    pages++;
    const more = page.articles.filter(article => !ids.has(article.id));
    const found = await matchAll(deps.store, def.id, more);
    const items = toListed(more, found);
    for (const { id } of more) ids.add(id);
    whole.articles.push(...more);
    whole.matches.push(...found);
    whole.listed.push(...items);
    met ||= meetsHead(items, head) || (newestAt !== null && reachesBehind(items, newestAt));
  };
  // A list by year begins anew each January: what came last stands on the page of the year before.
  const before = state.url !== null && state.url !== read.url && def.url.includes('{') ? state.url : null;
  if (before !== null) {
    const page = await readFurther(def, { ...addressOf(def, undefined, deps.now), url: before }, deps);
    if (page.outcome === 'read') await take(page);
  }
  if (!met && (hasMore(def) || read.nextUrl !== null)) {
    const { body } = addressOf(def, state, deps.now);
    const first = { ...read, ...(body === undefined ? {} : { body }) };
    const since = new Date(newestAt ?? deps.now);
    const walk = walkPages(def, { first, maxPages: def.paging?.maxPages ?? MOST_PAGES, since }, deps);
    for await (const step of walk) {
      if (step.type === 'page') await take(step.page);
      else failed = true;
      if (met) break;
    }
  }
  const closed = pending === null ? 'closed' : 'closed-later';
  return { ...whole, gap: met ? closed : 'open', pages, ...(failed && !met ? { retry: true } : {}) };
}

/** What an earlier gap needs to be met by, while it is still worth trying. Such a source must be asked for its full list. */
export function pendingGap(
  state: SourceState | undefined,
): { readonly head: readonly string[]; readonly newestAt: string | null } | null {
  const gap = state?.watch.openGap;
  return gap?.head ? { head: gap.head, newestAt: gap.from } : null;
}

async function matchAll(
  store: Store,
  sourceId: string,
  articles: readonly Article[],
): Promise<readonly Match[]> {
  return articles.length === 0 ? [] : store.items.match(sourceId, articles);
}

function toListed(articles: readonly Article[], matches: readonly Match[]): readonly ListedItem[] {
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
