import { AppError } from '../core/errors.ts';
import type { Component, Embed, Reply } from './reply.ts';

const V2 = 1 << 15;

/** A post as it is kept for a channel, as an answer; what belongs to posts only (nonces, mentions, marks) is left out. */
export function toReply(payload: string): Reply {
  const body: unknown = JSON.parse(payload);
  if (!isRecord(body)) throw new AppError('bug', 'A post is not an object.');
  const flags = typeof body.flags === 'number' ? body.flags : 0;
  const components = list(body.components).filter(isComponent);
  return {
    ...(typeof body.content === 'string' ? { content: body.content } : {}),
    ...(body.embeds === undefined ? {} : { embeds: list(body.embeds).filter(isEmbed) }),
    ...(components.length === 0 ? {} : { components }),
    ...((flags & V2) === 0 ? {} : { v2: true }),
  };
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isEmbed(value: unknown): value is Embed {
  return isRecord(value);
}

function isComponent(value: unknown): value is Component {
  return isRecord(value) && typeof value.type === 'number';
}
