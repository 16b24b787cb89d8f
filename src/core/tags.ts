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

export interface PositionTag {
  readonly jurisdiction: string;
  readonly topic: Topic;
  readonly audience: string | null;
  readonly stance: Stance;
  readonly quote: string;
  readonly confidence: number;
  readonly evidence: readonly Evidence[];
}

export interface DateTag {
  readonly kind: 'consultation_closes' | 'effective' | 'compliance' | 'expiry' | 'hearing';
  /** "2025-04-07", "2025-04" or "2025": as precise as the words. */
  readonly date: string;
  readonly quote: string;
  readonly evidence: readonly Evidence[];
}

export interface FigureTag {
  readonly what: string;
  readonly value: number;
  readonly unit: string | null;
  readonly quote: string;
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
