import { type Example, isOfficial } from '../classify/learn/examples.ts';
import { readFeatures, type Stem } from '../classify/learn/features.ts';
import type { ItemReader } from '../classify/learn/signals.ts';
import type { Store, Verdict } from '../core/ports.ts';
import type { SourceDef, StoredItem } from '../core/types.ts';
import { toSourceHint } from './classify-article.ts';
import { sourceOf } from './classify-stored.ts';

/** A person looked at this very item: it counts as much as so many examples of the corpus. */
const WEIGHT = 10;

/** What verdicts on one item say it should have been tagged. Null: they do not say. */
export interface Correction {
  readonly relevant: boolean | null;
  readonly topics: readonly string[] | null;
  readonly kind: string | null;
}

/** Puts the verdicts on one item together, oldest first: a later one overrules an earlier one. */
export function toCorrection(item: StoredItem, verdicts: readonly Verdict[]): Correction {
  let relevant: boolean | null = null;
  let kind: string | null = null;
  let topics: Set<string> | null = null;
  for (const { what, tag } of verdicts) {
    if (what === 'relevant' || what === 'irrelevant') {
      relevant = what === 'relevant';
      continue;
    }
    const [field, value = ''] = (tag ?? '').split(/:(.*)/s);
    if (field === 'topic') {
      topics ??= new Set(item.classification.topics.map(one => one.id));
      if (what === 'missing-tag') topics.add(value);
      else topics.delete(value);
    } else if (field === 'kind') {
      if (what === 'missing-tag') kind = value;
      else if (kind === value) kind = null;
    }
  }
  // What is irrelevant is about nothing.
  if (relevant === false) return { relevant, topics: null, kind: null };
  return { relevant, topics: topics === null ? null : [...topics].sort(), kind };
}

/** The items that people gave verdicts on, as examples to train on, by id. Verdicts on jurisdictions and authorities are kept, but not trained on. */
export async function readVerdictExamples(
  store: Store,
  sources: ReadonlyMap<string, SourceDef>,
  read: ItemReader,
  stem: Stem,
): Promise<Example[]> {
  const byItem = Map.groupBy(await store.verdicts.list(), verdict => verdict.itemId);
  const examples: Example[] = [];
  for (const [id, verdicts] of [...byItem].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const item = await store.items.get(id);
    if (item === null) continue;
    const correction = toCorrection(item, verdicts);
    if (correction.relevant === null && correction.topics === null && correction.kind === null) continue;
    const source = toSourceHint(sourceOf(item, sources));
    const found = read(item.title, item.textFrom === 'title' ? '' : item.text, source);
    examples.push({
      id,
      ...correction,
      official: isOfficial(source),
      weight: WEIGHT,
      features: readFeatures(found.scan, source, stem),
      rules: found.rules,
    });
  }
  return examples;
}
