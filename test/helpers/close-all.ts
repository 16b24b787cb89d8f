/** What a group of tests opened; also closed when opening the next thing failed, so that no test run hangs on it. */
export interface Opened {
  add<T extends { close(): Promise<unknown> }>(thing: T): T;
  /** Newest first. */
  closeAll(): Promise<void>;
}

export function createOpened(): Opened {
  const things: { close(): Promise<unknown> }[] = [];
  return {
    add: thing => {
      things.push(thing);
      return thing;
    },
    closeAll: async () => {
      for (const thing of things.splice(0).reverse()) await thing.close();
    },
  };
}
