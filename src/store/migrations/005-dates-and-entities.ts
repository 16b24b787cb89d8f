import type { Migration } from '../migrate.ts';

/**
 * What items are found by when a date or a name is asked for. Both tables begin like the other link tables (code, relevant, item_id), so that one kind of
 * date or one firm, newest first, is one range of the key; a window of days has an index of its own. Items that are there already get their
 * rows when they are tagged again.
 */
export const DATES_AND_ENTITIES: Migration = {
  name: 'dates that items announce, and whom they name',
  sql: `
create table item_dates (
  code text not null, relevant integer not null, item_id integer not null,
  date text not null, first_day text not null, last_day text not null, score real not null,
  primary key (code, relevant, item_id, date)
) without rowid;
create index item_dates_day on item_dates (last_day, relevant, item_id, code);
create index item_dates_item on item_dates (item_id);

create table item_entities (
  code text not null, relevant integer not null, item_id integer not null,
  score real not null,
  primary key (code, relevant, item_id)
) without rowid;

create table item_stances (
  code text not null, relevant integer not null, item_id integer not null,
  primary key (code, relevant, item_id)
) without rowid;

create table entities (
  code text primary key,
  kind text not null,
  id text not null,
  name text not null
) without rowid;
`,
};
