/** Help for people who write queries. */
export interface Asking {
  /** @throws AppError "query" that points at the place and offers the nearest valid word. */
  checkQuery(text: string): Promise<void>;
  /**
   * Whole queries that continue a text at its last word: fields ("topic:") and values ("topic:staking", by id or by any name), best first, never
   * longer than 100 characters.
   */
  completeQuery(text: string, limit: number): Promise<readonly string[]>;
}
