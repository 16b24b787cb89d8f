import assert from 'node:assert/strict';
import type { CliContext } from '../../src/cli/context.ts';
import { createProgram, runProgram } from '../../src/cli/program.ts';
import type { Application } from '../../src/core/application.ts';

export interface Spoken {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command line in this process, writing to texts instead of a terminal. */
export function createSpeaker(app?: Application) {
  const written = { stdout: '', stderr: '' };
  const stream = (name: keyof typeof written) => ({
    write: (text: string) => {
      written[name] += text;
      return true;
    },
  });
  let exitCode = 0;
  const context: CliContext = {
    stdout: stream('stdout'),
    stderr: stream('stderr'),
    colour: false,
    signal: new AbortController().signal,
    open: async () => app ?? assert.fail('the program was opened'),
    demo: () => assert.fail('the demonstration was started'),
    exitWith: code => {
      exitCode = code;
    },
  };
  const program = createProgram(context, '9.9.9');
  return {
    program,
    run: async (args: readonly string[]): Promise<Spoken> => {
      const code = await runProgram(program, context, args);
      return { code: code || exitCode, ...written };
    },
  };
}

/** Runs `regbeat ARGS` in this process, on this application; without one, a command that needs it fails. */
export async function speak(args: readonly string[], app?: Application): Promise<Spoken> {
  return createSpeaker(app).run(args);
}
