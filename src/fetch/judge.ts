import type { FetchResult } from '../core/types.ts';
import { FetchProblem, statusText } from './fetch-problem.ts';
import type { Landing } from './follow.ts';
import { headerOf, readValidators } from './headers.ts';
import { isTransientStatus, parseRetryAfter } from './retry.ts';

type Without<T, Key extends PropertyKey> = T extends unknown ? Omit<T, Key> : never;

/** A FetchResult that is not a failure, before its duration is known. */
export type Success = Without<Exclude<FetchResult, { outcome: 'failed' }>, 'ms'>;

/** What the last answer of a chain means. Validators are kept from a 200 only: those of any other status describe something else. */
export function judge(landing: Landing, conditional: boolean, now: Date): Success | FetchProblem {
  const { reply, url, movedPermanently } = landing;
  const { status, headers, bytes } = reply;
  const finalUrl = url.href;
  if (status === 304 && conditional) return { outcome: 'not-modified', status, finalUrl, movedPermanently };
  if (status === 206) {
    return new FetchProblem('truncated', `${url.host} sent only a part of its answer`, { status });
  }
  if (bytes !== null) {
    return {
      outcome: 'body',
      status,
      bytes,
      contentType: headerOf(headers, 'content-type'),
      finalUrl,
      validators: status === 200 ? readValidators(headers) : { etag: null, lastModified: null },
      movedPermanently,
      fetchedAt: now.toISOString(),
    };
  }
  const fault = status === 429 ? 'rate-limited' : 'http-status';
  return new FetchProblem(fault, `${url.host} answered ${statusText(status)}`, {
    status,
    transient: isTransientStatus(status),
    retryAfter: parseRetryAfter(headerOf(headers, 'retry-after'), now),
  });
}
