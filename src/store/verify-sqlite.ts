import type Database from 'better-sqlite3';

/** Each query lists what must not exist, one row per finding. */
const CHECKS: readonly (readonly [problem: string, sql: string])[] = [
  [
    'item without its tags',
    'select public_id from items i where not exists (select 1 from item_tags t where t.item_id = i.id)',
  ],
  [
    'tags without their item',
    'select item_id from item_tags t where not exists (select 1 from items i where i.id = t.item_id)',
  ],
  [
    'item whose versions are not a chain from 1 to the newest',
    `select public_id from items i where i.version <> (select count(*) from item_versions v where v.item_id = i.id)
       or 1 <> (select min(version) from item_versions v where v.item_id = i.id)
       or i.version <> (select max(version) from item_versions v where v.item_id = i.id)`,
  ],
  [
    'item whose newest version has other words than the item',
    `select public_id from items i where not exists (
       select 1 from item_versions v where v.item_id = i.id and v.version = i.version and v.content_hash = i.content_hash)`,
  ],
  [
    'item that has no identity key',
    'select public_id from items i where not exists (select 1 from item_keys k where k.item_id = i.id)',
  ],
  [
    'story with another number of items than it says',
    'select id from stories s where s.items <> (select count(*) from items i where i.story_id = s.id)',
  ],
  [
    'news without its item',
    'select seq from news n where not exists (select 1 from items i where i.id = n.item_id)',
  ],
  [
    'relevant item that full-text search does not know',
    'select public_id from items where relevant = 1 and id not in (select id from search_relevant_docsize)',
  ],
  [
    'other item that full-text search does not know',
    'select public_id from items where relevant = 0 and id not in (select id from search_other_docsize)',
  ],
  [
    'full-text entry without its item',
    `select d.id from search_relevant_docsize d where not exists (select 1 from items i where i.id = d.id and i.relevant = 1)
     union all
     select d.id from search_other_docsize d where not exists (select 1 from items i where i.id = d.id and i.relevant = 0)`,
  ],
  ...['item_jurisdictions', 'item_topics', 'item_authorities', 'item_marks'].map(
    table =>
      [
        `row of ${table} without its item`,
        `select code || ' ' || item_id from ${table} l where not exists (select 1 from items i where i.id = l.item_id and i.relevant = l.relevant)`,
      ] as const,
  ),
];

/** Findings named per check. */
const NAMED = 3;

/** Problems of a database as one line each; none when it is sound. Reads everything: minutes for a million items. */
export function verifySqlite(database: Database.Database): string[] {
  const problems: string[] = [];
  const integrity = database.prepare('pragma integrity_check').pluck().all();
  for (const line of integrity) if (line !== 'ok') problems.push(`SQLite: ${String(line)}`);
  const dangling = database.prepare('pragma foreign_key_check').all();
  if (dangling.length > 0) problems.push(`${dangling.length} rows refer to rows that do not exist`);
  for (const [problem, sql] of CHECKS) {
    const total = Number(database.prepare(`select count(*) from (${sql})`).pluck().get());
    if (total === 0) continue;
    const named = database.prepare(`${sql} limit ${NAMED}`).pluck().all();
    problems.push(`${total} x ${problem}: ${named.join(', ')}${total > NAMED ? ', ...' : ''}`);
  }
  return problems;
}
