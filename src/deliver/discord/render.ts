import { coverageLine } from '../../core/coverage.ts';
import { shortId } from '../../core/ids.ts';
import type { Block, Message, RenderOptions } from '../../core/message.ts';
import { escapeWithin, plainText } from './escape.ts';
import { itemRows, type ShownItem } from './item-rows.ts';
import { type DiscordPayload, type Embed, embedLength, LIMITS } from './limits.ts';
import { packLines, splitText } from './split-text.ts';
import { storyEmbed, storyLine } from './story.ts';

/** MessageFlags.SuppressNotifications: the parts after the first one make no second noise. */
const SILENT = 1 << 12;
/** Longest text of one embed; leaves room for the heading of its message. */
const TEXT_LENGTH = 3800;
/** Kept free of a heading for " (12/34)". */
const MARK_LENGTH = 12;
/** Failing sources named under a digest. */
const FAILING = 20;
const HEADING_COLOUR = 0x37474f;

/** A piece of a message that stays whole; `section` is shown above the first piece of a section in every message. */
interface Piece {
  readonly embed: Embed;
  readonly section: string | null;
  /** What people can press a button for. */
  readonly items?: readonly ShownItem[];
}

/**
 * The Discord messages that a message becomes, each within every limit.
 *
 * Rich embeds, not Components V2: an embed's title carries the link outside of markdown, so that hostile titles cannot break it; 6000 instead
 * of 4000 characters fit into one message; the footer of an embed comes back when the channel is read, which is how a post is found
 * again after a crash; and embeds work as a forum's first post. There is no `content` but the mention of a role, on purpose: without the
 * permission to embed links Discord accepts content and silently drops the embeds, whereas embeds alone are refused loudly.
 */
export function renderDiscord(message: Message, options: RenderOptions = {}): readonly DiscordPayload[] {
  const title = message.title.trim() === '' ? 'regbeat' : message.title;
  const messages = pack(title, message.blocks.flatMap(toPieces));
  return messages.map(({ embeds, items }, part) => {
    const last = embeds.length - 1;
    const footer = { text: `regbeat · ${markerOf(message.dedupeKey, part)}` };
    return {
      embeds: embeds.map((embed, index) => ({
        ...embed,
        ...(index === 0 ? { title: heading(title, part, messages.length) } : {}),
        ...(index === last ? { footer } : {}),
      })),
      allowed_mentions: { parse: [] },
      ...(options.buttons === true && items.length > 0
        ? { components: itemRows(items, options.locale) }
        : {}),
      ...(part === 0 ? mention(options) : {}),
      ...(part > 0 ? { flags: SILENT } : {}),
    };
  });
}

/** The one ping that a message may have. */
function mention({ mentionRoleId }: RenderOptions): Partial<DiscordPayload> {
  if (mentionRoleId == null || !/^\d{1,20}$/.test(mentionRoleId)) return {};
  return { content: `<@&${mentionRoleId}>`, allowed_mentions: { parse: [], roles: [mentionRoleId] } };
}

/** The mark in the footer of a post by which it is found again in its channel: the same for the same key and part. */
export function markerOf(dedupeKey: string, part: number): string {
  return `rb-${shortId(['post', dedupeKey, String(part)], 14)}`;
}

function heading(title: string, part: number, parts: number): string {
  const text = escapeWithin(title, LIMITS.title - MARK_LENGTH) || 'regbeat';
  return parts === 1 ? text : `${text} (${part + 1}/${parts})`;
}

function toPieces(block: Block): readonly Piece[] {
  switch (block.type) {
    case 'paragraph':
      return splitText(block.text, TEXT_LENGTH).map(textPiece);
    case 'facts':
      return packLines(factWords(block.facts), TEXT_LENGTH, ' · ').map(textPiece);
    case 'section': {
      const section = plainText(block.title, LIMITS.author) || 'Stories';
      return block.stories.map(story => ({ embed: storyEmbed(story), section, items: [story] }));
    }
    case 'more': {
      const section = plainText(block.title, LIMITS.author) || 'More';
      const lists = packLines(block.stories.map(storyLine), TEXT_LENGTH);
      return lists.map((description, index) => ({
        embed: { description, color: HEADING_COLOUR },
        section,
        // A menu holds fewer than one such list.
        items: index === 0 ? block.stories : [],
      }));
    }
    case 'coverage':
      return splitText(`${coverageLine(block.coverage, { max: FAILING })}.`, TEXT_LENGTH).map(textPiece);
  }
}

function textPiece(description: string): Piece {
  return { embed: { description, color: HEADING_COLOUR }, section: null };
}

function factWords(facts: Extract<Block, { type: 'facts' }>['facts']): readonly string[] {
  return facts
    .map(({ label, value }) => [escapeWithin(label, 100), escapeWithin(value, 300)] as const)
    .filter(([label, value]) => label !== '' || value !== '')
    .map(([label, value]) => [label === '' ? '' : `**${label}**`, value].filter(Boolean).join(' '));
}

/** Pieces into messages, in order. Each message begins with its heading, which takes the text that directly follows it along. */
function pack(title: string, pieces: readonly Piece[]): readonly Pick<Draft, 'embeds' | 'items'>[] {
  const headLength = escapeWithin(title, LIMITS.title - MARK_LENGTH).length + MARK_LENGTH;
  const budget = LIMITS.total - headLength - markerOf('', 0).length - 'regbeat · '.length;
  const messages: Draft[] = [startDraft()];
  for (const piece of pieces) {
    const draft = messages.at(-1);
    if (draft !== undefined && add(draft, piece, budget)) continue;
    const next = startDraft();
    add(next, piece, budget);
    messages.push(next);
  }
  return messages;
}

/** A message while it is filled. */
interface Draft {
  readonly embeds: Embed[];
  readonly items: ShownItem[];
  /** Addresses of its embeds, in lower case. */
  readonly urls: Set<string>;
  length: number;
  section: string | null;
}

function startDraft(): Draft {
  return { embeds: [{ color: HEADING_COLOUR }], items: [], urls: new Set(), length: 0, section: null };
}

/** Adds a piece as an embed of its own or, if it is plain text after plain text, to that. Returns false when it does not fit. */
function add(draft: Draft, piece: Piece, budget: number): boolean {
  const { section } = piece;
  const embed = distinct(piece.embed, draft.urls);
  const author = section !== null && section !== draft.section ? section : null;
  const cost = embedLength(embed) + (author?.length ?? 0) + 2;
  if (draft.length + cost > budget) return false;
  const last = draft.embeds.at(-1);
  const merged =
    section === null && draft.section === null && last !== undefined ? mergeText(last, embed) : null;
  if (merged !== null) draft.embeds[draft.embeds.length - 1] = merged;
  else if (draft.embeds.length === LIMITS.embeds) return false;
  else draft.embeds.push(author === null ? embed : { ...embed, author: { name: author } });
  if (embed.url !== undefined) draft.urls.add(embed.url.toLowerCase());
  draft.items.push(...(piece.items ?? []));
  draft.length += cost;
  draft.section = section;
  return true;
}

function mergeText(last: Embed, { description }: Embed): Embed | null {
  if (description === undefined) return null;
  const merged = last.description === undefined ? description : `${last.description}\n\n${description}`;
  return merged.length > LIMITS.description ? null : { ...last, description: merged };
}

/** Discord shows only the first of several embeds with one address: the others carry it in their text. */
function distinct(embed: Embed, urls: ReadonlySet<string>): Embed {
  const { url, ...rest } = embed;
  if (url === undefined || !urls.has(url.toLowerCase())) return embed;
  if (url.length > LIMITS.linkUrl) return rest;
  return { ...rest, description: `${rest.description ?? ''}\n[Open](${url})` };
}
