import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Input } from '../core/application.ts';
import { AppError, errorText } from '../core/errors.ts';
import type { Fetcher } from '../core/ports.ts';
import { isHttpUrl } from '../core/url.ts';

/** Larger files are read by splitting them first; a feed of this size holds some 100,000 items. */
const MAX_INPUT_BYTES = 256 * 1024 * 1024;

/**
 * The bytes behind a path, a URL or "-" (standard input).
 * @throws AppError "input" when they cannot be read; the message names the input and the reason.
 */
export async function readInput(
  name: string,
  deps: { readonly fetcher: () => Promise<Fetcher>; readonly stdin: NodeJS.ReadableStream },
): Promise<Input> {
  if (name === '-')
    return { name, bytes: await collect(deps.stdin, 'standard input'), contentType: null, url: null };
  if (isHttpUrl(name)) return fetchInput(name, await deps.fetcher());
  try {
    if ((await stat(name)).isDirectory())
      throw new AppError('input', `${name} is a folder: name a file in it.`);
    return { name, bytes: await collect(createReadStream(name), name), contentType: null, url: null };
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    const missing = (cause as NodeJS.ErrnoException).code === 'ENOENT';
    throw new AppError(
      'input',
      missing ? `There is no file ${name}.` : `${name} could not be read: ${errorText(cause)}`,
      { cause },
    );
  }
}

async function fetchInput(url: string, fetcher: Fetcher): Promise<Input> {
  // A person asks, not a robot.
  const answer = await fetcher.fetch({ url, robots: false });
  if (answer.outcome !== 'body') {
    throw new AppError(
      'input',
      `${url} could not be read: ${answer.outcome === 'failed' ? answer.error : 'it sent no body'}`,
      {
        retry: 'later',
      },
    );
  }
  return { name: url, bytes: answer.bytes, contentType: answer.contentType, url: answer.finalUrl };
}

async function collect(stream: NodeJS.ReadableStream, name: string): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    size += bytes.length;
    if (size > MAX_INPUT_BYTES)
      throw new AppError(
        'input',
        `${name} is larger than ${MAX_INPUT_BYTES >> 20} MB: split it and read the parts.`,
      );
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}
