import { Command } from 'commander';
import { EXIT } from '../../core/errors.ts';
import { changeLines } from '../change-lines.ts';
import type { CliContext } from '../context.ts';
import { print, printJson } from '../output.ts';
import { createProgress } from '../progress.ts';

/** `regbeat reclassify`: stored items get the tags of now. */
export function reclassifyCommand(context: CliContext): Command {
  return new Command('reclassify')
    .description('tag stored items again with the taxonomy and models of now; announces nothing')
    .option('--since <date>', 'only items from then on ("90d", "2026-10-01")')
    .option('--json', 'print the report as JSON')
    .addHelpText(
      'after',
      `
A run that was stopped goes on where it stopped.

Example:
  $ regbeat reclassify --since 90d`,
    )
    .action(async (flags: { since?: string; json?: boolean }) => {
      const app = await context.open({ quiet: true });
      const progress = await createProgress(context);
      const report = await app
        .reclassify({
          since: flags.since,
          signal: context.signal,
          onProgress: (done, total, label) => progress.update(done, total, label),
        })
        .finally(() => progress.stop());
      if (!report.finished) context.exitWith(EXIT.partial);
      if (flags.json) {
        printJson(context, report);
        return;
      }
      print(context, ...changeLines(context, report), `Tagged with ${report.model}.`);
      if (!report.finished)
        print(context, 'Stopped before the end: run `regbeat reclassify` again to go on from here.');
    });
}
