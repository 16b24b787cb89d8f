import type { Classifier, Clock, Fetcher, Logger, SnapshotFiles, Store } from '../../core/ports.ts';
import type { SourceDef, StoredItem } from '../../core/types.ts';
import { classifyArticle } from '../classify-article.ts';
import { inParallel } from '../in-parallel.ts';
import { signAgain } from '../stories-backfill.ts';
import { fetchPage, type PageAnswer, pageAddress, readPage } from './read-page.ts';

/** Pages fetched for one source in one round; the rest wait for the next, so that a first read does not hammer a host. */
const PAGES_PER_ROUND = 25;
const PAGES_AT_ONCE = 2;
/** After so many failures an item stays with the words that its list gave. */
const MAX_TRIES = 5;
/** A page that is not there is asked for once more: some lists name a page a moment before it exists. */
const GONE_TRIES = 2;
/** What was kept of these counts as evidence. */
const KEPT_TIERS = new Set<string>(['official', 'standard-setter']);

interface PageDeps {
  readonly store: Store;
  readonly fetcher: Fetcher;
  readonly classifier: Classifier;
  readonly snapshots: SnapshotFiles;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Fetches the pages of a source's items that still lack their text, and tags those items again with it. */
export async function fetchPages(def: SourceDef, deps: PageDeps, signal?: AbortSignal): Promise<void> {
  const wanted = await deps.store.items.wantedPages(def.id, PAGES_PER_ROUND);
  let busy = false;
  const onBusy = () => {
    busy = true;
  };
  const complete = async (item: StoredItem) => {
    if (!busy) await completeItem(item, def, { ...deps, onBusy }, signal);
  };
  await inParallel(wanted, PAGES_AT_ONCE, complete, signal);
}

async function completeItem(
  item: StoredItem,
  def: SourceDef,
  deps: PageDeps & { readonly onBusy: () => void },
  signal?: AbortSignal,
): Promise<void> {
  const log = { source: def.id, item: item.id };
  const address = pageAddress(item, def);
  if (address === null) return deps.store.items.pageTried(item.id, false, 1);
  const answer = await fetchPage(address, def, deps.fetcher, signal);
  if (signal?.aborted) return;
  if (answer.outcome !== 'body') {
    const error = answer.outcome === 'failed' ? answer.error : 'not modified';
    deps.logger.debug({ ...log, error }, 'page not read');
    // The server asks for patience: that says nothing about the page, and is no try.
    if (answer.outcome === 'failed' && answer.fault === 'rate-limited') return deps.onBusy();
    const gone = answer.outcome === 'failed' && (answer.status === 404 || answer.status === 410);
    return deps.store.items.pageTried(item.id, false, gone ? GONE_TRIES : MAX_TRIES);
  }
  const snapshot = await keep(item, answer, def, deps);
  const { value: text, notes } = await readPage(answer, def);
  if (text === null) {
    deps.logger.debug({ ...log, notes }, 'page holds no article');
    // What came will not turn into text by asking again, but a page may have been a maintenance notice.
    const hopeless = notes.some(note => note.code === 'page-not-text' || note.code.startsWith('pdf-'));
    await deps.store.transaction(async ops => {
      if (snapshot) await ops.snapshots.add(snapshot);
      await ops.items.pageTried(item.id, false, hopeless ? 1 : MAX_TRIES);
    });
    return;
  }
  const article = { ...item, text, textFrom: 'page' as const };
  const classification = classifyArticle(article, def, deps.classifier);
  await deps.store.transaction(async ops => {
    if (snapshot) await ops.snapshots.add(snapshot);
    const [current] = await ops.items.getAll([item.id]);
    // The source edited it meanwhile: these words belong to the version before, and the next round fetches again.
    if (current?.contentHash !== item.contentHash) return;
    await ops.items.revise(
      item.id,
      { article, tier: def.tier, classification, pageWanted: false },
      deps.clock().toISOString(),
    );
    await signAgain(ops, { article, tags: classification, tier: def.tier }, item.firstSeenAt);
    await ops.items.pageTried(item.id, true, MAX_TRIES);
  });
}

/** The bytes of an official document are kept before anything is said about them; what an examiner is shown is what was there. */
async function keep(item: StoredItem, answer: PageAnswer, def: SourceDef, { snapshots }: PageDeps) {
  if (!KEPT_TIERS.has(def.tier)) return null;
  return {
    itemId: item.id,
    sha256: await snapshots.put(answer.bytes),
    url: answer.finalUrl,
    bytes: answer.bytes.length,
    contentType: answer.contentType,
    etag: answer.validators.etag,
    lastModified: answer.validators.lastModified,
    fetchedAt: answer.fetchedAt,
  };
}
