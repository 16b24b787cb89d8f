import { Command } from 'commander';
import type { Evaluation } from '../../core/application.ts';
import type { Scores } from '../../core/evaluation.ts';
import type { CliContext } from '../context.ts';
import { formatTable, plural, print, printJson } from '../output.ts';

const MOST_ERRORS = 30;

/** `regbeat eval`: how right the tags are, on labelled items. */
export function evalCommand(context: CliContext): Command {
  return new Command('eval')
    .description('score the tags on labelled items')
    .requiredOption('--set <file>', 'labelled items, one JSON object a line')
    .option('--errors', 'also print the 30 items that were tagged worst')
    .option('--json', 'print the scores as JSON')
    .addHelpText('after', '\nExample:\n  $ regbeat eval --set labelled.jsonl')
    .action(async (flags: { set: string; errors?: boolean; json?: boolean }) => {
      const app = await context.open({ quiet: true });
      const evaluation = await app.evaluate(await app.readInput(flags.set));
      for (const problem of evaluation.problems) context.stderr.write(`${problem}\n`);
      if (flags.json) {
        const { problems: _, errors, ...scores } = evaluation;
        printJson(context, flags.errors ? { ...scores, errors: errors.slice(0, MOST_ERRORS) } : scores);
        return;
      }
      printScores(context, evaluation);
      if (flags.errors) {
        for (const error of evaluation.errors.slice(0, MOST_ERRORS))
          print(
            context,
            '',
            `${error.id}  ${error.title}`,
            ...error.differences.map(difference => `  ${difference}`),
          );
      }
    });
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
