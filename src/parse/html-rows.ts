import { type CheerioAPI, load } from 'cheerio';
import { inlineText } from '../core/html.ts';
import { isTooDeep } from '../core/markup-size.ts';
import type { Note, SourceDef } from '../core/types.ts';
import { MAX_LENGTH, select } from './read-html.ts';
import { absoluteLink } from './resolve-url.ts';
import { columnNames, EMPTY_TABLE, fitTable, type Table } from './table.ts';

type Selection = ReturnType<CheerioAPI>;

const MAX_ROWS = 20_000;
const HEADINGS = 'h1,h2,h3,h4,h5,h6,caption,summary,p > strong,.accordion-header,.accordion-title';

/**
 * The elements that `read.items` selects as rows. A table row has its cells under the names of its table's header (or of the cells'
 * data-label), any other element its "text"; all have "link", the first address within, and "section", the heading above.
 * Fields of the register rule that select within the row are columns of their own name.
 */
export function htmlRows(
  text: string,
  url: string | null,
  def: Pick<SourceDef, 'read' | 'register'>,
  notes: Note[],
): Table {
  const html = text.slice(0, MAX_LENGTH);
  if (isTooDeep(html)) {
    notes.push({ code: 'page-too-deep', message: 'The page nests too deep to be read.' });
    return EMPTY_TABLE;
  }
  const $ = load(html);
  const items = def.read?.items ?? 'table tr:has(td)';
  const found = select($, null, items, notes);
  if (found.length === 0)
    notes.push({ code: 'selector-matched-nothing', message: `No element matches "${items}".` });
  const sections = sectionsOf($, found);
  const headers = new Map<unknown, readonly string[]>();
  const fields = Object.entries(def.register?.fields ?? {}).filter(
    ([, rule]) => rule.select !== undefined || rule.attr !== undefined,
  );
  const columns = new Set<string>();
  const rows = found
    .toArray()
    .slice(0, MAX_ROWS)
    .map(node => {
      const element = $(node);
      const href = element.is('a[href]')
        ? element.attr('href')
        : element.find('a[href]').first().attr('href');
      const own = fields.map(([name, rule]) => {
        const place = select($, element, rule.select ?? '', notes).first();
        return [name, rule.attr === undefined ? words(place) : (place.attr(rule.attr) ?? '').trim()] as const;
      });
      const row = Object.fromEntries([
        ['link', (href === undefined ? null : absoluteLink(def.read?.linkBase ?? url, href)) ?? ''],
        ['section', sections.get(node) ?? ''],
        ...cellsOf($, element, headers),
        ...own,
      ]);
      for (const column of Object.keys(row)) columns.add(column);
      return row;
    });
  const fitting = fitTable([...columns], rows, notes);
  return {
    header: fitting.columns,
    rows: fitting.rows.map(row =>
      Object.fromEntries(fitting.columns.map(column => [column, row[column] ?? ''])),
    ),
  };
}

function cellsOf(
  $: CheerioAPI,
  element: Selection,
  headers: Map<unknown, readonly string[]>,
): readonly (readonly [string, string])[] {
  if (!element.is('tr')) return [['text', words(element)]];
  const cells = element.children('td, th').toArray();
  const table = element.closest('table').get(0) ?? null;
  const known = headers.get(table) ?? (table === null ? [] : headerOf($, $(table)));
  headers.set(table, known);
  return cells.map((cell, index) => {
    const label = $(cell).attr('data-label')?.replace(/\s+/g, ' ').trim();
    return [label || known[index] || `#${index + 1}`, words($(cell))] as const;
  });
}

/** The names in the head of a table, or in a first row of nothing but th. */
function headerOf($: CheerioAPI, table: Selection): readonly string[] {
  const rows = table.find('tr').toArray().slice(0, 5);
  const head = rows.findLast(
    row => $(row).closest('thead').length > 0 && $(row).children('th, td').length > 1,
  );
  const row =
    head ?? rows.find(one => $(one).children('td').length === 0 && $(one).children('th').length > 1);
  if (row === undefined) return [];
  const cells = $(row)
    .children('th, td')
    .toArray()
    .map(cell => words($(cell)));
  return columnNames(cells, cells.length);
}

/** The text of the heading that each row stands under. */
function sectionsOf($: CheerioAPI, rows: Selection): ReadonlyMap<unknown, string> {
  const isRow: ReadonlySet<unknown> = new Set(rows.toArray());
  const isHeading: ReadonlySet<unknown> = new Set($(HEADINGS).toArray());
  const sections = new Map<unknown, string>();
  let current = '';
  for (const node of $('*').toArray()) {
    if (isRow.has(node)) sections.set(node, current);
    else if (isHeading.has(node)) current = words($(node)) || current;
  }
  return sections;
}

/** The text of an element, its list points and lines told apart. */
function words(element: Selection): string {
  const points = element.find('li').toArray();
  if (points.length < 2) return inlineText(element.html() ?? '');
  const copy = element.clone();
  copy.find('li').append(' | ');
  return inlineText(copy.html() ?? '').replace(/\s*\|\s*$/, '');
}
