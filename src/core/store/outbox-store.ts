export type PostState = 'pending' | 'sending' | 'sent' | 'rejected';

/** One post (one Discord message, one file) to one target. */
export interface OutboxPost {
  readonly id: number;
  /** "console", "file" or "discord:<channel id>". */
  readonly target: string;
  /** Message's dedupe key; unique together with target and part. */
  readonly dedupeKey: string;
  /** 0-based position among the parts of one message; sent in order. */
  readonly part: number;
  readonly parts: number;
  /** What the channel rendered, as JSON. */
  readonly payload: string;
  readonly state: PostState;
  readonly attempts: number;
  readonly createdAt: string;
  /** When the first try began: before a retry the channel is asked whether it arrived. */
  readonly firstTriedAt: string | null;
  readonly nextAt: string;
  readonly reference: string | null;
  readonly error: string | null;
}

export interface OutboxStore {
  /** Adds the parts of a message for a target. Returns false when this dedupe key was already queued for it. */
  enqueue(target: string, dedupeKey: string, payloads: readonly string[], at: string): Promise<boolean>;
  /** Per target the oldest unsettled post, when it is due: order is kept, one target does not block another. */
  due(now: string): Promise<readonly OutboxPost[]>;
  /** Marks a try as begun. Committed before anything is sent. */
  begin(id: number, at: string): Promise<void>;
  sent(id: number, reference: string, at: string): Promise<void>;
  retry(id: number, error: string, nextAt: string): Promise<void>;
  /** Gives a post up for good. Later parts of the same message are given up with it. */
  reject(id: number, error: string, at: string): Promise<void>;
  /** Makes every post that waits for a later try due now: somebody says that the trouble is over. Returns how many. */
  wake(now: string): Promise<number>;
  /** Newest first. */
  list(limit: number, state?: PostState): Promise<readonly OutboxPost[]>;
}
