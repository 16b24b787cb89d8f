import type { Client } from 'discord.js';
import { errorText } from '../core/errors.ts';
import type { Logger } from '../core/ports.ts';
import { GUILD_GONE, type Subscriptions } from '../core/subscriptions.ts';
import type { Places } from './places.ts';

const CHANNEL_GONE = 'The channel was deleted.';

/**
 * Keeps subscriptions in step with their servers: a removed bot or a deleted channel breaks them, permissions that come back mend them. An
 * outage is no removal: discord.js tells it apart. Returns once those that changed while the bot was away are looked at.
 */
export async function followGuilds(
  client: Client<true>,
  { subscriptions, places, logger }: { subscriptions: Subscriptions; places: Places; logger: Logger },
): Promise<void> {
  const note = (what: string, guildId: string) => (work: Promise<number>) =>
    work.then(
      count => {
        if (count > 0) logger.info({ guild: guildId, subscriptions: count }, what);
      },
      (error: unknown) => logger.error({ guild: guildId, error: errorText(error) }, 'subscriptions not kept'),
    );
  const recheck = (guildId: string) =>
    note('subscriptions mended', guildId)(subscriptions.onChannelsChanged(guildId, places.canPost));
  const gone = (guildId: string, target: string) =>
    note('channel deleted', guildId)(subscriptions.markBroken({ target }, CHANNEL_GONE));

  client.on('guildDelete', ({ id }) =>
    note('bot removed', id)(subscriptions.markBroken({ guildId: id }, GUILD_GONE)),
  );
  client.on('guildCreate', ({ id }) => recheck(id));
  client.on('guildAvailable', ({ id }) => recheck(id));
  client.on('channelDelete', channel => {
    if (!channel.isDMBased()) void gone(channel.guildId, `discord:${channel.id}`);
  });
  client.on('threadDelete', thread => gone(thread.guildId, `discord:${thread.id}`));
  client.on('channelUpdate', (_old, channel) => {
    if (!channel.isDMBased()) void recheck(channel.guildId);
  });
  client.on('threadUpdate', (_old, thread) => recheck(thread.guildId));
  client.on('roleUpdate', (_old, role) => recheck(role.guild.id));
  client.on('guildMemberUpdate', (_old, member) => {
    if (member.id === client.user.id) void recheck(member.guild.id);
  });

  const present = new Set(places.guilds());
  const known = new Set((await subscriptions.list()).flatMap(({ guildId }) => guildId ?? []));
  for (const guildId of known) {
    if (present.has(guildId)) await recheck(guildId);
    else await note('bot removed', guildId)(subscriptions.markBroken({ guildId }, GUILD_GONE));
  }
  await subscriptions.forgetGone();
}
