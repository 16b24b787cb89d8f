import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { AppError, errorText } from '../core/errors.ts';
import { createWeb } from './create-web.ts';
import type { WebDeps } from './web-types.ts';

export interface RunningWeb {
  /** Where it is served: "http://127.0.0.1:8787". */
  readonly address: string;
  close(): Promise<void>;
}

/** Longest time, in milliseconds, that a client may take to send its headers, and its whole request. */
const HEADERS_MS = 10_000;
const REQUEST_MS = 30_000;
/** Longer than proxies keep a connection, so that they never use one that is being closed. */
const KEEP_ALIVE_MS = 65_000;
/** After this many milliseconds what is still open is cut off. */
const PATIENCE_MS = 2_000;

/**
 * Serves the page. @throws AppError "web-open" or "web-token" when it would not be guarded, "web-port" when the address cannot be listened on.
 */
export async function openWeb(deps: WebDeps): Promise<RunningWeb> {
  const { host, port } = deps.settings;
  const web = createWeb(deps);
  const server = createServer(
    {
      headersTimeout: HEADERS_MS,
      requestTimeout: REQUEST_MS,
      keepAliveTimeout: KEEP_ALIVE_MS,
      maxHeaderSize: 16_384,
    },
    getRequestListener(web.fetch, { overrideGlobalObjects: false }),
  );
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (cause) {
    const inUse = cause instanceof Error && 'code' in cause && cause.code === 'EADDRINUSE';
    const why = inUse ? 'something else listens there' : errorText(cause);
    throw new AppError(
      'web-port',
      `The page cannot be served at ${host}:${port}: ${why}. Set REGBEAT_WEB_PORT to another port, or to off.`,
      { cause },
    );
  }
  const { address, family, port: actual } = server.address() as AddressInfo;
  const shown = family === 'IPv6' ? `[${address}]` : address;
  return { address: `http://${shown}:${actual}`, close: () => closeServer(server) };
}

async function closeServer(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeIdleConnections();
  const cut = setTimeout(() => server.closeAllConnections(), PATIENCE_MS);
  await closed;
  clearTimeout(cut);
}
