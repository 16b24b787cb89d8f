import { Command, Option } from 'commander';
import { SOURCE_TYPES, type SourceDef, TIERS } from '../../core/types.ts';
import type { CliContext } from '../context.ts';
import { formatTable, plural, print, printJson } from '../output.ts';
import { addSourceCommand } from '../sources/add.ts';
import { checkSourcesCommand } from '../sources/check.ts';
import { exportSourcesCommand, importSourcesCommand } from '../sources/exchange.ts';
import { sourcesHealthCommand } from '../sources/health.ts';
import { recordSourceCommand } from '../sources/record.ts';

interface ListFlags {
  readonly jurisdiction?: string;
  readonly type?: string;
  readonly tier?: string;
  readonly state?: string;
  readonly json?: boolean;
}

/** `regbeat sources`: what is read. */
export function sourcesCommand(context: CliContext): Command {
  const list = new Command('list')
    .description('list the sources that are read, and those that are not with the reason')
    .option('--jurisdiction <code>', 'only of this jurisdiction, e.g. HK')
    .addOption(new Option('--type <type>', 'only of this type').choices([...SOURCE_TYPES]))
    .addOption(new Option('--tier <tier>', 'only of this tier').choices([...TIERS]))
    .addOption(
      new Option('--state <state>', 'only those that are read, or not').choices(['enabled', 'disabled']),
    )
    .option('--json', 'print them as JSON')
    .addHelpText('after', '\nExample:\n  $ regbeat sources list --jurisdiction HK')
    .action(async (flags: ListFlags) => {
      const app = await context.open({ quiet: true });
      const chosen = app.sources.filter(def => matches(def, flags));
      if (flags.json) {
        printJson(context, chosen.map(toJson));
        return;
      }
      print(
        context,
        formatTable(
          chosen.map(def => [
            def.id,
            def.jurisdiction ?? '-',
            def.type,
            def.format,
            def.enabled ? def.name : `${def.name} (off: ${def.disabled?.reason ?? 'no reason given'})`,
          ]),
        ),
        `${plural(chosen.length, 'source')}, ${chosen.filter(def => def.enabled).length} enabled.`,
      );
    });
  return new Command('sources')
    .description('the sources that regbeat reads')
    .addCommand(list)
    .addCommand(sourcesHealthCommand(context))
    .addCommand(checkSourcesCommand(context))
    .addCommand(recordSourceCommand(context))
    .addCommand(addSourceCommand(context))
    .addCommand(importSourcesCommand(context))
    .addCommand(exportSourcesCommand(context));
}

function matches(def: SourceDef, flags: ListFlags): boolean {
  return (
    (!flags.jurisdiction || def.jurisdiction === flags.jurisdiction.toUpperCase()) &&
    (!flags.type || def.type === flags.type) &&
    (!flags.tier || def.tier === flags.tier) &&
    (!flags.state || (flags.state === 'enabled') === def.enabled)
  );
}

function toJson(def: SourceDef) {
  const { id, jurisdiction, authority, name, tier, type, format, enabled, url } = def;
  return {
    id,
    jurisdiction,
    authority,
    name,
    tier,
    type,
    format,
    enabled,
    reason: def.disabled?.reason ?? null,
    url,
  };
}
