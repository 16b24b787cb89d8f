import { Command } from 'commander';
import type { Application, CrawlReport } from '../../core/application.ts';
import { AppError, EXIT } from '../../core/errors.ts';
import type { BackfillReport } from '../../core/watching.ts';
import type { CliContext } from '../context.ts';
import { formatTable, paint, plural, print, printJson } from '../output.ts';
import { createProgress } from '../progress.ts';

interface CrawlFlags {
  readonly force?: boolean;
  readonly backfill?: string;
  readonly json?: boolean;
}

const DAYS = { d: 1, w: 7, m: 31, y: 366 } as const;
/** Ten years. */
const MOST_DAYS = 3660;

/** `regbeat crawl`: one round of reading, now. */
export function crawlCommand(context: CliContext): Command {
  return new Command('crawl')
    .description('read sources once, now, and store what is new')
    .argument('[ids...]', 'source ids, or a prefix such as "hk/*"; all enabled sources when none is given')
    .option('--force', 'ask every source for its full list, even if nothing changed')
    .option(
      '--backfill <time>',
      'go back through lists and archives so far (90d, 12w, 1y); stored, announced nowhere',
    )
    .option('--json', 'print the report as JSON')
    .addHelpText(
      'after',
      `
Examples:
  $ regbeat crawl
  $ regbeat crawl "hk/*" us/sec/press --force
  $ regbeat crawl "sg/*" --backfill 90d`,
    )
    .action(async (ids: string[], options: CrawlFlags) => {
      const days = options.backfill === undefined ? null : parseDays(options.backfill);
      const app = await context.open({ quiet: true });
      if (days !== null) return backfill(context, app, ids, days, options.json === true);
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

function parseDays(text: string): number {
  const found = /^(\d{1,4})\s*([dwmy])$/i.exec(text.trim());
  const unit = found?.[2]?.toLowerCase() as keyof typeof DAYS | undefined;
  const days = unit === undefined ? 0 : Number(found?.[1]) * DAYS[unit];
  if (days >= 1 && days <= MOST_DAYS) return days;
  throw new AppError(
    'usage',
    `--backfill takes a time such as 90d, 12w or 1y, ten years at most, not "${text.slice(0, 40)}".`,
  );
}

async function backfill(
  context: CliContext,
  app: Application,
  ids: readonly string[],
  days: number,
  json: boolean,
): Promise<void> {
  const progress = await createProgress(context);
  const report = await app
    .backfill({ ids, days, signal: context.signal, onProgress: progress.update })
    .finally(() => progress.stop());
  if (json) printJson(context, report);
  else printBackfill(context, report);
  const failed = report.sources.filter(source => source.outcome === 'failed').length;
  if (failed > 0) context.exitWith(failed === report.sources.length ? EXIT.failed : EXIT.partial);
}

function printBackfill(context: CliContext, report: BackfillReport): void {
  const told = report.sources.filter(source => source.pages > 0 || source.outcome === 'failed');
  if (told.length > 0) {
    print(
      context,
      formatTable(
        told.map(source => [
          source.id,
          plural(source.pages, 'page'),
          plural(source.new, 'new item'),
          source.reachedBackTo === null ? '' : `back to ${source.reachedBackTo.slice(0, 10)}`,
          source.error ?? (source.outcome === 'interrupted' ? 'interrupted: goes on at the next call' : ''),
        ]),
      ),
      '',
    );
  }
  const count = (outcome: string) => report.sources.filter(source => source.outcome === outcome).length;
  print(
    context,
    `Back to ${report.since.slice(0, 10)}: ${plural(report.pages, 'page')}, ${plural(report.new, 'new item')}. ${count('done')} done, ${count('done-before')} done before, ${count('no-archive')} without an archive, ${count('failed')} failed.`,
  );
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
