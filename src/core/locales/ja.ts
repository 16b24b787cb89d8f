import { JA_POSTS } from './ja-posts.ts';
import { JA_QUERIES } from './ja-queries.ts';
import { JA_SETTINGS } from './ja-settings.ts';

/** The fixed texts in Japanese. */
export const JA = { ...JA_POSTS, ...JA_SETTINGS, ...JA_QUERIES } as const;
