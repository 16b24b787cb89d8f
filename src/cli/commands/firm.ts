import { Command } from 'commander';
import type { FirmName, FirmProfile } from '../../core/firms.ts';
import type { CliContext } from '../context.ts';
import { paint, plural, print, printJson } from '../output.ts';

const MOST_LINES = 40;

/** `regbeat firm`: a firm's licences, warnings, enforcement and news on a timeline. */
export function firmCommand(context: CliContext): Command {
  return new Command('firm')
    .description('show a firm: its licences, warnings, enforcement and news on a timeline')
    .argument('<name...>', 'its name, id or LEI')
    .option('--json', 'print it as JSON')
    .addHelpText('after', '\nExamples:\n  $ regbeat firm Coinbase Europe\n  $ regbeat firm binance-us --json')
    .action(async (words: string[], options: { json?: boolean }) => {
      const app = await context.open({ quiet: true });
      const answer = await app.firm(words.join(' '));
      if (options.json) {
        printJson(context, answer);
        return;
      }
      if (answer.found === 'several') {
        print(
          context,
          `Several firms are called "${words.join(' ')}…". Ask for one of them by its id:`,
          ...answer.candidates.map(nameLine),
        );
        context.exitWith(1);
        return;
      }
      print(context, ...profileLines(context, answer.firm));
    });
}

function nameLine({ id, name, items }: FirmName): string {
  return `  ${id}  ${name}  ${plural(items, 'item')}`;
}

function profileLines(context: CliContext, firm: FirmProfile): string[] {
  const lines = [
    `${paint(context, 'bold', firm.name)}  ${paint(context, 'dim', firm.id)}${firm.lei === null ? '' : `  LEI ${firm.lei}`}`,
  ];
  if (firm.aliases.length > 0) lines.push(`Also called ${firm.aliases.join(', ')}`);
  if (firm.registers.length > 0) {
    lines.push('', 'On registers:');
    for (const entry of firm.registers) {
      const state =
        entry.removedAt === null ? (entry.status ?? 'listed') : `gone since ${entry.removedAt.slice(0, 10)}`;
      const what = [entry.authority, entry.licence, entry.homeState, state]
        .filter(text => text !== null)
        .join(' · ');
      lines.push(`  ${entry.name}  ${paint(context, 'dim', entry.register)}  ${what}`);
    }
  }
  lines.push('', `${plural(firm.items, 'item')}, newest first:`);
  for (const event of firm.timeline.slice(0, MOST_LINES)) {
    const where = event.jurisdictions.length === 0 ? '' : ` · ${event.jurisdictions.join(', ')}`;
    lines.push(
      `  ${event.at.slice(0, 10)}  ${paint(context, 'cyan', event.kind.padEnd(11))}  ${event.title}`,
      paint(
        context,
        'dim',
        `              ${event.source}${where}${event.itemId === null ? '' : ` · ${event.itemId}`}`,
      ),
    );
  }
  if (firm.timeline.length > MOST_LINES)
    lines.push(`  and ${firm.timeline.length - MOST_LINES} more (--json shows all)`);
  if (firm.related.length > 0) lines.push('', 'Other firms of that name:', ...firm.related.map(nameLine));
  return lines;
}
