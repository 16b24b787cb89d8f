import type { Migration } from '../migrate.ts';

/**
 * items.id is chosen by us (item-ids.ts), so that newest first is the order of the rowid. Link tables carry `relevant` and that
 * id in their key. Full text has two tables, relevant items and the rest, because almost every search wants the first: its
 * matches need no look at items. Both are contentless (the words are kept once, in item_versions): smaller than external
 * content, and a delete needs no copy of the indexed words.
 */
export const FIRST_SCHEMA: Migration = {
  name: 'first schema',
  sql: `
create table items (
  id integer primary key,
  public_id text not null unique,
  source_id text not null,
  story_id text not null references stories (id),
  relation text not null,
  kind text not null,
  tier text not null,
  relevant integer not null,
  relevance real not null,
  historic integer not null,
  version integer not null,
  content_hash text not null,
  first_seen_at text not null,
  last_seen_at text not null,
  page_state text not null,
  page_tries integer not null default 0
);
create index items_relevant on items (relevant, id);
create index items_kind on items (kind, relevant, id);
create index items_tier on items (tier, relevant, id);
create index items_source on items (source_id, relevant, id);
create index items_story on items (story_id);
create index items_first_seen on items (relevant, first_seen_at);
create index items_page_wanted on items (source_id, id) where page_state = 'wanted';

create table item_versions (
  row integer primary key,
  item_id integer not null references items (id) on update cascade,
  version integer not null,
  title text not null,
  summary text,
  text text not null,
  text_from text not null,
  content_hash text not null,
  seen_at text not null,
  url text,
  canonical_url text,
  published_at text,
  date_precision text,
  date_from text,
  updated_at text,
  language text not null,
  authors text not null,
  categories text not null,
  unique (item_id, version)
);

create table item_keys (
  source_id text not null,
  key text not null,
  item_id integer not null references items (id) on update cascade,
  position integer not null,
  primary key (source_id, key)
) without rowid;
create index item_keys_item on item_keys (item_id);

create table item_tags (
  item_id integer primary key references items (id) on update cascade,
  model text not null,
  classification text not null
);

create table item_jurisdictions (
  code text not null, relevant integer not null, item_id integer not null,
  role text not null, score real not null,
  primary key (code, relevant, item_id)
) without rowid;
create table item_topics (
  code text not null, relevant integer not null, item_id integer not null, score real not null,
  primary key (code, relevant, item_id)
) without rowid;
create table item_authorities (
  code text not null, relevant integer not null, item_id integer not null,
  jurisdiction text not null, score real not null,
  primary key (code, relevant, item_id)
) without rowid;
create table item_marks (
  code text not null, relevant integer not null, item_id integer not null,
  primary key (code, relevant, item_id)
) without rowid;
create table item_sources (source_id text primary key) without rowid;

create table stories (
  id text primary key,
  items integer not null,
  confirmed integer not null,
  opened_at text not null,
  last_item_at text not null
) without rowid;
create table story_keys (
  key integer not null, item_id integer not null,
  primary key (key, item_id)
) without rowid;

create table source_states (
  source_id text primary key,
  url text,
  validators text,
  body_hash text,
  last_item_count integer,
  last_attempt_at text,
  last_success_at text,
  first_success_at text,
  consecutive_failures integer not null,
  failing_since text,
  last_error text,
  next_due_at text
) without rowid;
create table reads (
  row integer primary key,
  source_id text not null,
  at text not null,
  ok integer not null,
  outcome text not null,
  status integer,
  items_seen integer not null,
  items_new integer not null,
  items_updated integer not null,
  ms integer not null,
  error text,
  notes text not null
);
create index reads_source on reads (source_id, ok, at);

create table outbox (
  id integer primary key autoincrement,
  target text not null,
  dedupe_key text not null,
  part integer not null,
  parts integer not null,
  payload text not null,
  state text not null,
  attempts integer not null,
  created_at text not null,
  first_tried_at text,
  next_at text not null,
  settled_at text,
  reference text,
  error text,
  unique (target, dedupe_key, part)
);
create index outbox_unsettled on outbox (target, id) where state in ('pending', 'sending');
create index outbox_state on outbox (state, id);

create table settings (key text primary key, value text not null) without rowid;

create virtual table search_relevant using fts5 (
  title, text, content = '', contentless_delete = 1, tokenize = 'porter unicode61 remove_diacritics 2'
);
create virtual table search_other using fts5 (
  title, text, content = '', contentless_delete = 1, tokenize = 'porter unicode61 remove_diacritics 2'
);
insert into search_relevant (search_relevant, rank) values ('automerge', 8);
insert into search_other (search_other, rank) values ('automerge', 8);
`,
};
