import type { Classifier, Clock, Fetcher, Logger, Store } from '../core/ports.ts';
import type { SourceDef, StoredItem } from '../core/types.ts';
import { extractArticle } from '../extract/extract-article.ts';
import { decodeBytes } from '../parse/decode.ts';
import { classifyArticle } from './classify-article.ts';
import { inParallel } from './in-parallel.ts';

/** Pages fetched for one source in one round; the rest wait for the next, so that a first read does not hammer a host. */
const PAGES_PER_ROUND = 25;
const PAGES_AT_ONCE = 2;
/** After so many failures an item stays with the words that its list gave. */
const MAX_TRIES = 5;
/** A page that is not there is asked for once more: some lists name a page a moment before it exists. */
const GONE_TRIES = 2;

interface PageDeps {
  readonly store: Store;
  readonly fetcher: Fetcher;
  readonly classifier: Classifier;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Fetches the pages of a source's items that still lack their text, and tags those items again with it. */
export async function fetchPages(def: SourceDef, deps: PageDeps, signal?: AbortSignal): Promise<void> {
  const wanted = await deps.store.items.wantedPages(def.id, PAGES_PER_ROUND);
  await inParallel(wanted, PAGES_AT_ONCE, item => fetchPage(item, def, deps, signal), signal);
}

async function fetchPage(
  item: StoredItem,
  def: SourceDef,
  deps: PageDeps,
  signal?: AbortSignal,
): Promise<void> {
  if (item.url === null) return;
  const answer = await deps.fetcher.fetch({ url: item.url, signal });
  if (signal?.aborted) return;
  if (answer.outcome !== 'body') {
    const error = answer.outcome === 'failed' ? answer.error : 'not modified';
    deps.logger.debug({ source: def.id, item: item.id, error }, 'page not read');
    const gone = answer.outcome === 'failed' && (answer.status === 404 || answer.status === 410);
    return deps.store.items.pageTried(item.id, false, gone ? GONE_TRIES : MAX_TRIES);
  }
  if (!mayBePage(answer.contentType, answer.bytes)) {
    deps.logger.debug({ source: def.id, item: item.id, contentType: answer.contentType }, 'not a page');
    return deps.store.items.pageTried(item.id, false, 1);
  }
  const html = decodeBytes(answer.bytes, answer.contentType, def.language).text;
  const { value: text, notes } = extractArticle(html, def.page?.select);
  if (text === null) {
    deps.logger.debug({ source: def.id, item: item.id, notes }, 'page holds no article');
    return deps.store.items.pageTried(item.id, false, MAX_TRIES);
  }
  const article = { ...item, text, textFrom: 'page' as const };
  const classification = classifyArticle(article, def, deps.classifier);
  await deps.store.transaction(async ops => {
    const [current] = await ops.items.getAll([item.id]);
    // The source edited it meanwhile: these words belong to the version before, and the next round fetches again.
    if (current?.contentHash !== item.contentHash) return;
    await ops.items.revise(
      item.id,
      { article, tier: def.tier, classification, pageWanted: false },
      deps.clock().toISOString(),
    );
    await ops.items.pageTried(item.id, true, MAX_TRIES);
  });
}

/** Links of lists lead to PDF files and pictures too: their bytes are no text. */
function mayBePage(contentType: string | null, bytes: Uint8Array): boolean {
  if (Buffer.from(bytes.subarray(0, 5)).toString('latin1') === '%PDF-') return false;
  return contentType === null || contentType.trim() === '' || /html|xml|text\//i.test(contentType);
}
