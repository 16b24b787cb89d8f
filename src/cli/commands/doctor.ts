import { Command } from 'commander';
import type { Check } from '../../core/application.ts';
import { EXIT } from '../../core/errors.ts';
import type { CliContext } from '../context.ts';
import { formatTable, paint, print, printJson } from '../output.ts';

const MARKS = { ok: ['green', 'ok'], warning: ['yellow', 'note'], failed: ['red', 'fail'] } as const;

/** `regbeat doctor`: what is configured, reachable and missing. */
export function doctorCommand(context: CliContext): Command {
  return new Command('doctor')
    .description('say what is configured, reachable and missing')
    .option('--json', 'print the checks as JSON')
    .action(async (flags: { json?: boolean }) => {
      const app = await context.open({ quiet: true });
      const checks = await app.doctor();
      if (flags.json) printJson(context, { ok: checks.every(check => check.state !== 'failed'), checks });
      else print(context, formatTable(checks.map(check => toRow(context, check))));
      if (checks.some(check => check.state === 'failed')) context.exitWith(EXIT.failed);
    });
}

function toRow(context: CliContext, check: Check): string[] {
  const [style, mark] = MARKS[check.state];
  return [paint(context, style, mark), check.name, check.detail];
}
