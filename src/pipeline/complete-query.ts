import { DATE_KINDS, KINDS, STANCES, TIERS, TOPICS } from '../core/types.ts';
import { QUERY_FIELDS, type QueryField } from '../query/empty-query.ts';
import { foldValue, type QueryVocabulary, type VocabularyEntry } from '../query/query-vocabulary.ts';

/** Longer ones cannot be offered as choices. */
const MAX_LENGTH = 100;
const TIMES = ['today', 'yesterday', '7d', '30d', '6m'];

/** Queries that continue `text` at its last word with a field or a value that begins like it, best first. */
export function completeQuery(text: string, vocabulary: QueryVocabulary, limit: number): readonly string[] {
  if (text.length >= MAX_LENGTH) return [];
  const start = text.search(/\S*$/);
  const head = text.slice(0, start);
  const word = text.slice(start);
  const found = continuations(word, vocabulary).map(end => `${head}${end}`);
  const own = text.trim() === '' ? [] : [text.trim()];
  return [...new Set([...own, ...found])].filter(query => query.length <= MAX_LENGTH).slice(0, limit);
}

function continuations(word: string, vocabulary: QueryVocabulary): string[] {
  const match = /^(-?)([a-z]*)(?::(.*))?$/i.exec(word);
  if (match === null) return [];
  const [, minus = '', name = '', typed] = match;
  if (typed === undefined) {
    return QUERY_FIELDS.filter(field => field.startsWith(name.toLowerCase())).map(
      field => `${minus}${field}:`,
    );
  }
  const field = QUERY_FIELDS.find(known => known === name.toLowerCase());
  if (field === undefined) return [];
  const comma = typed.lastIndexOf(',') + 1;
  const before = `${minus}${field}:${typed.slice(0, comma)}`;
  return matching(typed.slice(comma), valuesOf(field, vocabulary)).map(id => `${before}${quoted(id)}`);
}

function quoted(id: string): string {
  return /[\s",]/.test(id) ? `"${id}"` : id;
}

/** Ids that begin like what was typed, then those one of whose names does, then those that have it inside. */
function matching(typed: string, entries: readonly VocabularyEntry[]): string[] {
  const wanted = foldValue(typed.replaceAll('"', ''));
  const ranked = entries.flatMap(({ id, aliases }) => {
    const own = foldValue(id);
    if (own.startsWith(wanted)) return [{ id, rank: own.length === wanted.length ? 0 : 1 }];
    const names = aliases.map(foldValue);
    if (names.some(name => name.startsWith(wanted))) return [{ id, rank: 2 }];
    return names.some(name => name.includes(wanted)) || own.includes(wanted) ? [{ id, rank: 3 }] : [];
  });
  return ranked.sort((a, b) => a.rank - b.rank).map(({ id }) => id);
}

function valuesOf(field: QueryField, vocabulary: QueryVocabulary): readonly VocabularyEntry[] {
  const plain = (ids: readonly string[]) => ids.map(id => ({ id, aliases: [] }));
  switch (field) {
    case 'jurisdiction':
      return vocabulary.jurisdictions;
    case 'authority':
      return vocabulary.authorities;
    case 'source':
      return plain(vocabulary.sources);
    case 'topic':
      return plain(TOPICS);
    case 'kind':
      return plain(KINDS);
    case 'tier':
      return plain(TIERS);
    case 'is':
      return plain(['unconfirmed', 'duplicate', 'edited', 'historic']);
    case 'position':
      return plain(STANCES.flatMap(stance => [stance, ...TOPICS.map(topic => `${topic}:${stance}`)]));
    case 'deadline':
      return plain(['any', 'passed', 'next-7d', 'next-30d', 'next-90d', ...DATE_KINDS]);
    case 'firm':
      return vocabulary.firms ?? [];
    case 'since':
    case 'until':
      return plain(TIMES);
    case 'relevant':
      return plain(['yes', 'no', 'any']);
    case 'sort':
      return plain(['new', 'old', 'rank']);
    default:
      return [];
  }
}
