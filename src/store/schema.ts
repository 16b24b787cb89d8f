import type { Generated, Kysely } from 'kysely';
import type { ReadOutcome, VerdictKind } from '../core/ports.ts';
import type { DatePrecision, Kind, Relation, TextFrom, Tier } from '../core/types.ts';
import type { ClaimTables } from './claim-tables.ts';
import type { FollowTables } from './follow-tables.ts';
import type { HealthTables } from './health-tables.ts';
import type { KnowledgeLinkTables } from './knowledge-link-tables.ts';
import type { PostTables } from './post-tables.ts';
import type { RegisterTables } from './register-tables.ts';
import type { SnapshotTables } from './snapshot-tables.ts';
import type { StoryTables } from './story-tables.ts';
import type { SubscriptionTables } from './subscription-tables.ts';

/** 0 or 1. */
export type Flag = number;

/** Whether the page behind an item's link is still to be fetched. */
export type PageState = 'none' | 'wanted' | 'done' | 'given-up';

export interface ItemTable {
  /** Sort key: see item-ids.ts. */
  id: number;
  public_id: string;
  source_id: string;
  story_id: string;
  relation: Relation;
  kind: Kind;
  tier: Tier;
  relevant: Flag;
  relevance: number;
  historic: Flag;
  version: number;
  content_hash: string;
  first_seen_at: string;
  last_seen_at: string;
  page_state: PageState;
  page_tries: number;
}

/** What a source said about an item at one time: every version is kept. */
export interface ItemVersionTable {
  item_id: number;
  version: number;
  title: string;
  summary: string | null;
  text: string;
  text_from: TextFrom;
  content_hash: string;
  seen_at: string;
  url: string | null;
  canonical_url: string | null;
  published_at: string | null;
  date_precision: DatePrecision | null;
  date_from: 'feed' | 'title' | 'url' | 'page' | null;
  updated_at: string | null;
  language: string;
  /** JSON arrays of strings. */
  authors: string;
  categories: string;
}

export interface ItemKeyTable {
  source_id: string;
  key: string;
  item_id: number;
  /** 0 is the strongest. */
  position: number;
}

/** The full classification with its evidence, as JSON: one per item, replaced when the item is tagged again. */
export interface ItemTagTable {
  item_id: number;
  model: string;
  classification: string;
}

/** Link tables are keyed (code, relevant, item_id): one facet value, newest first, is one range of the key. */
export interface LinkTable {
  code: string;
  relevant: Flag;
  item_id: number;
  score: number;
}

export interface JurisdictionLinkTable extends LinkTable {
  role: 'primary' | 'mentioned';
}

export interface AuthorityLinkTable extends LinkTable {
  jurisdiction: string;
}

/** Story facts that can be asked for with "is:". */
export type Mark = 'edited' | 'historic' | 'duplicate' | 'unconfirmed';

export interface MarkTable {
  code: Mark;
  relevant: Flag;
  item_id: number;
}

export interface StoryTable {
  id: string;
  items: number;
  /** 1 when an official source or a standard setter is among its items. */
  confirmed: Flag;
  opened_at: string;
  last_item_at: string;
  /** 1 when people merged into it or split from it. */
  decided: Generated<Flag>;
}

/** Hashes of canonical URL, content and folded title, to find the items that share one. */
export interface StoryKeyTable {
  key: number;
  item_id: number;
}

export interface SourceStateTable {
  source_id: string;
  url: string | null;
  /** JSON of Validators. */
  validators: string | null;
  body_hash: string | null;
  last_item_count: number | null;
  last_attempt_at: string | null;
  last_success_at: string | null;
  first_success_at: string | null;
  consecutive_failures: number;
  failing_since: string | null;
  last_error: string | null;
  next_due_at: string | null;
  /** JSON of SourceWatch; null before the first read that learned any of it. */
  watch: string | null;
}

export interface ReadTable {
  source_id: string;
  at: string;
  /** 1 for outcomes "read" and "not-modified". */
  ok: Flag;
  outcome: ReadOutcome;
  status: number | null;
  items_seen: number;
  items_new: number;
  items_updated: number;
  ms: number;
  error: string | null;
  notes: string;
  newest_item: string | null;
  oldest_item: string | null;
  gap: 'none' | 'closed' | 'open' | 'closed-later';
  pages: number;
}

/** Every item that was ever news, numbered by the order of commits. */
export interface NewsTable {
  seq: Generated<number>;
  item_id: number;
}

/** What people said about tags; append only. */
export interface VerdictTable {
  id: Generated<number>;
  /** Public id of the item. */
  item: string;
  what: VerdictKind;
  tag: string | null;
  reason: string | null;
  who: string;
  at: string;
}

export interface Tables
  extends KnowledgeLinkTables,
    SubscriptionTables,
    PostTables,
    HealthTables,
    RegisterTables,
    StoryTables,
    SnapshotTables,
    FollowTables,
    ClaimTables {
  items: ItemTable;
  item_versions: ItemVersionTable;
  item_keys: ItemKeyTable;
  item_tags: ItemTagTable;
  item_jurisdictions: JurisdictionLinkTable;
  item_topics: LinkTable;
  item_authorities: AuthorityLinkTable;
  item_marks: MarkTable;
  /** Sources that have items, so that "hk/*" is resolved without reading the items. */
  item_sources: { source_id: string };
  stories: StoryTable;
  story_keys: StoryKeyTable;
  news: NewsTable;
  source_states: SourceStateTable;
  reads: ReadTable;
  settings: { key: string; value: string };
  verdicts: VerdictTable;
  schema_migrations: { version: number; name: string; applied_at: string };
}

export type Db = Kysely<Tables>;

/** Where an aggregate reads, and how it writes: inside a transaction both are that transaction. */
export interface Session {
  readonly db: Db;
  write<T>(work: (db: Db) => Promise<T>): Promise<T>;
}
