import { type Child, type Html, html } from '../html.ts';

/**
 * A document of the project's own as HTML: headings (one level deeper, the first left out), paragraphs, lists and tables. Nothing else is
 * understood, and everything is escaped.
 */
export function markdown(text: string): Html {
  const blocks = text.split(/\n{2,}/).flatMap(block => splitHeading(block.trim()));
  return html`<div class="document">${blocks.map(toBlock)}</div>`;
}

function splitHeading(block: string): string[] {
  const [first = '', ...rest] = block.split('\n');
  return first.startsWith('#') && rest.length > 0 ? [first, rest.join('\n')] : [block];
}

function toBlock(block: string): Child {
  const heading = /^(#{1,4}) (.+)$/.exec(block);
  if (heading?.[1] === '#' || block === '') return null;
  if (heading !== null) return html`<h3>${heading[2]}</h3>\n`;
  const lines = block.split('\n');
  if (lines.every(line => line.startsWith('|'))) return toTable(lines);
  if (lines.every(line => /^(?:[-*] | {2})/.test(line)))
    return html`<ul>${lines.filter(line => /^[-*] /.test(line)).map(line => html`<li>${inline(line.slice(2))}</li>`)}</ul>\n`;
  return html`<p>${inline(lines.join(' '))}</p>\n`;
}

function toTable(lines: readonly string[]): Html {
  const cells = (line: string) =>
    line
      .slice(1, -1)
      .split('|')
      .map(cell => cell.trim());
  const [head = '', , ...rows] = lines;
  return html`<div class="scroll" tabindex="0" role="group" aria-label="Table"><table><thead><tr>${cells(head).map(name => (name === '' ? html`<td></td>` : html`<th scope="col">${inline(name)}</th>`))}</tr></thead>
<tbody>${rows.map(row => {
    const [first = '', ...rest] = cells(row);
    return html`<tr><th scope="row">${inline(first)}</th>${rest.map(cell => html`<td>${inline(cell)}</td>`)}</tr>\n`;
  })}</tbody></table></div>\n`;
}

/** Emphasis and code within a line. */
function inline(text: string): Child[] {
  return text.split(/(\*\*[^*]+\*\*|\*[^*\s][^*]*\*|`[^`]+`)/).map(part => {
    if (part.startsWith('**')) return html`<strong>${part.slice(2, -2)}</strong>`;
    if (part.startsWith('*') && part.length > 2) return html`<em>${part.slice(1, -1)}</em>`;
    if (part.startsWith('`')) return html`<code>${part.slice(1, -1)}</code>`;
    return part;
  });
}
