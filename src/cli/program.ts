import { Command, CommanderError, Help } from 'commander';
import { AppError, EXIT, errorText } from '../core/errors.ts';
import { COMMANDS } from './commands.ts';
import type { CliContext } from './context.ts';
import { paint } from './output.ts';

/** The command line. Every command comes from the registry in commands.ts. */
export function createProgram(context: CliContext, version: string): Command {
  const program = new Command('regbeat')
    .description(
      'Reads crypto regulators and the press around the world, tags every item, and posts digests.',
    )
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show this help')
    .addHelpText(
      'after',
      `
Examples:
  $ regbeat demo                          the whole product, offline, in half a minute
  $ regbeat run                           read, tag and deliver, on schedule
  $ regbeat search "stablecoin reserve jurisdiction:HK,SG since:30d"
  $ regbeat digest --period weekly        what happened, in the terminal

Every command has --help with examples, and --json for programs.
Exit codes: 0 done, 1 failed, 2 used wrongly, 3 done with some sources failing.`,
    );
  for (const create of COMMANDS) program.addCommand(create(context));
  configure(program, context);
  return program;
}

/**
 * Runs the command line and returns its exit code. Errors are one line on standard error that says what to do next.
 */
export async function runProgram(
  program: Command,
  context: CliContext,
  args: readonly string[],
): Promise<number> {
  try {
    await program.parseAsync([...args], { from: 'user' });
    return EXIT.done;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    if (context.signal.aborted && !(error instanceof AppError)) return EXIT.done;
    context.stderr.write(`${paint(context, 'red', 'error')}: ${describe(error)}\n`);
    return error instanceof AppError && USAGE_CODES.has(error.code) ? EXIT.usage : EXIT.failed;
  }
}

/** Errors that the user mends by asking differently. */
const USAGE_CODES = new Set([
  'usage',
  'query',
  'config',
  'no-such-source',
  'format',
  'week',
  'time-zone',
  'target',
]);

function describe(error: unknown): string {
  if (error instanceof AppError) return error.message;
  // A bug: its stack is what a report needs.
  return `${error instanceof Error ? (error.stack ?? error.message) : errorText(error)}\nThis is a fault in regbeat. Please report it with the lines above.`;
}

function configure(command: Command, context: CliContext): void {
  command
    .exitOverride()
    .showSuggestionAfterError(true)
    .showHelpAfterError('(add --help for how to use it)')
    .configureOutput({
      writeOut: text => context.stdout.write(text),
      writeErr: text => context.stderr.write(text),
      getOutHasColors: () => context.colour,
      getErrHasColors: () => context.colour,
    })
    .configureHelp({
      helpWidth: Math.min(context.stdout.columns ?? 100, 110),
      sortSubcommands: false,
      formatHelp: formatHelp(context),
    });
  for (const child of command.commands) configure(child, context);
}

function formatHelp(context: CliContext): Help['formatHelp'] {
  return (command, helper) =>
    Help.prototype.formatHelp.call(
      Object.assign(helper, { styleTitle: (title: string) => paint(context, 'bold', title) }),
      command,
      helper,
    );
}
