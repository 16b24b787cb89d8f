import http from 'node:http';
import {
  type Answer,
  BOT_ID,
  createDiscordState,
  type DiscordState,
  type FakeDiscordOptions,
} from './fake-discord-state.ts';
import { listen } from './http-server.ts';

/** What is done to a request instead of, or around, answering it. */
export type Fault =
  | { readonly do: 'status'; readonly status: number; readonly code?: number; readonly message?: string }
  /** Status with the server's answer lost after the message was stored. */
  | { readonly do: 'accept-then-status'; readonly status: number }
  | { readonly do: 'html'; readonly status: number }
  | {
      readonly do: 'rate-limit';
      readonly retryAfter: number;
      readonly global?: boolean;
      readonly scope?: string;
      readonly noHeaders?: boolean;
    }
  | { readonly do: 'reset' | 'hang'; readonly when: 'before' | 'after' };

export interface FaultRule {
  readonly fault: Fault;
  /** Default: POST. */
  readonly method?: string;
  /** Default: every path. */
  readonly path?: RegExp;
  /** How many requests it strikes. Default: 1. */
  readonly times?: number;
}

export interface FakeRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
  /** Status of the answer; 0 when there was none. */
  status: number;
}

export interface FakeDiscord extends Omit<DiscordState, 'answer'> {
  /** Base of the API without version, as DISCORD_API_BASE. */
  readonly base: string;
  readonly botId: string;
  readonly requests: readonly FakeRequest[];
  /** Strikes the next requests that fit; rules are used up in order. */
  fault(rule: FaultRule): void;
  close(): Promise<void>;
}

/**
 * Discord's REST API on 127.0.0.1 as far as regbeat uses it: it checks the token and every body, knows channels, nonces and history,
 * and fails on request. Paths begin with /api/v10.
 */
export async function openFakeDiscord(options: FakeDiscordOptions): Promise<FakeDiscord> {
  const state = createDiscordState(options);
  const requests: FakeRequest[] = [];
  const faults: { rule: FaultRule; left: number }[] = [];
  const answer = (request: FakeRequest, authorization: string | undefined): Answer =>
    state.answer({ ...request, path: request.path.replace(/^\/api\/v10/, '') }, authorization);

  const strike = (request: FakeRequest): Fault | null => {
    const hit = faults.find(
      ({ rule, left }) =>
        left > 0 && (rule.method ?? 'POST') === request.method && (rule.path?.test(request.path) ?? true),
    );
    if (hit === undefined) return null;
    hit.left--;
    return hit.rule.fault;
  };

  const server = http.createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const url = new URL(incoming.url ?? '/', 'http://127.0.0.1');
      const request: FakeRequest = {
        method: incoming.method ?? 'GET',
        path: url.pathname,
        query: url.searchParams,
        body: readJson(Buffer.concat(chunks).toString('utf8')),
        status: 0,
      };
      requests.push(request);
      respond(request, strike(request), incoming.headers.authorization, response);
    });
  });

  const respond = (
    request: FakeRequest,
    fault: Fault | null,
    authorization: string | undefined,
    response: http.ServerResponse,
  ): void => {
    const send = (status: number, body: unknown, headers: Record<string, string> = {}) => {
      request.status = status;
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(typeof body === 'string' ? body : JSON.stringify(body));
    };
    if (fault === null) {
      const { status, body } = answer(request, authorization);
      send(status, body);
      return;
    }
    switch (fault.do) {
      case 'status':
        send(fault.status, {
          code: fault.code ?? 0,
          message: fault.message ?? `${fault.status}: fault`,
        });
        return;
      case 'accept-then-status':
        answer(request, authorization);
        send(fault.status, { code: 0, message: 'fault' });
        return;
      case 'html':
        send(fault.status, '<html><title>Attention Required!</title></html>', {
          'content-type': 'text/html',
        });
        return;
      case 'rate-limit':
        send(
          429,
          {
            message: 'You are being rate limited.',
            retry_after: fault.retryAfter,
            global: fault.global ?? false,
          },
          fault.noHeaders === true ? {} : limitHeaders(fault),
        );
        return;
      case 'reset':
        if (fault.when === 'after') answer(request, authorization);
        response.socket?.resetAndDestroy();
        return;
      case 'hang':
        if (fault.when === 'after') answer(request, authorization);
        return;
    }
  };

  const port = await listen(server);
  return {
    ...state,
    base: `http://127.0.0.1:${port}/api`,
    botId: BOT_ID,
    requests,
    fault: rule => void faults.push({ rule, left: rule.times ?? 1 }),
    async close() {
      const closed = new Promise(resolve => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

function limitHeaders(fault: Extract<Fault, { do: 'rate-limit' }>): Record<string, string> {
  return {
    'retry-after': String(fault.retryAfter),
    'x-ratelimit-reset-after': String(fault.retryAfter),
    'x-ratelimit-remaining': '0',
    'x-ratelimit-limit': '5',
    'x-ratelimit-scope': fault.scope ?? (fault.global === true ? 'global' : 'user'),
    ...(fault.global === true ? { 'x-ratelimit-global': 'true' } : {}),
  };
}

function readJson(body: string): unknown {
  try {
    return body === '' ? null : JSON.parse(body);
  } catch {
    return body;
  }
}
