import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { mistakeStatus } from '../../answers/mistakes.ts';
import { AppError, errorText } from '../../core/errors.ts';
import type { WebDeps, WebEnv } from '../web-types.ts';

/** What an error of the API is, as RFC 9457 has it. `code` is stable, `detail` says what to do. */
export interface Problem {
  readonly type: 'about:blank';
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
}

const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  414: 'URI Too Long',
  422: 'Unprocessable Content',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

/** An error as the body of an answer. */
export function toProblem(status: number, code: string, detail: string): Problem {
  return { type: 'about:blank', title: TITLES[status] ?? 'Error', status, detail, code };
}

/** A problem as an answer. */
export function answerProblem(
  c: Context<WebEnv>,
  status: ContentfulStatusCode,
  code: string,
  detail: string,
): Response {
  return c.body(JSON.stringify(toProblem(status, code, detail)), status, {
    'Content-Type': 'application/problem+json; charset=utf-8',
    'Cache-Control': 'no-store',
  });
}

/** Seconds after which a request that failed for a passing reason may be tried again. */
const LATER = '30';

/**
 * A thrown value as an answer: the asker's mistakes with what to do; trouble of this machine without its paths and names, which the log
 * has.
 */
export function answerError(
  c: Context<WebEnv>,
  error: unknown,
  { logger }: Pick<WebDeps, 'logger'>,
): Response {
  if (error instanceof AppError) {
    const status = mistakeStatus(error);
    if (status !== null) return answerProblem(c, status, error.code, error.message);
    logger.error({ path: c.req.path, code: error.code, error: error.message }, 'request not answered');
    c.header('Retry-After', LATER);
    return answerProblem(
      c,
      503,
      'unavailable',
      'This cannot be answered now. Try again in half a minute; if it stays so, the log of the process says why.',
    );
  }
  logger.error({ path: c.req.path, error: errorText(error) }, 'request failed');
  return answerProblem(
    c,
    500,
    'failed',
    'This request failed by a fault of regbeat. The log of the process says why.',
  );
}
