import type { Application } from '../core/application.ts';
import type { Locale, WordKey, WordValues } from '../core/locale.ts';
import type { Message, RenderOptions } from '../core/message.ts';
import type { Clock, Logger } from '../core/ports.ts';
import type { CommandData } from './command-data.ts';
import type { Memory } from './memory.ts';
import type { Place, Places } from './places.ts';
import type { Component, Embed, Modal, Reply } from './reply.ts';

/** Makes text from outside safe in each place of a message; `max` in UTF-16 units. */
export interface Markup {
  /** Running text: nothing in it is read as markup, mention or link. */
  escape(text: string, max: number): string;
  /** Text of a masked link. */
  link(text: string, max: number): string;
  /** Places where Discord reads no markup: author, footer, labels. */
  plain(text: string, max: number): string;
  /** An http(s) address that cannot break out of a link, or null. */
  url(url: string | null, max: number): string | null;
}

/** What commands work with. */
export interface BotDeps {
  readonly app: Application;
  readonly places: Places;
  readonly memory: Memory;
  readonly markup: Markup;
  readonly clock: Clock;
  readonly logger: Logger;
  /** The messages that a digest or alert becomes in a channel. */
  readonly render: (message: Message, options?: RenderOptions) => readonly Reply[];
  /** Every command, for help. */
  readonly commands: readonly Command[];
  readonly settings: BotSettings;
}

export interface BotSettings {
  readonly version: string;
  readonly timeZone: string;
  readonly digestHour: number;
}

/** What is known of whoever asks. */
export interface Call {
  readonly user: { readonly id: string; readonly name: string };
  /** For logs of changes: "ada (Discord 123)". */
  readonly who: string;
  readonly guildId: string;
  readonly channelId: string;
  /** Of the reader, and of their server. */
  readonly locale: Locale;
  readonly guildLocale: Locale;
  /** A fixed text in the reader's language. */
  readonly t: (key: WordKey, values?: WordValues) => string;
  /** Permission bits here: of whoever asks, and of the bot. */
  readonly permissions: { readonly member: bigint; readonly app: bigint };
  /** Largest file that may be attached, in bytes. */
  readonly attachmentLimit: number;
  /** Aborts when the answer cannot be given any more, or the bot stops. */
  readonly signal: AbortSignal;
}

/** The options of a slash command by name; null for one that was not given. */
export interface Options {
  readonly subcommand: string | null;
  text(name: string): string | null;
  number(name: string): number | null;
  flag(name: string): boolean | null;
  channel(name: string): Place | null;
  /** Id of a role. */
  role(name: string): string | null;
}

export interface SlashCall extends Call {
  readonly options: Options;
  /** The message that a context command was called on. */
  readonly message: TargetMessage | null;
}

export interface CompletionCall extends Call {
  readonly options: Options;
  /** The option that is being typed, and what of it. */
  readonly focused: { readonly name: string; readonly value: string };
}

/** A message that something was pressed on or called on. */
export interface TargetMessage {
  readonly id: string;
  readonly channelId: string;
  /** Whether the bot wrote it. */
  readonly own: boolean;
  readonly content: string;
  readonly embeds: readonly Embed[];
  readonly components: readonly Component[];
  readonly flags: number;
}

export interface ComponentCall extends Call {
  readonly args: readonly string[];
  /** What was chosen in a menu. */
  readonly values: readonly string[];
  readonly message: TargetMessage;
}

export interface ModalCall extends Call {
  readonly args: readonly string[];
  /** What was typed, by the fields' ids. */
  readonly fields: Readonly<Record<string, string>>;
  readonly message: TargetMessage | null;
}

export interface Choice {
  readonly name: string;
  readonly value: string;
}

/**
 * How a press is answered: "update" changes the message that it was on (null leaves it), "private" and "public" answer with a new one, "modal"
 * opens a form, within two seconds.
 */
export type ComponentHandler =
  | {
      readonly respond: 'update' | 'private' | 'public';
      /** Needs Manage Server. Default: as the command. */
      readonly manage?: boolean;
      readonly handle: (call: ComponentCall, deps: BotDeps) => Promise<Reply | null>;
    }
  | {
      readonly respond: 'modal';
      readonly manage?: boolean;
      readonly handle: (call: ComponentCall, deps: BotDeps) => Promise<Modal>;
    };

export interface ModalHandler {
  readonly respond: 'update' | 'private' | 'public';
  readonly manage?: boolean;
  readonly handle: (call: ModalCall, deps: BotDeps) => Promise<Reply | null>;
}

/** One command: a file in commands/ and a line in commands.ts. */
export interface Command {
  /** First part of the custom ids that come back to it: lower case, short, unique. */
  readonly key: string;
  readonly data: CommandData;
  /** Only for members with Manage Server; asked again when it is called. */
  readonly manage?: boolean;
  /** Who sees the answer. Default: whoever asked. */
  readonly visibility?: (call: SlashCall) => 'private' | 'public';
  /** What it is for, in two or three sentences, and how it is typed. */
  readonly help: { readonly text: WordKey; readonly examples: readonly string[] };
  readonly handle: (call: SlashCall, deps: BotDeps) => Promise<Reply>;
  readonly autocomplete?: (call: CompletionCall, deps: BotDeps) => Promise<readonly Choice[]>;
  /** By action: the second part of the custom id. */
  readonly components?: Readonly<Record<string, ComponentHandler>>;
  readonly modals?: Readonly<Record<string, ModalHandler>>;
}
