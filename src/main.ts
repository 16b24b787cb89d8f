#!/usr/bin/env node
import manifest from '../package.json' with { type: 'json' };
import type { CliContext } from './cli/context.ts';
import { createProgram, runProgram } from './cli/program.ts';

const stop = new AbortController();
let exitCode = 0;
let stoppedAt = 0;
for (const name of ['SIGINT', 'SIGTERM'] as const) {
  process.on(name, () => {
    // A second Ctrl-C does not wait: everything stored so far is safe. npm hands the first one on once more, at once.
    if (stop.signal.aborted && performance.now() - stoppedAt > 500) process.exit(130);
    if (!stop.signal.aborted) stoppedAt = performance.now();
    stop.abort();
  });
}
// The reader of a pipe may leave early ("regbeat search | head"): that is no failure.
process.stdout.on('error', error => process.exit(Reflect.get(error, 'code') === 'EPIPE' ? 0 : 1));

const opened: { close(): Promise<void> }[] = [];
const context: CliContext = {
  stdout: process.stdout,
  stderr: process.stderr,
  // hasColors() heeds NO_COLOR.
  colour: process.stdout.isTTY && process.stdout.hasColors(),
  signal: stop.signal,
  open: async options => {
    const { openApplication } = await import('./app.ts');
    const app = await openApplication(options);
    opened.push(app);
    return app;
  },
  demo: async () => (await import('./demo-run.ts')).runDemo(context),
  exitWith: code => {
    exitCode = code;
  },
};

const code = await runProgram(createProgram(context, manifest.version), context, process.argv.slice(2));
for (const app of opened) await app.close();
process.exitCode = code || exitCode;
