import { Command, Option } from 'commander';
import { AppError } from '../../core/errors.ts';
import type { FoundFeed, SourceSettings } from '../../core/source-care.ts';
import { SOURCE_TYPES, TIERS } from '../../core/types.ts';
import type { CliContext } from '../context.ts';
import { formatInstant, plural, print, printJson } from '../output.ts';

interface AddFlags extends SourceSettings {
  readonly feed?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** Options that say what a team's own source is. */
export function withSettings(command: Command): Command {
  return command
    .option(
      '--jurisdiction <code>',
      'whose authority or market it is about, e.g. HK; none for press without a home',
    )
    .option('--authority <name>', 'the authority that publishes it, e.g. SFC')
    .addOption(new Option('--tier <tier>', 'default: press').choices([...TIERS]))
    .addOption(new Option('--type <type>', 'default: news').choices([...SOURCE_TYPES]))
    .option('--language <tag>', 'language of its items, e.g. en, zh-Hant')
    .option('--time-zone <zone>', 'zone of dates that carry none, e.g. Asia/Hong_Kong')
    .option('--crypto-only', 'everything it publishes is about crypto-assets');
}

/** `regbeat sources add`: read a page's feed from now on. */
export function addSourceCommand(context: CliContext): Command {
  const command = new Command('add')
    .description('find the feed of a page, show what is on it, and read it from now on')
    .argument('<url>', 'address of a page or of a feed')
    .option('--feed <n|url>', 'which of several feeds: its number or its address')
    .option('--name <name>', "its name (default: the feed's own title)")
    .option('--dry-run', 'only show what is found')
    .option('--json', 'print what was found and added as JSON');
  return withSettings(command)
    .addHelpText(
      'after',
      `
The entry is written as a file of its own into the folder of own sources (REGBEAT_FEEDS, else
feeds in the data folder).

Example:
  $ regbeat sources add https://www.example.org/news --jurisdiction HK --tier official --type regulator`,
    )
    .action(async (url: string, { feed: wanted, dryRun, json, ...settings }: AddFlags) => {
      const app = await context.open({ quiet: true });
      const feeds = await app.findFeeds(url);
      const feed = choose(feeds, wanted);
      const added = feed && !dryRun ? await app.addSource(feed, settings) : null;
      if (json) {
        printJson(context, { feeds, added });
        return;
      }
      feeds.forEach((one, index) => {
        printFeed(context, one, index + 1);
      });
      if (added)
        print(context, `Added as ${added.id}: ${added.file}`, `Try it: regbeat sources check ${added.id}`);
      else if (!feed)
        print(context, `${feeds.length} feeds were found: choose one with --feed 1 to ${feeds.length}.`);
    });
}

function choose(feeds: readonly FoundFeed[], wanted: string | undefined): FoundFeed | null {
  if (wanted === undefined) return feeds.length === 1 ? (feeds[0] ?? null) : null;
  const found = feeds[Number(wanted) - 1] ?? feeds.find(feed => feed.url === wanted);
  if (found) return found;
  throw new AppError(
    'usage',
    `--feed ${wanted} names none of the ${plural(feeds.length, 'feed')} found: ${feeds.map(feed => feed.url).join(', ')}`,
  );
}

function printFeed(context: CliContext, feed: FoundFeed, number: number): void {
  print(
    context,
    `${number}  ${feed.url}`,
    `   ${feed.title ?? '(no title)'}: ${feed.format}, ${plural(feed.items, 'item')}, newest ${formatInstant(feed.newest)}${feed.knownAs ? `; read already as ${feed.knownAs}` : ''}`,
    ...feed.first.map(item => `   ${formatInstant(item.published)}  ${item.title}`),
  );
}
