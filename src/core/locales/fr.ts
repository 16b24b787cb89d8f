import { FR_POSTS } from './fr-posts.ts';
import { FR_QUERIES } from './fr-queries.ts';
import { FR_SETTINGS } from './fr-settings.ts';

/** The fixed texts in French. */
export const FR = { ...FR_POSTS, ...FR_SETTINGS, ...FR_QUERIES } as const;
