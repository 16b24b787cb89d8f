import { Command, Option } from 'commander';
import type { CliContext } from '../context.ts';
import { plural, print, printJson } from '../output.ts';

interface Flags {
  readonly wrong?: string[];
  readonly missing?: string[];
  readonly irrelevant?: boolean;
  readonly relevant?: boolean;
  readonly reason?: string;
  readonly by: string;
  readonly json?: boolean;
}

/** `regbeat verdict`: what a person says about the tags of an item. */
export function verdictCommand(context: CliContext): Command {
  return new Command('verdict')
    .description('say that tags of an item are wrong or missing, for the next training')
    .argument('<item>', 'its id, or the first characters of it')
    .option('--wrong <tags...>', 'tags that it carries and should not')
    .option('--missing <tags...>', 'tags that it should carry')
    .addOption(new Option('--irrelevant', 'it does not concern crypto regulation').conflicts('relevant'))
    .option('--relevant', 'it concerns crypto regulation')
    .option('--reason <text>', 'why, for colleagues')
    .option('--by <name>', 'whose verdict it is', 'command line')
    .option('--json', 'print what was kept as JSON')
    .addHelpText(
      'after',
      `
Tags are written topic:tax, kind:rule, jurisdiction:HK, authority:SFC.

Examples:
  $ regbeat verdict 4k2m --wrong topic:tax --missing topic:staking --reason "the levy is only mentioned"
  $ regbeat verdict 4k2m --irrelevant --by anna
  $ regbeat train --with-verdicts         learn from all verdicts`,
    )
    .action(async (id: string, flags: Flags) => {
      const app = await context.open({ quiet: true });
      const verdicts = await app.giveVerdict(id, {
        wrong: flags.wrong ?? [],
        missing: flags.missing ?? [],
        relevant: flags.irrelevant ? false : flags.relevant ? true : null,
        reason: flags.reason ?? null,
        who: flags.by,
      });
      if (flags.json) printJson(context, verdicts);
      else
        print(
          context,
          `${plural(verdicts.length, 'verdict')} kept. \`regbeat train --with-verdicts\` learns from it.`,
        );
    });
}
