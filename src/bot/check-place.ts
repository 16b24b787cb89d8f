import { AppError } from '../core/errors.ts';
import type { BotDeps, Call } from './command.ts';
import type { Place } from './places.ts';

const NAMES = {
  ViewChannel: 'permission.ViewChannel',
  SendMessages: 'permission.SendMessages',
  SendMessagesInThreads: 'permission.SendMessagesInThreads',
  EmbedLinks: 'permission.EmbedLinks',
  AttachFiles: 'permission.AttachFiles',
  ReadMessageHistory: 'permission.ReadMessageHistory',
} as const;

/** Names of permissions as Discord shows them to people. */
export function permissionNames({ t }: Pick<Call, 't'>, missing: readonly string[]): string {
  const known = Object.entries(NAMES).filter(([name]) => missing.includes(name));
  return known.map(([, key]) => t(key)).join(', ');
}

/**
 * Makes sure that posts to a place would arrive, before anything is promised.
 * @throws AppError "permission" that names what the bot lacks there.
 */
export async function checkPlace(
  call: Call,
  place: Place,
  { places }: Pick<BotDeps, 'places'>,
): Promise<void> {
  const channel = `#${place.name}`;
  if (place.kind === 'other' || place.kind === 'voice')
    throw new AppError('permission', call.t('error.no-place', { channel }));
  const missing = await places.missing(place.id);
  if (missing.length > 0)
    throw new AppError(
      'permission',
      call.t('error.lacking', { channel, permissions: permissionNames(call, missing) }),
    );
}
