import type { DiscordRules } from '../discord-rules.ts';

export interface FakeMessage {
  readonly id: string;
  readonly channel_id: string;
  readonly author: { readonly id: string; readonly username: string; readonly bot: boolean };
  readonly content: string;
  readonly embeds: readonly Record<string, unknown>[];
  readonly timestamp: string;
  readonly edited_timestamp: string | null;
  readonly flags: number;
  readonly components?: readonly Record<string, unknown>[];
  readonly attachments?: readonly Record<string, unknown>[];
}

export interface FakeChannel {
  readonly id: string;
  readonly type?: number;
  readonly name?: string;
  /** Threads: the channel that they are in. */
  readonly parentId?: string;
  /** Refuses to be seen or written to. */
  readonly denied?: { readonly status: number; readonly code: number; readonly message: string };
  /** Answers with an empty list, as Discord does to a bot that may not read the history. */
  readonly noHistory?: boolean;
  /** Permissions that the bot lacks here, as bits (e.g. 1n << 11n for Send Messages). Default: none. */
  readonly botLacks?: bigint;
  /** Default: "500000000000000001". */
  readonly guildId?: string;
  /** Forums: tags that posts can have. */
  readonly tags?: readonly { readonly id: string; readonly name: string; readonly moderated?: boolean }[];
  readonly tagRequired?: boolean;
  /** Threads. */
  readonly ownerId?: string;
  readonly archived?: boolean;
  readonly locked?: boolean;
  /** Tags that a forum's post got. */
  readonly appliedTags?: readonly string[];
}

export interface FakeDiscordOptions {
  readonly channels: readonly FakeChannel[];
  readonly token?: string;
  /** Milliseconds for which a nonce is known. */
  readonly nonceWindowMs?: number;
  readonly clock?: () => Date;
  readonly rules?: DiscordRules;
}

export interface Answer {
  readonly status: number;
  /** Undefined for an answer without content (204). */
  readonly body: unknown;
}

/** A file that came with a request. */
export interface SentFile {
  readonly field: string;
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Buffer;
}

/** What the API is asked; `path` is without "/api/v10". */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  /** Of a multipart request: its payload_json. */
  readonly body: unknown;
  readonly files?: readonly SentFile[];
  readonly authorization?: string | undefined;
}

/** One part of the API: answers what it knows, null for what it does not. */
export type Part = (asked: Asked) => Answer | null;

/** What the parts of one fake Discord share. */
export interface FakeContext {
  readonly options: FakeDiscordOptions;
  readonly token: string;
  readonly rules: DiscordRules;
  readonly channels: Map<string, FakeChannel>;
  readonly clock: () => Date;
  /** A snowflake of now, different from every other. */
  readonly newId: () => string;
  readonly bot: FakeMessage['author'];
}
