import { Command } from 'commander';
import type { CliContext } from '../context.ts';
import { plural, print, printJson } from '../output.ts';

/** `regbeat sources record`: keep an answer as it came. */
export function recordSourceCommand(context: CliContext): Command {
  return new Command('record')
    .description('keep what a source answers now, byte for byte, to write or mend its entry against')
    .argument('<id>', 'source id')
    .option('--out <dir>', 'folder to write to (default: recordings in the data folder)')
    .option('--json', 'print the files as JSON')
    .addHelpText(
      'after',
      '\nRecordings are what publishers wrote: keep them on your machine, not in a project.\n\nExample:\n  $ regbeat sources record hk/sfc/news',
    )
    .action(async (id: string, options: { out?: string; json?: boolean }) => {
      const app = await context.open({ quiet: true });
      const recording = await app.recordSource(id, options.out);
      if (options.json) printJson(context, recording);
      else
        print(
          context,
          `${recording.id}: ${recording.bytes.toLocaleString('en')} bytes, ${plural(recording.items, 'item')}.`,
          recording.body,
          recording.about,
        );
    });
}
