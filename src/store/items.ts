import type { ItemStore } from '../core/ports.ts';
import { createItemInsert } from './item-insert.ts';
import { createItemMatch } from './item-match.ts';
import { createItemMatching } from './item-matching.ts';
import { createItemReads } from './item-read.ts';
import { createItemRetag } from './item-retag.ts';
import { createItemRevise } from './item-revise.ts';
import { createItemSearch } from './item-search.ts';
import { createItemSeen } from './item-seen.ts';
import type { Session } from './schema.ts';
import type { SearchIndex } from './search-index.ts';
import type { Totals } from './totals-sqlite.ts';

/** Items with their versions, keys and tags. */
export function createItems(session: Session, search: SearchIndex, totals: Totals | null): ItemStore {
  return {
    ...createItemMatch(session),
    ...createItemInsert(session, search),
    ...createItemRevise(session, search),
    ...createItemRetag(session, search),
    ...createItemSeen(session),
    ...createItemReads(session.db),
    ...createItemSearch(session.db, search, totals),
    ...createItemMatching(session.db, search),
  };
}
