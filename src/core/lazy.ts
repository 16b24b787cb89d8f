/** A value that is made at its first use, once; a failure is not kept, so that the next use tries again. */
export interface Lazy<T> {
  (): Promise<T>;
  /** What was made, or null: for closing only what was opened. */
  made(): Promise<T> | null;
}

export function lazy<T>(make: () => Promise<T>): Lazy<T> {
  let promise: Promise<T> | null = null;
  const get = () => {
    promise ??= make().catch(error => {
      promise = null;
      throw error;
    });
    return promise;
  };
  return Object.assign(get, { made: () => promise });
}
