import type { Migration } from './migrate.ts';
import { FIRST_SCHEMA } from './migrations/001-first-schema.ts';
import { NEWS_IN_ORDER_OF_COMMIT } from './migrations/002-news-in-order-of-commit.ts';
import { VERDICTS } from './migrations/003-verdicts.ts';
import { POSITIONS_AND_FIGURES } from './migrations/004-positions-and-figures.ts';
import { DATES_AND_ENTITIES } from './migrations/005-dates-and-entities.ts';
import { STORIES } from './migrations/006-stories.ts';
import { HEALTH_AND_LEDGER } from './migrations/007-health-and-ledger.ts';
import { REGISTERS } from './migrations/008-registers.ts';
import { POSTS } from './migrations/009-posts.ts';
import { SUBSCRIPTIONS } from './migrations/010-subscriptions.ts';
import { SNAPSHOTS } from './migrations/011-snapshots.ts';
import { FOLLOWS } from './migrations/012-follows.ts';

/**
 * Schema history of the SQLite file: forward only, append only. A released migration is never edited; each runs in one transaction.
 */
export const SQLITE_MIGRATIONS: readonly Migration[] = [
  FIRST_SCHEMA,
  NEWS_IN_ORDER_OF_COMMIT,
  VERDICTS,
  POSITIONS_AND_FIGURES,
  DATES_AND_ENTITIES,
  STORIES,
  HEALTH_AND_LEDGER,
  REGISTERS,
  POSTS,
  SUBSCRIPTIONS,
  SNAPSHOTS,
  FOLLOWS,
];
