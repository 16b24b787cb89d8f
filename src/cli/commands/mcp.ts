import { Command } from 'commander';
import type { CliContext } from '../context.ts';

/** `regbeat mcp`: the tools of assistants, over standard input and output. */
export function mcpCommand(context: CliContext): Command {
  return new Command('mcp')
    .description('answer an assistant over standard input and output (Model Context Protocol)')
    .addHelpText(
      'after',
      `
An assistant's program starts this command itself; docs/mcp.md says how to tell it to. Its tools only
read: search, item, story, matrix, deadlines, firm, registers_changes, weekly_report, sources_health.
Nothing but the protocol is written to standard output; the log goes to standard error.

Example:
  $ regbeat mcp`,
    )
    .action(async () => {
      const app = await context.open({ quiet: true });
      await app.serveMcp(context.signal);
    });
}
