import http from 'node:http';
import { listen } from '../http-server.ts';
import { carryOutFault, type Faults } from './faults.ts';
import { readBody } from './multipart.ts';
import type { Answer, Asked, SentFile } from './types.ts';

export interface FakeRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly files: readonly SentFile[];
  /** Status of the answer; 0 when there was none. */
  status: number;
}

export interface FakeServer {
  readonly port: number;
  readonly server: http.Server;
  readonly requests: readonly FakeRequest[];
  close(): Promise<void>;
}

/** The HTTP side: reads requests, lets faults strike, sends answers. Paths begin with /api/v10. */
export async function openServer(answer: (asked: Asked) => Answer, faults: Faults): Promise<FakeServer> {
  const requests: FakeRequest[] = [];

  const respond = async (incoming: http.IncomingMessage, bytes: Buffer, response: http.ServerResponse) => {
    const url = new URL(incoming.url ?? '/', 'http://127.0.0.1');
    const read = await readBody(bytes, incoming.headers['content-type'] ?? '');
    const request: FakeRequest = {
      method: incoming.method ?? 'GET',
      path: url.pathname,
      query: url.searchParams,
      ...read,
      status: 0,
    };
    requests.push(request);
    const carryOut = () =>
      answer({
        ...request,
        path: request.path.replace(/^\/api\/v10/, ''),
        authorization: incoming.headers.authorization,
      });
    const send = (status: number, body: unknown, headers: Record<string, string> = {}) => {
      request.status = status;
      // A 204 with a content type makes clients read a document that is not there.
      if (body === undefined) response.writeHead(status, headers).end();
      else
        response
          .writeHead(status, { 'content-type': 'application/json', ...headers })
          .end(typeof body === 'string' ? body : JSON.stringify(body));
    };
    const fault = faults.strike(request);
    if (fault !== null) return carryOutFault(fault, carryOut, send, response);
    const { status, body } = carryOut();
    send(status, body);
  };

  const server = http.createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      respond(incoming, Buffer.concat(chunks), response).catch(error => response.destroy(error));
    });
  });
  const port = await listen(server);
  return {
    port,
    server,
    requests,
    async close() {
      const closed = new Promise(resolve => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
