import type { Migration } from '../migrate.ts';

/** Which bytes an official document was at which time. The bytes themselves are files, named by their hash. */
export const SNAPSHOTS: Migration = {
  name: 'snapshots of documents',
  sql: `
create table snapshots (
  item text not null,
  sha256 text not null,
  url text not null,
  bytes integer not null,
  content_type text,
  etag text,
  last_modified text,
  fetched_at text not null,
  primary key (item, sha256)
) without rowid;
create index snapshots_hash on snapshots (sha256);
create index snapshots_fetched on snapshots (fetched_at);
`,
};
