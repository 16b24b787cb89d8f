import { errorText } from '../core/errors.ts';
import { FetchProblem } from './fetch-problem.ts';

/** Whether the answer's head had arrived when something broke. */
export type Phase = 'head' | 'body';

const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'EHOSTDOWN',
  'ENETDOWN',
]);
const SLOW = new Set([
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
]);
const TLS_CODE =
  /^(?:ERR_TLS_|ERR_SSL_|CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|CRL_|HOSTNAME_MISMATCH|INVALID_CA|EPROTO$|UND_ERR_PRX_TLS)/;
const DNS_CODE = /^(?:ENOTFOUND|ENODATA|EAI_|ESERVFAIL|EREFUSED$|ETIMEOUT$|EBADNAME|EBADRESP)/;
const PROXY_ANSWER = /^Proxy response \((\d{3})\)|^Proxy Authentication Required \((407)\)/;

/** The `code` of a Node or undici error, or "". */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** Whether the server's answer broke the grammar of HTTP before its body began. */
export function isProtocolError(error: unknown): boolean {
  return error instanceof Error && (error.name === 'HTTPParserError' || errorCode(error).startsWith('HPE_'));
}

/** Maps anything that Node or undici throws while talking to `host` to a problem with one plain line. */
export function toProblem(error: unknown, host: string, phase: Phase): FetchProblem {
  if (error instanceof FetchProblem) return error;
  const code = errorCode(error);
  const text = errorText(error);
  const transient = { transient: true, cause: error };

  if (SLOW.has(code)) return new FetchProblem('timeout', `${host} did not answer in time`, transient);
  if (DNS_CODE.test(code)) {
    return new FetchProblem('dns', `${host} could not be found (DNS)`, {
      transient: code !== 'ENOTFOUND',
      cause: error,
    });
  }
  if (UNREACHABLE.has(code)) {
    return new FetchProblem('connect', `${host} could not be reached (${code})`, transient);
  }
  const proxy = PROXY_ANSWER.exec(text);
  if (proxy !== null) {
    const status = proxy[1] ?? proxy[2];
    return new FetchProblem('connect', `The proxy refused the connection to ${host} (${status})`, {
      transient: status === '502' || status === '503' || status === '504',
      cause: error,
    });
  }
  if (code === 'UND_ERR_PRX_CONN') {
    return new FetchProblem('connect', `The proxy closed the connection to ${host}`, transient);
  }
  if (TLS_CODE.test(code)) {
    return new FetchProblem('tls', `${host} has no secure connection that can be trusted (${code})`, {
      cause: error,
    });
  }
  if (code === 'UND_ERR_HEADERS_OVERFLOW' || code === 'HPE_HEADER_OVERFLOW') {
    return new FetchProblem('too-large', `${host} sent more headers than are read`, { cause: error });
  }
  if (code === 'ECONNRESET' || code === 'EPIPE' || code === 'ECONNABORTED') {
    return new FetchProblem('reset', `${host} reset the connection`, transient);
  }
  if (code === 'UND_ERR_SOCKET' && phase === 'head') {
    return new FetchProblem('reset', `${host} closed the connection without an answer`, transient);
  }
  if (code === 'UND_ERR_SOCKET' || code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH') {
    return new FetchProblem('truncated', `${host} sent only a part of its answer`, transient);
  }
  if (isProtocolError(error)) {
    return phase === 'body'
      ? new FetchProblem('truncated', `${host} broke off in the middle of its answer`, transient)
      : new FetchProblem('other', `${host} sent something that is not HTTP`, { cause: error });
  }
  return new FetchProblem('other', `The request to ${host} failed: ${firstLine(text)}`, { cause: error });
}

function firstLine(text: string): string {
  return (text.split(/[\r\n]/, 1)[0] ?? '').slice(0, 200);
}
