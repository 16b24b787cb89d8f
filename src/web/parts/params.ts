import type { Context } from 'hono';
import { AppError } from '../../core/errors.ts';
import { TOPICS, type Topic } from '../../core/types.ts';
import type { WebEnv } from '../web-types.ts';

/** Longest query that is taken, in characters. */
export const LONGEST_QUERY = 2_000;

/** A parameter as one trimmed line; empty when it is missing. @throws AppError "usage" when it is longer than any query. */
export function param(c: Context<WebEnv>, name: string): string {
  const value = (c.req.query(name) ?? '').trim();
  if (value.length <= LONGEST_QUERY) return value;
  throw new AppError(
    'usage',
    `"${name}" has ${value.length} characters; ${LONGEST_QUERY} are the most. Shorten it.`,
  );
}

/** A list of values, given as several parameters of a name or with commas; at most 50. */
export function listParam(c: Context<WebEnv>, name: string): string[] {
  const values = (c.req.queries(name) ?? []).slice(0, 50).flatMap(value => value.slice(0, 500).split(','));
  return [...new Set(values.map(value => value.trim()).filter(value => value !== ''))].slice(0, 50);
}

/** The topic of an address. @throws AppError "not-found". */
export function topicParam(c: Context<WebEnv>): Topic {
  const id = c.req.param('topic') ?? '';
  const topic = TOPICS.find(known => known === id.toLowerCase());
  if (topic !== undefined) return topic;
  throw new AppError('not-found', `There is no topic "${id.slice(0, 60)}". Topics: ${TOPICS.join(', ')}.`);
}

/** The jurisdiction's code of an address. @throws AppError "not-found". */
export function placeParam(c: Context<WebEnv>): string {
  const code = (c.req.param('code') ?? '').toUpperCase();
  if (/^[A-Z]{2,3}(?:-[A-Z0-9]{1,3})?$/.test(code)) return code;
  throw new AppError(
    'not-found',
    `"${code.slice(0, 20)}" is no code of a jurisdiction. Codes are like HK, US, EU, US-NY.`,
  );
}
