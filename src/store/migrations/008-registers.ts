import type { Migration } from '../migrate.ts';

/** Registers of licensed firms: snapshots in numbers, entries of now and of the past, what they are found by, and what happened to them. */
export const REGISTERS: Migration = {
  name: 'registers of licensed firms',
  sql: `
create table register_snapshots (
  id integer primary key,
  register_id text not null,
  at text not null,
  body_hash text not null,
  state text not null,
  rows integer not null,
  entries integer not null,
  added integer not null,
  removed integer not null,
  changed integer not null,
  reason text,
  detail text,
  held_entries text
);
create index register_snapshots_register on register_snapshots (register_id, state, at);

create table register_entries (
  register_id text not null,
  entry_id text not null,
  lei text,
  name_key text not null,
  entry text not null,
  first_seen_at text not null,
  removed_at text,
  primary key (register_id, entry_id)
) without rowid;
create index register_entries_lei on register_entries (lei) where lei is not null;

create table register_names (
  name_key text not null,
  register_id text not null,
  entry_id text not null,
  primary key (name_key, register_id, entry_id)
) without rowid;

create table register_events (
  id integer primary key,
  register_id text not null,
  at text not null,
  kind text not null,
  entry_id text not null,
  name text not null,
  lei text,
  home_state text,
  fields text not null,
  item_id text
);
create index register_events_at on register_events (at);
create index register_events_entry on register_events (register_id, entry_id);
`,
};
