/** What a list looks like, in an invented document, and the first item that must be read out of it: title, address, instant. */
export type Shape = readonly [
  source: string,
  body: string,
  title: string,
  url: string | null,
  at: string | null,
];

/** A row of a table. */
export function row(...cells: readonly string[]): string {
  return `<tr>${cells.map(cell => `<td>${cell}</td>`).join('')}</tr>`;
}

/** A page with a table of rows. */
export function table(...rows: readonly string[]): string {
  return `<main><table>${rows.join('')}</table></main>`;
}
