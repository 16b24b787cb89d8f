import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import { createSpeaker } from '../helpers/speak.ts';
import { writeDiscordCommands } from './discord-commands-markdown.ts';

export const COMMANDS_FILE = path.resolve(import.meta.dirname, '../../docs/commands.md');

/** docs/commands.md as the command line of this version describes itself. */
export function commandsMarkdown(): string {
  const { program } = createSpeaker();
  return [
    '# Commands',
    '',
    'Written by `npm run docs` from the commands themselves. The documents that `--json` prints are described in [json.md](json.md).',
    '',
    'Exit codes of every command: 0 done, 1 failed, 2 used wrongly, 3 done with some sources failing. Documents and text go to standard output, the log and problems to standard error.',
    '',
    ...leaves(program).flatMap(({ name, command }) => [
      `## regbeat ${name}`,
      '',
      '```',
      helpOf(command).trim(),
      '```',
      '',
    ]),
  ].join('\n');
}

/** Commands that do something, in the order of the help. */
function leaves(command: Command, prefix = ''): { readonly name: string; readonly command: Command }[] {
  return command.commands.flatMap(child => {
    const name = `${prefix}${child.name()}`;
    return child.commands.length > 0 ? leaves(child, `${name} `) : [{ name, command: child }];
  });
}

function helpOf(command: Command): string {
  let text = '';
  command.configureOutput({
    writeOut: part => {
      text += part;
    },
  });
  command.outputHelp();
  return text;
}

if (process.argv[1] === import.meta.filename) {
  writeDiscordCommands();
  const current = commandsMarkdown();
  if (current !== readFileSync(COMMANDS_FILE, { encoding: 'utf8', flag: 'a+' }))
    writeFileSync(COMMANDS_FILE, current);
}
