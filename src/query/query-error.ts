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

/** The error for a person at a terminal or in a chat: the query, a line that marks the place, and what is wrong. */
export function explainQueryError(typed: string, { position, length, message }: QueryError): string {
  const line = typed.replace(/\s/g, ' ');
  const marks = '^'.repeat(Math.max(1, Math.min(length, line.length - position)));
  return `${line}\n${' '.repeat(position)}${marks}\n${message}`;
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
