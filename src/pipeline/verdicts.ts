import type { Knowledge } from '../classify/load-knowledge.ts';
import { AppError } from '../core/errors.ts';
import type { VerdictRequest } from '../core/learning.ts';
import type { Clock, Store, Verdict, VerdictKind } from '../core/ports.ts';
import { type Classification, KINDS, type StoredItem, TOPICS } from '../core/types.ts';
import { nearestName } from '../sources/nearest-name.ts';

interface VerdictDeps {
  readonly store: Store;
  readonly knowledge: Knowledge;
  readonly clock: Clock;
}

const FIELDS = ['topic', 'kind', 'jurisdiction', 'authority'] as const;
type Field = (typeof FIELDS)[number];

const MOST_TAGS = 30;
const MOST_REASON = 1000;
const MOST_NAME = 100;

/** Keeps what a person says about the tags of an item. @throws AppError "not-found", or "usage" that says what is wrong with a tag. */
export async function giveVerdict(
  { store, knowledge, clock }: VerdictDeps,
  itemId: string,
  request: VerdictRequest,
): Promise<readonly Verdict[]> {
  const item = await store.items.get(itemId);
  if (item === null)
    throw new AppError(
      'not-found',
      `No stored item has the id "${itemId}", or several begin with it. \`regbeat search\` shows ids.`,
    );
  const at = clock().toISOString();
  const verdicts: Verdict[] = [];
  const say = (what: VerdictKind, tag: string | null): void => {
    const { reason, who } = request;
    verdicts.push({
      itemId: item.id,
      what,
      tag,
      reason: reason?.slice(0, MOST_REASON) ?? null,
      who: who.slice(0, MOST_NAME),
      at,
    });
  };
  if (request.wrong.length + request.missing.length > MOST_TAGS)
    throw new AppError('usage', `A verdict may name ${MOST_TAGS} tags at most.`);
  if (request.relevant !== null) say(request.relevant ? 'relevant' : 'irrelevant', null);
  for (const tag of new Set(request.wrong)) say('wrong-tag', wrongTag(tag, item, knowledge));
  for (const tag of new Set(request.missing)) say('missing-tag', missingTag(tag, item, knowledge));
  if (verdicts.length === 0)
    throw new AppError(
      'usage',
      'Say what is wrong: --wrong topic:tax, --missing topic:staking, --irrelevant or --relevant.',
    );
  if (request.relevant === false && request.missing.length > 0)
    throw new AppError('usage', 'An irrelevant item carries no tags: leave out --missing or --irrelevant.');
  await store.verdicts.add(verdicts);
  return verdicts;
}

function parseTag(text: string, knowledge: Knowledge): { field: Field; value: string } {
  const match = /^([a-z]+):(.+)$/i.exec(text.trim());
  const field = FIELDS.find(one => one === match?.[1]?.toLowerCase());
  if (match === null || field === undefined)
    throw new AppError('usage', `"${text}" is no tag. Tags are written ${FIELDS.join(':..., ')}:...`);
  const wanted = match[2] ?? '';
  const values = valuesOf(field, knowledge);
  const value = values.find(one => one.toLowerCase() === wanted.toLowerCase());
  if (value !== undefined) return { field, value };
  const near = nearestName(wanted, values);
  throw new AppError(
    'usage',
    `There is no ${field} "${wanted}".${near === null ? '' : ` Did you mean ${field}:${near}?`}`,
  );
}

function valuesOf(field: Field, { taxonomy }: Knowledge): readonly string[] {
  if (field === 'topic') return TOPICS;
  if (field === 'kind') return KINDS;
  if (field === 'jurisdiction') return taxonomy.jurisdictions.map(one => one.code);
  return [...new Set(taxonomy.authorities.map(one => one.name))];
}

/** Every tag that an item carries, as it is written in a verdict. */
function tagsOf({ topics, kind, jurisdictions, authorities }: Classification): string[] {
  return [
    ...topics.map(tag => `topic:${tag.id}`),
    `kind:${kind.id}`,
    ...jurisdictions.map(tag => `jurisdiction:${tag.code}`),
    ...authorities.map(tag => `authority:${tag.name}`),
  ];
}

function wrongTag(text: string, { id, classification }: StoredItem, knowledge: Knowledge): string {
  const { field, value } = parseTag(text, knowledge);
  const tag = `${field}:${value}`;
  const carried = tagsOf(classification);
  if (carried.includes(tag)) return tag;
  throw new AppError('usage', `Item ${id} does not carry ${tag}. It carries ${carried.join(', ')}.`);
}

function missingTag(text: string, { id, classification }: StoredItem, knowledge: Knowledge): string {
  const { field, value } = parseTag(text, knowledge);
  const tag = `${field}:${value}`;
  if (!tagsOf(classification).includes(tag)) return tag;
  throw new AppError('usage', `Item ${id} carries ${tag} already.`);
}
