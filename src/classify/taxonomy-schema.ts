import { z } from 'zod';
import { TOPICS, type Topic } from '../core/types.ts';

export const AUTHORITY_KINDS = [
  'securities',
  'central-bank',
  'ministry',
  'tax',
  'fiu',
  'police',
  'consumer',
  'financial-centre',
  'legislature-committee',
  'government',
  'international',
  'self-regulatory',
] as const;
export type AuthorityKind = (typeof AUTHORITY_KINDS)[number];

/** Descriptions that fix one body when a country stands before or after them ("Kenya's central bank"). */
export const DESCRIPTIONS = ['central bank', 'securities regulator', 'finance ministry'] as const;
export type Description = (typeof DESCRIPTIONS)[number];

/** Languages of the `local` names of a jurisdiction. */
export const LOCAL_LANGUAGES = [
  'ar',
  'de',
  'es',
  'fr',
  'it',
  'ja',
  'ko',
  'pt',
  'ru',
  'tr',
  'zh-Hans',
  'zh-Hant',
] as const;
export type LocalLanguage = (typeof LOCAL_LANGUAGES)[number];

/** A form that is also something else, and what else it is. It counts only beside other evidence of the same jurisdiction. */
export interface WeakForm {
  readonly form: string;
  readonly note: string;
}

/**
 * A place whose law is followed. All forms but `caseSensitive` and `weak` match without regard to case; every form matches whole words
 * (in Chinese and Japanese: anywhere), and a match inside one of `exclusions` does not count.
 */
export interface Jurisdiction {
  /** ISO 3166-1 alpha-2, "EU", "INT", or "US-NY" for a part. */
  readonly code: string;
  readonly name: string;
  readonly flag: string | null;
  readonly region: string | null;
  /** Code of the whole it is a part of ("US" for "US-NY"); tags use the whole. */
  readonly parent: string | null;
  /** Member state of the European Union. */
  readonly eu: boolean;
  readonly names: readonly string[];
  /** Names that count only as written ("US", "UK"). */
  readonly caseSensitive: readonly string[];
  readonly demonyms: readonly string[];
  /** Cities, financial centres and the seats of government that stand for it. */
  readonly cities: readonly string[];
  /** Names and adjectives in other languages. */
  readonly local: Readonly<Partial<Record<LocalLanguage, readonly string[]>>>;
  /** Matched as written. */
  readonly weak: readonly WeakForm[];
  /** Phrases in which a form of this jurisdiction does not count ("New Jersey" for Jersey); no regard to case. */
  readonly exclusions: readonly string[];
  readonly languages: readonly string[];
  readonly timeZone: string | null;
}

/** A person who speaks for a body: weak evidence for its jurisdiction, none for the body. Years are inclusive. */
export interface Official {
  readonly name: string;
  readonly from: number | null;
  readonly to: number | null;
}

/** A body whose name is a tag. */
export interface Authority {
  /** "SFC@HK": name, at sign, jurisdiction (a suffix keeps two bodies of one name apart). */
  readonly id: string;
  /** Short name used in tags. */
  readonly name: string;
  readonly jurisdiction: string;
  readonly kind: AuthorityKind;
  /** It regulates crypto-assets and nothing else: naming it is naming crypto. */
  readonly crypto: boolean;
  /** Matched without regard to case. */
  readonly fullNames: readonly string[];
  /** Matched as written. */
  readonly acronyms: readonly string[];
  /** Other forms, matched without regard to case. */
  readonly aliases: readonly string[];
  readonly describedAs: readonly Description[];
  /** `describedAs` written out with the names and adjectives of its jurisdiction, lower case, straight apostrophes. */
  readonly descriptions: readonly string[];
  /** Those of its shared forms that mean this body when nothing else in the item decides. */
  readonly default: readonly string[];
  /** Those of its forms that count only beside evidence of its jurisdiction (shared, or also an ordinary word). */
  readonly needsContext: readonly string[];
  /** Phrases in which a form does not count; no regard to case. */
  readonly exclusions: readonly string[];
  /** Hosts whose pages it publishes, without "www."; subdomains count. */
  readonly urlHosts: readonly string[];
  /** What the publisher field of a feed calls it, no regard to case. */
  readonly publisherNames: readonly string[];
  readonly officials: readonly Official[];
}

/** A law, rule or programme whose name tells jurisdiction and topics. */
export interface Law {
  readonly id: string;
  readonly name: string;
  readonly jurisdiction: string;
  /** Matched without regard to case; `name` is not matched unless repeated here. */
  readonly aliases: readonly string[];
  /** Matched as written. */
  readonly caseSensitive: readonly string[];
  /** Those of its forms that count only beside evidence of its jurisdiction. */
  readonly needsContext: readonly string[];
  readonly topics: readonly Topic[];
  /** The law is about crypto-assets and nothing else: naming it is naming crypto. */
  readonly crypto: boolean;
  /** Year of enactment or publication. */
  readonly from: number | null;
}

export interface Taxonomy {
  readonly jurisdictions: readonly Jurisdiction[];
  readonly authorities: readonly Authority[];
  readonly laws: readonly Law[];
  /** Changes with any byte of the files. */
  readonly version: string;
}

const form = z
  .string()
  .min(1)
  .refine(value => value.trim() === value, 'has white space at an end');
const forms = z
  .array(form)
  .default([])
  .refine(list => new Set(list).size === list.length, 'lists a form twice');
const year = z.number().int().min(1900).max(2100);
const code = z.string().regex(/^([A-Z]{2}(-[A-Z]{2})?|INT)$/, 'must look like HK, US-NY or INT');

/** One entry of jurisdictions.yaml. */
export const jurisdictionSchema = z.strictObject({
  code,
  name: form,
  flag: z.string().nullable().default(null),
  region: form.nullable().default(null),
  parent: code.nullable().default(null),
  eu: z.boolean().default(false),
  names: forms,
  caseSensitive: forms,
  demonyms: forms,
  cities: forms,
  local: z.partialRecord(z.enum(LOCAL_LANGUAGES), z.array(form)).default({}),
  weak: z.array(z.strictObject({ form, note: form })).default([]),
  exclusions: forms,
  languages: forms,
  timeZone: form.nullable().default(null),
});

/** One entry of authorities.yaml. */
export const authoritySchema = z.strictObject({
  id: z.string().regex(/^[^@\s][^@]*@[A-Z-]+(#[a-z]+)?$/, 'must look like SFC@HK'),
  name: form,
  jurisdiction: code,
  kind: z.enum(AUTHORITY_KINDS),
  crypto: z.boolean().default(false),
  fullNames: forms,
  acronyms: forms,
  aliases: forms,
  describedAs: z.array(z.enum(DESCRIPTIONS)).default([]),
  default: forms,
  needsContext: forms,
  exclusions: forms,
  urlHosts: z
    .array(z.string().regex(/^(?!www\.)[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'must be a host without www.'))
    .default([]),
  publisherNames: forms,
  officials: z
    .array(
      z.strictObject({ name: form, from: year.nullable().default(null), to: year.nullable().default(null) }),
    )
    .default([]),
});

/** One entry of laws.yaml. */
export const lawSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be kebab-case'),
  name: form,
  jurisdiction: code,
  aliases: forms,
  caseSensitive: forms,
  needsContext: forms,
  topics: z.array(z.enum(TOPICS)).default([]),
  crypto: z.boolean().default(false),
  from: year.nullable().default(null),
});
