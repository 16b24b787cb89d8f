import { STATUS_CODES } from 'node:http';
import type { FetchFault } from '../core/types.ts';

export interface FetchProblemOptions {
  readonly status?: number;
  /** The same request may well succeed in a moment. */
  readonly transient?: boolean;
  /** The server's Retry-After, read: not before this instant. */
  readonly retryAfter?: Date | null;
  readonly cause?: unknown;
}

/** Why one try of a request failed. Never leaves src/fetch: the fetcher turns it into a FetchResult. The message is one plain line. */
export class FetchProblem extends Error {
  override readonly name = 'FetchProblem';
  readonly fault: FetchFault;
  readonly status: number | null;
  readonly transient: boolean;
  readonly retryAfter: Date | null;

  constructor(fault: FetchFault, message: string, options: FetchProblemOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.fault = fault;
    this.status = options.status ?? null;
    this.transient = options.transient ?? false;
    this.retryAfter = options.retryAfter ?? null;
  }
}

/** "503 (Service Unavailable)": the standard phrase, not the one that the server chose. */
export function statusText(status: number): string {
  const phrase = STATUS_CODES[status];
  return phrase === undefined ? String(status) : `${status} (${phrase})`;
}

/** The problem of a caller that gave up. */
export function abortedProblem(host: string): FetchProblem {
  return new FetchProblem('aborted', `The request to ${host} was cancelled`);
}

/** The problem of a deadline that passed; `seconds` is what the request was given. */
export function timeoutProblem(host: string, ms: number): FetchProblem {
  return new FetchProblem('timeout', `${host} did not finish its answer within ${ms / 1000} s`, {
    transient: true,
  });
}
