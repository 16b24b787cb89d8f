/** What a page or document was, byte for byte, at one time. */
export interface Snapshot {
  /** Public id of the item that it belongs to. */
  readonly itemId: string;
  /** Address that answered, after redirects. */
  readonly url: string;
  /** SHA-256 of the bytes: what they are kept under. */
  readonly sha256: string;
  readonly bytes: number;
  readonly contentType: string | null;
  readonly etag: string | null;
  readonly lastModified: string | null;
  readonly fetchedAt: string;
}

export interface SnapshotStore {
  /** Notes a snapshot; the same bytes of the same item again change nothing. */
  add(snapshot: Snapshot): Promise<void>;
  /** Newest first. */
  of(itemId: string): Promise<readonly Snapshot[]>;
  /** Forgets snapshots from before an instant whose items are not relevant, at most `limit`: what is cited is never among them. Returns how many. */
  expire(before: string, limit: number): Promise<number>;
  /** Those of these hashes that a snapshot names. */
  named(hashes: readonly string[]): Promise<ReadonlySet<string>>;
}

/** Bytes by their SHA-256. */
export interface SnapshotFiles {
  /** Keeps bytes, once; returns their hash. Safe to repeat. */
  put(bytes: Uint8Array): Promise<string>;
  /** The bytes, or null when they are not kept or are damaged. */
  get(sha256: string): Promise<Uint8Array | null>;
  remove(sha256: string): Promise<void>;
  /** Hashes of all files that are older than a day. */
  settled(now: Date): Promise<readonly string[]>;
}
