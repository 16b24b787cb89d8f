import { Command } from 'commander';
import { EXIT } from '../../core/errors.ts';
import type { SourceSettings } from '../../core/source-care.ts';
import type { CliContext } from '../context.ts';
import { plural, print, printJson } from '../output.ts';
import { withSettings } from './add.ts';

/** `regbeat sources import`: the feeds of another reader. */
export function importSourcesCommand(context: CliContext): Command {
  const command = new Command('import')
    .description("add the feeds of an OPML file, or the entries of a .yaml file, to the team's own sources")
    .argument('<file>', 'path, URL, or - for OPML on standard input')
    .option('--json', 'print what was added as JSON');
  return withSettings(command)
    .addHelpText(
      'after',
      '\nA .yaml file keeps its name: entries of hk/sfc.yaml replace those of the catalogue that have the same id.\n\nExample:\n  $ regbeat sources import subscriptions.opml --tier law-firm --type law-firm',
    )
    .action(async (file: string, { json, ...settings }: SourceSettings & { json?: boolean }) => {
      const app = await context.open({ quiet: true });
      const report = await app.importSources(await app.readInput(file), settings);
      if (json) printJson(context, report);
      else {
        print(
          context,
          ...report.added.map(source => `added  ${source.id}  ${source.name}`),
          ...report.known.map(feed => `known  ${feed.id}  ${feed.url}`),
          ...report.problems.map(problem => `left out: ${problem}`),
          `${plural(report.added.length, 'source')} added, ${report.known.length} read already, ${report.problems.length} left out.`,
        );
      }
      if (report.problems.length > 0)
        context.exitWith(report.added.length + report.known.length === 0 ? EXIT.failed : EXIT.partial);
    });
}

/** `regbeat sources export`: the catalogue for another reader. */
export function exportSourcesCommand(context: CliContext): Command {
  return new Command('export')
    .description('print the feeds that are read as OPML, for any feed reader')
    .addHelpText('after', '\nExample:\n  $ regbeat sources export > regbeat.opml')
    .action(async () => {
      const app = await context.open({ quiet: true });
      const { opml, feeds, leftOut } = app.exportOpml();
      context.stdout.write(opml);
      context.stderr.write(
        `${plural(feeds, 'feed')}; ${plural(leftOut, 'source')} without a feed that OPML can name left out.\n`,
      );
    });
}
