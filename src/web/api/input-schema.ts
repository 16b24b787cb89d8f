import { z } from 'zod';
import type { JsonSchema, Question } from '../../answers/question.ts';

/** One input of a question, as OpenAPI describes parameters. */
export interface Parameter {
  readonly name: string;
  readonly required: boolean;
  readonly schema: JsonSchema;
  readonly description: string;
}

/** The inputs of a question, from the schema that checks them. */
export function parametersOf({ input }: Pick<Question, 'input'>): readonly Parameter[] {
  const { properties = {}, required = [] } = z.toJSONSchema(input, { io: 'input' });
  return Object.entries(properties).map(([name, property]) => {
    const { description = '', ...schema } = typeof property === 'object' ? property : {};
    return { name, required: required.includes(name), schema: { ...schema }, description };
  });
}

/**
 * What a query string says, in the types that a question's inputs have: "a,b" and repeated names are lists, digits are numbers, "true" is true.
 * What does not look like its type stays text, so that the schema says what is wrong.
 */
export function readQuery(query: URLSearchParams, parameters: readonly Parameter[]): Record<string, unknown> {
  const values = new Map<string, unknown>();
  for (const name of new Set(query.keys())) {
    const given = query.getAll(name);
    const type = parameters.find(parameter => parameter.name === name)?.schema.type;
    values.set(name, typed(given, type));
  }
  return Object.fromEntries(values);
}

function typed(given: readonly string[], type: unknown): unknown {
  const [first = '', ...more] = given;
  if (type === 'array') {
    return given.flatMap(text => text.split(',').map(part => part.trim())).filter(part => part !== '');
  }
  // Given twice is no value of such a type: the schema refuses the list.
  if (more.length > 0) return given;
  if (type === 'integer' || type === 'number') return /^-?\d{1,15}$/.test(first) ? Number(first) : first;
  if (type === 'boolean') return first === 'true' ? true : first === 'false' ? false : first;
  return first;
}
