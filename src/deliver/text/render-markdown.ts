import { coverageLine } from '../../core/coverage.ts';
import { t, toLocale } from '../../core/locale.ts';
import type { Block, HeatMap, Message, StoryBlock } from '../../core/message.ts';
import { cleanLine, cleanParagraphs } from '../../core/text.ts';
import {
  dateWords,
  placeWords,
  reportWords,
  shownUrl,
  storyTitle,
  type TextStyle,
  voiceWords,
} from './story-words.ts';

/** A message as CommonMark: every word escaped, so that it reads as it is written and carries no HTML. */
export function renderMarkdown(
  message: Message,
  options: { readonly timeZone?: string; readonly locale?: string } = {},
): string {
  const style = { timeZone: options.timeZone ?? 'UTC', locale: toLocale(options.locale ?? message.locale) };
  const title = escapeMarkdown(cleanLine(message.title) || 'regbeat');
  const blocks = message.blocks.map(block => blockMarkdown(block, style)).filter(text => text !== '');
  return `${[`# ${title}`, ...blocks].join('\n\n')}\n`;
}

/** One line of text as CommonMark that shows it unchanged: every ASCII sign that could be syntax has a backslash. */
export function escapeMarkdown(text: string): string {
  return cleanLine(text)
    .replace(/[\\`*_{}[\]<>()#+\-!|~&=@:]/g, '\\$&')
    .replace(/^(\d{1,9})([.)])/, '$1\\$2');
}

function blockMarkdown(block: Block, style: TextStyle): string {
  const { locale } = style;
  switch (block.type) {
    case 'paragraph':
      return cleanParagraphs(block.text).split('\n\n').map(escapeMarkdown).join('\n\n');
    case 'facts':
      return block.facts
        .map(({ label, value }) => `- **${escapeMarkdown(label)}**: ${escapeMarkdown(value)}`)
        .join('\n');
    case 'list':
      return `## ${escapeMarkdown(block.title)}\n\n${block.lines.map(line => `- ${escapeMarkdown(line)}`).join('\n')}`;
    case 'query':
      return escapeMarkdown(t(locale, 'alert.matches', { query: block.query }));
    case 'chart':
      return chartMarkdown(block.chart);
    case 'section':
      return [
        `## ${escapeMarkdown(block.title)}`,
        ...block.stories.map(story => storyMarkdown(story, style)),
      ].join('\n\n');
    case 'more': {
      const doubt = `, ${t(locale, 'story.unconfirmed')}`;
      return `## ${escapeMarkdown(block.title)}\n\n${block.stories
        .map(
          story =>
            `- ${link(storyTitle(story, style), story.url)} ${escapeMarkdown(`(${story.source}${story.unconfirmed ? doubt : ''})`)}`,
        )
        .join('\n')}`;
    }
    case 'coverage':
      return `---\n\n${escapeMarkdown(`${coverageLine(block.coverage, style)}.`)}`;
  }
}

/** The numbers of a picture as a table. */
function chartMarkdown({ title, rows, columns, counts }: HeatMap): string {
  const line = (cells: readonly (string | number)[]) =>
    `| ${cells.map(cell => escapeMarkdown(String(cell))).join(' | ')} |`;
  return [
    `## ${escapeMarkdown(title)}`,
    '',
    line(['', ...columns]),
    `|${' --- |'.repeat(columns.length + 1)}`,
    ...rows.map((name, row) => line([name, ...(counts[row] ?? []).map(count => count || '')])),
  ].join('\n');
}

function storyMarkdown(story: StoryBlock, style: TextStyle): string {
  const { locale } = style;
  const names = story.alsoReportedBy.map(report => link(reportWords(report, locale), report.url)).join(', ');
  const id = cleanLine(story.itemId);
  const paragraphs = [
    `### ${link(storyTitle(story, style), story.url)}`,
    [voiceWords(story, style), placeWords(story, style)]
      .map(words => escapeMarkdown(words.join(' · ')))
      .filter(line => line !== '')
      .join('  \n'),
    story.quote === null ? '' : `> ${escapeMarkdown(story.quote)}`,
    escapeMarkdown(dateWords(story, style).join(' · ')),
    names === '' ? '' : t(locale, 'story.also', { names }),
    id === '' ? '' : escapeMarkdown(t(locale, 'story.id', { id })),
  ];
  return paragraphs.filter(paragraph => paragraph !== '').join('\n\n');
}

/** The address stands in angle brackets with its own ones encoded, so that nothing in it can end the link. */
function link(text: string, url: string | null): string {
  const href = shownUrl(url);
  const shown = escapeMarkdown(text);
  return href === null ? shown : `[${shown}](<${href.replace(/[<>\\]/g, encodeURIComponent)}>)`;
}
