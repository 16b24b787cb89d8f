import type { Migration } from '../migrate.ts';

/**
 * What stories are recognised by (signs, and terms that find them), how they follow one another, when they were confirmed, and what people decided about
 * them. Items that are there already wait in story_pending: those of the last 90 days, and documents of authorities of any age. Every
 * read of a source signs some of them, newest first.
 */
export const STORIES: Migration = {
  name: 'stories: signs, links, confirmations, decisions',
  sql: `
create table story_signs (
  item_id integer primary key references items (id) on update cascade,
  sign text not null,
  keys text not null,
  to_item text,
  because text not null
);
create table story_terms (
  key integer not null, item_id integer not null,
  primary key (key, item_id)
) without rowid;
create table story_pending (item_id integer primary key references items (id) on update cascade);
insert into story_pending (item_id)
  select id from items
  where id >= (select coalesce(max(id), 0) from items) - 90 * 86400 * 1048576
    or tier in ('official', 'standard-setter');

alter table stories add column decided integer not null default 0;
create index stories_last on stories (last_item_at);

create table story_links (
  story_id text not null,
  to_story_id text not null,
  kind text not null,
  item text not null,
  to_item text not null,
  because text not null,
  at text not null,
  primary key (story_id, to_story_id, kind)
) without rowid;
create index story_links_to on story_links (to_story_id);

create table story_confirmations (
  story_id text primary key,
  item text not null,
  at text not null
) without rowid;

create table story_decisions (
  id integer primary key,
  what text not null,
  item text,
  story_id text not null,
  to_story_id text not null,
  who text not null,
  at text not null
);
create index story_decisions_story on story_decisions (story_id);
`,
};
