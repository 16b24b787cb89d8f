import { coverageLine } from '../../core/coverage.ts';
import { shortId } from '../../core/ids.ts';
import { type Locale, t, toLocale } from '../../core/locale.ts';
import type { Block, Message, RenderOptions, StoryBlock } from '../../core/message.ts';
import { NEUTRAL_COLOUR, NEWS_BADGES, TROUBLE_COLOUR } from './badges.ts';
import { escapeWithin, plainText } from './escape.ts';
import { itemRows } from './item-rows.ts';
import { type Draft, HEAD, headEmbed, type Piece, packPieces } from './layout.ts';
import { type DiscordPayload, type Embed, LIMITS } from './limits.ts';
import { packLines, splitText } from './split-text.ts';
import { type StoryStyle, storyCard, storyColour, storyEntry, storyLine } from './story.ts';

/** MessageFlags.SuppressNotifications: the parts after the first one make no second noise. */
const SILENT = 1 << 12;
/** Longest text of one piece; leaves room for the heading of its message. */
const TEXT_LENGTH = 3800;
const LINE_LENGTH = 500;
/** Kept free of a heading for " (12/34)". */
const MARK_LENGTH = 12;
/** Failing sources named under a digest. */
const FAILING = 20;

interface Look extends StoryStyle {
  readonly kind: Message['kind'];
  readonly timeZone: string;
}

/**
 * The Discord messages that a message becomes, each within every limit, the headline first, no story split (docs/adr/009 says why rich embeds and not
 * Components V2). A digest has an embed per section with its stories as text; an alert is a card. There is no `content` but the mention of a
 * role, on purpose: without the permission to embed links Discord accepts content and silently drops the embeds, whereas embeds alone are
 * refused loudly.
 */
export function renderDiscord(message: Message, options: RenderOptions = {}): readonly DiscordPayload[] {
  const title = message.title.trim() === '' ? 'regbeat' : message.title;
  const look: Look = {
    kind: message.kind,
    locale: toLocale(options.locale ?? message.locale),
    timeZone: options.timeZone ?? 'UTC',
    ids: options.buttons !== true,
    placeAbove: options.groupBy !== 'topic',
  };
  const pieces = message.blocks.flatMap((block, index) => toPieces(block, `${index}`, look));
  const headLength = escapeWithin(title, LIMITS.title - MARK_LENGTH).length + MARK_LENGTH;
  const budget = LIMITS.total - headLength - footerOf(message, 0).length;
  const drafts = packPieces(pieces, headEmbed(), budget);
  return drafts.map((draft, part) => ({
    embeds: finished(draft, {
      heading: heading(title, part, drafts.length),
      footer: footerOf(message, part),
      badge: badgeOf(message),
    }),
    allowed_mentions: { parse: [] },
    ...(options.buttons === true && draft.items.length > 0
      ? { components: itemRows(draft.items, look.locale) }
      : {}),
    ...(part === 0 ? mention(options) : {}),
    ...(part > 0 ? { flags: SILENT } : {}),
  }));
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

function footerOf({ dedupeKey }: Message, part: number): string {
  return `regbeat · ${markerOf(dedupeKey, part)}`;
}

function heading(title: string, part: number, parts: number): string {
  const text = escapeWithin(title, LIMITS.title - MARK_LENGTH) || 'regbeat';
  return parts === 1 ? text : `${text} (${part + 1}/${parts})`;
}

/** The sign of an alert about one story. */
function badgeOf({ kind, blocks }: Message): string | null {
  const [first] = blocks;
  if (kind !== 'alert' || first?.type !== 'section' || first.stories.length !== 1) return null;
  return NEWS_BADGES[first.stories[0]?.why ?? 'new'];
}

/** The embeds of a message with its heading and its mark. The heading of an alert stands over the title of its story. */
function finished(
  { embeds }: Draft,
  {
    heading,
    footer,
    badge,
  }: { readonly heading: string; readonly footer: string; readonly badge: string | null },
): readonly Embed[] {
  const [head, second, ...rest] = embeds;
  const whole =
    badge !== null && head?.description === undefined && second !== undefined
      ? [{ ...second, author: { name: `${badge} ${plainText(heading, LIMITS.author - 4)}` } }, ...rest]
      : [{ ...head, title: heading }, ...embeds.slice(1)];
  return whole.map((embed, index) =>
    index === whole.length - 1 ? { ...embed, footer: { text: footer } } : embed,
  );
}

function toPieces(block: Block, group: string, look: Look): readonly Piece[] {
  const { locale } = look;
  switch (block.type) {
    case 'paragraph':
      return splitText(block.text, TEXT_LENGTH).map(text => textPiece(text, HEAD));
    case 'facts':
      return packLines(factWords(block.facts), TEXT_LENGTH, ' · ').map(text => textPiece(text, HEAD));
    case 'list':
      return listPieces(block, group);
    case 'section':
      return sectionPieces(block, group, look);
    case 'more': {
      const title = escapeWithin(block.title, LIMITS.title) || t(locale, 'digest.section-more');
      return block.stories.map(story => ({
        ...textPiece(storyLine(story, look), group, { title, separator: '\n' }),
        items: [story],
      }));
    }
    case 'query': {
      const query = escapeWithin(block.query, LINE_LENGTH);
      return query === ''
        ? []
        : [textPiece(`🔎 ${t(locale, 'alert.matches', { query })}`, '', { separator: '\n' })];
    }
    case 'chart':
      return [];
    case 'coverage':
      return coveragePieces(block, group, look);
  }
}

function sectionPieces(
  { title: name, stories }: { readonly title: string; readonly stories: readonly StoryBlock[] },
  group: string,
  look: Look,
): readonly Piece[] {
  if (look.kind === 'alert')
    return stories.map(story => ({ type: 'card', embed: storyCard(story, look), items: [story] }));
  const title = escapeWithin(name, LIMITS.title) || t(look.locale, 'digest.section-stories');
  const colour = stories[0] === undefined ? NEUTRAL_COLOUR : storyColour(stories[0]);
  return stories.map(story => ({
    ...textPiece(storyEntry(story, look), group, { title, colour }),
    items: [story],
  }));
}

function listPieces(block: Extract<Block, { type: 'list' }>, group: string): readonly Piece[] {
  const title = escapeWithin(block.title, LIMITS.title) || null;
  return block.lines
    .map(line => escapeWithin(line, LINE_LENGTH))
    .filter(line => line !== '')
    .map(line => textPiece(`• ${line}`, group, { title, separator: '\n' }));
}

function coveragePieces(
  { coverage }: Extract<Block, { type: 'coverage' }>,
  group: string,
  { locale, timeZone }: { readonly locale: Locale; readonly timeZone: string },
): readonly Piece[] {
  const colour = coverage.failing.length > 0 ? TROUBLE_COLOUR : NEUTRAL_COLOUR;
  const line = `🛰️ ${coverageLine(coverage, { max: FAILING, locale, timeZone })}`;
  return splitText(line, TEXT_LENGTH).map(text => textPiece(text, group, { colour }));
}

function textPiece(
  text: string,
  group: string,
  {
    title = null,
    colour = NEUTRAL_COLOUR,
    separator = '\n\n',
  }: Partial<Extract<Piece, { type: 'text' }>> = {},
): Extract<Piece, { type: 'text' }> {
  return { type: 'text', text, group, title, colour, separator };
}

function factWords(facts: Extract<Block, { type: 'facts' }>['facts']): readonly string[] {
  return facts
    .map(({ label, value }) => [escapeWithin(label, 100), escapeWithin(value, 300)] as const)
    .filter(([label, value]) => label !== '' || value !== '')
    .map(([label, value]) => [label, value === '' ? '' : `**${value}**`].filter(Boolean).join(' '));
}
