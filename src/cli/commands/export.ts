import { Command } from 'commander';
import type { VerifiedWeek } from '../../core/reports.ts';
import type { CliContext } from '../context.ts';
import { formatTable, plural, print, printJson } from '../output.ts';

/** Every format there is. Said here, because the exporters are only loaded when they are needed. */
const ALL = 'md,html,pdf,csv,json,xlsx,ics';

interface WeeklyFlags {
  readonly week?: string;
  readonly format: string;
  readonly query?: string;
  readonly out?: string;
  readonly bom?: boolean;
  readonly json?: boolean;
}

/** `regbeat export weekly` and `regbeat export verify`: weekly summaries to file, and whether filed ones are still what they were. */
export function exportCommand(context: CliContext): Command {
  return new Command('export')
    .description('write reports to files')
    .addCommand(weeklyCommand(context))
    .addCommand(verifyCommand(context));
}

function weeklyCommand(context: CliContext): Command {
  return new Command('weekly')
    .description('write the weekly summary to files, with a manifest of their hashes')
    .option('--week <week>', 'ISO week such as 2026-W46 (default: the last full week)')
    .option('--format <list>', `any of ${ALL}`, ALL)
    .option('--query <query>', 'only stories that match')
    .option('--out <dir>', 'folder to write to (default: exports in the data folder)')
    .option('--bom', 'begin CSV with a byte order mark, for spreadsheets that need one')
    .option('--json', 'print what was written as JSON')
    .addHelpText(
      'after',
      `
A week that is closed gives the same bytes whenever it is exported. A week in progress is marked provisional.

Examples:
  $ regbeat export weekly
  $ regbeat export weekly --week 2026-W25 --format html,pdf --out ./filed`,
    )
    .action(async (flags: WeeklyFlags) => {
      const app = await context.open({ quiet: true });
      const result = await app.exportWeekly({
        week: flags.week,
        formats: flags.format.split(',').map(format => format.trim()),
        dir: flags.out,
        query: flags.query,
        bom: flags.bom,
      });
      if (flags.json) {
        printJson(context, result);
        return;
      }
      const state = result.state === 'closed' ? '' : ` (${result.state})`;
      print(
        context,
        `Week ${result.week}${state}: ${plural(result.stories, 'story', 'stories')}, written to ${result.dir}`,
        formatTable(
          result.files.map(file => [
            `  ${file.name}`,
            `${file.bytes.toLocaleString('en')} bytes`,
            file.sha256.slice(0, 16),
          ]),
        ),
      );
    });
}

function verifyCommand(context: CliContext): Command {
  return new Command('verify')
    .description('check filed weekly summaries against their manifests; exit code 1 when something differs')
    .argument('<dir>', 'folder that weeks were exported to')
    .option('--rebuild', 'also make every report again from the database and say what it tells otherwise')
    .option('--json', 'print the result as JSON')
    .addHelpText(
      'after',
      `
Examples:
  $ regbeat export verify ./filed
  $ regbeat export verify ./filed --rebuild`,
    )
    .action(async (dir: string, flags: { rebuild?: boolean; json?: boolean }) => {
      const app = await context.open({ quiet: true });
      const result = await app.verifyExports(dir, { rebuild: flags.rebuild === true });
      if (flags.json) printJson(context, result);
      else
        print(
          context,
          [
            ...result.problems,
            ...result.weeks.flatMap(describeWeek),
            result.ok ? 'Everything is as it was filed.' : 'Not everything is as it was filed.',
          ].join('\n'),
        );
      if (!result.ok) context.exitWith(1);
    });
}

const CHAIN_WORDS: Readonly<Record<VerifiedWeek['chain'], string>> = {
  same: 'follows the week before',
  first: 'first of its chain',
  unknown: 'the manifest of the week before is not here',
  changed: 'THE MANIFEST OF THE WEEK BEFORE IS ANOTHER than when this week was filed',
};

function describeWeek(week: VerifiedWeek): string[] {
  const same = week.files.filter(file => file.found === 'same').length;
  const state = week.state === 'closed' ? '' : `, ${week.state}`;
  const query = week.query === '' ? '' : `, query ${week.query}`;
  return [
    `${week.ok ? 'ok     ' : 'DIFFERS'} ${week.week}${state}${query}: ${same} of ${plural(week.files.length, 'file')} as filed; ${CHAIN_WORDS[week.chain]}`,
    ...week.files.filter(file => file.found !== 'same').map(file => `  ${file.name} is ${file.found}`),
    ...(week.rebuilt === null
      ? []
      : week.rebuilt.same
        ? ['  the database gives the same']
        : week.rebuilt.changes.map(change => `  the database: ${change}`)),
  ];
}
