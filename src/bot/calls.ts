import type {
  AutocompleteInteraction,
  BaseInteraction,
  ChatInputCommandInteraction,
  CommandInteractionOption,
  Message,
  MessageComponentInteraction,
  MessageContextMenuCommandInteraction,
  ModalSubmitInteraction,
} from 'discord.js';
import { parseCustomId } from '../core/custom-id.ts';
import { t, toLocale } from '../core/locale.ts';
import { cleanLine } from '../core/text.ts';
import type {
  Call,
  CompletionCall,
  ComponentCall,
  ModalCall,
  Options,
  SlashCall,
  TargetMessage,
} from './command.ts';
import { placeKind } from './places.ts';

/** Smallest limit that Discord has for files, in bytes. */
const DEFAULT_ATTACHMENT_LIMIT = 10 * 1024 * 1024;

export type CommandInteraction = ChatInputCommandInteraction | MessageContextMenuCommandInteraction;

/** What is known of whoever uses the bot; null outside of servers. */
export function toCall(interaction: BaseInteraction, signal: AbortSignal): Call | null {
  const { guildId, channelId, user } = interaction;
  if (guildId === null) return null;
  const locale = toLocale(interaction.locale);
  const name = cleanLine(user.username).slice(0, 40);
  return {
    user: { id: user.id, name },
    who: `${name} (Discord ${user.id})`,
    guildId,
    channelId: channelId ?? '',
    locale,
    guildLocale: toLocale(interaction.guildLocale),
    t: (key, values) => t(locale, key, values),
    permissions: {
      member: interaction.memberPermissions?.bitfield ?? 0n,
      app: interaction.appPermissions?.bitfield ?? 0n,
    },
    attachmentLimit: interaction.attachmentSizeLimit ?? DEFAULT_ATTACHMENT_LIMIT,
    signal,
  };
}

export function toSlashCall(call: Call, interaction: CommandInteraction): SlashCall {
  return {
    ...call,
    options: toOptions(interaction.options.data),
    message: interaction.isMessageContextMenuCommand()
      ? toTargetMessage(interaction.targetMessage, interaction.applicationId)
      : null,
  };
}

export function toCompletionCall(call: Call, interaction: AutocompleteInteraction): CompletionCall {
  const focused = interaction.options.getFocused(true);
  return {
    ...call,
    options: toOptions(interaction.options.data),
    focused: { name: focused.name, value: String(focused.value) },
  };
}

export function toComponentCall(
  call: Call,
  interaction: MessageComponentInteraction,
  args: readonly string[],
): ComponentCall {
  return {
    ...call,
    args,
    values: interaction.isAnySelectMenu() ? interaction.values : [],
    message: toTargetMessage(interaction.message, interaction.applicationId),
  };
}

export function toModalCall(
  call: Call,
  interaction: ModalSubmitInteraction,
  args: readonly string[],
): ModalCall {
  const fields: Record<string, string> = {};
  for (const [id, field] of interaction.fields.fields)
    if ('value' in field && typeof field.value === 'string') fields[id] = field.value;
  const { message, applicationId } = interaction;
  return {
    ...call,
    args,
    fields,
    message: message === null ? null : toTargetMessage(message, applicationId),
  };
}

/** Splits a custom id; null for one that is not ours. */
export function routeOf(interaction: MessageComponentInteraction | ModalSubmitInteraction) {
  return parseCustomId(interaction.customId);
}

function toTargetMessage(message: Message, botId: string): TargetMessage {
  return {
    id: message.id,
    channelId: message.channelId,
    own: message.author.id === botId || message.applicationId === botId,
    content: message.content,
    embeds: message.embeds.map(embed => {
      // What Discord adds by itself is not taken back by it.
      const { type: _type, ...own } = embed.toJSON();
      return own;
    }),
    components: message.components.map(component => ({ ...component.toJSON() })),
    flags: message.flags.bitfield,
  };
}

function toOptions(data: readonly CommandInteractionOption[]): Options {
  const [first] = data;
  const nested = first?.options !== undefined && first.type <= 2;
  const inner = nested ? (first.options ?? []) : data;
  const named = new Map(inner.map(option => [option.name, option]));
  return {
    subcommand: nested ? first.name : null,
    text: name => {
      const value = named.get(name)?.value;
      return value === undefined ? null : String(value);
    },
    number: name => {
      const value = named.get(name)?.value;
      return typeof value === 'number' ? value : null;
    },
    flag: name => {
      const value = named.get(name)?.value;
      return typeof value === 'boolean' ? value : null;
    },
    channel: name => {
      const channel = named.get(name)?.channel;
      if (channel === null || channel === undefined) return null;
      return { id: channel.id, name: channel.name ?? channel.id, kind: placeKind(channel.type) };
    },
    role: name => named.get(name)?.role?.id ?? null,
  };
}
