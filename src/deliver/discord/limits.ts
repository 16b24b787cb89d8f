/**
 * Limits of a Discord message (documentation of "Create Message" and of embeds). Lengths are counted in UTF-16 units, which are never
 * fewer than code points, so that either way of counting is satisfied.
 */
export const LIMITS = {
  embeds: 10,
  /** Title, description, author and footer of all embeds of one message together. */
  total: 6000,
  title: 256,
  description: 4096,
  author: 256,
  footer: 2048,
  /** Addresses of embeds. */
  url: 2048,
  /** Addresses within masked links; the limit of link buttons, kept for text as well so that it stays text. */
  linkUrl: 512,
  /** Addresses of titles within text: a story must not lose its link. */
  titleLinkUrl: 1024,
  nonce: 25,
  threadName: 100,
  /** Tags of one post of a forum. */
  appliedTags: 5,
} as const;

/** A rich embed, as far as regbeat uses it. */
export interface Embed {
  readonly title?: string;
  readonly url?: string;
  readonly description?: string;
  readonly color?: number;
  readonly author?: { readonly name: string };
  readonly footer?: { readonly text: string };
}

/** What an embed counts towards the total of its message. */
export function embedLength(embed: Embed): number {
  return (
    (embed.title?.length ?? 0) +
    (embed.description?.length ?? 0) +
    (embed.author?.name.length ?? 0) +
    (embed.footer?.text.length ?? 0)
  );
}

/** The body of one Discord message; the nonce is added when it is sent. */
export interface DiscordPayload {
  /** Only a mention of the subscription's role: pings do not work within embeds. */
  readonly content?: string;
  readonly embeds: readonly Embed[];
  /** Rows of buttons and menus. */
  readonly components?: readonly { readonly type: 1; readonly components: readonly object[] }[];
  readonly allowed_mentions: { readonly parse: readonly never[]; readonly roles?: readonly string[] };
  readonly flags?: number;
}
