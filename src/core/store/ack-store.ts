/** Somebody has seen a story at a target. */
export interface Ack {
  readonly target: string;
  readonly storyId: string;
  readonly itemId: string;
  /** Discord user id, or a name. */
  readonly who: string;
  readonly at: string;
}

/** A story that somebody wants to be reminded of. */
export interface Snooze extends Ack {
  readonly id: number;
  readonly until: string;
}

export interface AckStore {
  /** Returns false when this person had acknowledged the story there before. */
  add(ack: Ack): Promise<boolean>;
  /** Acknowledgements of stories, at one target or everywhere, oldest first. */
  ofStories(storyIds: readonly string[], target?: string): Promise<readonly Ack[]>;
  /** Acknowledged within [since, until), oldest first. */
  within(since: string, until: string): Promise<readonly Ack[]>;
  /** Reminds of a story at a target; one wish per person and story there, the last one counts. */
  snooze(snooze: Omit<Snooze, 'id'>): Promise<void>;
  /** Snoozes that are over and not settled, oldest first. */
  dueSnoozes(now: string, limit: number): Promise<readonly Snooze[]>;
  settleSnooze(id: number, at: string): Promise<void>;
}
