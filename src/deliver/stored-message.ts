import { AppError } from '../core/errors.ts';
import type { Message } from '../core/message.ts';

/**
 * The object that a channel stored in the outbox as JSON.
 * @throws AppError "payload" for what is no object.
 */
export function readPayload(payload: string): object {
  let value: unknown;
  try {
    value = JSON.parse(payload);
  } catch (cause) {
    throw new AppError('payload', 'The stored post cannot be read: it is not JSON.', { cause });
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw new AppError('payload', 'The stored post cannot be read: it is not an object.');
}

/**
 * A message as a channel stored it in the outbox.
 * @throws AppError "payload" for what is no such message.
 */
export function readMessage(payload: string): Message {
  const value = readPayload(payload);
  if (isMessage(value)) return value;
  throw new AppError('payload', 'The stored post cannot be read: it is no message.');
}

/** Only this program writes the outbox, so the outline is enough. */
function isMessage(value: object): value is Message {
  return (
    'title' in value &&
    typeof value.title === 'string' &&
    'dedupeKey' in value &&
    typeof value.dedupeKey === 'string' &&
    'blocks' in value &&
    Array.isArray(value.blocks)
  );
}
