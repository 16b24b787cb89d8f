import type http from 'node:http';
import type { Answer } from './types.ts';

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

export interface Faults {
  add(rule: FaultRule): void;
  /** Ends all trouble. */
  clear(): void;
  /** The fault that strikes this request, used up by it. */
  strike(request: { readonly method: string; readonly path: string }): Fault | null;
}

export function createFaults(): Faults {
  const faults: { rule: FaultRule; left: number }[] = [];
  return {
    add: rule => void faults.push({ rule, left: rule.times ?? 1 }),
    clear: () => void faults.splice(0),
    strike: request => {
      const hit = faults.find(
        ({ rule, left }) =>
          left > 0 && (rule.method ?? 'POST') === request.method && (rule.path?.test(request.path) ?? true),
      );
      if (hit === undefined) return null;
      hit.left--;
      return hit.rule.fault;
    },
  };
}

export type Send = (status: number, body: unknown, headers?: Record<string, string>) => void;

/** Does what a fault says; `answer` carries the request out. */
export function carryOutFault(
  fault: Fault,
  answer: () => Answer,
  send: Send,
  response: http.ServerResponse,
): void {
  switch (fault.do) {
    case 'status':
      send(fault.status, { code: fault.code ?? 0, message: fault.message ?? `${fault.status}: fault` });
      return;
    case 'accept-then-status':
      answer();
      send(fault.status, { code: 0, message: 'fault' });
      return;
    case 'html':
      send(fault.status, '<html><title>Attention Required!</title></html>', { 'content-type': 'text/html' });
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
      if (fault.when === 'after') answer();
      response.socket?.resetAndDestroy();
      return;
    case 'hang':
      if (fault.when === 'after') answer();
      return;
  }
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
