import { Command, Option } from 'commander';
import { HEALTH_STATES, type HealthState } from '../../core/health.ts';
import type { Ledger, SourceHealth } from '../../core/watching.ts';
import type { CliContext } from '../context.ts';
import { formatInstant, formatTable, paint, plural, print, printJson } from '../output.ts';

interface HealthFlags {
  readonly state?: HealthState;
  readonly jurisdiction?: string;
  readonly coverage?: boolean;
  readonly since: string;
  readonly json?: boolean;
}

const COLOURS = {
  ok: 'green',
  moved: 'cyan',
  degraded: 'yellow',
  quiet: 'yellow',
  'wrong-shape': 'red',
  blocked: 'red',
  failing: 'red',
} as const;

/** `regbeat sources health`: which sources can be relied on, and what was read when. */
export function sourcesHealthCommand(context: CliContext): Command {
  return new Command('health')
    .description('say how every source is, since when and why; with --coverage what was read')
    .addOption(new Option('--state <state>', 'only sources in this state').choices(HEALTH_STATES))
    .option('--jurisdiction <code>', 'only of this jurisdiction, e.g. HK')
    .option('--coverage', 'reads attempted and done, gaps, and hours unread, from the ledger')
    .option('--since <date>', 'begin of the coverage: 7d, 2026-11-01', '7d')
    .option('--json', 'print it as JSON')
    .addHelpText(
      'after',
      `
Examples:
  $ regbeat sources health
  $ regbeat sources health --state quiet
  $ regbeat sources health --coverage --since 30d`,
    )
    .action(async (flags: HealthFlags) => {
      const app = await context.open({ quiet: true });
      const health = await app.sourceHealth(flags);
      if (!flags.coverage) {
        if (flags.json) printJson(context, health);
        else printHealth(context, health);
        return;
      }
      const chosen = new Set(health.map(source => source.id));
      const all = await app.ledger(flags.since);
      const ledger = { ...all, sources: all.sources.filter(line => chosen.has(line.sourceId)) };
      if (flags.json) printJson(context, ledger);
      else printLedger(context, ledger);
    });
}

function printHealth(context: CliContext, health: readonly SourceHealth[]): void {
  const count = (state: HealthState | null) => health.filter(source => source.state === state).length;
  const told = health.filter(source => source.state !== 'ok' && source.state !== null);
  if (told.length > 0) {
    print(
      context,
      formatTable(
        told.map(source => [
          source.state === null ? '-' : paint(context, COLOURS[source.state], source.state),
          source.id,
          `since ${formatInstant(source.since)}`,
          source.evidence,
        ]),
      ),
      '',
    );
  }
  const states = HEALTH_STATES.map(state => (count(state) > 0 ? `${count(state)} ${state}` : '')).filter(
    part => part !== '',
  );
  if (count(null) > 0) states.push(`${count(null)} not read yet`);
  print(context, `${plural(health.length, 'source')}: ${states.join(', ') || 'none of these'}.`);
}

function printLedger(context: CliContext, { since, sources }: Ledger): void {
  const sum = (key: 'attempts' | 'done' | 'gaps' | 'openGaps' | 'itemsNew') =>
    sources.reduce((total, line) => total + line[key], 0);
  print(
    context,
    formatTable([
      ['source', 'reads', 'done', 'new', 'gaps', 'open', 'hours unread'],
      ...sources.map(line => [
        line.sourceId,
        String(line.attempts),
        String(line.done),
        String(line.itemsNew),
        String(line.gaps),
        String(line.openGaps),
        line.attempts === 0 ? 'never asked' : String(line.hoursUnread),
      ]),
    ]),
    `Since ${formatInstant(since)}: ${sum('done')} of ${sum('attempts')} reads done, ${plural(sum('itemsNew'), 'new item')}, ${plural(sum('gaps'), 'gap')} of which ${sum('openGaps')} stayed open.`,
  );
}
