import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { errorText } from '../core/errors.ts';
import { createMcpServer, type McpDeps } from './create-mcp-server.ts';

/** Longest message that is taken, in bytes. */
const LARGEST = 1024 * 1024;

/** Answers an assistant over two streams until its input ends or the signal aborts. Nothing but the protocol is written. */
export async function serveStdio(
  deps: McpDeps,
  {
    input,
    output,
    signal,
  }: { readonly input: Readable; readonly output: Writable; readonly signal: AbortSignal },
): Promise<void> {
  const { server, settled } = createMcpServer(deps);
  const transport = new StdioServerTransport(input, output, { maxBufferSize: LARGEST });
  const closed = new Promise<void>(resolve => {
    server.onclose = resolve;
  });
  server.onerror = error => deps.logger.warn({ error: errorText(error) }, 'message not understood');
  await server.connect(transport);
  const stop = new AbortController();
  const ended = Promise.race([
    once(input, 'end', { signal: stop.signal }),
    aborted(signal, stop.signal),
  ]).catch(() => undefined);
  await Promise.race([closed, ended]);
  // What was read before the end is still answered.
  await nextTurn();
  if (!signal.aborted) await settled();
  await nextTurn();
  stop.abort();
  await server.close();
}

async function aborted(signal: AbortSignal, stop: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort', { signal: stop });
}
