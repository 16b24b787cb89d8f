import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Application } from '../../src/core/application.ts';
import type { Clock, Logger } from '../../src/core/ports.ts';
import { PROGRAM_MOUNTS } from '../../src/web/api/mounts.ts';
import { createWeb } from '../../src/web/create-web.ts';
import type { Mount } from '../../src/web/routes.ts';
import { listen } from './http-server.ts';

export interface ServedWeb {
  /** "http://127.0.0.1:PORT", without a trailing slash. */
  readonly url: string;
  readonly get: (path: string, headers?: Readonly<Record<string, string>>) => Promise<Response>;
  /** What went wrong on the way, as the log has it. */
  readonly logged: readonly object[];
  close(): Promise<void>;
}

export interface ServeOptions {
  readonly token?: string;
  readonly clock?: Clock;
  readonly mounts?: readonly Mount[];
}

/** The web application over real HTTP on 127.0.0.1: what programs ask, unless other parts are named. */
export async function serveWeb(app: Application, options: ServeOptions = {}): Promise<ServedWeb> {
  const logged: object[] = [];
  const note = (fields: object) => void logged.push(fields);
  const logger: Logger = { debug: () => undefined, info: () => undefined, warn: note, error: note };
  const web = createWeb(
    {
      app,
      clock: options.clock ?? (() => new Date()),
      logger,
      settings: {
        host: '127.0.0.1',
        port: 0,
        token: options.token ?? null,
        timeZone: 'UTC',
        version: '9.9.9',
        accuracy: null,
        rate: { burst: 100_000, perSecond: 100_000 },
      },
    },
    options.mounts ?? PROGRAM_MOUNTS,
  );
  const server = createServer(
    { maxHeaderSize: 16_384 },
    getRequestListener(web.fetch, { overrideGlobalObjects: false }),
  );
  const url = `http://127.0.0.1:${await listen(server)}`;
  return {
    url,
    logged,
    get: (path, headers = {}) => fetch(`${url}${path}`, { headers, redirect: 'manual' }),
    close: async () => {
      const closed = new Promise(resolve => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
