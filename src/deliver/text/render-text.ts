import { coverageLine } from '../../core/coverage.ts';
import { type Locale, t, toLocale } from '../../core/locale.ts';
import type { Block, Message, StoryBlock } from '../../core/message.ts';
import { cleanLine, cleanParagraphs } from '../../core/text.ts';
import { textWidth } from '../../core/text-width.ts';
import { dateWords, placeWords, reportWords, shownUrl, storyTitle, voiceWords } from './story-words.ts';
import { wrapText } from './wrap.ts';

export interface RenderTextOptions {
  /** Columns of the terminal. */
  readonly width: number;
  /** Whether to write ANSI colours. */
  readonly colour: boolean;
  /** IANA zone of the times shown. Default: UTC. */
  readonly timeZone?: string;
  /** Of the fixed words. Default: English. */
  readonly locale?: string;
}

const STYLES = { bold: [1, 22], dim: [2, 22], yellow: [33, 39], cyan: [36, 39], green: [32, 39] } as const;
type Style = keyof typeof STYLES;
const INDENT = '  ';
/** Failing sources named on a terminal; a crawl and `sources list` name them all. */
const FAILING = 8;

interface Page {
  readonly width: number;
  readonly timeZone: string;
  readonly locale: Locale;
  readonly paint: (style: Style, text: string) => string;
}

/** A message as text for a terminal, ending in a line break. Addresses stand whole on lines of their own. */
export function renderText(message: Message, options: RenderTextOptions): string {
  const width = Math.max(20, Math.min(options.width, 110));
  const page: Page = {
    width,
    timeZone: options.timeZone ?? 'UTC',
    locale: toLocale(options.locale ?? message.locale),
    paint: (style, text) =>
      options.colour ? `\u001b[${STYLES[style][0]}m${text}\u001b[${STYLES[style][1]}m` : text,
  };
  const title = wrapText(cleanLine(message.title) || 'regbeat', width);
  const rule = '═'.repeat(Math.max(...title.map(textWidth)));
  const head = [...title.map(line => page.paint('bold', line)), page.paint('dim', rule)];
  const paragraphs = message.blocks.map(block => blockLines(block, page).join('\n'));
  return `${[head.join('\n'), ...paragraphs.filter(text => text !== '')].join('\n\n')}\n`;
}

function blockLines(block: Block, page: Page): readonly string[] {
  const { width, paint } = page;
  switch (block.type) {
    case 'paragraph':
      return cleanParagraphs(block.text)
        .split('\n\n')
        .flatMap((paragraph, index) => [...(index > 0 ? [''] : []), ...wrapText(paragraph, width)]);
    case 'facts': {
      const facts = block.facts.map(({ label, value }) => `${cleanLine(label)}: ${cleanLine(value)}`);
      return wrapText(facts.join('  ·  '), width);
    }
    case 'section':
      return [
        ...heading(block.title, page),
        ...block.stories.flatMap(story => ['', ...storyLines(story, page)]),
      ];
    case 'more':
      return [...heading(block.title, page), ...block.stories.flatMap(story => shortLines(story, page))];
    case 'list':
      return [
        ...heading(block.title, page),
        ...block.lines.flatMap(line => bulleted(cleanLine(line), width)),
      ];
    case 'query':
      return wrapText(t(page.locale, 'alert.matches', { query: cleanLine(block.query) }), width);
    case 'chart':
      return [];
    case 'coverage':
      return wrapText(
        `${coverageLine(block.coverage, { timeZone: page.timeZone, locale: page.locale, max: FAILING })}.`,
        width,
      ).map(line => paint(block.coverage.failing.length > 0 ? 'yellow' : 'dim', line));
  }
}

function heading(title: string, { width, paint }: Page): readonly string[] {
  const lines = wrapText(cleanLine(title), width);
  return [...lines.map(line => paint('cyan', line)), paint('dim', '─'.repeat(textWidth(lines[0] ?? '')))];
}

function bulleted(text: string, width: number): readonly string[] {
  return wrapText(text, width, '    ').map((line, index) =>
    index === 0 ? `${INDENT}• ${line.slice(4)}` : line,
  );
}

function storyLines(story: StoryBlock, { width, timeZone, locale, paint }: Page): readonly string[] {
  const wrap = (text: string) => (text === '' ? [] : wrapText(text, width, INDENT));
  const style = { locale, timeZone };
  const names = story.alsoReportedBy.map(report => reportWords(report, locale)).join(', ');
  const also = names === '' ? '' : t(locale, 'story.also', { names });
  const id = cleanLine(story.itemId);
  const url = shownUrl(story.url);
  const voice = wrap(voiceWords(story, style).join(' · '));
  return [
    ...wrap(storyTitle(story, style)).map(line => paint('bold', line)),
    ...voice.map(line => paint(story.unconfirmed ? 'yellow' : 'green', line)),
    ...wrap(placeWords(story, style).join(' · ')).map(line => paint('dim', line)),
    ...wrap(story.quote === null ? '' : `“${cleanLine(story.quote)}”`),
    ...wrap(dateWords(story, style).join(' · ')).map(line => paint('yellow', line)),
    ...wrap(also).map(line => paint('dim', line)),
    ...(url === null ? [] : [`${INDENT}${url}`]),
    ...wrap(id === '' ? '' : t(locale, 'story.id', { id })).map(line => paint('dim', line)),
  ];
}

function shortLines(story: StoryBlock, { width, locale, paint }: Page): readonly string[] {
  const url = shownUrl(story.url);
  const doubt = story.unconfirmed ? `, ${t(locale, 'story.unconfirmed')}` : '';
  const text = `${storyTitle(story, { locale })} (${cleanLine(story.source)}${doubt})`;
  return [...bulleted(text, width), ...(url === null ? [] : [paint('dim', `    ${url}`)])];
}
