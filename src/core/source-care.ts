import type { Input } from './application.ts';
import type { OnProgress } from './learning.ts';
import type { DocumentFormat, Note, SourceType, Tier } from './types.ts';

/** An item as it would be stored. */
export interface PreviewItem {
  readonly title: string;
  readonly url: string | null;
  readonly published: string | null;
}

/** What one look at a source or a feed found. */
export interface Preview {
  readonly format: DocumentFormat;
  readonly title: string | null;
  /** Items on the list. */
  readonly items: number;
  readonly newest: string | null;
  /** The first of them. */
  readonly first: readonly PreviewItem[];
}

export interface SourceCheck extends Preview {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly state: 'ok' | 'warning' | 'failed';
  readonly status: number | null;
  readonly ms: number;
  /** What is wrong, in words that say what to change. */
  readonly problems: readonly string[];
  readonly notes: readonly Note[];
}

/** The bytes of a source as it answered, and what was asked. */
export interface Recording {
  readonly id: string;
  readonly body: string;
  readonly about: string;
  readonly bytes: number;
  readonly items: number;
}

/** A feed that a page names, or that an address is. */
export interface FoundFeed extends Preview {
  readonly url: string;
  /** Id of the source that reads it already. */
  readonly knownAs: string | null;
}

/** What is to be known of a team's own source; what is not given is taken from the feed, or is press without a home. */
export interface SourceSettings {
  readonly name?: string;
  readonly publisher?: string;
  readonly jurisdiction?: string;
  readonly authority?: string;
  readonly tier?: Tier;
  readonly type?: SourceType;
  readonly language?: string;
  readonly timeZone?: string;
  readonly cryptoOnly?: boolean;
}

export interface AddedSource {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  /** The YAML file that says so now. */
  readonly file: string;
}

export interface ImportReport {
  readonly added: readonly AddedSource[];
  /** Feeds that are read already, under this id. */
  readonly known: readonly { readonly url: string; readonly id: string }[];
  readonly problems: readonly string[];
}

/** Looking after the sources: trying them, recording them, and adding one's own. */
export interface SourceCare {
  /**
   * Fetches and reads sources without storing anything. All enabled ones when no id is given.
   * @throws AppError "no-such-source".
   */
  checkSources(
    ids: readonly string[],
    options: { readonly signal?: AbortSignal; readonly onProgress?: OnProgress },
  ): Promise<readonly SourceCheck[]>;
  /** Keeps a source's answer as it came, in a folder (default: recordings in the data folder). @throws AppError "not-recorded". */
  recordSource(id: string, dir?: string): Promise<Recording>;
  /** The feeds of a page, or the feed itself. @throws AppError "no-feed". */
  findFeeds(url: string): Promise<readonly FoundFeed[]>;
  /** Writes a source into the folder of own sources. It is read from the next start on. @throws AppError "source-known". */
  addSource(feed: FoundFeed, settings: SourceSettings): Promise<AddedSource>;
  /** Adds the feeds of an OPML file, or the sources of a YAML file, to the folder of own sources. */
  importSources(input: Input, settings: SourceSettings): Promise<ImportReport>;
  /** The feeds of the catalogue as OPML 2.0, and how many sources have no feed that OPML could name. */
  exportOpml(): { readonly opml: string; readonly feeds: number; readonly leftOut: number };
}
