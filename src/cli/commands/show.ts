import { Command } from 'commander';
import { toClassificationJson } from '../../core/json/classification-json.ts';
import { toItemJson } from '../../core/json/item-json.ts';
import { claimLines } from '../claim-lines.ts';
import type { CliContext } from '../context.ts';
import { formatInstant, paint, print, printJson } from '../output.ts';
import { showSnapshots } from '../show-snapshots.ts';
import { placeLine, placeOf } from '../story-place.ts';
import { tagLine } from '../tag-line.ts';

interface ShowFlags {
  readonly json?: boolean;
  readonly snapshot?: boolean;
  readonly out?: string;
}

/** `regbeat show`: one item with its words, versions and story. */
export function showCommand(context: CliContext): Command {
  return new Command('show')
    .description('show one item: its words, tags, versions, and who else reported it')
    .argument('<item>', 'its id, or the first characters of it')
    .option('--snapshot', 'list the documents that were kept of it, as they were when they were fetched')
    .option('--out <file>', 'write the newest of those documents to a file')
    .option('--json', 'print it as JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  $ regbeat show 4k2m\n  $ regbeat show 4k2m --snapshot --out rule.pdf',
    )
    .action(async (id: string, options: ShowFlags) => {
      const app = await context.open({ quiet: true });
      const item = await app.item(id);
      if (options.snapshot || options.out) {
        await showSnapshots(context, app, item.id, options);
        return;
      }
      const versions = await app.versions(item.id);
      const story = await app.story(item.storyId);
      const others = story.filter(other => other.id !== item.id);
      if (options.json) {
        printJson(context, {
          ...toItemJson(item),
          text: item.text,
          textFrom: item.textFrom,
          authors: item.authors,
          tags: toClassificationJson(item.classification),
          versions,
          alsoReportedBy: others.map(toItemJson),
        });
        return;
      }
      print(
        context,
        paint(context, 'bold', item.title),
        `${formatInstant(item.publishedAt)} · ${item.sourceId} · first seen ${formatInstant(item.firstSeenAt)}`,
        ...(item.url ? [item.url] : []),
        tagLine(item.classification),
        '',
        item.text || '(no text beyond the title)',
      );
      const claims = claimLines(context, item.classification);
      if (claims.length > 0) print(context, ...claims);
      if (versions.length > 1) {
        print(
          context,
          '',
          'Versions:',
          ...versions.map(
            version => `  ${version.version}  ${formatInstant(version.seenAt)}  ${version.title}`,
          ),
        );
      }
      if (others.length > 0) {
        print(
          context,
          '',
          'Also reported by:',
          ...others.map(other => `  ${other.id}  ${other.sourceId}  ${other.title}`),
        );
      }
      print(context, '', placeLine(await placeOf(app, item)));
      print(context, '', `\`regbeat why ${item.id}\` shows where each tag comes from.`);
    });
}
