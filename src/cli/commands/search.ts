import { Command, InvalidArgumentError } from 'commander';
import { toFoundJson } from '../../core/json/item-json.ts';
import type { CliContext } from '../context.ts';
import { formatInstant, paint, plural, print, printJson } from '../output.ts';
import { tagLine } from '../tag-line.ts';

const MOST = 100_000;

/** `regbeat search`: the query language over everything stored. */
export function searchCommand(context: CliContext): Command {
  return new Command('search')
    .description('find stored items')
    .argument('[query...]', 'words and filters; everything relevant when none is given')
    .option('--limit <n>', `at most so many items, 1 to ${MOST}`, toLimit, 20)
    .option('--json', 'print the items as JSON')
    .addHelpText(
      'after',
      `
Filters: jurisdiction: topic: kind: authority: source: tier: is: position: deadline: firm: story:
         since: until: relevant: sort:

Examples:
  $ regbeat search stablecoin reserve jurisdiction:HK,SG topic:licenses since:30d
  $ regbeat search '"market abuse" kind:enforcement -nft'
  $ regbeat search position:HK:staking deadline:next-30d firm:binance-us
  $ regbeat search 質押 relevant:any --json`,
    )
    .action(async (words: string[], options: { limit: number; json?: boolean }) => {
      const app = await context.open({ quiet: true });
      const { total, items } = await app.search(words.join(' '), options.limit);
      if (options.json) {
        printJson(context, { total, items: items.map(toFoundJson) });
        return;
      }
      for (const item of items) {
        print(
          context,
          `${paint(context, 'dim', item.id)}  ${paint(context, 'bold', item.title)}`,
          `  ${formatInstant(item.publishedAt)} · ${item.sourceId} · ${tagLine(item.classification)}`,
          ...(item.url ? [`  ${item.url}`] : []),
        );
      }
      print(
        context,
        `${plural(total, 'item')}${items.length < total ? `, ${items.length} shown (--limit shows more)` : ''}.`,
      );
    });
}

function toLimit(value: string): number {
  const limit = Number(value);
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST)
    throw new InvalidArgumentError(`It must be a whole number from 1 to ${MOST}.`);
  return limit;
}
