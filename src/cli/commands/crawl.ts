import { Command } from 'commander';
import type { CrawlReport } from '../../core/application.ts';
import { EXIT } from '../../core/errors.ts';
import type { CliContext } from '../context.ts';
import { formatTable, paint, plural, print, printJson } from '../output.ts';
import { createProgress } from '../progress.ts';

/** `regbeat crawl`: one round of reading, now. */
export function crawlCommand(context: CliContext): Command {
  return new Command('crawl')
    .description('read sources once, now, and store what is new')
    .argument('[ids...]', 'source ids, or a prefix such as "hk/*"; all enabled sources when none is given')
    .option('--force', 'ask every source for its full list, even if nothing changed')
    .option('--json', 'print the report as JSON')
    .addHelpText(
      'after',
      `
Examples:
  $ regbeat crawl
  $ regbeat crawl "hk/*" us/sec/press --force`,
    )
    .action(async (ids: string[], options: { force?: boolean; json?: boolean }) => {
      const app = await context.open({ quiet: true });
      const progress = await createProgress(context);
      const report = await app
        .crawl({
          ids,
          force: options.force,
          signal: context.signal,
          onProgress: (done, total, source) => progress.update(done, total, source.id),
        })
        .finally(() => progress.stop());
      if (options.json) printJson(context, toJson(report));
      else printReport(context, report);
      if (report.failed > 0)
        context.exitWith(report.failed === report.sources.length ? EXIT.failed : EXIT.partial);
    });
}

function toJson({ offline: _, ...report }: CrawlReport) {
  return report;
}

function printReport(context: CliContext, report: CrawlReport): void {
  const failed = report.sources.filter(source => source.outcome === 'failed');
  const active = report.sources.filter(source => source.new + source.updated > 0);
  if (active.length > 0) {
    print(
      context,
      formatTable(
        active.map(source => [
          source.id,
          plural(source.new, 'new item'),
          source.updated > 0 ? `${source.updated} edited` : '',
        ]),
      ),
      '',
    );
  }
  print(
    context,
    `${plural(report.read, 'source')} read, ${report.notModified} unchanged, ${report.failed} failed: ${plural(report.new, 'new item')}, ${report.updated} edited.`,
  );
  if (failed.length > 0) {
    print(
      context,
      '',
      paint(context, 'yellow', 'Not read:'),
      formatTable(failed.map(source => [`  ${source.id}`, source.error ?? ''])),
    );
  }
  if (report.offline)
    print(
      context,
      '',
      'No source could be reached: this machine seems to be offline. `npm run demo` works without a network.',
    );
}
