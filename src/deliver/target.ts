import { AppError } from '../core/errors.ts';

export type Target =
  | { readonly kind: 'console' }
  | { readonly kind: 'file' }
  /** A text or announcement channel, a thread or a forum. */
  | { readonly kind: 'discord'; readonly channelId: string }
  /** The direct messages of one person. */
  | { readonly kind: 'dm'; readonly userId: string }
  /** A webhook by the name that the settings give it. */
  | { readonly kind: 'webhook'; readonly name: string };

const HOW = 'Use "console", "file", "discord:<channel id>" or "webhook:<name>".';

/**
 * A target as people write it: "console", "file", "webhook:<name>" or "discord:<channel id>", the id being a Discord snowflake (a decimal
 * number of 64 bits).
 * @throws AppError "target" that says what is wrong and what to write.
 */
export function parseTarget(text: string): Target {
  const trimmed = text.trim();
  const colon = trimmed.indexOf(':');
  const kind = (colon < 0 ? trimmed : trimmed.slice(0, colon)).toLowerCase();
  const rest = colon < 0 ? null : trimmed.slice(colon + 1).trim();
  if (kind === 'discord') return { kind, channelId: channelId(rest ?? '') };
  if (kind === 'dm') return { kind, userId: channelId(rest ?? '') };
  if (kind === 'webhook') return { kind, name: webhookName(rest ?? '') };
  if (kind !== 'console' && kind !== 'file') {
    const what =
      trimmed === ''
        ? 'No target was given.'
        : `"${trimmed.slice(0, 80)}" is not a target that regbeat knows.`;
    throw new AppError('target', `${what} ${HOW}`);
  }
  if (rest !== null) throw new AppError('target', `The target "${kind}" takes nothing after it. ${HOW}`);
  return { kind };
}

/** A target as it is stored in the outbox; parseTarget reads it back. */
export function formatTarget(target: Target): string {
  switch (target.kind) {
    case 'discord':
      return `discord:${target.channelId}`;
    case 'dm':
      return `dm:${target.userId}`;
    case 'webhook':
      return `webhook:${target.name}`;
    case 'console':
    case 'file':
      return target.kind;
  }
}

function webhookName(text: string): string {
  if (/^[a-z0-9][a-z0-9_-]{0,39}$/i.test(text)) return text.toLowerCase();
  throw new AppError(
    'target',
    `"webhook:${text.slice(0, 80)}" names no webhook: give it a name of letters, digits and "-" in DISCORD_WEBHOOKS.`,
  );
}

function channelId(text: string): string {
  const how =
    'Turn on Developer Mode in Discord (User Settings, Advanced), right-click the channel and choose Copy Channel ID.';
  if (text === '') throw new AppError('target', `The target "discord:" lacks its channel id. ${how}`);
  if (!/^[1-9]\d{0,19}$/.test(text) || BigInt(text) >= 1n << 64n)
    throw new AppError('target', `"${text.slice(0, 80)}" is not a Discord channel id. ${how}`);
  return text;
}
