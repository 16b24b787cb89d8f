import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../..');
export const MAIN = path.join(ROOT, 'src/main.ts');

/** What a child must not inherit: the settings of whoever runs the tests. */
const OURS = /^(REGBEAT_|DATABASE_URL|DISCORD_|LOG_LEVEL|https?_proxy|no_proxy|NO_COLOR|FORCE_COLOR|NODE_)/i;

export interface CliOptions {
  /** Also the working folder, so that a `.env` there is read. */
  readonly folder: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
}

export interface CliResult {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `regbeat ARGS` as a process of its own, with its data in `folder`, to its end. */
export async function runCli(args: readonly string[], options: CliOptions): Promise<CliResult> {
  const child = startCli(args, options);
  child.stdin?.end(options.stdin ?? '');
  return finished(child);
}

/** Starts `regbeat ARGS` and does not wait for it. */
export function startCli(args: readonly string[], { folder, env = {} }: CliOptions): ChildProcess {
  return spawn(process.execPath, [MAIN, ...args], {
    cwd: folder,
    env: { ...cleanEnvironment(), REGBEAT_DATA_DIR: folder, REGBEAT_TZ: 'UTC', ...env },
  });
}

/** Starts another TypeScript file of the tests as a process. */
export function startScript(file: string, args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [file, ...args], { env: cleanEnvironment() });
}

/** What a process wrote and how it ended. */
export async function finished(child: ChildProcess): Promise<CliResult> {
  const text = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', (chunk: string) => {
      text[name] += chunk;
    });
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal, ...text }));
  });
}

export function cleanEnvironment(): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env))
    if (value !== undefined && !OURS.test(name)) kept[name] = value;
  return kept;
}
