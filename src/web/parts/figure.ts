import { type Child, type Html, html } from '../html.ts';

/** One chart in two widths, of which the page shows the one that fits, and the table behind it. */
export interface Figure {
  readonly caption: string;
  readonly wide: Html;
  readonly narrow: Html;
  readonly table: Html;
  readonly note?: Child;
}

/** Widths, in pixels, at which charts are drawn: the text column, and a phone. */
export const WIDE = 1080;
export const NARROW = 340;

export function figure({ caption, wide, narrow, table, note }: Figure): Html {
  return html`<figure class="chart">
<figcaption>${caption}</figcaption>
<div class="wide">${wide}</div>
<div class="phone">${narrow}</div>
${note && html`<p class="note">${note}</p>`}
<details><summary>The numbers behind it</summary><div class="scroll" tabindex="0" role="group" aria-label="${caption}, as a table">${table}</div></details>
</figure>`;
}

/** A table with named columns, the first of which names its rows. */
export function table(
  columns: readonly string[],
  rows: readonly (readonly Child[])[],
  caption?: string,
): Html {
  return html`<table>${caption !== undefined && html`<caption>${caption}</caption>`}
<thead><tr>${columns.map(name => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${rows.map(
    ([first, ...rest]) =>
      html`<tr><th scope="row">${first}</th>${rest.map(cell => html`<td>${cell}</td>`)}</tr>
`,
  )}</tbody></table>`;
}
