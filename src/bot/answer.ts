import type {
  MessageFlags as FlagsEnum,
  InteractionEditReplyOptions,
  InteractionReplyOptions,
} from 'discord.js';
import type { Reply } from './reply.ts';

const V2 = 1 << 15;
const EPHEMERAL = 1 << 6;

/** Flags in the form in which discord.js takes them. */
type Flags = typeof FlagsEnum.Ephemeral | typeof FlagsEnum.IsComponentsV2;

/** A reply in the form in which discord.js edits a deferred answer; what it does not name is cleared. */
export function toEdit(reply: Reply): InteractionEditReplyOptions {
  return {
    ...bodyOf(reply),
    // Editing keeps what is not named: an answer never mixes with what stood there before.
    ...(reply.v2 === true ? { flags: V2 } : { content: reply.content ?? null, embeds: embedsOf(reply) }),
    components: componentsOf(reply),
    ...(reply.files === undefined ? { attachments: [] } : {}),
  };
}

/** A reply as a message of its own. */
export function toReply(reply: Reply, visibility: 'private' | 'public'): InteractionReplyOptions {
  const flags: Flags[] = [];
  if (visibility === 'private') flags.push(EPHEMERAL);
  if (reply.v2 === true) flags.push(V2);
  return {
    ...bodyOf(reply),
    ...(reply.v2 === true
      ? {}
      : { ...(reply.content === undefined ? {} : { content: reply.content }), embeds: embedsOf(reply) }),
    components: componentsOf(reply),
    flags,
  };
}

function bodyOf(reply: Reply) {
  return {
    allowedMentions: { parse: [] },
    ...(reply.files === undefined
      ? {}
      : {
          files: reply.files.map(({ name, bytes, description }) => ({
            attachment: Buffer.from(bytes),
            name,
            ...(description === undefined ? {} : { description: description.slice(0, 1024) }),
          })),
        }),
  };
}

function embedsOf(reply: Reply) {
  return (reply.embeds ?? []).map(({ fields, ...embed }) => ({
    ...embed,
    ...(fields === undefined ? {} : { fields: fields.map(field => ({ ...field })) }),
  }));
}

function componentsOf(reply: Reply): NonNullable<InteractionReplyOptions['components']> {
  return (reply.components ?? []).map(component => ({ toJSON: () => structuredClone(component) }) as never);
}
