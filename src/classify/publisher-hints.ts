import type { SourceHint } from '../core/types.ts';
import type { Knowledge } from './load-knowledge.ts';
import type { Authority, Taxonomy } from './taxonomy-schema.ts';
import { foldWord } from './tokens.ts';
import type { Vocabulary } from './vocabulary-schema.ts';

function key(name: string): string {
  return foldWord(name)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function namesOf(one: Authority): string[] {
  return [one.id, one.name, ...one.publisherNames, ...one.fullNames, ...one.acronyms, ...one.aliases];
}

/** Everything that a publisher field may call an authority, by folded name. */
interface PublisherIndex {
  readonly authorities: ReadonlyMap<string, readonly Authority[]>;
  readonly places: ReadonlyMap<string, string>;
  readonly cryptoPress: ReadonlySet<string>;
  readonly hosts: ReadonlyMap<string, string | null>;
}

function indexPublishers(taxonomy: Taxonomy, vocabulary: Vocabulary): PublisherIndex {
  const authorities = new Map<string, Authority[]>();
  for (const one of taxonomy.authorities) {
    for (const name of new Set(namesOf(one).map(key))) {
      if (name === '') continue;
      authorities.set(name, [...(authorities.get(name) ?? []), one]);
    }
  }
  const places = new Map<string, string>();
  for (const one of taxonomy.jurisdictions) {
    for (const name of [one.name, ...one.names, ...one.caseSensitive, one.code])
      places.set(key(name), one.parent ?? one.code);
  }
  return {
    authorities,
    places,
    cryptoPress: new Set(vocabulary.crypto.cryptoPress.map(key)),
    hosts: new Map(vocabulary.crypto.hosts.map(host => [key(host.name), host.jurisdiction])),
  };
}

/** Which of several bodies of one name a publisher field means: the one whose own publisher name it is, else the default. */
function choose(candidates: readonly Authority[], wanted: string): Authority | null {
  const own = candidates.filter(one => one.publisherNames.some(name => key(name) === wanted));
  if (own.length === 1) return own[0] ?? null;
  const byDefault = candidates.filter(one => one.default.some(form => key(form) === wanted));
  if (byDefault.length === 1) return byDefault[0] ?? null;
  return candidates.length === 1 ? (candidates[0] ?? null) : null;
}

function find(publisher: string, index: PublisherIndex): Authority | null {
  const wanted = key(publisher);
  const direct = index.authorities.get(wanted);
  if (direct !== undefined) {
    const chosen = choose(direct, wanted);
    if (chosen !== null) return chosen;
  }
  // "SEC Nigeria", "Thailand SEC": a body's name with its country before or after it.
  const words = wanted.split(' ');
  for (let cut = 1; cut < words.length; cut++) {
    const left = words.slice(0, cut).join(' ');
    const right = words.slice(cut).join(' ');
    for (const [name, place] of [
      [left, right],
      [right, left],
    ] as const) {
      const code = index.places.get(place.replace(/^of (?:the )?/, ''));
      const match = index.authorities
        .get(name)
        ?.find(one => one.jurisdiction.slice(0, 2) === code?.slice(0, 2));
      if (code !== undefined && match !== undefined) return match;
    }
  }
  return null;
}

function toHint(publisher: string, index: PublisherIndex): SourceHint {
  const authority = find(publisher, index);
  const host = index.hosts.get(key(publisher));
  if (authority === null && host !== undefined)
    return {
      id: null,
      authority: null,
      jurisdiction: host,
      tier: 'official',
      type: 'regulator',
      cryptoOnly: false,
    };
  if (authority === null) {
    return {
      id: null,
      authority: null,
      jurisdiction: null,
      tier: 'press',
      type: 'news',
      cryptoOnly: index.cryptoPress.has(key(publisher)),
    };
  }
  const international = authority.jurisdiction === 'INT';
  return {
    id: null,
    authority: authority.id,
    jurisdiction: authority.jurisdiction,
    tier: international ? 'standard-setter' : 'official',
    type: international
      ? 'standard-setter'
      : authority.kind === 'legislature-committee'
        ? 'legislature'
        : 'regulator',
    cryptoOnly: false,
  };
}

/**
 * What the definition of a publisher's source would say, from its name alone: official with its jurisdiction when it is an
 * authority of the taxonomy, else press (about nothing but crypto-assets when the vocabulary lists it so).
 */
export function createPublisherHints(
  knowledge: Pick<Knowledge, 'taxonomy' | 'vocabulary'>,
): (publisher: string) => SourceHint {
  const index = indexPublishers(knowledge.taxonomy, knowledge.vocabulary);
  return publisher => toHint(publisher, index);
}

/** Maps any form of an authority's name to its short name; a name that nobody has stays as it is. */
export function createAuthorityNames(taxonomy: Taxonomy): (name: string) => string {
  const names = new Map<string, string>();
  for (const one of taxonomy.authorities) names.set(key(one.name), one.name);
  for (const one of taxonomy.authorities)
    for (const form of namesOf(one)) if (!names.has(key(form))) names.set(key(form), one.name);
  return name => names.get(key(name)) ?? name;
}
