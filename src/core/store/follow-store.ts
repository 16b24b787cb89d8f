/** A story that somebody wants to hear more of, in a channel or in person. */
export interface Follow {
  readonly id: number;
  /** "discord:<channel id>" or "dm:<user id>". */
  readonly target: string;
  readonly storyId: string;
  /** The item that it was followed from: it tells where the story went when people merge or split stories. */
  readonly itemId: string;
  readonly who: string;
  /** Language of its posts. */
  readonly locale: string;
  readonly at: string;
  /** Ids of reports that the target was not told yet. */
  readonly pending: readonly string[];
  readonly toldAt: string | null;
}

export interface FollowStore {
  /** Returns false when the target follows the story already. */
  add(follow: Omit<Follow, 'id' | 'pending' | 'toldAt'>): Promise<boolean>;
  /** Returns false when it did not follow it. */
  remove(target: string, storyId: string): Promise<boolean>;
  /** All of them, or those of one target, oldest first. */
  list(target?: string): Promise<readonly Follow[]>;
  /** Puts reports in the place of those that wait; `toldAt` when the others were told. */
  settle(id: number, pending: readonly string[], toldAt: string | null): Promise<void>;
}
