import { Command, InvalidArgumentError } from 'commander';
import type { FigurePoint } from '../../core/position-matrix.ts';
import type { CliContext } from '../context.ts';
import { formatTable, plural, print, printJson } from '../output.ts';

const MOST = 10_000;

interface Flags {
  readonly authority?: string;
  readonly what?: string;
  readonly asOf?: string;
  readonly limit: number;
  readonly quotes?: boolean;
  readonly json?: boolean;
}

/** `regbeat figures`: licences, applications, fines and settlements over time. */
export function figuresCommand(context: CliContext): Command {
  return new Command('figures')
    .description('licences, applications, fines and settlements that stored items count, newest first')
    .option('--authority <name>', 'only of this body, e.g. SFC')
    .option('--what <figure>', 'only these, e.g. licences-granted, fine')
    .option('--as-of <day>', 'up to the end of a day')
    .option('--limit <n>', `at most so many, 1 to ${MOST}`, toLimit, 100)
    .option('--quotes', 'also print the words of each')
    .option('--json', 'print them as JSON')
    .addHelpText('after', '\nExample:\n  $ regbeat figures --authority SFC --what licences-granted')
    .action(async ({ json, quotes, ...query }: Flags) => {
      const app = await context.open({ quiet: true });
      const figures = await app.figures(query);
      if (json) {
        printJson(context, { figures });
        return;
      }
      if (quotes)
        for (const point of figures)
          print(context, row(point).join('  '), `    “${point.quote.replace(/\s+/g, ' ')}”`);
      else if (figures.length > 0) print(context, formatTable(figures.map(row)));
      print(context, `${plural(figures.length, 'figure')}.`);
    });
}

function row({ date, authority, what, value, unit, source, itemId }: FigurePoint): string[] {
  const number = value.toLocaleString('en', { maximumFractionDigits: 2 });
  return [date, authority ?? '-', what, unit === null ? number : `${unit} ${number}`, source, itemId];
}

function toLimit(value: string): number {
  const limit = Number(value);
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST)
    throw new InvalidArgumentError(`It must be a whole number from 1 to ${MOST}.`);
  return limit;
}
