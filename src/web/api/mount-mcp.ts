import { Hono } from 'hono';
import { answerMcp } from '../../mcp/answer-http.ts';
import type { WebDeps, WebEnv } from '../web-types.ts';

/** The tools of assistants over HTTP (Model Context Protocol), to be mounted at /mcp. */
export function createMcp({ app, settings, logger }: WebDeps): Hono<WebEnv> {
  const deps = { app, version: settings.version, logger };
  return new Hono<WebEnv>().all('/', c => answerMcp(c.req.raw, deps));
}
