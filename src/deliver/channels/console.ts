import type { Message } from '../../core/message.ts';
import type { Channel } from '../../core/ports.ts';
import { readMessage } from '../stored-message.ts';
import { type RenderTextOptions, renderText } from '../text/render-text.ts';

export interface ConsoleChannelOptions extends RenderTextOptions {
  /** Writes to the terminal; resolves once the text was taken. */
  readonly write: (text: string) => Promise<void> | void;
}

/**
 * Prints messages. The message itself is what is stored, so that it is laid out for the terminal that shows it. A crash right after printing
 * prints it again: a terminal cannot be asked what it shows.
 */
export function createConsoleChannel(options: ConsoleChannelOptions): Channel {
  return {
    kind: 'console',
    render: (message: Message) => [JSON.stringify(message)],
    async send(post) {
      await options.write(renderText(readMessage(post.payload), options));
      return { outcome: 'sent', reference: 'console' };
    },
    async close() {
      // The terminal belongs to the process.
    },
  };
}
