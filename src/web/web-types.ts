import type { HttpBindings } from '@hono/node-server';
import type { Hono } from 'hono';
import type { Application } from '../core/application.ts';
import type { Clock, Logger } from '../core/ports.ts';

/** How the page is served. */
export interface WebSettings {
  /** Address that is listened on. */
  readonly host: string;
  readonly port: number;
  /** What people sign in with, at least 24 characters; null: nobody has to, which only a loopback address allows. */
  readonly token: string | null;
  /** IANA zone of days and weeks. */
  readonly timeZone: string;
  readonly version: string;
  /** Markdown that says how right the tags are (docs/accuracy.md); null when it is not at hand. */
  readonly accuracy: string | null;
  /** Requests that one client may make at once, and that are added per second. */
  readonly rate: { readonly burst: number; readonly perSecond: number };
}

/** What the page and everything mounted beside it is built of. */
export interface WebDeps {
  readonly app: Application;
  readonly settings: WebSettings;
  readonly clock: Clock;
  readonly logger: Logger;
}

export interface WebEnv {
  Bindings: Partial<HttpBindings>;
}

export type Web = Hono<WebEnv>;
