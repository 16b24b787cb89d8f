import { Command } from 'commander';
import type { IngestReport } from '../../core/application.ts';
import { toItemJson } from '../../core/json/item-json.ts';
import type { CliContext } from '../context.ts';
import { formatTable, plural, print, printJson } from '../output.ts';
import { createProgress } from '../progress.ts';
import { tagLine } from '../tag-line.ts';

/** `regbeat ingest`: parse, tag and store what the user has. */
export function ingestCommand(context: CliContext): Command {
  return new Command('ingest')
    .description('parse, tag and store a feed, JSON, JSON Lines, a list of links, HTML or text')
    .argument('<inputs...>', 'paths, URLs, or - for standard input')
    .option('--source <id>', 'store as items of this source')
    .option('--published <date>', 'publication date (ISO 8601) of items that carry none')
    .option('--json', 'print what was stored, item by item, as JSON')
    .addHelpText(
      'after',
      `
Examples:
  $ regbeat ingest circular.html --source hk/sfc/circulars
  $ regbeat ingest headlines.jsonl
  $ pbpaste | regbeat ingest - --published 2026-11-20`,
    )
    .action(async (inputs: string[], options: { source?: string; published?: string; json?: boolean }) => {
      const app = await context.open({ quiet: true });
      const reports: IngestReport[] = [];
      const progress = await createProgress(context);
      try {
        for (const name of inputs) {
          progress.update(reports.length, inputs.length, name);
          reports.push(await app.ingest(await app.readInput(name), options));
        }
      } finally {
        progress.stop();
      }
      if (options.json) {
        printJson(context, {
          items: reports.flatMap(report =>
            report.items.map(({ outcome, item }) => ({ input: report.input, outcome, ...toItemJson(item) })),
          ),
          notes: reports.flatMap(report => report.notes.map(note => ({ input: report.input, ...note }))),
        });
        return;
      }
      for (const report of reports) printReport(context, report);
    });
}

function printReport(context: CliContext, report: IngestReport): void {
  const count = (outcome: string) => report.items.filter(entry => entry.outcome === outcome).length;
  print(
    context,
    formatTable(
      report.items
        .slice(0, 50)
        .map(({ outcome, item }) => [
          item.id,
          outcome,
          tagLine(item.classification),
          item.title.slice(0, 80),
        ]),
    ),
    `${report.input}: ${plural(report.items.length, 'item')}: ${count('stored')} stored, ${count('updated')} edited, ${count('unchanged')} known already.`,
  );
  for (const note of report.notes.slice(0, 10)) print(context, `  note: ${note.message}`);
}
