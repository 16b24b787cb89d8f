import { Command } from 'commander';
import { EXIT } from '../../core/errors.ts';
import type { CliContext } from '../context.ts';
import { print, printJson } from '../output.ts';

/** `regbeat db`: the database's upkeep. */
export function dbCommand(context: CliContext): Command {
  const migrate = new Command('migrate')
    .description("bring the database to this version's schema (every start does it too)")
    .option('--json', 'print the result as JSON')
    .action(async (flags: { json?: boolean }) => {
      const app = await context.open({ quiet: true });
      const result = await app.migrate();
      if (flags.json) printJson(context, result);
      else if (result.from === result.to) print(context, `${result.path} is at schema ${result.to} already.`);
      else print(context, `${result.path} went from schema ${result.from} to ${result.to}.`);
    });
  const backup = new Command('backup')
    .description('write a consistent copy of the database, also while regbeat runs')
    .argument('<file>', 'where to; must not exist yet')
    .action(async (file: string) => {
      const app = await context.open({ quiet: true });
      await app.backup(file);
      print(context, `Written to ${file}.`);
    });
  const restore = new Command('restore')
    .description('put a backup in the place of the database; the old one is kept beside it')
    .argument('<file>', 'a file that `regbeat db backup` wrote')
    .addHelpText('after', '\nExample:\n  $ regbeat db restore backups/monday.sqlite')
    .action(async (file: string) => {
      const app = await context.open({ quiet: true });
      const kept = await app.restore(file);
      print(
        context,
        `Restored from ${file}.${kept === null ? '' : ` The database that was there is kept as ${kept}.`}`,
      );
    });
  const verify = new Command('verify')
    .description('check the database for damage')
    .option('--json', 'print the result as JSON')
    .action(async (flags: { json?: boolean }) => {
      const app = await context.open({ quiet: true });
      const problems = await app.verify();
      if (flags.json) printJson(context, { ok: problems.length === 0, problems });
      else print(context, problems.length === 0 ? 'The database is sound.' : problems.join('\n'));
      if (problems.length > 0) context.exitWith(EXIT.failed);
    });
  return new Command('db')
    .description('upkeep of the database')
    .addCommand(migrate)
    .addCommand(backup)
    .addCommand(restore)
    .addCommand(verify);
}
