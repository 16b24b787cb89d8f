import http from 'node:http';
import https from 'node:https';
import type { Readable } from 'node:stream';
import type { Dispatcher } from 'undici';
import { Agent, ProxyAgent } from 'undici';
import type { ConnectorOptions } from './connector.ts';
import { createConnector, lookupFor } from './connector.ts';
import type { Hop } from './follow.ts';
import { portOf } from './guard-address.ts';
import type { ReplyHeaders } from './headers.ts';
import { isProtocolError } from './network-fault.ts';
import type { ProxySettings } from './proxy.ts';
import { bypassesProxy, parseProxy } from './proxy.ts';

/** An answer whose head has arrived. The body must be read to its end or destroyed. */
export interface Answer {
  readonly status: number;
  readonly headers: ReplyHeaders;
  readonly body: Readable;
}

/** Puts one request on the wire, through a proxy where one is set, and follows nothing. */
export interface Transport {
  /** `headersTimeoutMs`: from the request to the end of the answer's head. `lenient`: the server is known to break the grammar of headers. */
  send(hop: Hop, headersTimeoutMs: number, signal: AbortSignal, lenient?: boolean): Promise<Answer>;
  close(): Promise<void>;
}

export interface TransportOptions extends ConnectorOptions {
  readonly proxy: ProxySettings;
}

const MAX_HEADER_BYTES = 64 * 1024;
const MAX_LENIENT_HOSTS = 1000;

/**
 * The transport over undici. undici's parser is strict and cannot be told otherwise; a GET whose answer breaks the header grammar is
 * asked once more through node:http with its lenient parser, and its host stays there. https targets go through a proxy by CONNECT,
 * http targets in absolute form. Throws AppError "bad-proxy".
 */
export function createTransport(options: TransportOptions): Transport {
  const shared = {
    allowH2: false,
    maxHeaderSize: MAX_HEADER_BYTES,
  };
  const proxies = { 'http:': parseProxy(options.proxy.http), 'https:': parseProxy(options.proxy.https) };
  const direct = new Agent({ ...shared, connect: createConnector(options) });
  const byProxy = new Map<string, Dispatcher>();
  for (const proxy of [proxies['http:'], proxies['https:']]) {
    if (proxy === null || byProxy.has(proxy.href)) continue;
    const tls = { timeout: options.timeoutMs, allowH2: false };
    byProxy.set(proxy.href, new ProxyAgent({ ...shared, uri: proxy.href, proxyTls: tls, requestTls: tls }));
  }
  const lenient = new Set<string>();

  const proxyOf = (url: URL): URL | null => {
    const proxy = proxies[url.protocol === 'https:' ? 'https:' : 'http:'];
    return proxy === null || bypassesProxy(url, options.proxy.noProxy) ? null : proxy;
  };

  const sendStrictly = async (hop: Hop, headersTimeout: number, signal: AbortSignal): Promise<Answer> => {
    const dispatcher = byProxy.get(proxyOf(hop.url)?.href ?? '') ?? direct;
    const response = await dispatcher.request({
      origin: hop.url.origin,
      path: `${hop.url.pathname}${hop.url.search}`,
      method: hop.method,
      headers: { ...hop.headers },
      body: hop.body,
      headersTimeout,
      // The caller's deadline ends slow bodies.
      bodyTimeout: 0,
      signal,
    });
    return { status: response.statusCode, headers: response.headers, body: response.body };
  };

  return {
    async send(hop, headersTimeoutMs, signal, lenientHeaders = false) {
      const key = hop.url.host;
      if (lenientHeaders || (hop.method === 'GET' && lenient.has(key)))
        return sendLeniently(hop, signal, options, proxyOf(hop.url));
      try {
        return await sendStrictly(hop, headersTimeoutMs, signal);
      } catch (error) {
        if (hop.method !== 'GET' || !isProtocolError(error)) throw error;
        const answer = await sendLeniently(hop, signal, options, proxyOf(hop.url));
        if (lenient.size < MAX_LENIENT_HOSTS) lenient.add(key);
        return answer;
      }
    },
    async close() {
      await Promise.all([direct.destroy(), ...[...byProxy.values()].map(proxy => proxy.destroy())]);
    },
  };
}

function sendLeniently(
  hop: Hop,
  signal: AbortSignal,
  options: TransportOptions,
  proxy: URL | null,
): Promise<Answer> {
  const secure = hop.url.protocol === 'https:';
  const proxyEnv = proxy === null ? {} : { HTTP_PROXY: proxy.href, HTTPS_PROXY: proxy.href };
  const agent = new (secure ? https : http).Agent({ proxyEnv });
  const lookup = lookupFor(options, hop.url.hostname, portOf(hop.url));
  return new Promise((resolve, reject) => {
    const request = (secure ? https : http).request(hop.url, {
      agent,
      method: hop.method,
      headers: { ...hop.headers },
      insecureHTTPParser: true,
      maxHeaderSize: MAX_HEADER_BYTES,
      signal,
      // With a proxy the name that is looked up is the proxy's own.
      ...(proxy === null ? { lookup } : {}),
    });
    request.once('response', response => {
      resolve({ status: response.statusCode ?? 0, headers: response.headers, body: response });
    });
    request.on('error', reject);
    request.end(hop.body ?? undefined);
  });
}
