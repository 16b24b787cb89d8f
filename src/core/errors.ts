/** Exit codes of every command: 0 done, 1 failed, 2 used wrongly, 3 done with some sources failing. */
export const EXIT = { done: 0, failed: 1, usage: 2, partial: 3 } as const;

export interface AppErrorOptions {
  /** Whether trying the same again later can help. */
  readonly retry?: 'no' | 'later';
  /** Fields for the log; never secrets. */
  readonly context?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

/** The one error that people see: `message` is public, plain, and says what to do next. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: string;
  readonly retry: 'no' | 'later';
  readonly context: Readonly<Record<string, unknown>>;

  constructor(code: string, publicMessage: string, options: AppErrorOptions = {}) {
    super(publicMessage, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.retry = options.retry ?? 'no';
    this.context = options.context ?? {};
  }
}

/** Any thrown value as one line of text for a log or a note. */
export function errorText(error: unknown): string {
  if (error instanceof Error) return error.message || error.name;
  return String(error);
}
