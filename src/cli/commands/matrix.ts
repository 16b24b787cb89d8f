import { Command, InvalidArgumentError } from 'commander';
import type { MatrixCell, PositionStatement } from '../../core/position-matrix.ts';
import type { CliContext } from '../context.ts';
import { matrixLines } from '../matrix-table.ts';
import { paint, plural, print, printJson } from '../output.ts';

interface Flags {
  readonly topics?: readonly string[];
  readonly jurisdictions?: readonly string[];
  readonly asOf?: string;
  readonly history?: { readonly jurisdiction: string; readonly topic: string };
  readonly quotes?: boolean;
  readonly json?: boolean;
}

/** `regbeat matrix`: what is allowed where, and who says so. */
export function matrixCommand(context: CliContext): Command {
  return new Command('matrix')
    .description('what each jurisdiction makes of each activity, as far as stored items state it')
    .option('--topics <list>', 'only these, e.g. staking,stablecoins', toList)
    .option('--jurisdictions <list>', 'only these, e.g. HK,SG', toList)
    .option('--as-of <day>', 'as it stood at the end of a day, e.g. 2025-05-01')
    .option('--history <cell>', 'every statement on one cell, e.g. HK/staking, newest first', toCell)
    .option('--quotes', 'also print the words and the source of each position')
    .option('--json', 'print it as JSON, with the history of each cell')
    .addHelpText(
      'after',
      `
An authority's own words count before a standard setter's, those before press; among equals the newer,
then the surer. A consultation takes no rule's place: the rule is shown as under review. What
disagrees is shown as a conflict: an equal source of the 90 days before, or a lesser one since.

Examples:
  $ regbeat matrix --topics staking,stablecoins --as-of 2025-05-01
  $ regbeat matrix --jurisdictions HK,SG --quotes
  $ regbeat matrix --history HK/staking`,
    )
    .action(async (flags: Flags) => {
      const app = await context.open({ quiet: true });
      if (flags.history !== undefined) {
        const { jurisdiction, topic } = flags.history;
        const statements = await app.positionHistory(jurisdiction, topic, flags.asOf);
        if (flags.json) {
          printJson(context, { jurisdiction, topic, statements });
          return;
        }
        for (const statement of statements) print(context, ...statementLines(context, statement));
        print(context, `${plural(statements.length, 'statement')} on ${jurisdiction} ${topic}.`);
        return;
      }
      const { topics, jurisdictions, asOf } = flags;
      const matrix = await app.positionMatrix({ topics, jurisdictions, asOf, history: flags.json === true });
      if (flags.json) {
        printJson(context, matrix);
        return;
      }
      if (matrix.cells.length === 0) {
        print(
          context,
          `No stored item states a position (as of ${matrix.asOf}). \`regbeat reclassify\` reads items again that were stored before positions were read.`,
        );
        return;
      }
      print(
        context,
        `Positions as of ${matrix.asOf}`,
        '',
        ...matrixLines(matrix.cells, context.stdout.isTTY === true),
      );
      if (flags.quotes) for (const cell of matrix.cells) print(context, '', ...cellLines(context, cell));
    });
}

function cellLines(context: CliContext, cell: MatrixCell): string[] {
  const [first = '', ...rest] = statementLines(context, cell, cell.underReview !== null);
  const review = cell.underReview === null ? [] : statementLines(context, cell.underReview);
  return [
    `${paint(context, 'bold', `${cell.jurisdiction} ${cell.topic}`)}  ${first}`,
    ...rest,
    ...review.map((line, at) => (at === 0 ? `  since ${line}` : `  ${line}`)),
    ...cell.conflicts.flatMap(conflict =>
      statementLines(context, conflict).map((line, at) => (at === 0 ? `  but ${line}` : `  ${line}`)),
    ),
  ];
}

function statementLines(context: CliContext, statement: PositionStatement, reviewed = false): string[] {
  const { stance, audience, quote, url, source, tier, date, confidence, itemId } = statement;
  return [
    `${paint(context, 'cyan', stance)}${reviewed ? ', under review' : ''}${audience === null ? '' : ` for ${audience}`}  ${date}  ${source} (${tier}), ${confidence.toFixed(2)}, item ${itemId}`,
    `    “${quote.replace(/\s+/g, ' ')}”`,
    ...(url === null ? [] : [`    ${url}`]),
  ];
}

function toList(value: string): string[] {
  return value
    .split(',')
    .map(one => one.trim())
    .filter(one => one !== '');
}

function toCell(value: string): { readonly jurisdiction: string; readonly topic: string } {
  const [jurisdiction, topic, ...more] = value.split('/');
  if (jurisdiction === undefined || topic === undefined || more.length > 0 || topic === '')
    throw new InvalidArgumentError('It must be a jurisdiction and a topic, e.g. HK/staking.');
  return { jurisdiction: jurisdiction.trim().toUpperCase(), topic: topic.trim().toLowerCase() };
}
