/** What a site's robots.txt said when it was asked last. */
export interface RobotsRecord {
  /** "https://www.example.org", "http://example.org:8080". */
  readonly origin: string;
  /** The rules; "" where there are none; null when no answer was ever had. */
  readonly text: string | null;
  readonly fetchedAt: string;
  /** Since when it cannot be had, or null while it can. */
  readonly unreachableSince: string | null;
}

/** robots.txt files, kept so that a restart does not ask every site again. */
export interface RobotsStore {
  get(origin: string): Promise<RobotsRecord | null>;
  set(record: RobotsRecord): Promise<void>;
}
