import { setImmediate } from 'node:timers/promises';
import { AppError } from '../core/errors.ts';
import type { OnProgress, ReclassifyReport } from '../core/learning.ts';
import type { Classifier, Clock, Store } from '../core/ports.ts';
import type { SourceDef } from '../core/types.ts';
import { parseDateSpan } from '../query/query-dates.ts';
import { classifyStored } from './classify-stored.ts';
import { createChangeCount } from './decision-changes.ts';

interface ReclassifyDeps {
  readonly store: Store;
  readonly classifier: Classifier;
  readonly sources: readonly SourceDef[];
  readonly clock: Clock;
  readonly timeZone: string;
}

export interface ReclassifyOptions {
  readonly since?: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: OnProgress;
}

/** Items per transaction: a crawl that waits for the write lock waits for less than a tenth of a second. */
const BATCH = 50;
const KEY = 'reclassify';

/** How far a run came; kept in the settings until it is finished. */
interface Progress {
  readonly model: string;
  readonly since: string | null;
  readonly before: number;
  readonly done: number;
}

/**
 * Tags stored items again with the classifier of now, newest first, a batch per transaction. Words, versions, stories and posts stay as they are, and
 * nothing is announced. A run that was interrupted is gone on with when it was for the same model and the same items.
 */
export async function reclassify(
  deps: ReclassifyDeps,
  options: ReclassifyOptions,
): Promise<ReclassifyReport> {
  const { store, classifier } = deps;
  const since = sinceOf(options.since, deps);
  const sources = new Map(deps.sources.map(def => [def.id, def]));
  const left = await readProgress(store, classifier.version, since);
  const resumedAfter = left?.done ?? 0;
  const { items: total } = await store.items.count();
  const count = createChangeCount();
  let before = left?.before ?? null;
  let done = resumedAfter;
  for (;;) {
    if (options.signal?.aborted === true)
      return { model: classifier.version, ...count.total(), resumedAfter, finished: false };
    // Read and written under one lock: a crawl cannot put other words in between.
    const batch = await store.transaction(async ops => {
      const walked = await ops.items.walk({ before, since, limit: BATCH });
      for (const { item } of walked) {
        const tags = classifyStored(item, sources, classifier);
        count.add(item, tags);
        await ops.items.retag(item.id, tags);
      }
      const place = walked.at(-1)?.place;
      const progress: Progress | null =
        place === undefined
          ? null
          : { model: classifier.version, since, before: place, done: done + walked.length };
      await ops.settings.set(KEY, progress === null ? '' : JSON.stringify(progress));
      return walked;
    });
    if (batch.length === 0)
      return { model: classifier.version, ...count.total(), resumedAfter, finished: true };
    before = batch.at(-1)?.place ?? null;
    done += batch.length;
    options.onProgress?.(done, Math.max(done, total), `tagging with ${classifier.version}`);
    await setImmediate();
  }
}

function sinceOf(text: string | undefined, { clock, timeZone }: ReclassifyDeps): string | null {
  if (text === undefined) return null;
  const span = parseDateSpan(text, clock(), timeZone);
  if (span === null)
    throw new AppError('usage', `"${text}" is no date. Write "30d", "2026-10-01" or "2026-10".`);
  return span.from.toUTC().toISO();
}

async function readProgress(store: Store, model: string, since: string | null): Promise<Progress | null> {
  const text = await store.settings.get(KEY);
  if (text === null || text === '') return null;
  const progress: Progress = JSON.parse(text);
  // "30d" means another instant every time: an interrupted run is known by its day.
  const sameDay = progress.since?.slice(0, 10) === since?.slice(0, 10);
  return progress.model === model && sameDay ? progress : null;
}
