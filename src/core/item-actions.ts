import type { Ack } from './ports.ts';

/** A message of a channel on which something was pressed. */
export interface ShownAt {
  readonly channelId: string;
  /** Null for what is no post: an answer to somebody. */
  readonly messageId: string | null;
}

export interface Acknowledged {
  /** False when this person had acknowledged the story there before. */
  readonly added: boolean;
  /** Everybody who did, oldest first. */
  readonly all: readonly Ack[];
}

/** Who wants to follow a story, and where. */
export interface FollowRequest {
  readonly itemId: string;
  /** "discord:<channel id>" or "dm:<user id>". */
  readonly target: string;
  readonly who: string;
  readonly locale: string;
}

/** What people do with the items that posts show them. */
export interface ItemActions {
  /** Ids of the items that a post shows, in its order; none for a message that is no post of ours. */
  itemsShownAt(at: ShownAt): Promise<readonly string[]>;
  /** Notes that somebody has seen an item's story; the post that shows it is edited. @throws AppError "not-found". */
  acknowledge(itemId: string, at: ShownAt, who: string): Promise<Acknowledged>;
  /** Brings an item's story up again where it was shown, after so many hours; returns when. @throws AppError "not-found". */
  snooze(itemId: string, at: ShownAt, who: string, hours: number): Promise<string>;
  /** Posts later reports of an item's story to a target; returns false when it gets them already. @throws AppError "not-found", "too-many". */
  followStory(request: FollowRequest): Promise<boolean>;
  /** Returns false when the target did not follow it. @throws AppError "not-found". */
  unfollowStory(itemId: string, target: string): Promise<boolean>;
  /** Which of some targets follow an item's story. @throws AppError "not-found". */
  followers(itemId: string, targets: readonly string[]): Promise<readonly string[]>;
  /** Makes the edits now that are due, instead of with the next delivery. */
  editPosts(channelId: string, signal: AbortSignal): Promise<void>;
}
