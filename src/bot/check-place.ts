import { AppError } from '../core/errors.ts';
import type { BotDeps, Call } from './command.ts';
import { neededPermissions, type Place } from './places.ts';

const BITS: Readonly<Record<string, bigint>> = {
  ViewChannel: 1n << 10n,
  SendMessages: 1n << 11n,
  EmbedLinks: 1n << 14n,
  AttachFiles: 1n << 15n,
  ReadMessageHistory: 1n << 16n,
  SendMessagesInThreads: 1n << 38n,
};
const ADMINISTRATOR = 1n << 3n;

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
 * Permissions that the bot lacks in a place, by what it knows of it; for the channel that it was called in also by what Discord says with the
 * call, which is never out of date.
 */
export async function lackingIn(
  call: Pick<Call, 'channelId' | 'permissions'>,
  place: Place,
  { places }: Pick<BotDeps, 'places'>,
): Promise<readonly string[]> {
  const known = await places.missing(place.id);
  const { app } = call.permissions;
  if (place.id !== call.channelId || app === 0n || (app & ADMINISTRATOR) !== 0n) return known;
  const said = neededPermissions(place.kind).filter(name => (app & (BITS[name] ?? 0n)) === 0n);
  return [...new Set([...known, ...said])];
}

/**
 * Makes sure that posts to a place would arrive, before anything is promised.
 * @throws AppError "permission" that names what the bot lacks there.
 */
export async function checkPlace(call: Call, place: Place, deps: Pick<BotDeps, 'places'>): Promise<void> {
  const channel = `#${place.name}`;
  if (place.kind === 'other' || place.kind === 'voice')
    throw new AppError('permission', call.t('error.no-place', { channel }));
  const missing = await lackingIn(call, place, deps);
  if (missing.length > 0)
    throw new AppError(
      'permission',
      call.t('error.lacking', { channel, permissions: permissionNames(call, missing) }),
    );
}
