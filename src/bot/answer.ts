import type {
  APIMessageTopLevelComponent,
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

/** Parts of a message that can stand at its top: rows, sections, texts, galleries, files, separators, containers. */
const TOP_LEVEL: ReadonlySet<number> = new Set([1, 9, 10, 12, 13, 14, 17]);

function componentsOf({ components = [] }: Reply): readonly APIMessageTopLevelComponent[] {
  const copies: readonly object[] = components.map(component => structuredClone(component));
  return copies.filter(isTopLevel);
}

function isTopLevel(component: object): component is APIMessageTopLevelComponent {
  return 'type' in component && typeof component.type === 'number' && TOP_LEVEL.has(component.type);
}
