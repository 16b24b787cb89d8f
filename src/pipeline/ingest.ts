import type {
  ClassifiedText,
  IngestedItem,
  IngestOptions,
  IngestReport,
  Input,
} from '../core/application.ts';
import { AppError } from '../core/errors.ts';
import type { Classifier, Clock, Store } from '../core/ports.ts';
import type { Article, SourceDef } from '../core/types.ts';
import { classifyArticle } from './classify-article.ts';
import { classifyUnknown, storeArticles } from './store-articles.ts';
import { LOCAL_SOURCE, toArticles } from './to-articles.ts';

interface IngestDeps {
  readonly store: Store;
  readonly classifier: Classifier;
  readonly sources: readonly SourceDef[];
  readonly clock: Clock;
}

/** Reads an input, tags its items and stores them in one transaction, as historic: what is given by hand is announced nowhere. */
export function createIngest(
  deps: IngestDeps,
): (input: Input, options: IngestOptions) => Promise<IngestReport> {
  return async (input, options) => {
    const def = sourceOf(options.source, deps.sources);
    const now = deps.clock();
    const { articles, notes } = await toArticles(input, def, options, now);
    const context = { def, seenAt: now.toISOString(), isHistoric: () => true, classifier: deps.classifier };
    const tags = await classifyUnknown(articles, await deps.store.items.match(def.id, articles), context);
    const stored = await deps.store.transaction(ops => storeArticles(ops, articles, tags, context));
    return { input: input.name, items: await describe(articles, stored, def, deps.store), notes };
  };
}

/** Tags the items of an input and stores nothing. */
export async function classifyInput(
  input: Input,
  deps: { readonly classifier: Classifier; readonly clock: Clock },
): Promise<readonly ClassifiedText[]> {
  const { articles } = await toArticles(input, LOCAL_SOURCE, {}, deps.clock());
  return articles.map(article => ({
    title: article.title,
    text: article.textFrom === 'title' ? '' : article.text,
    url: article.url,
    classification: classifyArticle(article, LOCAL_SOURCE, deps.classifier),
  }));
}

function sourceOf(id: string | undefined, sources: readonly SourceDef[]): SourceDef {
  if (id === undefined) return LOCAL_SOURCE;
  const def = sources.find(source => source.id === id);
  if (!def)
    throw new AppError(
      'no-such-source',
      `No source is called "${id}". \`regbeat sources list\` shows them all.`,
    );
  if (def.register)
    throw new AppError(
      'usage',
      `${def.id} is a register: its rows are compared, not stored one by one. Use \`regbeat registers update ${def.id} --from FILE\`.`,
    );
  return def;
}

async function describe(
  articles: readonly Article[],
  stored: { readonly new: readonly string[]; readonly updated: readonly string[] },
  def: SourceDef,
  store: Store,
): Promise<readonly IngestedItem[]> {
  const added = new Set(stored.new);
  const updated = new Set(stored.updated);
  const matches = await store.items.match(def.id, articles);
  const ids = new Set(matches.flatMap(match => (match.status === 'new' ? [] : [match.id])));
  const items = await store.items.getAll([...ids]);
  return items.map(item => ({
    outcome: added.has(item.id) ? 'stored' : updated.has(item.id) ? 'updated' : 'unchanged',
    item,
  }));
}
