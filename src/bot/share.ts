import { AppError } from '../core/errors.ts';
import type { ComponentCall, Markup } from './command.ts';
import { type Component, type Reply, SHARE_KEY } from './reply.ts';

/** Send Messages, and its twin for threads. */
const MAY_SPEAK = (1n << 11n) | (1n << 38n);
const V2 = 1 << 15;
const CONTENT_LENGTH = 2000;

/**
 * A private answer as a public one, without what only its reader may press.
 * @throws AppError when its reader may not write here.
 */
export function share({ message, permissions, user, t }: ComponentCall, markup: Markup): Reply {
  if ((permissions.member & MAY_SPEAK) === 0n) throw new AppError('permission', t('share.refused'));
  const by = t('share.by', { name: markup.escape(user.name, 80) });
  if ((message.flags & V2) !== 0) {
    const parts = message.components.filter(part => part.type !== 1);
    return { v2: true, components: [...parts.map(bare), { type: 10, content: `-# ${by}` }] };
  }
  const content = message.content === '' ? `-# ${by}` : `${message.content}\n-# ${by}`;
  const links = message.components.map(linksOnly).filter(part => part !== null);
  return {
    content: content.length > CONTENT_LENGTH ? message.content : content,
    embeds: message.embeds,
    components: links,
  };
}

/** Numbers that Discord gave to the parts of the old message mean nothing in the new one. */
function bare({ id: _id, ...part }: Component): Component {
  return part;
}

function linksOnly(row: Component): Component | null {
  const inside = Array.isArray(row.components) ? row.components : [];
  const links = inside.filter(
    (part: Component) => part.style === 5 && part.custom_id !== `${SHARE_KEY}:post`,
  );
  return links.length === 0 ? null : { type: 1, components: links.map(bare) };
}
