export interface SnapshotTable {
  item: string;
  sha256: string;
  url: string;
  bytes: number;
  content_type: string | null;
  etag: string | null;
  last_modified: string | null;
  fetched_at: string;
}

export interface SnapshotTables {
  snapshots: SnapshotTable;
}
