import type { Channel } from '../core/ports.ts';
import { type ConsoleChannelOptions, createConsoleChannel } from './channels/console.ts';
import { createDiscordChannel, type DiscordChannelOptions } from './channels/discord.ts';
import { createFileChannel, type FileChannelOptions } from './channels/file.ts';

export interface ChannelsOptions {
  readonly console: ConsoleChannelOptions;
  readonly file: FileChannelOptions;
  readonly discord: DiscordChannelOptions;
}

/** Every channel there is. A new one is a file in channels/ and a line here; parseTarget learns how it is written. */
export function createChannels(options: ChannelsOptions): readonly Channel[] {
  return [
    createConsoleChannel(options.console),
    createFileChannel(options.file),
    createDiscordChannel(options.discord),
  ];
}
