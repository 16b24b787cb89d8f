/** Answers for a person's assistant. */
export interface Assisting {
  /** Speaks the Model Context Protocol on standard input and output until the input ends or the signal aborts. Writes nothing else there. */
  serveMcp(signal: AbortSignal): Promise<void>;
}
