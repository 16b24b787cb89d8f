import type { BotDeps, Call } from './command.ts';
import type { Place } from './places.ts';

/** The channel that a command was called in; one that the bot cannot see is known by its id only. */
export function placeHere(
  { channelId }: Pick<Call, 'channelId'>,
  { places }: Pick<BotDeps, 'places'>,
): Place {
  return places.find(channelId) ?? { id: channelId, name: channelId, kind: 'text' };
}
