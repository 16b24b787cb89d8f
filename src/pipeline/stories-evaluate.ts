import { z } from 'zod';
import type { Input } from '../core/application.ts';
import { parseDate } from '../core/dates.ts';
import { AppError } from '../core/errors.ts';
import { shortId } from '../core/ids.ts';
import type { Classifier, Store } from '../core/ports.ts';
import type { DuplicateScores } from '../core/story-desk.ts';
import type { Article, SourceDef, SourceHint } from '../core/types.ts';
import { canonicalUrl } from '../core/url.ts';
import { articleFromText } from '../normalise/article-from-text.ts';
import { decodeBytes } from '../parse/decode.ts';
import { classifyUnknown, storeArticles } from './store-articles.ts';
import { LOCAL_SOURCE } from './to-articles.ts';

const groupSchema = z.object({
  type: z.enum(['duplicate', 'hard_negative']),
  event: z.string().nullable().default(null),
  items: z
    .array(
      z.object({
        title: z.string().min(1),
        lead: z.string().default(''),
        url: z.string().nullable().default(null),
        publisher: z.string().default(''),
        published: z.string(),
      }),
    )
    .min(1),
});
type Group = z.infer<typeof groupSchema>;
type LabelledItem = Group['items'][number];

interface Deps {
  /** An empty store, closed by the caller. */
  readonly store: Store;
  readonly classifier: Classifier;
  readonly hintOf: (publisher: string) => SourceHint;
}

/**
 * Scores the grouping on labelled events: all items enter in order of publication, each in a transaction of its own. Two items of one event
 * should be one story, two of different events or of a hard-negative pair should not; other pairs are not counted.
 * @throws AppError "input" when no line can be read.
 */
export async function evaluateDuplicates(input: Input, deps: Deps): Promise<DuplicateScores> {
  const { groups, problems } = readGroups(decodeBytes(input.bytes, input.contentType, null).text);
  if (groups.length === 0)
    throw new AppError(
      'input',
      `${input.name} holds no labelled group: each line is a JSON object with type, event and items. ${problems[0] ?? ''}`,
    );
  const { items, events, hard } = index(groups);
  const stories = new Map<string, string>();
  const ordered = [...items].sort(([, a], [, b]) =>
    a.published < b.published ? -1 : a.published > b.published ? 1 : 0,
  );
  for (const [key, item] of ordered) stories.set(key, await enter(item, deps));
  return { ...score(items, events, hard, stories), items: items.size, problems };
}

/** Stores an item as a crawl does and tells its story. */
async function enter(item: LabelledItem, { store, classifier, hintOf }: Deps): Promise<string> {
  const def = toSource(item.publisher, hintOf(item.publisher));
  const article = toArticle(item, def);
  const seenAt = article.publishedAt ?? item.published;
  const context = { def, seenAt, isHistoric: () => true, classifier };
  const tags = await classifyUnknown([article], [], context);
  await store.transaction(ops => storeArticles(ops, [article], tags, context));
  return (await store.items.get(article.id))?.storyId ?? article.id;
}

function toSource(publisher: string, hint: SourceHint): SourceDef {
  return {
    ...LOCAL_SOURCE,
    id: `labelled/${shortId([publisher], 10)}/news`,
    name: publisher,
    publisher,
    authority: hint.authority,
    jurisdiction: hint.jurisdiction,
    tier: hint.tier,
    type: hint.type,
    cryptoOnly: hint.cryptoOnly,
  };
}

function toArticle(item: LabelledItem, def: SourceDef): Article {
  const origin = { sourceId: def.id, publishedAt: item.published, language: 'en' };
  const article = articleFromText(`${item.title.slice(0, 200)}\n\n${item.lead}`, origin);
  if (article === null || parseDate(item.published, { timeZone: 'UTC' }) === null)
    throw new AppError('input', `"${item.title}" has no words or no date.`);
  return {
    ...article,
    title: item.title,
    url: item.url,
    canonicalUrl: item.url === null ? null : canonicalUrl(item.url),
  };
}

function readGroups(text: string): { readonly groups: Group[]; readonly problems: string[] } {
  const groups: Group[] = [];
  const problems: string[] = [];
  text.split('\n').forEach((line, number) => {
    if (line.trim() === '') return;
    try {
      const result = groupSchema.safeParse(JSON.parse(line));
      if (result.success) groups.push(result.data);
      else
        problems.push(
          `line ${number + 1}: ${result.error.issues[0]?.path.join('.')}: ${result.error.issues[0]?.message}`,
        );
    } catch {
      problems.push(`line ${number + 1}: not JSON`);
    }
  });
  return { groups, problems };
}

/** Items once each, the event of those that have one, and the pairs that are known to differ. */
function index(groups: readonly Group[]) {
  const items = new Map<string, LabelledItem>();
  const events = new Map<string, string>();
  const hard = new Set<string>();
  for (const group of groups) {
    const keys = group.items.map(item => `${item.url ?? item.publisher} ${item.title}`);
    for (const [at, item] of group.items.entries()) items.set(keys[at] ?? '', item);
    if (group.type === 'duplicate') for (const key of keys) events.set(key, group.event ?? keys.join());
    else for (const a of keys) for (const b of keys) if (a < b) hard.add(`${a}\t${b}`);
  }
  return { items, events, hard };
}

function score(
  items: ReadonlyMap<string, LabelledItem>,
  events: ReadonlyMap<string, string>,
  hard: ReadonlySet<string>,
  stories: ReadonlyMap<string, string>,
) {
  const counts = { found: 0, wrong: 0, missed: 0 };
  const errors: { same: boolean; titles: [string, string] }[] = [];
  const keys = [...items.keys()].sort();
  keys.forEach((a, at) => {
    for (const b of keys.slice(at + 1)) {
      const [first, second] = [events.get(a), events.get(b)];
      const labelled = first !== undefined && second !== undefined;
      if (!labelled && !hard.has(`${a}\t${b}`)) continue;
      const same = labelled && first === second;
      const together = stories.get(a) === stories.get(b);
      if (same && together) counts.found++;
      else if (together) counts.wrong++;
      else if (same) counts.missed++;
      if (same !== together)
        errors.push({ same, titles: [items.get(a)?.title ?? '', items.get(b)?.title ?? ''] });
    }
  });
  const share = (part: number, rest: number) => (part + rest === 0 ? 0 : part / (part + rest));
  const { found, wrong, missed } = counts;
  return {
    precision: share(found, wrong),
    recall: share(found, missed),
    f1: share(2 * found, wrong + missed),
    support: found + missed,
    errors,
  };
}
