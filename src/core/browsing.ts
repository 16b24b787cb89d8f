import type { SearchPage } from './application.ts';
import type { SearchPlace } from './ports.ts';

/** Files of a weekly summary with their bytes. */
export interface WeeklyFiles {
  readonly week: string;
  readonly stories: number;
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[];
  /** Folder within the data folder where they stay; null when they were made for this answer only. */
  readonly folder: string | null;
}

/** Looking through what is stored page by page. */
export interface Browsing {
  /** @throws AppError "query", or "cursor" for one that no page of this order gave. */
  searchPage(query: string, page: SearchPlace): Promise<SearchPage>;
  /** Keeps a text that is too long for a button, for as long as few thousand others are kept after it; returns its key. */
  keepText(text: string): Promise<string>;
  /** A kept text; null once it had to go. */
  keptText(key: string): Promise<string | null>;
  /** Codes of the jurisdictions that a list of names and codes ("HK, Singapore") means. @throws AppError "usage" that names the nearest. */
  jurisdictionCodes(list: string): Promise<readonly string[]>;
  /** Jurisdictions whose code or name begins so, best first. */
  jurisdictionsLike(
    typed: string,
    limit: number,
  ): Promise<readonly { readonly code: string; readonly name: string }[]>;
  /** Writes a weekly summary and reads it back. */
  weeklyFiles(options: {
    readonly week?: string;
    readonly formats: readonly string[];
    readonly query?: string;
  }): Promise<WeeklyFiles>;
}
