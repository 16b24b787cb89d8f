import http from 'node:http';
import type { Socket } from 'node:net';
import net from 'node:net';
import { listen } from './http-server.ts';

export interface TestProxy {
  /** "http://127.0.0.1:PORT" */
  readonly url: string;
  readonly port: number;
  /** "CONNECT host:port" and "GET http://host/path", in order of arrival. */
  readonly asked: readonly string[];
  /** The Proxy-Authorization header of each request, beside `asked`. */
  readonly credentials: readonly (string | undefined)[];
  readonly close: () => Promise<void>;
}

export interface TestProxyOptions {
  /** Answers every request with this status instead of passing it on. */
  readonly refuse?: number;
  /** Where a target really is: "host:port" to a port on 127.0.0.1. Others are not found (502). */
  readonly hosts: Readonly<Record<string, number>>;
}

/** A small forward proxy on loopback: CONNECT tunnels and requests in absolute form, to the ports that the test names. */
export async function startProxy(options: TestProxyOptions): Promise<TestProxy> {
  const asked: string[] = [];
  const credentials: (string | undefined)[] = [];
  const sockets = new Set<Socket>();
  const server = http.createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    credentials.push(request.headers['proxy-authorization']);
    const target = URL.parse(request.url ?? '');
    const port = target === null ? undefined : options.hosts[`${target.hostname}:${target.port || 80}`];
    if (options.refuse !== undefined || target === null || port === undefined) {
      response.writeHead(options.refuse ?? 502).end('refused by the proxy');
      return;
    }
    const onward = http.request(
      {
        host: '127.0.0.1',
        port,
        path: `${target.pathname}${target.search}`,
        method: request.method,
        headers: onwardHeaders(request.headers),
        agent: false,
      },
      answer => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  });
  server.on('connection', socket => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.on('connect', (request: http.IncomingMessage, socket: Socket, head: Buffer) => {
    asked.push(`CONNECT ${request.url}`);
    credentials.push(request.headers['proxy-authorization']);
    socket.on('error', () => socket.destroy());
    const port = options.hosts[request.url ?? ''];
    if (options.refuse !== undefined || port === undefined) {
      socket.end(`HTTP/1.1 ${options.refuse ?? 502} Refused\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    const onward = net.connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      onward.write(head);
      onward.pipe(socket);
      socket.pipe(onward);
    });
    sockets.add(onward);
    onward.on('error', () => socket.destroy());
    onward.on('close', () => {
      sockets.delete(onward);
      socket.destroy();
    });
    socket.on('close', () => onward.destroy());
  });
  const port = await listen(server);
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    asked,
    credentials,
    close: async () => {
      const closed = new Promise(resolve => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

function onwardHeaders(headers: http.IncomingHttpHeaders): http.OutgoingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name !== 'proxy-authorization'));
}
