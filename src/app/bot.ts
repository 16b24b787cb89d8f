import packageJson from '../../package.json' with { type: 'json' };
import type { Bot, BotOptions } from '../bot/bot.ts';
import type { Config } from '../config.ts';
import type { Application } from '../core/application.ts';
import type { Logger } from '../core/ports.ts';
import type { Parts } from './parts.ts';

/** Adds to, or replaces, what the bot is wired with; for tests. */
export type BotOverrides = Partial<
  Pick<BotOptions, 'commands' | 'cooldown' | 'noticeMs' | 'patienceMs' | 'retryMs'>
>;

/**
 * Logs the bot in when a token is configured; null when none is.
 * @throws AppError "discord-token" or "discord-intents".
 */
export async function openConfiguredBot(
  config: Config,
  { channels, clock, store, timeZone }: Parts,
  app: Application,
  logger: Logger,
  overrides: BotOverrides = {},
): Promise<Bot | null> {
  const { token, apiBase } = config.discord;
  if (token === null) return null;
  const { openBot } = await import('../bot/bot.ts');
  const { postReply } = await import('../bot/post-reply.ts');
  const { renderDiscord } = await import('../deliver/discord/render.ts');
  const { escapeWithin, linkText, plainText, safeUrl } = await import('../deliver/discord/escape.ts');
  const { settings } = await store();
  return openBot({
    token,
    apiBase,
    dispatcher: await channels.dispatcher(),
    app,
    clock,
    logger,
    store: settings,
    markup: { escape: escapeWithin, link: linkText, plain: plainText, url: safeUrl },
    render: (message, options) => renderDiscord(message, options).map(postReply),
    settings: { version: packageJson.version, timeZone, digestHour: config.digestHour },
    ...overrides,
  });
}
