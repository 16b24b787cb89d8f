import { ES_POSTS } from './es-posts.ts';
import { ES_QUERIES } from './es-queries.ts';
import { ES_SETTINGS } from './es-settings.ts';

/** The fixed texts in Spanish. */
export const ES = { ...ES_POSTS, ...ES_SETTINGS, ...ES_QUERIES } as const;
