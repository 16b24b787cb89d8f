import { AppError } from '../../core/errors.ts';
import { openDiscordApi } from './api.ts';
import { isRecord } from './reconcile.ts';

const TIMEOUT_MS = 8000;

/**
 * Who the bot is, and whether it sees its channel, in one line for people.
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
    const me = await api.get('/users/@me', {}, signal);
    if (!me.ok) {
      if (me.failure.kind === 'refused' && me.failure.status === 401) {
        throw new AppError(
          'discord',
          'Discord does not know this DISCORD_TOKEN: copy it again from the Bot page of the developer portal.',
        );
      }
      throw new AppError(
        'discord',
        `Discord could not be asked: ${'message' in me.failure ? me.failure.message : me.failure.kind}.`,
      );
    }
    const bot = isRecord(me.data) ? String(me.data.username) : 'unknown';
    if (!options.channelId) return `logged in as ${bot}`;
    const channel = await api.get(`/channels/${options.channelId}`, {}, signal);
    if (!channel.ok) {
      throw new AppError(
        'discord',
        `${bot} cannot see channel ${options.channelId}: invite it to that server, and give it View Channel and Send Messages there.`,
      );
    }
    return `logged in as ${bot}, channel ${isRecord(channel.data) ? String(channel.data.name) : options.channelId}`;
  } finally {
    await api.close();
  }
}
