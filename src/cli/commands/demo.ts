import { Command } from 'commander';
import type { CliContext } from '../context.ts';

/** `regbeat demo`: the same program against a small invented world on this machine. */
export function demoCommand(context: CliContext): Command {
  return new Command('demo')
    .description('show the whole product offline, on invented sources, in a folder of its own')
    .addHelpText('after', '\nNothing of your own data is touched, and nothing leaves this machine.')
    .action(() => context.demo());
}
