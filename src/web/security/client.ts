import type { Context } from 'hono';
import type { WebEnv } from '../web-types.ts';

/**
 * Address of whoever asks, as the connection shows it. What headers claim (X-Forwarded-For) is not believed, so clients behind one proxy
 * count as one.
 */
export function clientOf(c: Context<WebEnv>): string {
  return c.env?.incoming?.socket.remoteAddress ?? 'local';
}
