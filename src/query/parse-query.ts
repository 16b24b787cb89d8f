import type { Query, TextTerm } from '../core/types.ts';
import { KINDS, TIERS, TOPICS } from '../core/types.ts';
import {
  emptyQuery,
  isEmptyQuery,
  QUERY_FIELDS,
  type QueryField,
  VALUE_FIELDS,
  type ValueField,
} from './empty-query.ts';
import { KNOWLEDGE_FIELDS, type KnowledgeField, readKnowledgeValue } from './knowledge-fields.ts';
import { DAY_WORDS, nearestDay, parseDateSpan } from './query-dates.ts';
import { type QueryError, QueryFault } from './query-error.ts';
import { type Token, type TypedValue, tokenise } from './query-tokens.ts';
import {
  nearestValue,
  type QueryVocabulary,
  resolveValue,
  toEntries,
  type VocabularyEntry,
} from './query-vocabulary.ts';

export interface ParseOptions {
  readonly now: Date;
  /** IANA zone that days are counted in. */
  readonly timeZone: string;
  readonly vocabulary: QueryVocabulary;
  /** Whether a query that asks for nothing means every relevant item. Default: it is an error. */
  readonly allowEmpty?: boolean;
}

export type ParsedQuery =
  | { readonly ok: true; readonly query: Query }
  | { readonly ok: false; readonly error: QueryError };

const IS_VALUES = ['unconfirmed', 'duplicate', 'edited', 'historic'] as const;
const RELEVANT = ['yes', 'no', 'any'] as const;
const SORTS = ['new', 'old', 'rank'] as const;

/** UTF-16 units and words of a query: far more than a person types, few enough for any index. */
const MAX_LENGTH = 2_000;
const MAX_TERMS = 50;

type FieldToken = Extract<Token, { type: 'field' }>;

/**
 * Reads the query language: words, "exact phrases", -excluded words, and fields such as jurisdiction:HK,SG -topic:nft since:30d.
 * All words must occur; of one field any value; all fields must hold. `since` is inclusive; `until` is exclusive for an instant,
 * inclusive for a whole day, month or year ("until:2026-10-01" includes that day). Never throws; what is not understood is an error with its place and the nearest valid word.
 */
export function parseQuery(text: string, options: ParseOptions): ParsedQuery {
  try {
    return { ok: true, query: read(text, options) };
  } catch (error) {
    if (error instanceof QueryFault) return { ok: false, error: error.fault };
    throw error;
  }
}

interface Draft {
  terms: TextTerm[];
  readonly include: Record<ValueField, Set<string>>;
  readonly exclude: Record<ValueField, Set<string>>;
  readonly single: Map<QueryField, { readonly value: string; readonly token: FieldToken }>;
}

function read(text: string, options: ParseOptions): Query {
  if (text.length > MAX_LENGTH) {
    throw new QueryFault({
      code: 'too-long',
      position: MAX_LENGTH,
      length: text.length - MAX_LENGTH,
      message: `A query has at most ${MAX_LENGTH} characters.`,
      suggestion: null,
    });
  }
  const draft: Draft = { terms: [], include: emptySets(), exclude: emptySets(), single: new Map() };
  for (const token of tokenise(text)) {
    if (token.type === 'text') addTerm(draft, token);
    else addField(draft, token, options);
  }
  const query = finish(draft);
  if (isEmptyQuery(query) && options.allowEmpty !== true) {
    throw new QueryFault({
      code: 'empty',
      position: 0,
      length: text.length,
      message:
        'Say what to look for: words, or a field such as topic:staking. relevant:any alone lists everything.',
      suggestion: null,
    });
  }
  return query;
}

function addTerm(draft: Draft, token: Extract<Token, { type: 'text' }>): void {
  if (draft.terms.length >= MAX_TERMS) {
    throw new QueryFault({
      code: 'too-long',
      position: token.position,
      length: token.length,
      message: `A query has at most ${MAX_TERMS} words. Put words that follow each other into quotation marks.`,
      suggestion: null,
    });
  }
  draft.terms.push({ text: token.text, phrase: token.phrase, negated: token.negated });
}

function addField(draft: Draft, token: FieldToken, options: ParseOptions): void {
  const field = QUERY_FIELDS.find(name => name === token.name.text.toLowerCase());
  if (field === undefined) throw unknownField(token.name);
  if (isValueField(field)) {
    const target = token.negated ? draft.exclude[field] : draft.include[field];
    for (const value of token.values) {
      for (const id of resolve(field, value, options)) target.add(id);
    }
    return;
  }
  if (token.negated) {
    throw new QueryFault({
      code: 'not-negatable',
      position: token.position,
      length: token.length,
      message: `"${field}:" cannot be negated.`,
      suggestion: `${field}:${token.values[0]?.text ?? ''}`,
    });
  }
  const [first, second] = token.values;
  const again = draft.single.has(field) ? token : second;
  if (first === undefined || again !== undefined) {
    throw new QueryFault({
      code: 'given-twice',
      position: again?.position ?? token.position,
      length: again?.length ?? token.length,
      message: `"${field}:" takes one value.`,
      suggestion: null,
    });
  }
  draft.single.set(field, { value: toSingle(field, first, options), token });
}

/** The value of a field that takes one: an ISO instant, or one of a few words. */
function toSingle(field: QueryField, typed: TypedValue, options: ParseOptions): string {
  if (field === 'relevant' || field === 'sort') {
    const valid = toEntries(field === 'relevant' ? RELEVANT : SORTS);
    const [value] = resolveValue(typed.text, valid);
    if (value === undefined) throw unknownValue(field, typed, valid);
    return value;
  }
  const span = parseDateSpan(typed.text, options.now, options.timeZone);
  if (span !== null) return (field === 'since' ? span.from : span.to).toUTC().toISO();
  throw new QueryFault({
    code: 'unknown-value',
    position: typed.position,
    length: typed.length,
    message: `"${typed.text}" is not a date. Write a day (2026-10-01), a month (2026-10), today, yesterday, or a time ago (30d, 2w, 6m).`,
    suggestion: nearestDay(typed.text) ?? nearestValue(typed.text, toEntries(DAY_WORDS)),
  });
}

function resolve(field: ValueField, typed: TypedValue, options: ParseOptions): readonly string[] {
  const { vocabulary } = options;
  if (isKnowledgeField(field)) {
    const read = readKnowledgeValue(field, typed.text, options);
    if ('values' in read) return read.values;
    throw unknownValue(field, typed, [], read.nearest, ` ${read.takes}`);
  }
  if (field === 'source') return resolveSource(typed, vocabulary.sources);
  const entries = entriesOf(field, vocabulary);
  const ids = resolveValue(typed.text, entries);
  if (ids.length === 0) throw unknownValue(field, typed, entries);
  return ids;
}

/** A source id, or a prefix of some that ends in "*". */
function resolveSource(typed: TypedValue, sources: readonly string[]): string[] {
  const wanted = typed.text.normalize('NFKC').toLowerCase();
  if (!wanted.includes('*')) {
    const id = sources.find(source => source.toLowerCase() === wanted);
    if (id !== undefined) return [id];
    const group = `${wanted.replace(/\/+$/, '')}/`;
    if (sources.some(source => source.toLowerCase().startsWith(group))) {
      throw unknownValue('source', typed, [], `${group}*`);
    }
    throw unknownValue('source', typed, toEntries(sources));
  }
  const prefix = wanted.slice(0, -1);
  const known = sources.find(source => source.toLowerCase().startsWith(prefix));
  if (prefix === '' || prefix.includes('*') || known === undefined) {
    throw unknownValue('source', typed, toEntries(folders(sources)));
  }
  return [`${known.slice(0, prefix.length)}*`];
}

/** "hk/sfc/news" is in "hk/*" and "hk/sfc/*". */
function folders(sources: readonly string[]): string[] {
  const found = new Set<string>();
  for (const source of sources) {
    const parts = source.split('/');
    for (let depth = 1; depth < parts.length; depth++) found.add(`${parts.slice(0, depth).join('/')}/*`);
  }
  return [...found];
}

function entriesOf(
  field: Exclude<ValueField, 'source' | KnowledgeField>,
  vocabulary: QueryVocabulary,
): readonly VocabularyEntry[] {
  switch (field) {
    case 'jurisdiction':
      return vocabulary.jurisdictions;
    case 'authority':
      return vocabulary.authorities;
    case 'topic':
      return toEntries(TOPICS);
    case 'kind':
      return toEntries(KINDS);
    case 'tier':
      return toEntries(TIERS);
    case 'is':
      return toEntries(IS_VALUES);
  }
}

function finish({ terms, include, exclude, single }: Draft): Query {
  const filters = Object.fromEntries(
    VALUE_FIELDS.map(field => [field, { include: [...include[field]], exclude: [...exclude[field]] }]),
  );
  const since = single.get('since');
  const until = single.get('until');
  if (since !== undefined && until !== undefined && since.value >= until.value) {
    const later = since.token.position > until.token.position ? since.token : until.token;
    throw new QueryFault({
      code: 'inverted-range',
      position: later.position,
      length: later.length,
      message: 'This window ends before it begins: "since:" must be earlier than "until:".',
      suggestion: null,
    });
  }
  const relevant = single.get('relevant')?.value;
  const sort = single.get('sort')?.value;
  return {
    ...emptyQuery,
    ...filters,
    terms,
    since: since?.value ?? null,
    until: until?.value ?? null,
    relevant: RELEVANT.find(value => value === relevant) ?? 'yes',
    sort: SORTS.find(value => value === sort) ?? 'new',
  };
}

function emptySets(): Record<ValueField, Set<string>> {
  const sets = VALUE_FIELDS.map(field => [field, new Set<string>()] as const);
  return Object.fromEntries(sets) as Record<ValueField, Set<string>>;
}

function isKnowledgeField(field: ValueField): field is KnowledgeField {
  return KNOWLEDGE_FIELDS.some(name => name === field);
}

function isValueField(field: QueryField): field is ValueField {
  return VALUE_FIELDS.some(name => name === field);
}

function unknownField(name: TypedValue): QueryFault {
  const nearest = nearestValue(name.text, toEntries(QUERY_FIELDS));
  const meant = nearest === null ? '' : ` Did you mean "${nearest}:"?`;
  return new QueryFault({
    code: 'unknown-field',
    position: name.position,
    length: name.length,
    message: `There is no field "${name.text}:".${meant} To look for these words, put them into quotation marks.`,
    suggestion: nearest,
  });
}

function unknownValue(
  field: QueryField,
  typed: TypedValue,
  entries: readonly VocabularyEntry[],
  offered: string | null = nearestValue(typed.text, entries),
  takes = '',
): QueryFault {
  const meant = offered === null ? '' : ` Did you mean "${offered}"?`;
  const few = entries.length > 0 && entries.length <= 20;
  const list = few ? ` It takes ${entries.map(entry => entry.id).join(', ')}.` : takes;
  return new QueryFault({
    code: 'unknown-value',
    position: typed.position,
    length: typed.length,
    message: `"${field}:" does not know "${typed.text}".${meant}${list}`,
    suggestion: offered,
  });
}
