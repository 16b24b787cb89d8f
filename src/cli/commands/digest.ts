import { Command, Option } from 'commander';
import type { Digest } from '../../core/application.ts';
import { AppError, EXIT } from '../../core/errors.ts';
import type { CliContext } from '../context.ts';
import { print, printJson } from '../output.ts';

interface DigestFlags {
  readonly period: 'daily' | 'weekly';
  readonly since?: string;
  readonly until?: string;
  readonly query?: string;
  readonly by: 'jurisdiction' | 'topic';
  readonly to: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** `regbeat digest`: what happened in a window, to the terminal, a file or a Discord channel. */
export function digestCommand(context: CliContext): Command {
  return new Command('digest')
    .description('compose the digest of a window and print, file or post it')
    .addOption(
      new Option('--period <period>', 'the window when no dates are given')
        .choices(['daily', 'weekly'])
        .default('daily'),
    )
    .option('--since <date>', 'begin of the window (ISO 8601 date or instant)')
    .option('--until <date>', 'end of the window; a date means the end of that day (default: now)')
    .option('--query <query>', 'only stories that match')
    .addOption(
      new Option('--by <section>', 'what sections are by')
        .choices(['jurisdiction', 'topic'])
        .default('jurisdiction'),
    )
    .option('--to <target>', 'console, file, or discord:CHANNEL', 'console')
    .option('--dry-run', 'show on the terminal what would go to the target, and send nothing')
    .option('--json', 'print the digest as JSON')
    .addHelpText(
      'after',
      `
A digest goes to a target once: the same window and query again is recognised and not posted twice.

Examples:
  $ regbeat digest --period weekly
  $ regbeat digest --since 2026-06-01 --until 2026-06-18 --by topic
  $ regbeat digest --to discord:1234567890123456789`,
    )
    .action(async (flags: DigestFlags) => {
      const app = await context.open({ quiet: true });
      const digest = await app.digest({
        period: flags.period,
        since: flags.since,
        until: flags.until,
        query: flags.query,
        groupBy: flags.by,
      });
      if (flags.json) printJson(context, toJson(digest));
      const terminal = flags.to === 'console' || flags.dryRun;
      if (terminal) {
        if (!flags.json) {
          const text = await app.renderText(digest.message, {
            width: context.stdout.columns ?? 100,
            colour: context.colour,
          });
          print(context, text);
        }
        return;
      }
      const report = await app.post(digest, flags.to, context.signal);
      if (!flags.json) {
        if (!report.queued)
          print(context, `This digest was posted to ${flags.to} before; nothing is posted twice.`);
        else
          print(
            context,
            `Posted to ${flags.to}: ${report.sent} sent, ${report.waiting} waiting, ${report.rejected} given up.`,
            '`regbeat posts` lists deliveries, with the file or message that each became.',
          );
      }
      if (report.problems.length > 0) {
        for (const problem of report.problems) context.stderr.write(`${problem}\n`);
        if (report.rejected > 0) throw new AppError('delivery', `The digest did not reach ${flags.to}.`);
        context.exitWith(EXIT.failed);
      }
    });
}

function toJson({ window, message, coverage }: Digest) {
  const groups = (type: 'section' | 'more') =>
    message.blocks.flatMap(block =>
      block.type === type ? [{ title: block.title, stories: block.stories }] : [],
    );
  return {
    window,
    title: message.title,
    sections: groups('section'),
    more: groups('more'),
    coverage,
  };
}
