import { DE_POSTS } from './de-posts.ts';
import { DE_QUERIES } from './de-queries.ts';
import { DE_SETTINGS } from './de-settings.ts';

/** The fixed texts in German. */
export const DE = { ...DE_POSTS, ...DE_SETTINGS, ...DE_QUERIES } as const;
