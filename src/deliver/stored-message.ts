import { AppError } from '../core/errors.ts';
import type { Message } from '../core/message.ts';

/**
 * A message as a channel stored it in the outbox.
 * @throws AppError "payload" for what is no such message.
 */
export function readMessage(payload: string): Message {
  let value: unknown;
  try {
    value = JSON.parse(payload);
  } catch (cause) {
    throw new AppError('payload', 'The stored post cannot be read: it is not JSON.', { cause });
  }
  if (!isMessage(value)) throw new AppError('payload', 'The stored post cannot be read: it is no message.');
  return value;
}

/** Only this program writes the outbox, so the outline is enough. */
function isMessage(value: unknown): value is Message {
  return (
    typeof value === 'object' &&
    value !== null &&
    'title' in value &&
    typeof value.title === 'string' &&
    'dedupeKey' in value &&
    typeof value.dedupeKey === 'string' &&
    'blocks' in value &&
    Array.isArray(value.blocks)
  );
}
