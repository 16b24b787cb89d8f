import type { Dispatcher } from 'undici';
import { errorText } from '../../core/errors.ts';

/** What went wrong with a request, told apart by what it means for a post. */
export type ApiFailure =
  /** Discord (or the client, before asking) wants a pause of `waitMs`; 0 when it did not say how long. */
  | { readonly kind: 'rate-limit'; readonly waitMs: number; readonly global: boolean }
  /** An answer of 400 to 499. `code` is null for answers that are not the API's, such as a proxy's HTML page. */
  | {
      readonly kind: 'refused';
      readonly status: number;
      readonly code: number | null;
      readonly message: string;
    }
  /** 500 to 599, a timeout, a lost connection, an answer that is not understood: it may have been carried out. */
  | { readonly kind: 'unclear'; readonly message: string }
  /** The request never left: no address, no connection. */
  | { readonly kind: 'unreachable'; readonly message: string }
  | { readonly kind: 'aborted' };

export type ApiResult =
  | { readonly ok: true; readonly data: unknown }
  | { readonly ok: false; readonly failure: ApiFailure };

/** A file that goes along with a message. */
export interface ApiFile {
  readonly name: string;
  readonly contentType: string;
  readonly data: Uint8Array;
  /** For those who cannot see it. */
  readonly description?: string;
}

/** What a message says of the files that go along with it; nothing without files. */
export function attachmentsOf(files: readonly ApiFile[]): { readonly attachments?: readonly object[] } {
  if (files.length === 0) return {};
  const attachments = files.map(({ name, description }, id) => ({
    id: String(id),
    filename: name,
    ...(description === undefined ? {} : { description: description.slice(0, ALT_LENGTH) }),
  }));
  return { attachments };
}

const ALT_LENGTH = 1024;

export interface ApiExtras {
  readonly query?: Readonly<Record<string, string>>;
  readonly files?: readonly ApiFile[];
}

type Route = `/${string}`;

export interface DiscordApi {
  get(route: Route, query: Readonly<Record<string, string>>, signal: AbortSignal): Promise<ApiResult>;
  post(route: Route, body: object, signal: AbortSignal, extras?: ApiExtras): Promise<ApiResult>;
  patch(route: Route, body: object, signal: AbortSignal): Promise<ApiResult>;
  remove(route: Route, signal: AbortSignal): Promise<ApiResult>;
  close(): Promise<void>;
}

export interface DiscordApiOptions {
  /** Null for routes that carry their own secret (webhooks). */
  readonly token: string | null;
  /** Base of the API with or without its version ("https://discord.com/api"); null for Discord's own. */
  readonly apiBase: string | null;
  /** Milliseconds after which a request that got no answer is given up. */
  readonly timeoutMs: number;
  /** Connections to use, e.g. through a proxy; stays open. Default: its own, closed with it. */
  readonly dispatcher?: Dispatcher;
}

/** Pauses up to this long are waited for within a request; longer ones are given back. */
const PATIENCE_MS = 5_000;
/** A request with its pauses takes no longer than this many times the timeout. */
const TIMEOUTS = 3;
const WEBHOOK_SECRET = /(webhooks\/\d+)\/[\w-]+/g;
const NEVER_LEFT =
  /\b(?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT)\b/;

/**
 * Discord's REST API through discord.js, which knows the rate limits. Its own retries are off: it repeats a POST four times within a
 * tenth of a second, whereas the outbox repeats it later and with the same nonce. discord.js takes long to load, so it is
 * loaded here and nowhere else.
 */
export async function openDiscordApi(options: DiscordApiOptions): Promise<DiscordApi> {
  const [{ REST, RateLimitError, DiscordAPIError }, { Agent, fetch, FormData }] = await Promise.all([
    import('discord.js'),
    import('undici'),
  ]);
  const agent = options.dispatcher === undefined ? new Agent() : null;
  const dispatcher = options.dispatcher ?? agent ?? undefined;
  const { api, version } = splitBase(options.apiBase);
  /** Forms are made with the classes of the platform, which the client that is used here does not know as its own. */
  const toBody = (body: unknown) => {
    if (body === null || body === undefined || typeof body === 'string') return body;
    if (!(body instanceof globalThis.FormData))
      throw new TypeError('only JSON and forms are sent to Discord');
    const form = new FormData();
    for (const [name, value] of body) {
      if (typeof value === 'string') form.append(name, value);
      else form.append(name, value, value.name);
    }
    return form;
  };
  const rest = new REST({
    ...(api === null ? {} : { api }),
    version,
    retries: 0,
    timeout: options.timeoutMs,
    // discord.js shares one pool of connections with the whole process; this one can be closed and given a proxy.
    makeRequest: (url, { method, headers, body, signal }) => {
      const pairs = Object.entries(headers ?? {}).map(([name, value]): [string, string] => [
        name,
        String(value),
      ]);
      return fetch(url, {
        method,
        headers: pairs,
        body: toBody(body),
        signal,
        dispatcher,
        redirect: 'manual',
      });
    },
    // Without a pause of its own a 429 would be repeated at once and for ever.
    rejectOnRateLimit: ({ retryAfter }) => !(retryAfter > 0 && retryAfter <= PATIENCE_MS),
  });

  const { token } = options;
  const auth = token !== null;
  const clean = (text: string) =>
    (token === null ? text : text.replaceAll(token, '[token]'))
      .replace(WEBHOOK_SECRET, '$1/[token]')
      .replace(/\s+/g, ' ')
      .slice(0, 500);

  const toFailure = (error: unknown, signal: AbortSignal): ApiFailure => {
    if (error instanceof RateLimitError) {
      const waitMs = Math.max(0, error.retryAfter);
      return { kind: 'rate-limit', waitMs, global: error.global };
    }
    if (error instanceof DiscordAPIError) {
      const code = typeof error.code === 'number' ? error.code : null;
      return { kind: 'refused', status: error.status, code, message: clean(error.message) };
    }
    if (signal.aborted) return { kind: 'aborted' };
    const text = clean(describe(error));
    return { kind: NEVER_LEFT.test(text) ? 'unreachable' : 'unclear', message: text };
  };

  const run = async (
    signal: AbortSignal,
    work: (bounded: AbortSignal) => Promise<unknown>,
  ): Promise<ApiResult> => {
    if (signal.aborted) return { ok: false, failure: { kind: 'aborted' } };
    try {
      // discord.js forgets the token after a 401.
      if (token !== null) rest.setToken(token);
      const bounded = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUTS * options.timeoutMs)]);
      return { ok: true, data: await work(bounded) };
    } catch (error) {
      return { ok: false, failure: toFailure(error, signal) };
    }
  };

  return {
    get: (route, query, signal) =>
      run(signal, bounded => rest.get(route, { query: new URLSearchParams(query), signal: bounded, auth })),
    post: (route, body, signal, { query = {}, files = [] } = {}) =>
      run(signal, bounded =>
        rest.post(route, {
          body,
          query: new URLSearchParams(query),
          files: files.map(({ name, contentType, data }) => ({ name, contentType, data: Buffer.from(data) })),
          signal: bounded,
          auth,
        }),
      ),
    patch: (route, body, signal) =>
      run(signal, bounded => rest.patch(route, { body, signal: bounded, auth })),
    remove: (route, signal) => run(signal, bounded => rest.delete(route, { signal: bounded, auth })),
    async close() {
      rest.clearHashSweeper();
      rest.clearHandlerSweeper();
      await agent?.destroy();
    },
  };
}

function splitBase(base: string | null): { readonly api: string | null; readonly version: string } {
  const match = /^(.*?)(?:\/v(\d+))?\/*$/.exec(base ?? '');
  return { api: match?.[1] || null, version: match?.[2] ?? '10' };
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return errorText(error);
  if (error.name === 'AbortError') return 'no answer in time';
  if ('status' in error && typeof error.status === 'number')
    return `HTTP ${error.status} ${error.message}`.trim();
  const code = 'code' in error && typeof error.code === 'string' ? ` (${error.code})` : '';
  const cause = error.cause instanceof Error ? `: ${describe(error.cause)}` : '';
  return `${errorText(error)}${code}${cause}`;
}
