/** Why a query cannot be understood. */
export type QueryErrorCode =
  | 'empty'
  | 'too-long'
  | 'unclosed-quote'
  | 'unknown-field'
  | 'unknown-value'
  | 'empty-value'
  | 'not-negatable'
  | 'given-twice'
  | 'inverted-range';

export interface QueryError {
  readonly code: QueryErrorCode;
  /** Where in the text, in UTF-16 units, and how much of it. */
  readonly position: number;
  readonly length: number;
  /** For people. */
  readonly message: string;
  /** What the marked piece probably should be, or null. */
  readonly suggestion: string | null;
}

/** Carries a QueryError up to parseQuery; never leaves this folder. */
export class QueryFault extends Error {
  override readonly name = 'QueryFault';
  readonly fault: QueryError;

  constructor(fault: QueryError) {
    super(fault.message);
    this.fault = fault;
  }
}
