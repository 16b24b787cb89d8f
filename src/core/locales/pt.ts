import { PT_POSTS } from './pt-posts.ts';
import { PT_QUERIES } from './pt-queries.ts';
import { PT_SETTINGS } from './pt-settings.ts';

/** The fixed texts in Portuguese. */
export const PT = { ...PT_POSTS, ...PT_SETTINGS, ...PT_QUERIES } as const;
