import { webSettings } from '../../src/app/web.ts';
import { createDemoServer } from '../../src/demo/demo-server.ts';
import { demoSite } from '../../src/demo/demo-site.ts';
import { loadDemoSourceFiles } from '../../src/demo/demo-sources.ts';
import { createLogger } from '../../src/logger.ts';
import { parseSourceFile } from '../../src/sources/parse-source-file.ts';
import type { RunningWeb } from '../../src/web/open-web.ts';
import { openWeb } from '../../src/web/open-web.ts';
import type { WebDeps, WebSettings } from '../../src/web/web-types.ts';
import type { TestApp } from './open-app.ts';
import { openTestApp } from './open-app.ts';

/** A Tuesday, so that the week has a yesterday. */
const NOW = new Date('2026-11-17T10:00:00.000Z');

export interface DemoWorld extends TestApp {
  /** What a page is made of, on what was read; nobody is slowed down. */
  deps(settings?: Partial<WebSettings>): Promise<WebDeps>;
  serve(settings?: Partial<WebSettings>): Promise<RunningWeb>;
}

/** The invented web of the demonstration, read twice, with the changes in between. */
export async function openDemoWorld(): Promise<DemoWorld> {
  const server = await createDemoServer(demoSite(NOW, 1));
  const files = await loadDemoSourceFiles(server.origin);
  const test = await openTestApp({
    now: NOW,
    sources: files.flatMap(file => parseSourceFile(file.path, file.text).sources),
    allowAddresses: [`127.0.0.1:${server.port}`],
    fetchTimeoutMs: 300,
  });
  await test.app.crawl({});
  test.clock.now = new Date(NOW.getTime() + 3_600_000);
  server.serve(demoSite(NOW, 2));
  await test.app.crawl({});
  const logger = await createLogger('silent', false);
  const deps = async (settings: Partial<WebSettings> = {}): Promise<WebDeps> => ({
    app: test.app,
    clock: () => test.clock.now ?? new Date(),
    logger,
    settings: {
      ...(await webSettings(test.config, 0)),
      rate: { burst: 1e9, perSecond: 1e9 },
      ...settings,
    },
  });
  return {
    ...test,
    deps,
    serve: async settings => openWeb(await deps(settings)),
    close: async () => {
      await test.close();
      await server.close();
    },
  };
}
