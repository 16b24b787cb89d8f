import { Command } from 'commander';
import type { Evaluation } from '../../core/application.ts';
import { AppError } from '../../core/errors.ts';
import type { Scores } from '../../core/evaluation.ts';
import type { DuplicateScores } from '../../core/story-desk.ts';
import type { CliContext } from '../context.ts';
import { formatTable, plural, print, printJson } from '../output.ts';

const MOST_ERRORS = 30;

/** `regbeat eval`: how right the tags are, on labelled items. */
export function evalCommand(context: CliContext): Command {
  return new Command('eval')
    .description('score the tags on labelled items')
    .option('--set <file>', 'labelled items, one JSON object a line')
    .option('--duplicates <file>', 'labelled events: groups of items that tell one event, or do not')
    .option('--errors', 'also print the items that were tagged worst, and pairs that were placed wrongly')
    .option('--json', 'print the scores as JSON')
    .addHelpText('after', '\nExample:\n  $ regbeat eval --set labelled.jsonl')
    .action(async (flags: Flags) => {
      if (flags.set === undefined && flags.duplicates === undefined)
        throw new AppError('usage', 'Name what to score: --set FILE, --duplicates FILE, or both.');
      const app = await context.open({ quiet: true });
      const evaluation = flags.set === undefined ? null : await app.evaluate(await app.readInput(flags.set));
      const grouping =
        flags.duplicates === undefined
          ? null
          : await app.evaluateDuplicates(await app.readInput(flags.duplicates));
      for (const problem of [...(evaluation?.problems ?? []), ...(grouping?.problems ?? [])])
        context.stderr.write(`${problem}\n`);
      if (flags.json) {
        printJson(context, toJson(evaluation, grouping, flags.errors === true));
        return;
      }
      if (evaluation) printScores(context, evaluation);
      if (grouping) printGrouping(context, grouping);
      if (flags.errors) printErrors(context, evaluation, grouping);
    });
}

interface Flags {
  readonly set?: string;
  readonly duplicates?: string;
  readonly errors?: boolean;
  readonly json?: boolean;
}

function toJson(
  evaluation: Evaluation | null,
  grouping: DuplicateScores | null,
  withErrors: boolean,
): object {
  const { problems: _, errors = [], ...scores } = evaluation ?? { problems: [] };
  if (grouping === null) return withErrors ? { ...scores, errors: errors.slice(0, MOST_ERRORS) } : scores;
  const { precision, recall, f1, support } = grouping;
  return {
    ...scores,
    duplicates: { precision, recall, f1, support },
    ...(withErrors ? { errors: errors.slice(0, MOST_ERRORS), pairErrors: grouping.errors } : {}),
  };
}

function printErrors(
  context: CliContext,
  evaluation: Evaluation | null,
  grouping: DuplicateScores | null,
): void {
  for (const error of evaluation?.errors.slice(0, MOST_ERRORS) ?? [])
    print(
      context,
      '',
      `${error.id}  ${error.title}`,
      ...error.differences.map(difference => `  ${difference}`),
    );
  for (const { same, titles } of grouping?.errors ?? [])
    print(
      context,
      '',
      same ? 'one event, two stories:' : 'two events, one story:',
      ...titles.map(title => `  ${title}`),
    );
}

function printGrouping(
  context: CliContext,
  { precision, recall, f1, support, items }: DuplicateScores,
): void {
  print(
    context,
    `pairs of one event: precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}, F1 ${f1.toFixed(3)}, ${plural(support, 'labelled pair')} among ${plural(items, 'item')}`,
  );
}

function printScores(context: CliContext, evaluation: Evaluation): void {
  const row = (name: string, scores: Scores) => [
    name,
    scores.precision.toFixed(3),
    scores.recall.toFixed(3),
    scores.f1.toFixed(3),
    String(scores.support),
  ];
  print(
    context,
    formatTable([
      ['', 'precision', 'recall', 'F1', 'labels'],
      row('relevance', evaluation.relevance),
      row('jurisdictions, primary', evaluation.jurisdictions.primary),
      row('jurisdictions, mentioned', evaluation.jurisdictions.mentioned),
      row('topics, micro', evaluation.topics.micro),
      ...Object.entries(evaluation.topics.per).map(([topic, scores]) => row(`  ${topic}`, scores)),
      row('authorities', evaluation.authorities),
      row('positions', evaluation.positions),
      row('dates', evaluation.dates),
    ]),
    `topics, macro F1 ${evaluation.topics.macro.f1.toFixed(3)}; kind accuracy ${evaluation.kind.accuracy.toFixed(3)}; Brier ${evaluation.calibration.brier.toFixed(3)}`,
    `${plural(evaluation.n, 'item')}, ${Math.round(evaluation.itemsPerSecond).toLocaleString('en')} a second.`,
  );
}
