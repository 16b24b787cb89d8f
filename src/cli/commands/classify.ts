import { Command } from 'commander';
import type { ClassifiedText } from '../../core/application.ts';
import { toClassificationJson } from '../../core/json/classification-json.ts';
import type { CliContext } from '../context.ts';
import { explain } from '../explain.ts';
import { paint, print, printJson } from '../output.ts';

/** `regbeat classify`: tags printed, nothing stored. */
export function classifyCommand(context: CliContext): Command {
  return new Command('classify')
    .description('print the tags of a text, feed, page or JSON Lines file; nothing is stored')
    .argument('<input>', 'a path, a URL, or - for standard input')
    .option(
      '--json',
      'print the tags with their evidence as JSON (an array when the input holds several items)',
    )
    .addHelpText(
      'after',
      `
Examples:
  $ regbeat classify article.txt
  $ echo "MAS bans staking for retail customers" | regbeat classify - --json`,
    )
    .action(async (name: string, options: { json?: boolean }) => {
      const app = await context.open({ quiet: true });
      const results = await app.classify(await app.readInput(name));
      if (options.json) {
        const documents = results.map(toJson);
        printJson(context, documents.length === 1 ? documents[0] : documents);
        return;
      }
      for (const result of results) {
        print(
          context,
          paint(context, 'bold', result.title),
          ...explain(context, result, result.classification),
          '',
        );
      }
    });
}

function toJson(result: ClassifiedText) {
  return { title: result.title, url: result.url, ...toClassificationJson(result.classification) };
}
