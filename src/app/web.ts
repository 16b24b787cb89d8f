import { readFile } from 'node:fs/promises';
import path from 'node:path';
import packageJson from '../../package.json' with { type: 'json' };
import type { Config } from '../config.ts';
import type { Application } from '../core/application.ts';
import type { Clock, Logger } from '../core/ports.ts';
import type { RunningWeb } from '../web/open-web.ts';
import type { WebSettings } from '../web/web-types.ts';

/** A page with its parts is three requests; a person who clicks fast stays far below. */
const RATE = { burst: 120, perSecond: 20 };
const ACCURACY = path.resolve(import.meta.dirname, '../../docs/accuracy.md');

/** How the page is served, from the settings; `port` is where, whatever the settings say. */
export async function webSettings(config: Config, port: number): Promise<WebSettings> {
  return {
    host: config.web.host,
    port,
    token: config.web.token,
    timeZone: config.timeZone,
    version: packageJson.version,
    accuracy: await readFile(ACCURACY, 'utf8').catch(() => null),
    rate: RATE,
  };
}

/**
 * Serves the page where the settings want it; null when they do not. @throws AppError "web-open", "web-token" or "web-port".
 */
export async function openConfiguredWeb(
  config: Config,
  deps: { readonly app: Application; readonly clock: Clock; readonly logger: Logger },
): Promise<RunningWeb | null> {
  if (config.web.port === null) return null;
  const { openWeb } = await import('../web/open-web.ts');
  return openWeb({ ...deps, settings: await webSettings(config, config.web.port) });
}
