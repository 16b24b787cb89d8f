import type { Asking } from './asking.ts';
import type { Assisting } from './assisting.ts';
import type { Browsing } from './browsing.ts';
import type { Deadlines } from './deadlines.ts';
import type { TagScores } from './evaluation.ts';
import type { EvidenceRoom } from './evidence.ts';
import type { Firms } from './firms.ts';
import type { ItemActions } from './item-actions.ts';
import type { Learning } from './learning.ts';
import type { Coverage, Message } from './message.ts';
import type { OutboxPost, PostState, PostsWhich, SearchResult } from './ports.ts';
import type { PositionMatrix } from './position-matrix.ts';
import type { Registers } from './registers.ts';
import type { ReportArchive } from './report-archive.ts';
import type { Reports } from './reports.ts';
import type { SourceCare } from './source-care.ts';
import type { Statistics } from './statistics.ts';
import type { StoryDesk } from './story-desk.ts';
import type { Subscribing } from './subscriptions.ts';
import type { Classification, Note, ParsedDocument, SourceDef, StoredItem } from './types.ts';
import type { Vitality } from './vitals.ts';
import type { Watching } from './watching.ts';

/** What one read of one source came to. */
export interface SourceReport {
  readonly id: string;
  readonly outcome: 'read' | 'not-modified' | 'failed';
  readonly status: number | null;
  readonly items: number;
  readonly new: number;
  readonly updated: number;
  readonly ms: number;
  readonly error: string | null;
  /** How often each note was made, by code. */
  readonly notes: Readonly<Record<string, number>>;
}

export interface CrawlReport {
  readonly sources: readonly SourceReport[];
  readonly read: number;
  readonly failed: number;
  readonly notModified: number;
  readonly new: number;
  readonly updated: number;
  /** True when every source failed to connect: the fault is this machine's, not the sources'. */
  readonly offline: boolean;
}

export interface CrawlOptions {
  /** Source ids; a trailing "*" matches a prefix. Empty: every enabled source. */
  readonly ids?: readonly string[];
  /** Only sources whose next read is due. */
  readonly dueOnly?: boolean;
  /** Read without validators, so that every source answers in full. */
  readonly force?: boolean;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number, report: SourceReport) => void;
}

/** Something to read that did not come from a source's schedule. */
export interface Input {
  /** Path, URL or "-", as the user gave it. */
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly contentType: string | null;
  /** Base of relative links, when it came from the web. */
  readonly url: string | null;
}

export interface IngestOptions {
  /** Store as items of this source instead of "local/ingest". */
  readonly source?: string;
  /** Publication date of items that carry none. */
  readonly published?: string;
}

export interface IngestedItem {
  readonly outcome: 'stored' | 'updated' | 'unchanged';
  readonly item: StoredItem;
}

export interface IngestReport {
  readonly input: string;
  readonly items: readonly IngestedItem[];
  readonly notes: readonly Note[];
}

/** Words of an input with their tags, nothing stored. */
export interface ClassifiedText {
  readonly title: string;
  readonly text: string;
  readonly url: string | null;
  readonly classification: Classification;
}

export interface ParsedInput {
  readonly document: ParsedDocument;
  /** Same order as the document's items: dates as instants (ISO 8601 UTC) or null. */
  readonly dates: readonly { readonly published: string | null; readonly updated: string | null }[];
}

export interface Window {
  readonly since: string;
  readonly until: string;
}

export interface DigestOptions {
  readonly period?: 'daily' | 'weekly';
  readonly since?: string;
  readonly until?: string;
  /** Query that stories must match. */
  readonly query?: string;
  readonly groupBy?: 'jurisdiction' | 'topic';
  /** Language of the fixed words. Default: English. */
  readonly locale?: string;
  /** The newest items that are looked at; a note in the digest says when there were more. Default: 20,000. */
  readonly most?: number;
}

export interface Digest {
  readonly window: Window;
  readonly message: Message;
  readonly coverage: Coverage;
}

export interface DeliveryReport {
  readonly sent: number;
  readonly waiting: number;
  readonly rejected: number;
  /** One line per post that was not sent, for people. */
  readonly problems: readonly string[];
}

export interface PostReport extends DeliveryReport {
  /** False when this digest had been queued for the target before. */
  readonly queued: boolean;
}

export interface WeeklyExport {
  readonly week: string;
  /** "provisional" while the week can still change. */
  readonly state: 'closed' | 'provisional' | 'retrospective';
  readonly dir: string;
  readonly files: readonly { readonly name: string; readonly bytes: number; readonly sha256: string }[];
  readonly stories: number;
}

export interface Check {
  readonly name: string;
  readonly state: 'ok' | 'warning' | 'failed';
  /** What was found, and what to do when it is not ok. */
  readonly detail: string;
}

/** Scores of the tagger on labelled items, and how fast it was. */
export interface Evaluation extends TagScores {
  readonly itemsPerSecond: number;
  /** Labelled lines that could not be read. */
  readonly problems: readonly string[];
}

export type SearchPage = SearchResult;

/** What the outer layers (command line, bot, web) may ask of the program. Built by the composition root. */
export interface Application
  extends Learning,
    Asking,
    Assisting,
    Subscribing,
    SourceCare,
    EvidenceRoom,
    PositionMatrix,
    Watching,
    Deadlines,
    Firms,
    Browsing,
    ItemActions,
    Reports,
    Statistics,
    ReportArchive,
    StoryDesk,
    Vitality {
  readonly sources: readonly SourceDef[];
  readonly registers: Registers;
  crawl(options: CrawlOptions): Promise<CrawlReport>;
  /** Reads a path, a URL or "-" (standard input). */
  readInput(name: string): Promise<Input>;
  ingest(input: Input, options: IngestOptions): Promise<IngestReport>;
  classify(input: Input): Promise<readonly ClassifiedText[]>;
  parse(input: Input): Promise<ParsedInput>;
  /** @throws AppError "query" that says where and what is nearest. */
  search(query: string, limit: number): Promise<SearchPage>;
  /** @throws AppError "not-found". */
  item(id: string): Promise<StoredItem>;
  versions(
    id: string,
  ): Promise<readonly { readonly version: number; readonly title: string; readonly seenAt: string }[]>;
  story(storyId: string): Promise<readonly StoredItem[]>;
  digest(options: DigestOptions): Promise<Digest>;
  /** Queues a digest for a target and sends what is due there. */
  post(digest: Digest, target: string, signal: AbortSignal): Promise<PostReport>;
  /** Tries every post (of one target) again that waits for a later try. */
  retryPosts(signal: AbortSignal, target?: string): Promise<DeliveryReport>;
  exportWeekly(options: {
    readonly week?: string;
    readonly formats: readonly string[];
    readonly dir?: string;
    readonly query?: string;
    /** Byte order mark before CSV. */
    readonly bom?: boolean;
  }): Promise<WeeklyExport>;
  /** Text of a message for a terminal. */
  renderText(
    message: Message,
    options: { readonly width: number; readonly colour: boolean },
  ): Promise<string>;
  posts(limit: number, state?: PostState, which?: PostsWhich): Promise<readonly OutboxPost[]>;
  /** What is configured, reachable and missing. Sends nothing but a question to Discord about who the bot is. */
  doctor(): Promise<readonly Check[]>;
  /** Brings the database to this version's schema. */
  migrate(): Promise<{ readonly path: string; readonly from: number; readonly to: number }>;
  /** Writes a consistent copy of the database while it is in use. */
  backup(path: string): Promise<void>;
  /** Puts a backup in the place of the database; returns where the old one was kept, or null when there was none. */
  restore(path: string): Promise<string | null>;
  /** Problems found in the database; none when it is sound. */
  verify(): Promise<readonly string[]>;
  /** Scores the tagger on labelled items (JSON Lines). */
  evaluate(labelled: Input): Promise<Evaluation>;
  counts(): Promise<{ readonly items: number; readonly relevant: number; readonly stories: number }>;
  /** Runs until the signal aborts. */
  run(options: {
    readonly roles: readonly Role[];
    readonly signal: AbortSignal;
    readonly say: (line: string) => void;
  }): Promise<void>;
  close(): Promise<void>;
}

export const ROLES = ['crawl', 'deliver', 'bot', 'web'] as const;
export type Role = (typeof ROLES)[number];
