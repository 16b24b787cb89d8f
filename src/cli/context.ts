import type { Application } from '../core/application.ts';

/** A terminal or a pipe. */
export interface OutputStream {
  write(text: string): boolean;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** What every command gets: where to write, how to open the program, and when to stop. */
export interface CliContext {
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  /** Colours and progress bars: only on a terminal, and not when NO_COLOR is set. */
  readonly colour: boolean;
  /** Aborts on Ctrl-C. */
  readonly signal: AbortSignal;
  /** Builds the program on first use: `--help` never gets here. `quiet` keeps the log to errors. */
  open(options?: { readonly quiet?: boolean }): Promise<Application>;
  /** The demonstration's program and its story, on a loopback server. */
  demo(): Promise<void>;
  /** The exit code that the process ends with, unless a command fails. */
  exitWith(code: number): void;
}
