import { cleanLine } from '../core/text.ts';
import type { WeeklyReport } from '../query/report-model.ts';
import type { Block, Line, Span, StoryCard } from './document.ts';
import { type ExportFile, toTextFile } from './export-file.ts';
import { toDocument } from './to-document.ts';

/** The report as CommonMark with tables: reads well as it is, and renders without raw HTML. */
export function toMarkdown(report: WeeklyReport): ExportFile {
  const document = toDocument(report);
  const links = new Map(report.stories.map(story => [story.id, story.url]));
  const lines = [
    `# ${md(document.title)}`,
    '',
    ...document.lines.flatMap(text => [md(text), '']),
    ...(document.warning === null ? [] : [`**${md(document.warning)}**`, '']),
    ...document.sections.flatMap(section => [
      `## ${md(section.title)}`,
      '',
      ...section.blocks.flatMap(block => toLines(block, links)),
      '',
    ]),
  ];
  return toTextFile(
    report,
    'md',
    'text/markdown',
    `${lines
      .join('\n')
      .replace(/\n{3,}/g, '\n\n')
      .trimEnd()}\n`,
  );
}

/** Addresses of stories by id: Markdown has no anchors of its own, so a mention leads to the source. */
type Links = ReadonlyMap<string, string | null>;

function toLines(block: Block, links: Links): string[] {
  switch (block.type) {
    case 'text':
      return [inline(block.line, links), ''];
    case 'list':
      return [
        ...block.items.map(({ line, note }, index) => {
          const mark = block.ordered ? `${index + 1}. ` : '- ';
          return `${mark}${inline(line, links)}${note === null ? '' : `: ${inline(note, links)}`}`;
        }),
        '',
      ];
    case 'table':
      return [
        row(block.columns.map(column => md(column.title))),
        row(block.columns.map(column => (column.numeric === true ? '---:' : '---'))),
        ...block.rows.map(cells => row(cells.map(cell => inline(cell, links)))),
        '',
      ];
    case 'group':
      return [`### ${md(block.title)}`, '', ...block.blocks.flatMap(one => toLines(one, links)), ''];
    case 'story':
      return card(block.story, links);
    case 'heat-map':
      return [
        md(block.alt),
        '',
        row(['', ...block.map.columns.map(({ title }) => md(title))]),
        row(['---', ...block.map.columns.map(() => '---:')]),
        ...block.map.rows.map(({ title }, at) =>
          row([md(title), ...(block.map.counts[at] ?? []).map(count => (count === 0 ? '–' : String(count)))]),
        ),
        '',
      ];
  }
}

function card(story: StoryCard, links: Links): string[] {
  return [
    `#### ${inline([story.title], links)}`,
    '',
    md(story.facts),
    '',
    ...story.flags.flatMap(flag => [`**${md(flag)}.**`, '']),
    ...(story.quote === null ? [] : [`> ${md(story.quote.text)}`, '']),
    ...story.points.map(point => `- ${inline(point, links)}`),
    '',
  ];
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function inline(line: Line, links: Links): string {
  return line.map(span => word(span, links)).join('');
}

function word(span: Span, links: Links): string {
  const url = span.story === undefined ? (span.url ?? null) : (links.get(span.story) ?? null);
  const before = /^\s/.test(span.text) ? ' ' : '';
  const after = /\s$/.test(span.text) ? ' ' : '';
  const text = md(span.text);
  return `${before}${url === null ? text : `[${text}](${destination(url)})`}${after}`;
}

/**
 * Any text as Markdown that shows exactly that text on one line: nothing in it starts a heading, list, link, image, HTML
 * tag, entity, emphasis, code, table cell, mention, issue reference or automatic link (CommonMark 0.31 and GitHub's extensions).
 */
export function md(text: string): string {
  return cleanLine(text)
    .replace(/[\\`*_[\]<>|~$@#&]|!(?=\[)/g, '\\$&')
    .replace(/(?<!\d):(?=\S)|:(?=[^\s\d])/g, '\\:')
    .replace(/www\./gi, www => `${www.slice(0, 3)}\\.`)
    .replace(/^[-+=]/, '\\$&')
    .replace(/^(\d+)([.)])(?=\s|$)/, '$1\\$2');
}

/** An http(s) address inside "(<...>)": only what could end or bend it is changed. */
function destination(url: string): string {
  const safe = url.replace(/[\s<>\\`|]/g, char => encodeURIComponent(char)).replace(/&(?=#?\w+;)/g, '\\&');
  return `<${safe}>`;
}
