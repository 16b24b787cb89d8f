import { Command } from 'commander';
import type { CliContext } from '../context.ts';
import { formatTable, plural, print, printJson } from '../output.ts';

/** `regbeat export weekly`: the weekly summary as files. */
export function exportCommand(context: CliContext): Command {
  const weekly = new Command('weekly')
    .description('write the weekly summary to files, with a manifest of their hashes')
    .option('--week <week>', 'ISO week such as 2026-W46 (default: the last full week)')
    .option('--format <list>', 'md,html,json,csv', 'md,html,json,csv')
    .option('--query <query>', 'only stories that match')
    .option('--out <dir>', 'folder to write to (default: exports in the data folder)')
    .option('--json', 'print what was written as JSON')
    .addHelpText(
      'after',
      `
Examples:
  $ regbeat export weekly
  $ regbeat export weekly --week 2026-W25 --format html,csv --out ./filed`,
    )
    .action(
      async (flags: { week?: string; format: string; query?: string; out?: string; json?: boolean }) => {
        const app = await context.open({ quiet: true });
        const formats = flags.format.split(',').map(format => format.trim());
        const result = await app.exportWeekly({
          week: flags.week,
          formats,
          dir: flags.out,
          query: flags.query,
        });
        if (flags.json) {
          printJson(context, result);
          return;
        }
        print(
          context,
          `Week ${result.week}: ${plural(result.stories, 'story', 'stories')}, written to ${result.dir}`,
          formatTable(
            result.files.map(file => [
              `  ${file.name}`,
              `${file.bytes.toLocaleString('en')} bytes`,
              file.sha256.slice(0, 16),
            ]),
          ),
        );
      },
    );
  return new Command('export').description('write reports to files').addCommand(weekly);
}
