import { NEUTRAL_COLOUR } from './badges.ts';
import type { ShownItem } from './item-rows.ts';
import { type Embed, embedLength, LIMITS } from './limits.ts';

/** What stays whole: an embed of its own, or text that shares an embed with its neighbours. */
export type Piece = {
  /** What people can press a button for. */
  readonly items?: readonly ShownItem[];
} & (
  | { readonly type: 'card'; readonly embed: Embed }
  | {
      readonly type: 'text';
      readonly text: string;
      /** Pieces of one group share an embed under its title; "" continues whatever stands before. */
      readonly group: string;
      readonly title: string | null;
      readonly colour: number;
      /** What stands between it and the piece before it. */
      readonly separator: string;
    }
);

/** A message while it is filled. */
export interface Draft {
  readonly embeds: Embed[];
  readonly items: ShownItem[];
  /** Addresses of its embeds, in lower case. */
  readonly urls: Set<string>;
  length: number;
  group: string;
}

/** Pieces into messages, in order; each begins with `head`. `budget` is what all pieces of one message may count together. */
export function packPieces(pieces: readonly Piece[], head: Embed, budget: number): readonly Draft[] {
  const drafts: Draft[] = [startDraft(head)];
  for (const piece of pieces) {
    const draft = drafts.at(-1);
    if (draft !== undefined && add(draft, piece, budget)) continue;
    const next = startDraft(head);
    add(next, piece, budget);
    drafts.push(next);
  }
  return drafts;
}

/** The group of the text that directly follows a heading. */
export const HEAD = 'head';

function startDraft(head: Embed): Draft {
  return { embeds: [head], items: [], urls: new Set(), length: 0, group: HEAD };
}

/** Returns false when a piece does not fit. */
function add(draft: Draft, piece: Piece, budget: number): boolean {
  const placed = piece.type === 'card' ? placeCard(draft, piece.embed) : placeText(draft, piece);
  const cost = placed.cost + 2;
  if (draft.length + cost > budget) return false;
  if (placed.replaces) draft.embeds[draft.embeds.length - 1] = placed.embed;
  else if (draft.embeds.length === LIMITS.embeds) return false;
  else draft.embeds.push(placed.embed);
  if (placed.embed.url !== undefined) draft.urls.add(placed.embed.url.toLowerCase());
  draft.items.push(...(piece.items ?? []));
  draft.length += cost;
  draft.group = piece.type === 'card' ? '' : piece.group || draft.group;
  return true;
}

interface Placed {
  readonly embed: Embed;
  readonly replaces: boolean;
  readonly cost: number;
}

function placeCard({ urls }: Draft, card: Embed): Placed {
  const embed = distinct(card, urls);
  return { embed, replaces: false, cost: embedLength(embed) };
}

function placeText({ embeds, group }: Draft, piece: Extract<Piece, { type: 'text' }>): Placed {
  const { text, title } = piece;
  const last = embeds.at(-1);
  if (last !== undefined && (piece.group === '' || piece.group === group)) {
    const before = last.description ?? '';
    const description = before === '' ? text : before + piece.separator + text;
    if (description.length <= LIMITS.description)
      return {
        embed: { ...last, description },
        replaces: true,
        cost: text.length + piece.separator.length,
      };
  }
  const embed = { ...(title === null ? {} : { title }), description: text, color: piece.colour };
  return { embed, replaces: false, cost: embedLength(embed) };
}

/** Discord shows only the first of several embeds with one address: the others carry it in their text. */
function distinct(embed: Embed, urls: ReadonlySet<string>): Embed {
  const { url, ...rest } = embed;
  if (url === undefined || !urls.has(url.toLowerCase())) return embed;
  if (url.length > LIMITS.linkUrl) return rest;
  return { ...rest, description: `${rest.description ?? ''}\n[↗](${url})` };
}

/** A heading without a text of its own. */
export function headEmbed(): Embed {
  return { color: NEUTRAL_COLOUR };
}
