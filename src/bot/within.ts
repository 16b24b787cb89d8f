/** The outcome of some work, or an error when it takes longer than so many milliseconds. The work itself goes on. */
export async function within<T>(work: Promise<T>, ms: number, tooLong: () => Error): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(tooLong()), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Discord's number of an error that its API answered with; null for any other error. */
export function errorCode(error: unknown): number | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'number' ? error.code : null;
}
