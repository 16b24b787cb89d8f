import { Command } from 'commander';
import type { Input, ParsedInput } from '../../core/application.ts';
import { AppError, EXIT, errorText } from '../../core/errors.ts';
import type { CliContext } from '../context.ts';
import { formatInstant, plural, print } from '../output.ts';

/** `regbeat parse`: what a feed reader sees. */
export function parseCommand(context: CliContext): Command {
  return new Command('parse')
    .description('print what a feed reader sees in a feed')
    .argument('<inputs...>', 'paths, URLs, or - for standard input')
    .option('--json', 'print one line of JSON per input')
    .option('--base <url>', 'address that relative links without a base of their own start from')
    .addHelpText(
      'after',
      `
Examples:
  $ regbeat parse https://www.sec.gov/news/pressreleases.rss
  $ regbeat parse --json saved/*.xml`,
    )
    .action(async (inputs: string[], options: { json?: boolean; base?: string }) => {
      const app = await context.open({ quiet: true });
      for (const name of inputs) {
        try {
          const input = withBase(await app.readInput(name), options.base);
          const parsed = await app.parse(input);
          if (options.json) context.stdout.write(`${JSON.stringify(toJson(name, parsed))}\n`);
          else printParsed(context, name, parsed);
        } catch (error) {
          if (!(error instanceof AppError)) throw error;
          // One input that cannot be read must not stop the rest.
          if (options.json)
            context.stdout.write(
              `${JSON.stringify({ file: name, format: 'unknown', title: null, link: null, items: [], notes: [{ code: 'unreadable', message: errorText(error) }] })}\n`,
            );
          context.stderr.write(`error: ${error.message}\n`);
          context.exitWith(EXIT.failed);
        }
      }
    });
}

function withBase(input: Input, base: string | undefined): Input {
  return base ? { ...input, url: base } : input;
}

function toJson(file: string, { document, dates }: ParsedInput) {
  return {
    file,
    format: document.format,
    title: document.title,
    link: document.link,
    items: document.items.map((item, index) => ({
      id: item.guid,
      title: item.title,
      link: item.link,
      published: dates[index]?.published ?? null,
      updated: dates[index]?.updated ?? null,
      summary: item.summary,
      content: item.content,
      authors: item.authors,
    })),
    notes: document.notes,
  };
}

function printParsed(context: CliContext, name: string, { document, dates }: ParsedInput): void {
  print(
    context,
    `${name}: ${document.format}, ${plural(document.items.length, 'item')}${document.title ? `, "${document.title}"` : ''}`,
  );
  document.items.forEach((item, index) => {
    print(
      context,
      `  ${formatInstant(dates[index]?.published ?? null)}  ${item.title ?? '(no title)'}`,
      `    ${item.link ?? '(no link)'}`,
    );
  });
  for (const note of document.notes) print(context, `  note: ${note.message}`);
}
