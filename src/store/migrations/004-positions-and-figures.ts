import type { Migration } from '../migrate.ts';

/**
 * What jurisdictions make of activities, and what items count. `place` is 0 for an official source, 1 for a standard setter, 2 for the rest: the index
 * answers "the newest of each stance of each cell" from itself alone. Items that are there already get their rows when they are tagged again.
 */
export const POSITIONS_AND_FIGURES: Migration = {
  name: 'positions of jurisdictions, and figures',
  sql: `
create table item_positions (
  item_id integer not null, jurisdiction text not null, topic text not null, audience text not null,
  stance text not null, place integer not null, confidence real not null, quote text not null,
  primary key (item_id, jurisdiction, topic, audience)
) without rowid;
create index item_positions_cell on item_positions (jurisdiction, topic, audience, place, stance, item_id);

create table item_figures (
  item_id integer not null, what text not null, value real not null, unit text not null,
  authority text not null, quote text not null,
  primary key (item_id, what, value, unit)
) without rowid;
create index item_figures_series on item_figures (authority, what, item_id);
`,
};
