import type { Migration } from '../migrate.ts';

/** Which channels and people want to hear more of which stories. */
export const FOLLOWS: Migration = {
  name: 'followed stories',
  sql: `
create table follows (
  id integer primary key,
  target text not null,
  story_id text not null,
  item_id text not null,
  who text not null,
  locale text not null,
  at text not null,
  pending text not null,
  told_at text,
  unique (target, story_id)
);
`,
};
