import type { Migration } from '../migrate.ts';

/** Digests go by the order of commits instead of by first sight: docs/adr/005. Marks of what was told become numbers. */
export const NEWS_IN_ORDER_OF_COMMIT: Migration = {
  name: 'news in order of commit',
  sql: `
create table news (
  seq integer primary key autoincrement,
  item_id integer not null unique references items (id) on update cascade
);
insert into news (item_id) select id from items where relevant = 1 and historic = 0 order by first_seen_at, id;
insert into settings (key, value)
  select 'news-' || key, (
  select coalesce(max(n.seq), 0) from news n join items i on i.id = n.item_id where i.first_seen_at < told.value
  ) from settings told where key like 'told:%';
drop index items_first_seen;
`,
};
