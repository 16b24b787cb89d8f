import type { Kind, Topic } from '../core/types.ts';
import type { Knowledge } from './load-knowledge.ts';
import { createMatcher, type Matcher, type Pattern } from './matcher.ts';
import type { Authority, Jurisdiction, Law, Taxonomy } from './taxonomy-schema.ts';
import {
  type Against,
  type Cancel,
  CRYPTO_STRENGTHS,
  type CryptoStrength,
  type CryptoVocabulary,
  CUES,
  type Cue,
} from './vocabulary-schema.ts';

/** What a phrase means. */
export type Meaning =
  | {
      readonly group: 'place';
      readonly code: string;
      /** The entry that the form belongs to: a part ("US-GA") where `code` is its whole. */
      readonly of: string;
      readonly form: 'name' | 'demonym' | 'city' | 'implied' | 'weak' | 'hint';
    }
  | {
      readonly group: 'authority';
      readonly authority: Authority;
      /** Counts only beside evidence of its jurisdiction. */
      readonly context: boolean;
      readonly isDefault: boolean;
      readonly acronym: boolean;
      /** Says what the body is, not whose ("the central bank"): only a place nearby or in the headline fixes it. */
      readonly bare: boolean;
    }
  | {
      readonly group: 'official';
      readonly authority: Authority;
      readonly from: number | null;
      readonly to: number | null;
    }
  | { readonly group: 'law'; readonly law: Law; readonly context: boolean }
  | { readonly group: 'crypto'; readonly strength: CryptoStrength }
  | { readonly group: 'cue'; readonly cue: Cue }
  | { readonly group: 'against'; readonly against: Against }
  | {
      readonly group: 'topic';
      readonly topic: Topic;
      readonly weight: number;
      readonly headlineOnly: boolean;
    }
  | { readonly group: 'kind'; readonly kind: Kind; readonly weight: number; readonly headlineOnly: boolean }
  | { readonly group: 'cancel'; readonly cancels: readonly Cancel[]; readonly only: string | null }
  | { readonly group: 'contrast' }
  | { readonly group: 'target' };

type Phrases = Pattern<Meaning>[];
type BareForms = CryptoVocabulary['bare'];

const MARK = /^[=^]/;

/** A term of the YAML files as a pattern. */
function toPattern(term: string, value: Meaning): Pattern<Meaning> {
  const exact = term.startsWith('=') ? 'case' : term.startsWith('^') ? 'word' : 'fold';
  return { text: term.replace(MARK, ''), exact, value };
}

/** Acronyms this long are no other words, so "Fincen" and "Bafin" may stand for them. */
const LONG_ACRONYM = 5;

function addPlace(phrases: Phrases, one: Jurisdiction): void {
  // Tags use the whole: New York acts for US.
  const code = one.parent ?? one.code;
  const part = one.parent !== null;
  const add = (
    forms: readonly string[],
    form: 'name' | 'demonym' | 'city' | 'weak',
    exact: 'word' | 'name' | 'case',
  ): void => {
    for (const text of forms)
      phrases.push({
        text,
        exact,
        value: { group: 'place', code, of: one.code, form: part && form !== 'weak' ? 'city' : form },
      });
  };
  const weak = new Set(one.weak.map(({ form }) => form));
  add(
    [...new Set([one.name, ...one.names])].filter(form => !weak.has(form)),
    'name',
    'name',
  );
  add(one.caseSensitive, 'name', 'case');
  add(one.demonyms, 'demonym', 'name');
  add(one.cities, 'city', 'name');
  add(Object.values(one.local).flat(), 'name', 'word');
  add([...weak], 'weak', 'case');
  for (const text of one.exclusions)
    phrases.push({ text, exact: 'fold', value: { group: 'cancel', cancels: ['place'], only: one.code } });
}

function addAuthority(phrases: Phrases, one: Authority, bare: BareForms): void {
  const needs = new Set(one.needsContext.map(form => form.toLowerCase()));
  const defaults = new Set(one.default.map(form => form.toLowerCase()));
  const value = (form: string, acronym: boolean): Extract<Meaning, { group: 'authority' }> => ({
    group: 'authority',
    authority: one,
    // Short names as written: "BOE" is also a gazette, "BoE" is not.
    context: acronym ? one.needsContext.includes(form) : needs.has(form.toLowerCase()),
    isDefault: defaults.has(form.toLowerCase()),
    acronym,
    bare: false,
  });
  for (const text of one.acronyms) {
    const loose = text.length >= LONG_ACRONYM && !needs.has(text.toLowerCase());
    phrases.push({ text, exact: loose ? 'word' : 'case', value: value(text, true) });
  }
  for (const text of new Set([...one.fullNames, ...one.aliases, ...one.descriptions]))
    phrases.push({ text, exact: 'word', value: value(text, false) });
  const known = new Set([...one.fullNames, ...one.aliases].map(form => form.toLowerCase()));
  for (const description of one.describedAs)
    for (const text of bare[description] ?? [])
      if (!known.has(text.toLowerCase()))
        phrases.push({ text, exact: 'word', value: { ...value(text, false), context: true, bare: true } });
  for (const text of one.exclusions)
    phrases.push({ text, exact: 'fold', value: { group: 'cancel', cancels: ['authority'], only: one.id } });
  for (const { name, from, to } of one.officials)
    phrases.push({ text: name, exact: 'word', value: { group: 'official', authority: one, from, to } });
}

function addTaxonomy(phrases: Phrases, taxonomy: Taxonomy, bare: BareForms): void {
  for (const one of taxonomy.jurisdictions) addPlace(phrases, one);
  for (const one of taxonomy.authorities) addAuthority(phrases, one, bare);
  for (const law of taxonomy.laws) {
    const needs = new Set(law.needsContext);
    for (const text of law.aliases)
      phrases.push({ text, exact: 'fold', value: { group: 'law', law, context: needs.has(text) } });
    for (const text of law.caseSensitive)
      phrases.push({ text, exact: 'case', value: { group: 'law', law, context: needs.has(text) } });
  }
}

type Weighted = Readonly<Record<string, readonly string[]>>;

function addWeighted(
  phrases: Phrases,
  list: Weighted,
  sign: 1 | -1,
  make: (weight: number) => Meaning,
): void {
  for (const [weight, terms] of Object.entries(list)) {
    const value = make(sign * Number(weight));
    for (const term of terms) phrases.push(toPattern(term, value));
  }
}

/** All phrases of taxonomy and vocabulary in one automaton. */
export function createLexicon(knowledge: Pick<Knowledge, 'taxonomy' | 'vocabulary'>): Matcher<Meaning> {
  const phrases: Phrases = [];
  const { crypto, topics, kinds } = knowledge.vocabulary;
  addTaxonomy(phrases, knowledge.taxonomy, crypto.bare);
  for (const [code, terms] of Object.entries(crypto.implied))
    for (const term of terms)
      phrases.push(toPattern(term, { group: 'place', code, of: code, form: 'implied' }));
  for (const [code, terms] of Object.entries(crypto.hints))
    for (const term of terms) phrases.push(toPattern(term, { group: 'place', code, of: code, form: 'hint' }));
  for (const strength of CRYPTO_STRENGTHS)
    for (const term of crypto.crypto[strength]) phrases.push(toPattern(term, { group: 'crypto', strength }));
  for (const cue of CUES)
    for (const term of crypto.cues[cue]) phrases.push(toPattern(term, { group: 'cue', cue }));
  for (const against of ['price', 'business', 'private', 'incidental', 'other-law'] as const)
    for (const term of crypto.against[against]) phrases.push(toPattern(term, { group: 'against', against }));
  for (const lie of crypto.lies)
    for (const term of lie.terms)
      phrases.push(toPattern(term, { group: 'cancel', cancels: lie.cancels, only: null }));
  for (const term of crypto.contrast) phrases.push(toPattern(term, { group: 'contrast' }));
  for (const term of crypto.target) phrases.push(toPattern(term, { group: 'target' }));
  for (const topic of topics) {
    const make =
      (headlineOnly: boolean) =>
      (weight: number): Meaning => ({
        group: 'topic',
        topic: topic.id,
        weight,
        headlineOnly,
      });
    addWeighted(phrases, topic.terms, 1, make(false));
    addWeighted(phrases, topic.headline, 1, make(true));
    addWeighted(phrases, topic.against, -1, make(false));
    for (const term of topic.exclusions)
      phrases.push(toPattern(term, { group: 'cancel', cancels: ['topic'], only: topic.id }));
  }
  for (const kind of kinds) {
    const make =
      (headlineOnly: boolean) =>
      (weight: number): Meaning => ({
        group: 'kind',
        kind: kind.id,
        weight,
        headlineOnly,
      });
    addWeighted(phrases, kind.terms, 1, make(false));
    addWeighted(phrases, kind.headline, 1, make(true));
    addWeighted(phrases, kind.against, -1, make(false));
  }
  return createMatcher(phrases);
}
