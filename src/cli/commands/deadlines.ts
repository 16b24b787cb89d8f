import { Command, Option } from 'commander';
import type { DateStatement, Deadline } from '../../core/deadlines.ts';
import { DATE_KINDS, type DateKind } from '../../core/types.ts';
import type { CliContext } from '../context.ts';
import { paint, plural, print, printJson } from '../output.ts';

const LABELS: Readonly<Record<DateKind, string>> = {
  consultation_closes: 'consultation closes',
  effective: 'takes effect',
  compliance: 'comply by',
  expiry: 'expires',
  hearing: 'hearing',
};

interface Options {
  readonly within: string;
  readonly jurisdiction?: readonly string[];
  readonly topic?: readonly string[];
  readonly kind?: DateKind;
  readonly passed?: boolean;
  readonly json?: boolean;
}

/** `regbeat deadlines`: what is due by when, what was moved, and who contradicts. */
export function deadlinesCommand(context: CliContext): Command {
  return new Command('deadlines')
    .description('show what is due: consultations, dates of effect, compliance, expiry, hearings')
    .option('--within <time>', 'how far ahead (or back, with --passed): 90d, 6w, 3m, 1y', '90d')
    .option('--jurisdiction <names...>', 'only of these places')
    .option('--topic <topics...>', 'only on these topics')
    .addOption(new Option('--kind <kind>', 'only of this kind').choices(DATE_KINDS))
    .option('--passed', 'those that have passed instead of those to come')
    .option('--json', 'print them as JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  $ regbeat deadlines --within 30d --jurisdiction HK SG\n  $ regbeat deadlines --kind consultation_closes\n  $ regbeat deadlines --passed --within 2w',
    )
    .action(async (options: Options) => {
      const app = await context.open({ quiet: true });
      const report = await app.deadlines({
        within: options.within,
        jurisdictions: split(options.jurisdiction),
        topics: split(options.topic),
        kinds: options.kind === undefined ? undefined : [options.kind],
        passed: options.passed,
      });
      if (options.json) {
        printJson(context, report);
        return;
      }
      for (const one of report.deadlines) print(context, ...deadlineLines(context, one));
      const what = options.passed === true ? 'passed' : 'due';
      print(
        context,
        `${plural(report.deadlines.length, 'deadline')} ${what} from ${report.from} to ${report.to}.`,
      );
    });
}

/** "HK,SG" and "HK SG" are the same. */
function split(values: readonly string[] | undefined): readonly string[] {
  return (values ?? []).flatMap(value => value.split(',')).filter(value => value.trim() !== '');
}

function deadlineLines(context: CliContext, one: Deadline): string[] {
  const where = one.jurisdictions.length === 0 ? '' : `${one.jurisdictions.join(', ')} · `;
  const sure = [
    one.unconfirmed ? 'unconfirmed' : '',
    one.confidence < 0.7 ? `confidence ${one.confidence.toFixed(2)}` : '',
  ].filter(text => text !== '');
  return [
    `${paint(context, 'bold', one.date.padEnd(12))} ${left(one).padEnd(14)} ${paint(context, 'cyan', LABELS[one.kind])}${sure.length === 0 ? '' : paint(context, 'yellow', `  (${sure.join(', ')})`)}`,
    `  ${where}${one.title}`,
    `  ${paint(context, 'dim', `“${one.quote.replace(/\s+/g, ' ')}”`)}`,
    `  ${sourceOf(one)}`,
    ...one.moved.map(was => paint(context, 'yellow', `  moved from ${was.date} · ${sourceOf(was)}`)),
    ...one.conflicts.map(other =>
      paint(context, 'red', `  ${other.source} says ${other.date} · ${sourceOf(other)}`),
    ),
    ...(one.alsoSaidBy.length === 0
      ? []
      : [`  also said by ${[...new Set(one.alsoSaidBy.map(other => other.source))].join(', ')}`]),
    '',
  ];
}

function left({ daysLeft, passed, due }: Deadline): string {
  if (passed) return `passed ${plural(-daysLeft, 'day')} ago`;
  if (daysLeft < 0) return `since ${due}`;
  return daysLeft === 0 ? 'today' : `in ${plural(daysLeft, 'day')}`;
}

function sourceOf({ source, itemId, url }: DateStatement): string {
  return [source, itemId, url ?? ''].filter(text => text !== '').join(' · ');
}
