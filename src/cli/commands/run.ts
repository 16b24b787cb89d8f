import { Command } from 'commander';
import { ROLES, type Role } from '../../core/application.ts';
import { AppError } from '../../core/errors.ts';
import type { CliContext } from '../context.ts';
import { print } from '../output.ts';

/** `regbeat run`: everything, on schedule, until Ctrl-C. */
export function runCommand(context: CliContext): Command {
  return new Command('run')
    .description('read, tag and deliver on schedule until Ctrl-C')
    .option('--roles <list>', `what this process does: ${ROLES.join(',')}`, ROLES.join(','))
    .addHelpText(
      'after',
      `
Examples:
  $ regbeat run                    everything in one process
  $ regbeat run --roles crawl      only read and store; another process delivers`,
    )
    .action(async (options: { roles: string }) => {
      const app = await context.open();
      await app.run({
        roles: toRoles(options.roles),
        signal: context.signal,
        say: line => print(context, line),
      });
    });
}

function toRoles(list: string): Role[] {
  const names = list.split(',').map(name => name.trim());
  return names.map(name => {
    const role = ROLES.find(known => known === name);
    if (!role) throw new AppError('usage', `There is no role "${name}". Roles are: ${ROLES.join(', ')}.`);
    return role;
  });
}
