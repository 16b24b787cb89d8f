import { isRecord } from './answers.ts';
import type { FakeCommand, FakeCommands } from './commands.ts';
import { type Conversation, createConversation } from './conversation.ts';
import type { FakeGateway } from './gateway.ts';
import type { FakeInteractions } from './interactions.ts';
import type { FakeMessages } from './messages.ts';
import { toOptions } from './options.ts';
import type { FakeContext, FakeMessage } from './types.ts';
import {
  ADMINISTRATOR,
  botPermissions,
  channelDescription,
  GUILD_ID,
  MANAGE_GUILD,
  MEMBER_PERMISSIONS,
} from './world.ts';

export interface FakeUser {
  readonly id: string;
  readonly name: string;
  readonly permissions: bigint;
  /** Discord's name of their language. */
  readonly locale: string;
}

/** A value of an option; channels and roles by their ids. */
export type OptionValue = string | number | boolean;

/** What somebody can do in a channel. */
export interface Seat {
  /** Calls a slash command; refuses what Discord's client would not send, unless `unchecked`. */
  slash(
    name: string,
    options?: Readonly<Record<string, OptionValue>>,
    more?: { readonly unchecked?: boolean; readonly subcommand?: string },
  ): Promise<Conversation>;
  /** Types into an option that offers completions; resolves with what is offered. */
  type(
    name: string,
    option: string,
    text: string,
    others?: Readonly<Record<string, OptionValue>>,
  ): Promise<readonly { readonly name: string; readonly value: unknown }[]>;
  /** Calls a command from the menu of a message. */
  menu(name: string, messageId: string): Promise<Conversation>;
  /** Presses a button, by its custom id or label, of a message in the channel. */
  press(messageId: string, button: string): Promise<Conversation>;
}

export interface FakePeople {
  user(
    name: string,
    more?: Partial<Omit<FakeUser, 'name'>>,
  ): { readonly id: string; in(channelId: string): Seat };
}

export interface Stage {
  readonly context: FakeContext;
  readonly messages: FakeMessages;
  readonly interactions: FakeInteractions;
  readonly gateway: FakeGateway;
  readonly commands: FakeCommands;
}

/** Sends an interaction of somebody in a channel to the bot. */
export type Emit = (
  type: number,
  data: Record<string, unknown>,
  source: FakeMessage | null,
) => ReturnType<FakeInteractions['begin']>;

/** People of the fake Discord: admins unless told otherwise. */
export function createPeople(stage: Stage): FakePeople {
  const known = new Map<string, string>();
  return {
    user(name, more = {}) {
      const id = more.id ?? known.get(name) ?? `8000000000000000${String(known.size + 10)}`;
      known.set(name, id);
      const user: FakeUser = {
        name,
        id,
        permissions: more.permissions ?? MEMBER_PERMISSIONS | MANAGE_GUILD,
        locale: more.locale ?? 'en-US',
      };
      return { id, in: channelId => createSeat(stage, user, channelId) };
    },
  };
}

/** Somebody without any say in the server. */
export const MEMBER = { permissions: MEMBER_PERMISSIONS };
export const ADMIN = { permissions: ADMINISTRATOR };

function createSeat(stage: Stage, user: FakeUser, channelId: string): Seat {
  const { context, interactions, gateway, commands, messages } = stage;
  const emit: Emit = (type, data, source) => {
    const interaction = interactions.begin(type, channelId, source);
    gateway.dispatch(
      'INTERACTION_CREATE',
      envelope(context, user, channelId, interaction, type, data, source),
    );
    return interaction;
  };
  const registered = (name: string, type: number): FakeCommand => {
    const command = commands.commands().find(known => known.name === name && known.type === type);
    if (command === undefined) throw new Error(`no command "${name}" is registered`);
    return command;
  };
  const dataOf = (command: FakeCommand, more: Record<string, unknown>) => ({
    id: command.id,
    name: command.name,
    type: command.type,
    ...more,
  });

  return {
    async slash(name, options = {}, more = {}) {
      const command = registered(name, 1);
      const given = toOptions(context, command, options, more);
      const conversation = createConversation(stage, emit, emit(2, dataOf(command, given), null));
      await conversation.settled();
      return conversation;
    },
    async type(name, option, text, others = {}) {
      const command = registered(name, 1);
      const given = toOptions(context, command, { ...others, [option]: text }, { unchecked: true });
      const options = given.options.map(one => (one.name === option ? { ...one, focused: true } : one));
      const interaction = emit(4, dataOf(command, { ...given, options }), null);
      await interactions.until(interaction, () => interaction.answered, `completions of ${option}`);
      return interaction.choices ?? [];
    },
    async menu(name, messageId) {
      const command = registered(name, 3);
      const message = messages.messages(channelId).find(({ id }) => id === messageId);
      if (message === undefined) throw new Error(`no message ${messageId}`);
      const data = dataOf(command, {
        target_id: messageId,
        resolved: { messages: { [messageId]: messageBody(message) } },
      });
      const conversation = createConversation(stage, emit, emit(2, data, null));
      await conversation.settled();
      return conversation;
    },
    async press(messageId, button) {
      const message = messages.messages(channelId).find(({ id }) => id === messageId);
      if (message === undefined) throw new Error(`no message ${messageId}`);
      return createConversation(stage, emit, null, message).click(button);
    },
  };
}

function envelope(
  context: FakeContext,
  user: FakeUser,
  channelId: string,
  { id, token }: { readonly id: string; readonly token: string },
  type: number,
  data: Record<string, unknown>,
  source: FakeMessage | null,
) {
  const channel = context.channels.get(channelId);
  const guildId = channel?.guildId ?? GUILD_ID;
  const account = {
    id: user.id,
    username: user.name,
    discriminator: '0',
    avatar: null,
    global_name: user.name,
  };
  return {
    id,
    application_id: context.bot.id,
    type,
    data,
    guild_id: guildId,
    guild: { id: guildId, locale: 'en-US', features: [] },
    channel_id: channelId,
    channel: {
      ...channelDescription(context, channel ?? { id: channelId }),
      permissions: String(user.permissions),
    },
    member: {
      user: account,
      roles: [],
      joined_at: '2026-01-01T00:00:00.000Z',
      permissions: String(user.permissions),
      deaf: false,
      mute: false,
      flags: 0,
      avatar: null,
      pending: false,
    },
    token,
    version: 1,
    app_permissions: String(botPermissions(channel)),
    locale: user.locale,
    guild_locale: 'en-US',
    entitlements: [],
    authorizing_integration_owners: { 0: guildId },
    context: 0,
    attachment_size_limit: 10_485_760,
    ...(source === null ? {} : { message: messageBody(source) }),
  };
}

/** A message as Discord sends it: its components numbered. */
export function messageBody(message: FakeMessage) {
  let number = 0;
  const numbered = (part: unknown): unknown => {
    if (!isRecord(part)) return part;
    number++;
    const id = number;
    const inside = Array.isArray(part.components) ? { components: part.components.map(numbered) } : {};
    return { ...part, id, ...inside };
  };
  return {
    ...message,
    type: 0,
    tts: false,
    pinned: false,
    mention_everyone: false,
    mentions: [],
    mention_roles: [],
    attachments: message.attachments ?? [],
    embeds: message.embeds.map(embed => ({ type: 'rich', ...embed })),
    components: (message.components ?? []).map(numbered),
    application_id: message.author.id,
  };
}
