import type { z } from 'zod';
import type { Application } from '../core/application.ts';
import { AppError } from '../core/errors.ts';

/** A JSON Schema of draft 2020-12. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** What nobody changes: answers are made of read-only values. */
export type Frozen<T> = T extends readonly (infer U)[]
  ? readonly Frozen<U>[]
  : T extends object
    ? { readonly [K in keyof T]: Frozen<T[K]> }
    : T;

/** One thing that programs can ask: what it takes, what it answers, and how. The JSON API and the assistant's tools are made of these. */
export interface Question {
  /** "search", "weekly-report": stable. */
  readonly name: string;
  readonly title: string;
  /** One or two sentences, for people and assistants. */
  readonly about: string;
  readonly input: z.ZodObject;
  /** Null where `outputSchema` describes the answer. */
  readonly output: z.ZodType | null;
  readonly outputSchema: JsonSchema | null;
  /** @throws AppError "usage" that lists what is wrong with the input, and those of the facade. */
  ask(app: Application, input: unknown): Promise<unknown>;
}

interface Asked<I extends z.ZodObject> {
  readonly name: string;
  readonly title: string;
  readonly about: string;
  readonly input: I;
}

/** A question whose answer a schema describes. */
export function question<I extends z.ZodObject, O extends z.ZodType>(
  asked: Asked<I> & {
    readonly output: O;
    readonly answer: (app: Application, input: z.output<I>) => Promise<Frozen<z.input<O>>>;
  },
): Question {
  const { name, title, about, input, output, answer } = asked;
  const ask: Question['ask'] = async (app, raw) => answer(app, understood(input, raw));
  return { name, title, about, input, output, outputSchema: null, ask };
}

/** A question whose answer is described elsewhere. */
export function describedQuestion<I extends z.ZodObject>(
  asked: Asked<I> & {
    readonly outputSchema: JsonSchema;
    readonly answer: (app: Application, input: z.output<I>) => Promise<unknown>;
  },
): Question {
  const { name, title, about, input, outputSchema, answer } = asked;
  const ask: Question['ask'] = async (app, raw) => answer(app, understood(input, raw));
  return { name, title, about, input, output: null, outputSchema, ask };
}

/** What is wrong is listed, each with its name, at most so many. */
const MOST_PROBLEMS = 5;
const SHOWN = 60;

/** An input that fits a schema. @throws AppError "usage" that lists what does not. */
export function understood<I extends z.ZodObject>(input: I, raw: unknown): z.output<I> {
  const parsed = input.safeParse(raw);
  if (parsed.success) return parsed.data;
  const known = Object.keys(input.shape);
  const problems = parsed.error.issues.slice(0, MOST_PROBLEMS).map(issue => problemOf(issue, known));
  throw new AppError('usage', problems.join('\n'));
}

function problemOf(issue: z.core.$ZodIssue, known: readonly string[]): string {
  if (issue.code === 'unrecognized_keys') {
    const named = issue.keys.slice(0, MOST_PROBLEMS).map(key => `"${key.slice(0, SHOWN)}"`);
    const offered = known.length === 0 ? 'There are none here.' : `Known ones: ${known.join(', ')}.`;
    return `${named.join(', ')} ${named.length === 1 ? 'is no parameter' : 'are no parameters'}. ${offered}`;
  }
  const where = issue.path.length === 0 ? 'The input' : `"${String(issue.path[0]).slice(0, SHOWN)}"`;
  return `${where}: ${issue.message}.`;
}
