import { z } from 'zod';
import { KINDS, type Kind, TOPICS, type Topic } from '../core/types.ts';
import type { FigureVocabulary } from './figures/figure-vocabulary.ts';
import type { StanceVocabulary } from './positions/stance-vocabulary.ts';
import type { RequirementVocabulary } from './requirements.ts';
import { DESCRIPTIONS } from './taxonomy-schema.ts';

/**
 * A term as the YAML files write it: words; a trailing "*" on a word matches every word that begins so; "~" stands for up to three
 * words; a leading "=" wants capitals as written ("=ART"), a leading "^" wants the exact number ("^securities").
 */
const term = z
  .string()
  .min(1)
  .refine(value => value.trim() === value, 'has white space at an end');
const terms = z
  .array(term)
  .default([])
  .refine(list => new Set(list).size === list.length, 'lists a term twice');

/** Terms grouped by what one of them is worth: { "3": [staking], "1": [validator] }. */
const weighted = z.record(z.string().regex(/^\d+(\.\d+)?$/, 'must be a weight such as 2 or 0.5'), terms);

const topicSchema = z.strictObject({
  id: z.enum(TOPICS),
  name: term,
  threshold: z.number().positive(),
  terms: weighted,
  /** Count only in the headline. */
  headline: weighted.default({}),
  /** Phrases that take away (the weight is subtracted). */
  against: weighted.default({}),
  /** Phrases inside which this topic's terms do not count. */
  exclusions: terms,
  yes: terms,
  no: terms,
});

/** topics.yaml: one entry per topic. */
export const topicsSchema = z.array(topicSchema);

const kindSchema = z.strictObject({
  id: z.enum(KINDS),
  name: term,
  /** Added before any word is read. */
  prior: z.number().default(0),
  terms: weighted.default({}),
  headline: weighted.default({}),
  against: weighted.default({}),
  yes: terms,
});

/** kinds.yaml: one entry per kind. */
export const kindsSchema = z.array(kindSchema);

export const CRYPTO_STRENGTHS = ['strong', 'firm', 'medium', 'weak'] as const;
export type CryptoStrength = (typeof CRYPTO_STRENGTHS)[number];

export const CUES = ['actor', 'law', 'action', 'licence', 'inner', 'soft'] as const;
export type Cue = (typeof CUES)[number];

export const AGAINST = ['price', 'business', 'private', 'incidental', 'other-law'] as const;
export type Against = (typeof AGAINST)[number];

/** What a lie can take away from the words it covers. */
export const CANCELS = ['crypto', 'cue', 'topic', 'place', 'authority', 'all'] as const;
export type Cancel = (typeof CANCELS)[number];

/** crypto.yaml: what makes an item one about crypto-assets, what makes it one about regulation, and what looks so but is not. */
export const cryptoSchema = z.strictObject({
  crypto: z.strictObject({ strong: terms, firm: terms, medium: terms, weak: terms }),
  cues: z.strictObject({
    actor: terms,
    law: terms,
    action: terms,
    licence: terms,
    inner: terms,
    soft: terms,
  }),
  against: z.strictObject({
    price: terms,
    business: terms,
    private: terms,
    incidental: terms,
    'other-law': terms,
  }),
  /** Phrases whose words do not mean what they mean elsewhere. */
  lies: z.array(z.strictObject({ cancels: z.array(z.enum(CANCELS)).min(1), terms })),
  /** Words before a place that is named for comparison only. */
  contrast: terms,
  /** Words before a place (within the sentence) that is what the act is aimed at. */
  target: terms,
  /** Offices, institutions and people that tell a jurisdiction when no place is named: { US: [federal judge] }. */
  implied: z.record(z.string(), terms).default({}),
  /** Words that tell a jurisdiction only when nothing else does: { US: [jury] }. */
  hints: z.record(z.string(), terms).default({}),
  /** Languages spoken by the press of one jurisdiction above all: { ja: JP }. */
  languageHome: z.record(z.string(), z.string()).default({}),
  /** Short names that stand for several bodies: { 'ESAs@EU': ['EBA@EU', ...] }. */
  groups: z.record(z.string(), terms).default({}),
  /** Words for the kinds of bodies of which each country has one: { 'central bank': [the central bank] }. */
  bare: z.partialRecord(z.enum(DESCRIPTIONS), terms).default({}),
  /** Publishers that write about nothing but crypto-assets. */
  cryptoPress: terms,
  /** Publishers that host what authorities publish (gazettes): official, but no authority. */
  hosts: z.array(z.strictObject({ name: term, jurisdiction: z.string().nullable() })).default([]),
  relevance: z.strictObject({
    threshold: z.number().min(0).max(1),
    weights: z.record(z.string(), z.number()),
  }),
});

export type TopicEntry = z.infer<typeof topicSchema>;
export type KindEntry = z.infer<typeof kindSchema>;
export type CryptoVocabulary = z.infer<typeof cryptoSchema>;

export interface Vocabulary {
  readonly topics: readonly TopicEntry[];
  readonly kinds: readonly KindEntry[];
  readonly crypto: CryptoVocabulary;
  readonly stances: StanceVocabulary;
  readonly figures: FigureVocabulary;
  readonly requirements: RequirementVocabulary;
}

export type { Kind, Topic };
