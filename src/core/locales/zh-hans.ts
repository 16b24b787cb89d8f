import { ZH_HANS_POSTS } from './zh-hans-posts.ts';
import { ZH_HANS_QUERIES } from './zh-hans-queries.ts';
import { ZH_HANS_SETTINGS } from './zh-hans-settings.ts';

/** The fixed texts in Simplified Chinese. */
export const ZH_HANS = { ...ZH_HANS_POSTS, ...ZH_HANS_SETTINGS, ...ZH_HANS_QUERIES } as const;
