import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { AppOverrides } from '../../src/app/parts.ts';
import { createApp } from '../../src/app.ts';
import { loadConfig } from '../../src/config.ts';
import { createLogger } from '../../src/logger.ts';

/** The real program on a database of its own in a temporary folder, which `close` removes. */
export async function openBenchApp(overrides: AppOverrides) {
  const dir = await mkdtemp(path.join(tmpdir(), 'regbeat-bench-'));
  const config = loadConfig({ REGBEAT_DATA_DIR: dir, REGBEAT_TZ: 'UTC' }, dir);
  const app = createApp(config, await createLogger('silent', false), overrides);
  const close = async () => {
    await app.close();
    await rm(dir, { recursive: true, force: true });
  };
  return { app, config, close };
}
