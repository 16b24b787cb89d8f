/** Bound values per statement, well under SQLite's limit of 32,766. */
const VALUES_PER_STATEMENT = 2_000;

/** Runs of at most `size`, in order. */
export function chunked<T>(values: readonly T[], size = 500): T[][] {
  const chunks: T[][] = [];
  for (let start = 0; start < values.length; start += size) chunks.push(values.slice(start, start + size));
  return chunks;
}

/** Rows in groups that fit into one INSERT statement each. */
export function insertable<T extends object>(rows: readonly T[]): T[][] {
  const first = rows[0];
  if (first === undefined) return [];
  return chunked(rows, Math.max(1, Math.floor(VALUES_PER_STATEMENT / Object.keys(first).length)));
}
