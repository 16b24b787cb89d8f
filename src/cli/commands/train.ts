import { Command } from 'commander';
import type { ModelsInUse, TrainReport } from '../../core/learning.ts';
import { changeLines } from '../change-lines.ts';
import type { CliContext } from '../context.ts';
import { formatTable, plural, print, printJson } from '../output.ts';
import { createProgress } from '../progress.ts';

interface Flags {
  readonly withVerdicts?: boolean;
  readonly adopt?: boolean;
  readonly revert?: boolean;
  readonly json?: boolean;
}

/** `regbeat train`: learn from labelled examples, and from what people said about tags. */
export function trainCommand(context: CliContext): Command {
  return new Command('train')
    .description('learn to tag from labelled examples and from verdicts')
    .option('--with-verdicts', 'learn from verdicts too; shows which stored items would be tagged otherwise')
    .option('--adopt', 'use the models that were trained with verdicts')
    .option('--revert', 'go back to the models before the adopted ones')
    .option('--json', 'print the report as JSON')
    .addHelpText(
      'after',
      `
Without options the project's own models (classifiers/models) are trained on classifiers/corpus.
With verdicts the models lie in the data folder and are used only when adopted.

Examples:
  $ regbeat train --with-verdicts         look at what would change
  $ regbeat train --adopt                 use what was trained
  $ regbeat reclassify --since 90d        tag stored items again
  $ regbeat train --revert`,
    )
    .action(async (flags: Flags) => {
      const app = await context.open({ quiet: true });
      if (flags.revert || (flags.adopt && !flags.withVerdicts)) {
        const models = flags.revert ? await app.revertModels() : await app.adoptModels();
        if (flags.json) printJson(context, models);
        else print(context, inUse(models));
        return;
      }
      const progress = await createProgress(context);
      const report = await app
        .train({ ...flags, onProgress: (done, total, label) => progress.update(done, total, label) })
        .finally(() => progress.stop());
      if (flags.json) printJson(context, report);
      else printReport(context, report);
    });
}

function inUse({ version, from }: ModelsInUse): string {
  const which =
    from === 'rules'
      ? 'No models are in use: the rules tag alone.'
      : `The ${from} models ${version ?? ''} are in use.`;
  return `${which} A running regbeat takes them after a restart; \`regbeat reclassify\` tags stored items again.`;
}

function printReport(context: CliContext, report: TrainReport): void {
  const row = (name: string, of: 'relevance' | 'topics' | 'kind') => [
    name,
    report.crossValidation[of].toFixed(3),
    report.validationScores[of].toFixed(3),
  ];
  print(
    context,
    `Trained on ${plural(report.training, 'example')}${report.verdicts > 0 ? ` and ${plural(report.verdicts, 'item')} with verdicts` : ''}; ${report.validation} kept for validation.`,
    formatTable([
      ['', 'cross-validation', 'validation'],
      row('relevance, F1', 'relevance'),
      row('topics, micro F1', 'topics'),
      row('kind, accuracy', 'kind'),
    ]),
    `Models ${report.version}, ${Math.round(report.bytes / 1024)} KB, written to ${report.folder}.`,
  );
  if (report.changes === null) return;
  print(context, '', ...changeLines(context, report.changes), '');
  print(
    context,
    report.adopted
      ? 'Adopted. `regbeat train --revert` goes back; `regbeat reclassify` tags stored items again.'
      : 'Not in use yet: `regbeat train --adopt` takes them.',
  );
}
