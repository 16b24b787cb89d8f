import type { Migration } from '../migrate.ts';

/**
 * What is learned of a source over many reads stays with its state, as JSON. The ledger says what each list reached back to, so that
 * gaps can be proved. Changes of health are numbered in the order of commits, as news is. robots.txt files outlive a restart.
 */
export const HEALTH_AND_LEDGER: Migration = {
  name: 'health of sources and a fuller ledger',
  sql: `
alter table source_states add column watch text;
alter table reads add column newest_item text;
alter table reads add column oldest_item text;
alter table reads add column gap text not null default 'none';
alter table reads add column pages integer not null default 1;
create index reads_at on reads (at);
create index reads_gap on reads (source_id, at) where gap <> 'none';

create table health_events (
  id integer primary key autoincrement,
  source_id text,
  from_state text not null,
  to_state text not null,
  at text not null,
  since text,
  evidence text not null
);
create index health_events_source on health_events (source_id, id);

create table robots (
  origin text primary key,
  text text,
  fetched_at text not null,
  unreachable_since text
) without rowid;
`,
};
