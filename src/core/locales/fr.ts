import { FR_POSTS } from './fr-posts.ts';
import { FR_SETTINGS } from './fr-settings.ts';

/** The fixed texts in French. */
export const FR = { ...FR_POSTS, ...FR_SETTINGS } as const;
