/** One invented article. `{+30}` in its words becomes the date 30 days after the demonstration's now, in the feed's language. */
export interface DemoItem {
  /** Last part of its address and of its id; unique within its source. */
  readonly slug: string;
  /** Published this many hours before now; null: the source gives no date. */
  readonly hoursAgo: number | null;
  readonly title: string;
  readonly paragraphs: readonly string[];
  /** Appears from the second round on. */
  readonly onlySecondRound?: true;
  /** The words that the source puts in place of the first ones in the second round. */
  readonly corrected?: { readonly title: string; readonly paragraphs: readonly string[] };
  /** Query appended to the item's link, such as tracking parameters. */
  readonly linkQuery?: string;
  /** Slug of the item whose page this one links to, when the source lists one article twice. */
  readonly samePageAs?: string;
}

/** An item as one round shows it: dates filled in, the correction applied. */
export interface ShownItem {
  readonly slug: string;
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly publishedAt: Date | null;
  /** Later than `publishedAt` for a corrected item. */
  readonly updatedAt: Date | null;
  /** Path of its page, with leading slash. */
  readonly pagePath: string;
  /** Path with tracking parameters as the source links it. */
  readonly linkPath: string;
}
