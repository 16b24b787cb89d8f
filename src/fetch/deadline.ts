/**
 * Runs work with a signal that fires when `parent` fires or after `ms` milliseconds, whichever is first, and rejects at that moment
 * with the signal's reason, whether the work listens or not. `late` makes the reason of the deadline.
 */
export async function withDeadline<T>(
  parent: AbortSignal,
  ms: number,
  late: () => Error,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  parent.throwIfAborted();
  const controller = new AbortController();
  const { promise: ended, reject } = Promise.withResolvers<never>();
  const end = (reason: unknown): void => {
    controller.abort(reason);
    reject(reason);
  };
  const onParent = (): void => end(parent.reason);
  parent.addEventListener('abort', onParent, { once: true });
  const timer = setTimeout(() => end(late()), Math.max(0, ms));
  try {
    return await Promise.race([work(controller.signal), ended]);
  } finally {
    clearTimeout(timer);
    parent.removeEventListener('abort', onParent);
  }
}
