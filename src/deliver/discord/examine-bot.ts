import { AppError } from '../../core/errors.ts';
import { type DiscordApi, openDiscordApi } from './api.ts';
import { inviteUrl } from './invite.ts';
import { missingPermissions } from './missing-permissions.ts';
import { isRecord } from './reconcile.ts';

const TIMEOUT_MS = 8000;
/** Discord's word for a bot that was given no access; for the list of its commands: without the scope applications.commands. */
const MISSING_ACCESS = 50001;

/**
 * Who the bot is, in how many servers, and whether it can post in its channel, in one line for people; ends with the address that invites it.
 * @throws AppError "discord" that says what is wrong and what to do.
 */
export async function examineBot(options: {
  readonly token: string;
  readonly apiBase: string | null;
  readonly channelId: string | null;
}): Promise<string> {
  const api = await openDiscordApi({ token: options.token, apiBase: options.apiBase, timeoutMs: TIMEOUT_MS });
  const signal = AbortSignal.timeout(2 * TIMEOUT_MS);
  try {
    const { id, name } = await whoAmI(api, signal);
    const applicationId = await applicationOf(api, id, signal);
    const invite = `invite it with ${inviteUrl(applicationId)}`;
    const guilds = await api.get('/users/@me/guilds', {}, signal);
    const servers = guilds.ok && Array.isArray(guilds.data) ? guilds.data.length : null;
    if (servers === 0) throw new AppError('discord', `${name} is in no server: ${invite}`);
    const commands = await api.get(`/applications/${applicationId}/commands`, {}, signal);
    if (!commands.ok && commands.failure.kind === 'refused' && commands.failure.code === MISSING_ACCESS)
      throw new AppError('discord', `${name} may not have commands: ${invite}`);
    const where = servers === null ? '' : ` in ${servers} ${servers === 1 ? 'server' : 'servers'}`;
    const who = `logged in as ${name}${where}`;
    if (!options.channelId) return `${who}; ${invite}`;
    return `${who}, channel ${await channelName(api, { id, name, channelId: options.channelId, invite }, signal)}; ${invite}`;
  } finally {
    await api.close();
  }
}

async function whoAmI(api: DiscordApi, signal: AbortSignal) {
  const me = await api.get('/users/@me', {}, signal);
  if (me.ok && isRecord(me.data)) return { id: String(me.data.id), name: String(me.data.username) };
  const failure = me.ok ? null : me.failure;
  if (failure?.kind === 'refused' && failure.status === 401)
    throw new AppError(
      'discord',
      'Discord does not know this DISCORD_TOKEN: copy it again from the Bot page of the developer portal.',
    );
  const why =
    failure === null ? 'its answer is no user' : 'message' in failure ? failure.message : failure.kind;
  throw new AppError('discord', `Discord could not be asked: ${why}.`);
}

/** Old applications have another id than their bot. */
async function applicationOf(api: DiscordApi, botId: string, signal: AbortSignal): Promise<string> {
  const answer = await api.get('/applications/@me', {}, signal);
  return answer.ok && isRecord(answer.data) && typeof answer.data.id === 'string' ? answer.data.id : botId;
}

async function channelName(
  api: DiscordApi,
  bot: { readonly id: string; readonly name: string; readonly channelId: string; readonly invite: string },
  signal: AbortSignal,
): Promise<string> {
  const { name, channelId, invite } = bot;
  const channel = await api.get(`/channels/${channelId}`, {}, signal);
  if (!channel.ok || !isRecord(channel.data))
    throw new AppError(
      'discord',
      `${name} cannot see channel ${channelId}: give it View Channel there, or ${invite}`,
    );
  const missing = await missingPermissions(api, bot.id, channel.data, signal);
  if (missing.length > 0)
    throw new AppError(
      'discord',
      `${name} lacks ${missing.join(', ')} in channel ${String(channel.data.name)}: give it that in the channel's settings (Permissions).`,
    );
  return String(channel.data.name);
}
