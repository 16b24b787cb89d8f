import type { Config } from '../config.ts';
import type { Application } from '../core/application.ts';
import type { Logger } from '../core/ports.ts';
import type { Watching } from '../core/watching.ts';
import { formatTarget, parseTarget } from '../deliver/target.ts';
import type { CrawlDeps } from '../pipeline/crawl/crawl-source.ts';
import type { Parts } from './parts.ts';

/** Reading sources, knowing how they are, and telling the operator when that changes. */
export function watching(
  config: Config,
  parts: Parts,
  logger: Logger,
): Watching & Pick<Application, 'crawl'> {
  const { sources, clock, store } = parts;
  const crawlDeps = async (): Promise<CrawlDeps> => ({
    store: await store(),
    fetcher: await parts.fetcher(),
    classifier: await parts.classifier(),
    snapshots: await parts.snapshots(),
    sources,
    clock,
    logger,
  });
  const announce = async (): Promise<void> => {
    if (config.opsTarget === null) return;
    const { queueOpsNotices } = await import('../pipeline/sources/ops-notices.ts');
    const target = formatTarget(parseTarget(config.opsTarget));
    await queueOpsNotices({ store: await store(), sources, clock, target, render: parts.channels.render });
  };
  return {
    crawl: async options => {
      const { createCrawl } = await import('../pipeline/crawl/crawl.ts');
      const crawl = createCrawl(await crawlDeps());
      // Before the round too: a target that is new is told what changes from now on.
      await announce();
      const report = await crawl(options);
      await announce();
      return report;
    },
    backfill: async options => {
      const { createBackfill } = await import('../pipeline/crawl/backfill.ts');
      return createBackfill(await crawlDeps())(options);
    },
    sourceHealth: async filter => {
      const { sourceHealth } = await import('../pipeline/sources/health-report.ts');
      return sourceHealth(await store(), sources, filter);
    },
    ledger: async since => {
      const { ledgerOf } = await import('../pipeline/sources/health-report.ts');
      return ledgerOf({ store: await store(), sources, clock, timeZone: parts.timeZone }, since);
    },
  };
}
