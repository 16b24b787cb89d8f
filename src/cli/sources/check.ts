import { Command } from 'commander';
import { EXIT } from '../../core/errors.ts';
import type { SourceCheck } from '../../core/source-care.ts';
import type { CliContext } from '../context.ts';
import { formatInstant, paint, plural, print, printJson } from '../output.ts';
import { createProgress } from '../progress.ts';

/** `regbeat sources check`: are they readable now, and what is on them. */
export function checkSourcesCommand(context: CliContext): Command {
  return new Command('check')
    .description('fetch and read sources without storing anything, and say what is wrong')
    .argument('[ids...]', 'source ids, or a prefix such as "hk/*"; all enabled sources when none is given')
    .option('--json', 'print what was found as JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  $ regbeat sources check hk/sfc/news\n  $ regbeat sources check "eu/*"',
    )
    .action(async (ids: string[], options: { json?: boolean }) => {
      const app = await context.open({ quiet: true });
      const progress = await createProgress(context);
      const checks = await app
        .checkSources(ids, { signal: context.signal, onProgress: progress.update })
        .finally(() => progress.stop());
      if (options.json) printJson(context, checks);
      else {
        // Of one source everything is shown, of many what needs a person.
        for (const check of checks) printCheck(context, check, checks.length <= 3);
        const count = (state: SourceCheck['state']) => checks.filter(check => check.state === state).length;
        print(
          context,
          `${plural(checks.length, 'source')} checked: ${count('ok')} ok, ${count('warning')} with warnings, ${count('failed')} failed.`,
        );
      }
      const failed = checks.filter(check => check.state === 'failed').length;
      if (failed > 0) context.exitWith(failed === checks.length ? EXIT.failed : EXIT.partial);
    });
}

function printCheck(context: CliContext, check: SourceCheck, inFull: boolean): void {
  const colour = check.state === 'ok' ? 'green' : check.state === 'warning' ? 'yellow' : 'red';
  print(
    context,
    `${paint(context, colour, check.state.padEnd(7))}  ${check.id}  ${plural(check.items, 'item')}, newest ${formatInstant(check.newest)}, ${check.format}, ${check.ms} ms`,
    ...check.problems.map(problem => `         ${problem}`),
  );
  if (!inFull) return;
  print(
    context,
    `         ${check.url}`,
    ...check.first.flatMap(item => [
      `         ${formatInstant(item.published)}  ${item.title}`,
      ...(item.url ? [`           ${item.url}`] : []),
    ]),
    ...check.notes.slice(0, 10).map(note => `         note: ${note.message}`),
  );
}
