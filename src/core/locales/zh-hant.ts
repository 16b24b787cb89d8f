import { ZH_HANT_POSTS } from './zh-hant-posts.ts';
import { ZH_HANT_QUERIES } from './zh-hant-queries.ts';
import { ZH_HANT_SETTINGS } from './zh-hant-settings.ts';

/** The fixed texts in Traditional Chinese. */
export const ZH_HANT = { ...ZH_HANT_POSTS, ...ZH_HANT_SETTINGS, ...ZH_HANT_QUERIES } as const;
