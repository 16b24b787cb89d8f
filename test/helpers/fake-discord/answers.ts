import type { RuleBreach } from '../discord-rules.ts';
import type { Answer } from './types.ts';

export function ok(body: unknown): Answer {
  return { status: 200, body };
}

export const NO_CONTENT: Answer = { status: 204, body: undefined };

export function refuse(status: number, code: number, message: string): Answer {
  return { status, body: { code, message } };
}

/** The form in which Discord lists what is wrong with a body. */
export function invalid(breaches: readonly RuleBreach[]): Answer {
  const errors: Record<string, unknown> = {};
  for (const { path, code, message } of breaches) {
    let node = errors;
    for (const step of path.split('.').filter(Boolean)) {
      const inner: Record<string, unknown> = {};
      const known = node[step];
      if (typeof known === 'object' && known !== null) Object.assign(inner, known);
      node[step] = inner;
      node = inner;
    }
    node._errors = [{ code, message }];
  }
  return { status: 400, body: { code: 50035, message: 'Invalid Form Body', errors } };
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
