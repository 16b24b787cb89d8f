import type { Content, ContentTable, ContentText, TableCell } from 'pdfmake/interfaces.js';
import type { Block, Line, ReportDocument, Section, Span, StoryCard } from '../document.ts';
import { heatCells } from '../heat-cells.ts';
import { fontRuns } from './font-runs.ts';
import type { PdfFonts } from './load-fonts.ts';

export const COLOURS = {
  ink: '#1c1f23',
  faint: '#5a6270',
  line: '#d9dde3',
  link: '#0b4f96',
  flag: '#9a3b00',
  head: '#eef1f5',
} as const;

/** Blue from light to dark; text on it stays readable in grey print too. */
const HEAT = ['#ffffff', '#e3edf8', '#bfd7ef', '#8fb9e2', '#5b94cd', '#2f6eb0'] as const;
const WIDTH = 487;

interface Look {
  readonly bold?: boolean;
  readonly color?: string;
  readonly fontSize?: number;
}

/** The pages' content for pdfmake. */
export function layoutOf(document: ReportDocument, fonts: PdfFonts): Content[] {
  const inline = (line: Line, look: Look = {}) => line.flatMap(span => words(span, look, fonts));
  const plain = (text: string, look: Look = {}) => inline([{ text }], look);

  const table = (block: Extract<Block, { type: 'table' }>): Content => {
    const total = block.columns.reduce((sum, column) => sum + column.width, 0);
    const padding = 8 * block.columns.length;
    return {
      table: {
        headerRows: 1,
        dontBreakRows: block.rows.length < 500,
        widths: block.columns.map(column => ((WIDTH - padding) * column.width) / total),
        body: [
          block.columns.map(
            (column): TableCell => ({
              text: plain(column.title, { bold: true, fontSize: 8 }),
              alignment: column.numeric === true ? 'right' : 'left',
              fillColor: COLOURS.head,
            }),
          ),
          ...block.rows.map(cells =>
            cells.map(
              (cell, at): TableCell => ({
                text: inline(cell, { fontSize: 8.5 }),
                alignment: block.columns[at]?.numeric === true ? 'right' : 'left',
              }),
            ),
          ),
        ],
      },
      layout: RULED,
      margin: [0, 4, 0, 8],
    };
  };

  const heatMap = ({ map, alt }: Extract<Block, { type: 'heat-map' }>): Content => {
    const shades = heatCells(map, HEAT.length);
    const first = 104;
    const rest = (WIDTH - first - 3.5 * (map.columns.length + 1)) / map.columns.length;
    return {
      stack: [
        { text: plain(alt, { color: COLOURS.faint, fontSize: 8.5 }), margin: [0, 6, 0, 2] },
        {
          table: {
            headerRows: 1,
            dontBreakRows: true,
            widths: [first, ...map.columns.map(() => rest)],
            body: [
              [
                { text: plain('Stories', { bold: true, fontSize: 7 }) },
                ...map.columns.map(
                  ({ title }): TableCell => ({
                    text: plain(title, { bold: true, fontSize: 6.5 }),
                    alignment: 'center',
                  }),
                ),
              ],
              ...map.rows.map(({ title }, row) => [
                { text: plain(title, { fontSize: 8 }) },
                ...(map.counts[row] ?? []).map((count, column): TableCell => {
                  const shade = shades[row]?.[column] ?? 0;
                  return {
                    text: plain(count === 0 ? '–' : String(count), {
                      fontSize: 8,
                      color: shade > 3 ? '#ffffff' : count === 0 ? COLOURS.faint : COLOURS.ink,
                    }),
                    alignment: 'center',
                    fillColor: HEAT[shade] ?? HEAT[0],
                  };
                }),
              ]),
            ],
          },
          layout: GRID,
        },
      ],
      unbreakable: true,
      margin: [0, 4, 0, 8],
    };
  };

  const card = (story: StoryCard): Content => ({
    stack: [
      named({ text: inline([story.title], { bold: true, fontSize: 10.5 }) }, { id: `s-${story.id}` }),
      {
        text: [
          ...plain(story.facts, { color: COLOURS.faint, fontSize: 8.5 }),
          ...story.flags.flatMap(flag =>
            plain(` · ${flag}`, { color: COLOURS.flag, bold: true, fontSize: 8.5 }),
          ),
        ],
      },
      ...(story.quote === null ? [] : [quote(story.quote)]),
      ...(story.points.length === 0
        ? []
        : [
            {
              ul: story.points.map(point => ({ text: inline(point, { fontSize: 8.5 }) })),
              margin: [4, 2, 0, 0] as [number, number, number, number],
            },
          ]),
    ],
    unbreakable: story.points.length < 30,
    margin: [0, 0, 0, 9],
  });

  const quote = (span: Span): Content => ({
    table: { widths: [WIDTH - 24], body: [[{ text: inline([span]) }]] },
    layout: QUOTED,
    margin: [0, 3, 0, 2],
  });

  const blockOf = (block: Block): Content => {
    switch (block.type) {
      case 'text':
        return { text: inline(block.line), margin: [0, 0, 0, 4] };
      case 'list': {
        const items = block.items.map(
          ({ line, note }): Content => ({
            stack: [
              { text: inline(line) },
              ...(note === null ? [] : [{ text: inline(note, { fontSize: 8.5 }) }]),
            ],
            margin: [0, 0, 0, 3],
          }),
        );
        return block.ordered ? { ol: items, margin: [0, 0, 0, 6] } : { ul: items, margin: [0, 0, 0, 6] };
      }
      case 'table':
        return table(block);
      case 'heat-map':
        return heatMap(block);
      case 'story':
        return card(block.story);
      case 'group': {
        const [first, ...rest] = block.blocks.map(blockOf);
        const title: Content = {
          text: plain(block.title, { bold: true, fontSize: 11.5, color: COLOURS.faint }),
          margin: [0, 8, 0, 4],
        };
        // A heading never stands alone at the foot of a page.
        const heading: Content =
          first === undefined
            ? title
            : isShort(block)
              ? { stack: [title, first], unbreakable: true }
              : { stack: [title, first] };
        return { stack: [heading, ...rest] };
      }
    }
  };

  const section = ({ id, title, blocks }: Section): Content[] => [
    named(
      {
        // Fixed words in Latin letters; without a look of their own, so that the contents can give them another.
        text: title,
        bold: true,
        fontSize: 14.5,
        outline: true,
        outlineText: title,
        headlineLevel: 1,
        margin: [0, 16, 0, 6],
      },
      { id: `section-${id}`, tocItem: true },
    ),
    ...blocks.map(blockOf),
  ];

  return [
    { text: plain(document.title, { bold: true, fontSize: 22 }), margin: [0, 0, 0, 4] },
    ...document.lines.map((line): Content => ({ text: plain(line, { color: COLOURS.faint, fontSize: 10 }) })),
    ...(document.warning === null
      ? []
      : [
          {
            text: plain(document.warning, { color: COLOURS.flag, bold: true }),
            margin: [0, 8, 0, 0] as [number, number, number, number],
          },
        ]),
    {
      toc: {
        title: { text: 'Contents', bold: true, fontSize: 11.5, color: COLOURS.faint, margin: [0, 14, 0, 4] },
        textStyle: { fontSize: 9.5, color: COLOURS.link },
        numberStyle: { fontSize: 9.5, color: COLOURS.faint },
        textMargin: [0, 0, 0, 1],
      },
      margin: [0, 0, 0, 8],
    },
    ...document.sections.flatMap(section),
  ];
}

/** pdfmake takes these beside any text; its types do not. */
function named(node: ContentText, names: { readonly id: string; readonly tocItem?: true }): Content {
  return Object.assign(node, names);
}

function isShort(block: Extract<Block, { type: 'group' }>): boolean {
  const [first] = block.blocks;
  if (first === undefined) return true;
  if (first.type === 'list') return first.items.length < 12;
  return first.type === 'story' ? first.story.points.length < 30 : first.type === 'text';
}

/** One span as runs of one font each. */
function words({ text, url, story, language, tone }: Span, look: Look, fonts: PdfFonts) {
  const link =
    story !== undefined
      ? { linkToDestination: `s-${story}`, color: COLOURS.link }
      : url !== undefined && url !== null
        ? { link: url, color: COLOURS.link }
        : {};
  const toned = tone === undefined ? {} : { color: tone === 'faint' ? COLOURS.faint : COLOURS.flag };
  return fontRuns(text, language, fonts).map(run => ({
    text: run.text,
    font: run.family,
    ...look,
    ...toned,
    ...link,
  }));
}

const RULED: NonNullable<ContentTable['layout']> = {
  hLineWidth: (row: number) => (row === 0 ? 0 : 0.5),
  vLineWidth: () => 0,
  hLineColor: () => COLOURS.line,
  paddingLeft: () => 4,
  paddingRight: () => 4,
  paddingTop: () => 3,
  paddingBottom: () => 3,
};

const GRID: NonNullable<ContentTable['layout']> = {
  hLineWidth: () => 0.5,
  vLineWidth: () => 0.5,
  hLineColor: () => '#ffffff',
  vLineColor: () => '#ffffff',
  paddingLeft: () => 1.5,
  paddingRight: () => 1.5,
  paddingTop: () => 2,
  paddingBottom: () => 2,
};

const QUOTED: NonNullable<ContentTable['layout']> = {
  hLineWidth: () => 0,
  vLineWidth: (column: number) => (column === 0 ? 2 : 0),
  vLineColor: () => COLOURS.line,
  paddingLeft: () => 8,
  paddingRight: () => 0,
  paddingTop: () => 0,
  paddingBottom: () => 0,
};
