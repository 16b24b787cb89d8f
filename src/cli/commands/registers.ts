import { Command } from 'commander';
import { EXIT } from '../../core/errors.ts';
import type { RegisteredFirm, RegisterSummary } from '../../core/registers.ts';
import { truncate } from '../../core/text.ts';
import type { CliContext } from '../context.ts';
import { formatInstant, formatTable, paint, plural, print, printJson } from '../output.ts';
import { eventJson, firmJson, updateJson } from '../register-json.ts';
import { eventLines, updateLines } from '../register-lines.ts';

/** `regbeat registers`: who is licensed, and what changed. */
export function registersCommand(context: CliContext): Command {
  return new Command('registers')
    .description('registers of licensed firms: who is on them, and what changed')
    .addCommand(listCommand(context))
    .addCommand(diffCommand(context))
    .addCommand(historyCommand(context))
    .addCommand(countsCommand(context))
    .addCommand(updateCommand(context));
}

function listCommand(context: CliContext): Command {
  return new Command('list')
    .description('list the registers with their entries, and those whose last snapshot is held')
    .option('--json', 'print them as JSON')
    .addHelpText('after', '\nExample:\n  $ regbeat registers list')
    .action(async (flags: { json?: boolean }) => {
      const app = await context.open({ quiet: true });
      const registers = await app.registers.list();
      if (flags.json) return printJson(context, registers);
      const held = registers.flatMap(({ id, held: hold }) => (hold ? [{ id, hold }] : []));
      print(
        context,
        formatTable(registers.map(toRow)),
        `${plural(registers.length, 'register')}, ${registers.filter(one => one.entries !== null).length} read.`,
        ...held.map(
          ({ id, hold }) =>
            `${paint(context, 'yellow', 'Held')}: ${id} (${formatInstant(hold.at)}): ${hold.detail}`,
        ),
      );
    });
}

function toRow({
  id,
  name,
  enabled,
  readable,
  entries,
  lastSnapshot,
  added,
  removed,
  changed,
}: RegisterSummary): string[] {
  if (entries === null)
    return [id, '', enabled ? (readable ? 'not read yet' : 'not comparable') : 'off', '', name];
  return [
    id,
    plural(entries, 'entry', 'entries'),
    lastSnapshot?.slice(0, 10) ?? '',
    `+${added} -${removed} ~${changed}`,
    name,
  ];
}

function diffCommand(context: CliContext): Command {
  return new Command('diff')
    .description('what changed on registers')
    .argument('[id]', 'a register, or a prefix such as "eu/*"; all when none is given')
    .option('--since <date>', 'from then on: 30d, 2026-10-01, 2026-10', '30d')
    .option('--until <date>', 'before then')
    .option('--json', 'print the changes as JSON')
    .addHelpText(
      'after',
      `
Examples:
  $ regbeat registers diff
  $ regbeat registers diff eu/esma/mica-casps --since 2026-10-01 --until 2026-11-01`,
    )
    .action(async (id: string | undefined, flags: { since: string; until?: string; json?: boolean }) => {
      const app = await context.open({ quiet: true });
      const { since, until } = flags;
      const events = await app.registers.diff({ id, since, until });
      if (flags.json) return printJson(context, events.map(eventJson));
      if (events.length === 0) return print(context, 'Nothing changed on these registers in that time.');
      const count = (kind: string) => events.filter(event => event.kind === kind).length;
      print(
        context,
        ...eventLines(events, true),
        `${count('granted')} granted, ${count('withdrawn')} withdrawn, ${count('changed')} changed.`,
      );
    });
}

function historyCommand(context: CliContext): Command {
  return new Command('history')
    .description('what registers ever said of a firm')
    .argument('<firm>', 'its name or the beginning of it, its LEI, or its licence number')
    .option('--json', 'print it as JSON')
    .addHelpText(
      'after',
      `
Examples:
  $ regbeat registers history "Example Bank"
  $ regbeat registers history 5299001ABCDEFGHIJK00`,
    )
    .action(async (firm: string, flags: { json?: boolean }) => {
      const app = await context.open({ quiet: true });
      const { firms, events } = await app.registers.history(firm);
      if (flags.json) {
        printJson(context, { firms: firms.map(firmJson), events: events.map(eventJson) });
        return;
      }
      if (firms.length === 0) {
        print(
          context,
          `No register that was read knows "${truncate(firm, 80)}". \`regbeat registers list\` says which were read.`,
        );
        return;
      }
      print(context, ...firms.flatMap(firmLines), '', ...eventLines(events, firms.length > 1));
    });
}

function firmLines(firm: RegisteredFirm): string[] {
  const facts = [firm.lei, firm.licence, firm.homeState, firm.authority].filter(fact => fact !== null);
  const state = firm.removedAt === null ? '' : `, no longer listed since ${firm.removedAt.slice(0, 10)}`;
  const services = firm.services.map(({ name }) => name);
  return [
    `${firm.legalName ?? firm.name} (${firm.register}${state})`,
    ...(facts.length > 0 ? [`  ${facts.join(', ')}`] : []),
    ...(firm.grantedOn === null ? [] : [`  authorised on ${firm.grantedOn}`]),
    ...(services.length > 0 ? [`  ${services.join('; ')}`] : []),
  ];
}

function countsCommand(context: CliContext): Command {
  return new Command('counts')
    .description('how many entries registers had over time')
    .argument('[id]', 'a register; all when none is given')
    .option('--json', 'print the numbers as JSON')
    .addHelpText('after', '\nExample:\n  $ regbeat registers counts eu/esma/mica-casps')
    .action(async (id: string | undefined, flags: { json?: boolean }) => {
      const app = await context.open({ quiet: true });
      const counts = await app.registers.counts(id);
      if (flags.json) return printJson(context, counts);
      if (counts.length === 0)
        return print(context, 'No snapshot was applied yet. `regbeat crawl` reads registers.');
      print(
        context,
        formatTable(
          counts.map(({ register, at, entries, added, removed, changed }) => [
            register,
            formatInstant(at),
            plural(entries, 'entry', 'entries'),
            `+${added} -${removed} ~${changed}`,
          ]),
        ),
      );
    });
}

function updateCommand(context: CliContext): Command {
  return new Command('update')
    .description('read a register now, or apply a snapshot of it from a file, and print what changed')
    .argument('<id>', 'a register, as `registers list` shows it')
    .option('--from <file>', 'a file or address that holds the register')
    .option('--at <date>', 'when the file was the register (default: now)')
    .option('--accept', 'apply what is held, or what would be')
    .option('--json', 'print the changes as JSON')
    .addHelpText(
      'after',
      `
A snapshot without rows, with missing columns, or that removes more than a fifth of the entries
is held: nothing changes until a later snapshot is sound or --accept is given. Exit code 3 says so.

Examples:
  $ regbeat registers update eu/esma/mica-casps
  $ regbeat registers update eu/esma/mica-casps --from casps-2025-12-08.csv --at 2025-12-08
  $ regbeat registers update eu/esma/mica-casps --accept`,
    )
    .action(async (id: string, flags: { from?: string; at?: string; accept?: boolean; json?: boolean }) => {
      const app = await context.open({ quiet: true });
      const { from, at, accept } = flags;
      const update = await app.registers.update(id, { from, at, accept, signal: context.signal });
      if (flags.json) printJson(context, updateJson(update));
      else print(context, ...updateLines(context, update));
      if (update.held !== null) context.exitWith(EXIT.partial);
    });
}
