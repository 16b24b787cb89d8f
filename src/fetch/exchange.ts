import type { Readable } from 'node:stream';
import { FetchProblem } from './fetch-problem.ts';
import type { Hop, Reply } from './follow.ts';
import { headerOf } from './headers.ts';
import type { Phase } from './network-fault.ts';
import { toProblem } from './network-fault.ts';
import { decodeBody, readBody, tooLarge } from './read-body.ts';
import type { Transport } from './transport.ts';

/** Error pages and redirect bodies up to this size are read so that the connection can be used again. */
const DRAIN_BYTES = 64 * 1024;

export interface ExchangeLimits {
  readonly maxBytes: number;
  readonly headersTimeoutMs: number;
  /** The server is known to break the grammar of headers. */
  readonly lenient?: boolean;
  /** Keep the first `maxBytes` of a longer body instead of refusing it. */
  readonly cut?: boolean;
}

/** One request and its whole answer: body read and decoded for a status 200 to 299, thrown away for others. Throws FetchProblem. */
export async function exchange(
  transport: Transport,
  hop: Hop,
  limits: ExchangeLimits,
  signal: AbortSignal,
): Promise<Reply> {
  const { maxBytes } = limits;
  const host = hop.url.host;
  let phase: Phase = 'head';
  try {
    const answer = await transport.send(hop, limits.headersTimeoutMs, signal, limits.lenient === true);
    phase = 'body';
    const { status, headers, body } = answer;
    if (status < 200 || status > 299) {
      await drain(body);
      return { status, headers, bytes: null };
    }
    if (limits.cut !== true && Number(headerOf(headers, 'content-length') ?? 0) > maxBytes) {
      destroy(body);
      throw tooLarge(host, maxBytes);
    }
    const sent = await readBody(body, maxBytes, host, limits.cut);
    const bytes = await decodeBody(sent, headerOf(headers, 'content-encoding'), maxBytes, host);
    return { status, headers, bytes };
  } catch (error) {
    if (signal.aborted && signal.reason instanceof FetchProblem) throw signal.reason;
    throw toProblem(error, host, phase);
  }
}

async function drain(body: Readable): Promise<void> {
  let size = 0;
  try {
    for await (const chunk of body) {
      size += chunk.length;
      if (size > DRAIN_BYTES) break;
    }
  } catch {
    // The status is known; how its page ends does not matter.
    destroy(body);
  }
}

function destroy(body: Readable): void {
  // A stream that is destroyed halfway reports that as an error; it is what was asked for.
  body.on('error', () => undefined);
  body.destroy();
}
