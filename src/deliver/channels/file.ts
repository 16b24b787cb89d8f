import path from 'node:path';
import { errorText } from '../../core/errors.ts';
import { shortId } from '../../core/ids.ts';
import type { Channel, Clock } from '../../core/ports.ts';
import { backOff, later } from '../back-off.ts';
import { readMessage } from '../stored-message.ts';
import { renderHtml } from '../text/render-html.ts';
import { renderMarkdown } from '../text/render-markdown.ts';
import { writeAtomically } from '../write-atomically.ts';

export interface FileChannelOptions {
  readonly dir: string;
  readonly clock: Clock;
  /** IANA zone of the times shown. Default: UTC. */
  readonly timeZone?: string;
}

const SLUG_LENGTH = 100;

/**
 * Writes each message as `<slug>.html` and `<slug>.md` into a folder. The name follows from the dedupe key alone, so that a message written
 * twice replaces itself.
 */
export function createFileChannel(options: FileChannelOptions): Channel {
  const { dir, clock } = options;
  return {
    kind: 'file',
    render: message => [JSON.stringify(message)],
    async send(post) {
      const message = readMessage(post.payload);
      const base = path.join(dir, fileSlug(post.dedupeKey));
      try {
        await writeAtomically(`${base}.md`, renderMarkdown(message, options));
        await writeAtomically(`${base}.html`, renderHtml(message, options));
      } catch (error) {
        const at = later(clock(), backOff(post.attempts + 1));
        return { outcome: 'retry', at, error: `The file cannot be written: ${errorText(error)}` };
      }
      return { outcome: 'sent', reference: `${base}.html` };
    },
    async close() {
      // Every file is closed as soon as it is written.
    },
  };
}

/**
 * A file name for a dedupe key: "digest:daily:2026-11-22" is "digest_daily_2026-11-22". A key with anything but small
 * letters, digits, ":", "." and "-" gets a hash behind it, so that no two keys share a name.
 */
export function fileSlug(dedupeKey: string): string {
  const slug = dedupeKey.replace(/:/g, '_');
  if (/^[a-z0-9][a-z0-9.:-]*$/.test(dedupeKey) && slug.length <= SLUG_LENGTH) return slug;
  const readable = slug
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/^[._-]+/, '')
    .slice(0, SLUG_LENGTH);
  return `${readable === '' ? 'message' : readable}_${shortId(['file', dedupeKey], 12)}`;
}
