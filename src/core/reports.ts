/** What was found about one filed week. */
export interface VerifiedWeek {
  /** File name of the manifest. */
  readonly manifest: string;
  readonly week: string;
  readonly query: string;
  readonly state: 'closed' | 'provisional' | 'retrospective';
  /** Files that are missing, or whose bytes are not those that the manifest names. */
  readonly files: readonly {
    readonly name: string;
    readonly found: 'same' | 'missing' | 'changed';
  }[];
  /** "first": its manifest names no week before; "unknown": the manifest of the week before is not in the folder. */
  readonly chain: 'same' | 'first' | 'unknown' | 'changed';
  /** What the database makes of the week today; null when it was not asked. */
  readonly rebuilt: {
    readonly same: boolean;
    /** What is other than in the filed report, for people. */
    readonly changes: readonly string[];
  } | null;
  /** Nothing is wrong. */
  readonly ok: boolean;
}

export interface Verification {
  readonly dir: string;
  /** Oldest first. */
  readonly weeks: readonly VerifiedWeek[];
  /** Manifests that cannot be read, with the reason. */
  readonly problems: readonly string[];
  readonly ok: boolean;
}

/** Filed weekly summaries. */
export interface Reports {
  /**
   * Whether the files in a folder are those that their manifests name, each manifest is that which the next week names, and, with `rebuild`, whether the
   * database still gives them. @throws AppError "export" when the folder cannot be read or holds no manifest.
   */
  verifyExports(dir: string, options: { readonly rebuild: boolean }): Promise<Verification>;
}
