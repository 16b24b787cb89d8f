import { Command, Option } from 'commander';
import { AppError, EXIT } from '../../core/errors.ts';
import { LOCALES } from '../../core/languages.ts';
import { SUBSCRIPTION_MODES, type Subscription } from '../../core/ports.ts';
import type { Actor, SubscriptionSettings } from '../../core/subscriptions.ts';
import type { CliContext } from '../context.ts';
import { formatInstant, formatTable, plural, print, printJson } from '../output.ts';

interface By {
  readonly by: string;
  readonly json?: boolean;
}

interface SettingFlags extends By {
  readonly mode?: Subscription['mode'];
  readonly query?: string;
  readonly hour?: number;
  readonly weekday?: number;
  readonly quiet?: readonly number[];
  readonly zone?: string;
  readonly language?: string;
  readonly groupBy?: Subscription['groupBy'];
  readonly role?: string | null;
  readonly max?: number;
  readonly chase?: number | null;
}

/** `regbeat subscriptions`: what channels, webhooks and files get, for those who do without Discord's commands. */
export function subscriptionsCommand(context: CliContext): Command {
  const app = () => context.open({ quiet: true });
  const group = new Command('subscriptions')
    .description('what channels, webhooks and files get, and when')
    .addHelpText(
      'after',
      `
Every change is kept with who made it and when. In Discord /setup, /subscribe and /subscriptions do the same.

Examples:
  $ regbeat subscriptions add webhook:legal --query "jurisdiction:EU topic:stablecoins" --mode alert
  $ regbeat subscriptions add file --mode weekly --weekday 5 --hour 17 --zone Europe/Berlin
  $ regbeat subscriptions list`,
    );

  group
    .command('list', { isDefault: true })
    .description('list who gets what, and when')
    .addHelpText('after', examples('list --target webhook:legal'))
    .option('--target <target>', 'only those of a target')
    .option('--json', 'print them as JSON')
    .action(async (flags: { readonly target?: string; readonly json?: boolean }) => {
      const { subscriptions } = await app();
      const all = await subscriptions.list(flags.target === undefined ? {} : { target: flags.target });
      if (flags.json) printJson(context, { subscriptions: all });
      else if (all.length === 0) print(context, 'There are none. `regbeat subscriptions add` adds one.');
      else print(context, formatTable(all.map(toRow)));
    });

  group
    .command('show')
    .description('show one, and who changed what')
    .addHelpText('after', examples('show dc8xkhzt'))
    .argument('<id>', 'its id')
    .option('--json', 'print it as JSON')
    .action(async (id: string, flags: { readonly json?: boolean }) => {
      const { subscriptions } = await app();
      const by = { who: 'command line' };
      const one = await subscriptions.get(id, by);
      const changes = await subscriptions.changes(id, by);
      if (flags.json) return printJson(context, { subscription: one, changes });
      const lines = changes.map(({ at, who, what }) => `${formatInstant(at)}  ${who}  ${what}`);
      print(context, formatTable([toRow(one)]), ...lines);
    });

  withSettings(
    group
      .command('add')
      .description('subscribe a target')
      .addHelpText('after', examples('add webhook:legal --query "topic:stablecoins" --mode alert'))
      .argument('<target>', 'discord:CHANNEL, webhook:NAME, file or console'),
  ).action(async (target: string, flags: SettingFlags) => {
    const { subscriptions } = await app();
    const one = await subscriptions.add({ target, ...toSettings(flags) }, actor(flags));
    tell(one, flags, `Subscribed: ${toRow(one).join('  ')}`);
  });

  withSettings(
    group
      .command('edit')
      .description('change what one gets, or when')
      .addHelpText('after', examples('edit dc8xkhzt --hour 17 --quiet 6,7'))
      .argument('<id>', 'its id'),
  ).action(async (id: string, flags: SettingFlags) => {
    const { subscriptions } = await app();
    const { subscription, differences } = await subscriptions.edit(id, toSettings(flags), actor(flags));
    if (flags.json) return printJson(context, { subscription, differences });
    print(context, ...(differences.length === 0 ? ['Nothing to change.'] : differences));
  });

  for (const [name, description, done] of [
    ['pause', 'send nothing until it is resumed', 'Paused'],
    ['resume', 'send again, also what a refusing channel had broken', 'Resumed'],
    ['remove', 'delete one; the log of its changes stays', 'Removed'],
  ] as const) {
    withBy(
      group
        .command(name)
        .description(description)
        .addHelpText('after', examples(`${name} dc8xkhzt`))
        .argument('<id>', 'its id'),
    ).action(async (id: string, flags: By) => {
      const { subscriptions } = await app();
      tell(await subscriptions[name](id, actor(flags)), flags, `${done}: ${id}`);
    });
  }

  withBy(
    group
      .command('test')
      .description('post what it would get now')
      .addHelpText('after', examples('test dc8xkhzt'))
      .argument('<id>', 'its id'),
  ).action(async (id: string, flags: By) => {
    const { subscriptions } = await app();
    const report = await subscriptions.test(id, actor(flags), context.signal);
    if (flags.json) printJson(context, report);
    else print(context, `${plural(report.sent, 'post')} sent, ${report.waiting} waiting.`);
    for (const problem of report.problems) context.stderr.write(`${problem}\n`);
    if (report.problems.length > 0) context.exitWith(EXIT.failed);
  });

  function tell(one: Subscription, flags: By, line: string): void {
    if (flags.json) printJson(context, one);
    else print(context, line);
  }
  return group;
}

function examples(line: string): string {
  return `\nExample:\n  $ regbeat subscriptions ${line}`;
}

function withBy(command: Command): Command {
  return command
    .option('--by <name>', 'who makes the change', 'command line')
    .option('--json', 'print the outcome as JSON');
}

function withSettings(command: Command): Command {
  return withBy(
    command
      .addOption(new Option('--mode <mode>', 'what is sent (default: daily)').choices(SUBSCRIPTION_MODES))
      .option('--query <query>', 'only what matches (default: everything relevant)')
      .option('--hour <hour>', 'hour of a digest, 0 to 23 (default: REGBEAT_DIGEST_HOUR)', whole)
      .option('--weekday <day>', 'day of a weekly digest, 1 is Monday (default: 1)', whole)
      .option('--quiet <days>', 'days without a digest, such as 6,7, or "none"', days)
      .option('--zone <zone>', 'IANA time zone of the hour (default: REGBEAT_TZ)')
      .addOption(new Option('--language <language>', 'of headings and labels (default: en)').choices(LOCALES))
      .addOption(
        new Option('--group-by <section>', 'what sections are by (default: jurisdiction)').choices([
          'jurisdiction',
          'topic',
        ]),
      )
      .option('--role <id>', 'Discord role to mention, or "none"', orNone)
      .option('--max <posts>', 'most alerts an hour, 1 to 60 (default: 10)', whole)
      .option(
        '--chase <hours>',
        'posts must be acknowledged; ask again after so many hours, or "none"',
        hours,
      ),
  );
}

const actor = ({ by }: By): Actor => ({ who: by });

function toSettings(flags: SettingFlags): SubscriptionSettings {
  return {
    mode: flags.mode,
    query: flags.query,
    hour: flags.hour,
    weekday: flags.weekday,
    quietDays: flags.quiet,
    timeZone: flags.zone,
    locale: flags.language,
    groupBy: flags.groupBy,
    mentionRoleId: flags.role,
    maxPerHour: flags.max,
    chaseAfterHours: flags.chase,
  };
}

function toRow(one: Subscription): string[] {
  const when = `${String(one.hour).padStart(2, '0')}:00 ${one.timeZone}`;
  const times = {
    alert: `at most ${one.maxPerHour} an hour`,
    daily: when,
    weekly: `day ${one.weekday}, ${when}`,
  };
  const state = one.stateReason === null ? one.state : `${one.state} (${one.stateReason})`;
  return [one.id, state, one.mode, one.target, times[one.mode], one.query || 'everything relevant'];
}

function whole(text: string): number {
  if (/^\d{1,4}$/.test(text)) return Number(text);
  throw new AppError('usage', `"${text}" is no whole number.`);
}

function orNone(text: string): string | null {
  return text === 'none' ? null : text;
}

function hours(text: string): number | null {
  return text === 'none' ? null : whole(text);
}

function days(text: string): readonly number[] {
  return text === 'none' ? [] : text.split(',').map(day => whole(day.trim()));
}
