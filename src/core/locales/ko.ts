import { KO_POSTS } from './ko-posts.ts';
import { KO_QUERIES } from './ko-queries.ts';
import { KO_SETTINGS } from './ko-settings.ts';

/** The fixed texts in Korean. */
export const KO = { ...KO_POSTS, ...KO_SETTINGS, ...KO_QUERIES } as const;
