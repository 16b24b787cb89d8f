import http from 'node:http';
import { sha256 } from '../core/ids.ts';
import type { DemoResource, DemoSite } from './demo-site.ts';

/** One request as the server answered it. */
export interface DemoRequest {
  readonly method: string;
  readonly path: string;
  readonly status: number;
}

export interface DemoServer {
  /** "http://127.0.0.1:PORT", without a trailing slash. */
  readonly origin: string;
  readonly port: number;
  /** Requests so far, oldest first. */
  readonly log: readonly DemoRequest[];
  /** Serves another moment of the invented web from now on. */
  serve(site: DemoSite): void;
  /** Ends open connections too. */
  close(): Promise<void>;
}

/** Longest request body that is read, in bytes; the demonstration's own are tiny. */
const MAX_BODY = 10_000;

/** An HTTP server on 127.0.0.1, on a port that the system chooses, with ETag, Last-Modified and 304 as a good publisher has them. */
export async function createDemoServer(site: DemoSite): Promise<DemoServer> {
  const log: DemoRequest[] = [];
  let resources: ReadonlyMap<string, DemoResource> = new Map();

  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > MAX_BODY) request.destroy();
      else chunks.push(chunk);
    });
    // A client that goes away has nothing left to be told.
    request.on('error', () => response.destroy());
    request.on('end', () => {
      const method = request.method ?? 'GET';
      const path = (request.url ?? '/').split(/[?#]/, 1)[0] ?? '/';
      const answer = toAnswer(resources.get(path), method, request.headers, Buffer.concat(chunks).toString());
      log.push({ method, path, status: answer.status });
      response.writeHead(answer.status, answer.headers);
      response.end(method === 'HEAD' ? undefined : answer.bytes);
    });
  });

  const port = await listen(server);
  const origin = `http://127.0.0.1:${port}`;
  resources = site.resources(origin);
  return {
    origin,
    port,
    log,
    serve: next => {
      resources = next.resources(origin);
    },
    close: async () => {
      const closed = new Promise(resolve => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Uint8Array;
}

function toAnswer(
  resource: DemoResource | undefined,
  method: string,
  asked: http.IncomingHttpHeaders,
  body: string,
): Answer {
  if (resource === undefined) return plain(404, 'Not found');
  const allowed = resource.method === 'GET' ? ['GET', 'HEAD'] : ['POST'];
  if (!allowed.includes(method))
    return plain(405, `Use ${allowed.join(' or ')}`, { allow: allowed.join(', ') });
  const bytes = resource.bytesFor(body);
  if (bytes === null) return plain(400, 'Send JSON with "page" and "size"');
  const headers = { 'content-type': resource.contentType, ...resource.headers };
  if (resource.status !== 200 || method === 'POST') return { status: resource.status, headers, bytes };
  const etag = `"${sha256(bytes).slice(0, 16)}"`;
  const modified = resource.lastModified?.toUTCString();
  const validators = { ...headers, etag, ...(modified === undefined ? {} : { 'last-modified': modified }) };
  const noneMatch = asked['if-none-match'];
  const since = asked['if-modified-since'];
  // RFC 9110, 13.2.2: If-Modified-Since counts only where there is no If-None-Match.
  const fresh =
    noneMatch === undefined
      ? since !== undefined && modified !== undefined && Date.parse(since) >= Date.parse(modified)
      : noneMatch.split(',').some(tag => tag.trim().replace(/^W\//, '') === etag);
  return fresh
    ? { status: 304, headers: validators, bytes: new Uint8Array() }
    : { status: 200, headers: validators, bytes };
}

function plain(status: number, text: string, headers: Readonly<Record<string, string>> = {}): Answer {
  return {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8', ...headers },
    bytes: new TextEncoder().encode(`${text}\n`),
  };
}

async function listen(server: http.Server): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string')
    throw new Error('the demonstration server has no port');
  return address.port;
}
