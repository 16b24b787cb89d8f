import type { Migration } from '../migrate.ts';

/** Verdicts of people on tags; append only. */
export const VERDICTS: Migration = {
  name: 'verdicts of people on tags',
  sql: `
create table verdicts (
  id integer primary key,
  item text not null,
  what text not null,
  tag text,
  reason text,
  who text not null,
  at text not null
);
create index verdicts_item on verdicts (item);
`,
};
