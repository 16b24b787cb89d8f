import type { SourceType, Tier } from './source-def.ts';

export const KINDS = [
  'rule',
  'proposal',
  'guidance',
  'licence-decision',
  'enforcement',
  'warning',
  'speech',
  'legislation',
  'court',
  'report',
  'other',
] as const;
export type Kind = (typeof KINDS)[number];

export const TOPICS = [
  'staking',
  'stablecoins',
  'derivatives',
  'licenses',
  'custody',
  'lending',
  'funds',
  'aml',
  'tax',
  'defi',
  'tokenization',
  'cbdc',
  'market-abuse',
  'consumer-protection',
  'prudential',
  'mining',
  'nft',
  'securities-status',
] as const;
export type Topic = (typeof TOPICS)[number];

export const STANCES = ['permitted', 'conditional', 'considering', 'restricted', 'banned'] as const;
export type Stance = (typeof STANCES)[number];

/** Where a tag comes from: UTF-16 offsets into the named field, the quoted words, and the rule or model that gave it. */
export interface Evidence {
  readonly field: 'title' | 'text' | 'source';
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly rule: string;
}

export interface JurisdictionTag {
  readonly code: string;
  readonly role: 'primary' | 'mentioned';
  readonly score: number;
  readonly evidence: readonly Evidence[];
}

export interface TopicTag {
  readonly id: Topic;
  readonly score: number;
  readonly threshold: number;
  readonly evidence: readonly Evidence[];
}

export interface KindTag {
  readonly id: Kind;
  readonly score: number;
  readonly evidence: readonly Evidence[];
}

export interface AuthorityTag {
  /** Short name as in the taxonomy ("SFC"). */
  readonly name: string;
  readonly jurisdiction: string;
  readonly score: number;
  readonly evidence: readonly Evidence[];
}

/** What a rule says about doing something with crypto-assets, read from one sentence. Never from a question, a past regime or one firm's case. */
export interface PositionTag {
  readonly jurisdiction: string;
  readonly topic: Topic;
  /** "retail", "professional", "banks" and the like; null when the words name nobody. */
  readonly audience: string | null;
  readonly stance: Stance;
  readonly quote: string;
  readonly confidence: number;
  readonly evidence: readonly Evidence[];
}

export const DATE_KINDS = ['consultation_closes', 'effective', 'compliance', 'expiry', 'hearing'] as const;
export type DateKind = (typeof DATE_KINDS)[number];

export interface DateTag {
  readonly kind: DateKind;
  /** "2025-04-07", "2025-04", "2025-Q3", "2025-H1" or "2025": as precise as the words (core/calendar-date.ts). */
  readonly date: string;
  readonly quote: string;
  readonly confidence: number;
  readonly evidence: readonly Evidence[];
}

export interface FigureTag {
  /** "licences-granted", "applications-pending", "fine", "settlement" and the like: docs/taxonomy.md. */
  readonly what: string;
  readonly value: number;
  /** ISO 4217 code of an amount of money, null for a count. */
  readonly unit: string | null;
  /** Short name of the authority that the figure belongs to, when the words or the source tell. */
  readonly authority: string | null;
  readonly quote: string;
  readonly evidence: readonly Evidence[];
}

export const MODALITIES = ['must', 'must-not', 'should', 'may'] as const;
export type Modality = (typeof MODALITIES)[number];

/** One condition of a rule, as a line of a checklist. */
export interface RequirementTag {
  readonly modality: Modality;
  /** The words of the source, without bullet or number. */
  readonly text: string;
  readonly evidence: readonly Evidence[];
}

export const ENTITY_KINDS = ['firm', 'token', 'protocol', 'person', 'law'] as const;
export type EntityKind = (typeof ENTITY_KINDS)[number];

/** A firm, token, protocol, person in office or law that the words name. */
export interface EntityTag {
  readonly kind: EntityKind;
  /** Normalised id within its kind ("binance-us" is not "binance"). */
  readonly id: string;
  readonly name: string;
  /** ISO 17442 code where a register knows it. */
  readonly lei: string | null;
  readonly score: number;
  readonly evidence: readonly Evidence[];
}

export interface Classification {
  readonly relevant: boolean;
  /** 0..1 against `relevanceThreshold`. */
  readonly relevance: number;
  readonly relevanceThreshold: number;
  readonly relevanceEvidence: readonly Evidence[];
  /** What an item that was left out lacked, for people ("no crypto-asset term"). */
  readonly missing: readonly string[];
  readonly jurisdictions: readonly JurisdictionTag[];
  readonly topics: readonly TopicTag[];
  /** Topics that had some evidence but stayed under their threshold. */
  readonly nearMisses: readonly TopicTag[];
  readonly kind: KindTag;
  readonly authorities: readonly AuthorityTag[];
  readonly positions: readonly PositionTag[];
  readonly dates: readonly DateTag[];
  readonly figures: readonly FigureTag[];
  readonly requirements: readonly RequirementTag[];
  readonly entities: readonly EntityTag[];
  readonly language: string;
  /** Version of taxonomy and model that gave these tags. */
  readonly model: string;
}

/** What a classifier is told about where an item comes from. */
export interface SourceHint {
  readonly id: string | null;
  readonly authority: string | null;
  readonly jurisdiction: string | null;
  readonly tier: Tier;
  readonly type: SourceType;
  readonly cryptoOnly: boolean;
  /** IANA zone that its days are told in; without it that of its jurisdiction. */
  readonly timeZone?: string;
}

export interface ClassifyInput {
  readonly title: string;
  /** Plain text without the title; empty for title-only items. */
  readonly text: string;
  readonly url: string | null;
  readonly publishedAt: string | null;
  readonly language: string | null;
  readonly source: SourceHint | null;
}
