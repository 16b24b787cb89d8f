import http from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import net from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** One request as the server saw it, in order of arrival. */
export interface SeenRequest {
  readonly method: string;
  /** Path and query as sent ("/feed?page=2"); the full URL when a proxy was asked in absolute form. */
  readonly url: string;
  readonly path: string;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
  /** Milliseconds on the monotonic clock at which the request arrived. */
  readonly at: number;
}

/** A canned answer; `etag` makes it conditional (304 for a matching If-None-Match). */
export interface CannedAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string | Uint8Array;
  readonly etag?: string;
  readonly delayMs?: number;
}

export type RouteHandler = (
  request: SeenRequest,
  response: http.ServerResponse,
) => CannedAnswer | undefined | Promise<CannedAnswer | undefined>;

/** An answer, a function that gives one (or writes the response itself), or a sequence of them of which the last one stays. */
export type Route = CannedAnswer | RouteHandler | readonly (CannedAnswer | RouteHandler)[];

export interface TestServer {
  /** "http://127.0.0.1:PORT", without a trailing slash. */
  readonly url: string;
  /** "127.0.0.1:PORT", as the fetcher's allowAddresses wants it. */
  readonly address: string;
  readonly port: number;
  readonly requests: readonly SeenRequest[];
  /** The most requests that were open at the same time so far. */
  readonly maxOpen: () => number;
  /** Requests seen for one path. */
  readonly seen: (path: string) => readonly SeenRequest[];
  /** Adds or replaces the answer for a path; "*" answers every path that has no route. */
  readonly route: (path: string, route: Route) => void;
  readonly close: () => Promise<void>;
}

async function readText(request: http.IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

async function send(
  request: SeenRequest,
  response: http.ServerResponse,
  answer: CannedAnswer,
): Promise<void> {
  if (answer.delayMs !== undefined) await wait(answer.delayMs);
  if (response.destroyed) return;
  const headers: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(answer.headers ?? {})) {
    headers[name] = typeof value === 'string' ? value : [...value];
  }
  if (answer.etag !== undefined) headers.etag = answer.etag;
  if (answer.etag !== undefined && request.headers['if-none-match'] === answer.etag) {
    response.writeHead(304, headers).end();
    return;
  }
  response.writeHead(answer.status ?? 200, headers).end(answer.body ?? '');
}

/**
 * A real HTTP server on 127.0.0.1, port chosen by the system. Paths without a route answer 404. Every request is logged in
 * `requests` once its body has been read. close() ends open connections too.
 */
export async function startServer(routes: Readonly<Record<string, Route>> = {}): Promise<TestServer> {
  const table = new Map(Object.entries(routes));
  const turns = new Map<string, number>();
  const requests: SeenRequest[] = [];
  let open = 0;
  let maxOpen = 0;

  const answer = async (raw: http.IncomingMessage, response: http.ServerResponse): Promise<void> => {
    open += 1;
    maxOpen = Math.max(maxOpen, open);
    response.on('close', () => {
      open -= 1;
    });
    const at = performance.now();
    const url = raw.url ?? '/';
    const parsed = new URL(url, 'http://127.0.0.1');
    const headers: Record<string, string | undefined> = {};
    for (const [name, value] of Object.entries(raw.headers)) {
      headers[name] = Array.isArray(value) ? value.join(', ') : value;
    }
    const body = await readText(raw);
    const path = parsed.pathname;
    const request = { method: raw.method ?? 'GET', url, path, query: parsed.searchParams, headers, body, at };
    requests.push(request);
    const key = table.has(path) ? path : '*';
    const route = table.get(key) ?? { status: 404, body: `no route for ${path}` };
    const turn = turns.get(key) ?? 0;
    turns.set(key, turn + 1);
    const list = Array.isArray(route) ? route : [route];
    const step: CannedAnswer | RouteHandler = list[Math.min(turn, list.length - 1)] ?? { status: 404 };
    const canned = typeof step === 'function' ? await step(request, response) : step;
    if (canned !== undefined) await send(request, response, canned);
  };

  const server = http.createServer((raw, response) => {
    answer(raw, response).catch((error: unknown) => {
      // A client that went away mid-request is part of many tests.
      response.destroy(error instanceof Error ? error : undefined);
    });
  });
  const port = await listen(server);
  return {
    url: `http://127.0.0.1:${port}`,
    address: `127.0.0.1:${port}`,
    port,
    requests,
    maxOpen: () => maxOpen,
    seen: path => requests.filter(request => request.path === path),
    route: (path, route) => {
      table.set(path, route);
      turns.delete(path);
    },
    close: async () => {
      const closed = new Promise(resolve => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

export interface RawServer {
  readonly url: string;
  readonly address: string;
  readonly port: number;
  /** Connections accepted so far. */
  readonly connections: () => number;
  readonly close: () => Promise<void>;
}

/**
 * A TCP server for answers that no HTTP library would give: `onRequest` gets the socket once the head of a request has
 * arrived, and its text so far.
 */
export async function startRawServer(
  onRequest: (socket: Socket, head: string, connection: number) => void,
): Promise<RawServer> {
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = net.createServer(socket => {
    connections += 1;
    const connection = connections;
    sockets.add(socket);
    let text = '';
    socket.on('data', chunk => {
      text += chunk.toString('latin1');
      const end = text.indexOf('\r\n\r\n');
      if (end < 0) return;
      const head = text.slice(0, end);
      text = text.slice(end + 4);
      onRequest(socket, head, connection);
    });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
  });
  const port = await listen(server);
  return {
    url: `http://127.0.0.1:${port}`,
    address: `127.0.0.1:${port}`,
    port,
    connections: () => connections,
    close: async () => {
      const closed = new Promise(resolve => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

/** Listens on 127.0.0.1 and returns the port. */
export async function listen(server: net.Server): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new Error('the test server has no port');
  return address.port;
}
