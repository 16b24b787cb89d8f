import { coverageLine } from '../../core/coverage.ts';
import type { Block, Message, StoryBlock } from '../../core/message.ts';
import { cleanLine, cleanParagraphs } from '../../core/text.ts';
import { dateWords, placeWords, shownUrl, storyTitle, voiceWords } from './story-words.ts';

/** A message as CommonMark: every word escaped, so that it reads as it is written and carries no HTML. */
export function renderMarkdown(message: Message, options: { readonly timeZone?: string } = {}): string {
  const timeZone = options.timeZone ?? 'UTC';
  const title = escapeMarkdown(cleanLine(message.title) || 'regbeat');
  const blocks = message.blocks.map(block => blockMarkdown(block, timeZone)).filter(text => text !== '');
  return `${[`# ${title}`, ...blocks].join('\n\n')}\n`;
}

/** One line of text as CommonMark that shows it unchanged: every ASCII sign that could be syntax has a backslash. */
export function escapeMarkdown(text: string): string {
  return cleanLine(text)
    .replace(/[\\`*_{}[\]<>()#+\-!|~&=@:]/g, '\\$&')
    .replace(/^(\d{1,9})([.)])/, '$1\\$2');
}

function blockMarkdown(block: Block, timeZone: string): string {
  switch (block.type) {
    case 'paragraph':
      return cleanParagraphs(block.text).split('\n\n').map(escapeMarkdown).join('\n\n');
    case 'facts':
      return block.facts
        .map(({ label, value }) => `- **${escapeMarkdown(label)}**: ${escapeMarkdown(value)}`)
        .join('\n');
    case 'section':
      return [
        `## ${escapeMarkdown(block.title)}`,
        ...block.stories.map(story => storyMarkdown(story, timeZone)),
      ].join('\n\n');
    case 'more':
      return `## ${escapeMarkdown(block.title)}\n\n${block.stories
        .map(
          story =>
            `- ${link(storyTitle(story), story.url)} ${escapeMarkdown(`(${story.source}${story.unconfirmed ? ', unconfirmed' : ''})`)}`,
        )
        .join('\n')}`;
    case 'coverage':
      return `---\n\n${escapeMarkdown(`${coverageLine(block.coverage, { timeZone })}.`)}`;
  }
}

function storyMarkdown(story: StoryBlock, timeZone: string): string {
  const also = story.alsoReportedBy.map(report => link(cleanLine(report.source), report.url)).join(', ');
  const paragraphs = [
    `### ${link(storyTitle(story), story.url)}`,
    [voiceWords(story, timeZone), placeWords(story)]
      .map(words => escapeMarkdown(words.join(' · ')))
      .filter(line => line !== '')
      .join('  \n'),
    story.quote === null ? '' : `> ${escapeMarkdown(story.quote)}`,
    escapeMarkdown(dateWords(story).join(' · ')),
    also === '' ? '' : `Also reported by ${also}`,
    story.itemId === '' ? '' : `id ${escapeMarkdown(story.itemId)}`,
  ];
  return paragraphs.filter(paragraph => paragraph !== '').join('\n\n');
}

/** The address stands in angle brackets with its own ones encoded, so that nothing in it can end the link. */
function link(text: string, url: string | null): string {
  const href = shownUrl(url);
  const shown = escapeMarkdown(text);
  return href === null ? shown : `[${shown}](<${href.replace(/[<>\\]/g, encodeURIComponent)}>)`;
}
