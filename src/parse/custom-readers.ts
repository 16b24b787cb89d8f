import type { ParsedDocument } from '../core/types.ts';
import { readCbiUnauthorised } from './custom/cbi-unauthorised.ts';
import { readFscaMedia } from './custom/fsca-media.ts';
import { readSfbVasps } from './custom/sfb-vasps.ts';
import type { Table } from './table.ts';

/** Reads what no rule can express. Gets the decoded text and its address; never throws. */
export type CustomReader =
  | { readonly of: 'items'; readonly read: (text: string, url: string | null) => ParsedDocument }
  | { readonly of: 'rows'; readonly read: (text: string, url: string | null) => Table };

/** By the name that a source gives as `custom`, which is the name of the file in custom/. */
export const CUSTOM_READERS: Readonly<Record<string, CustomReader>> = {
  'cbi-unauthorised': { of: 'items', read: readCbiUnauthorised },
  'fsca-media': { of: 'items', read: readFscaMedia },
  'sfb-vasps': { of: 'rows', read: readSfbVasps },
};
