import { coverageLine } from '../../core/coverage.ts';
import { escapeHtml } from '../../core/escape-html.ts';
import type { Block, Message, StoryBlock } from '../../core/message.ts';
import { cleanLine, cleanParagraphs } from '../../core/text.ts';
import { dateWords, placeWords, shownUrl, storyTitle, voiceWords } from './story-words.ts';

/** Nothing is loaded, run or sent from the page, whatever a title holds. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

const STYLE = `:root{color-scheme:light dark;--text:#1c2126;--soft:#5b6670;--line:#d9dee3;--page:#fff;--link:#0b57d0;--warn:#8a5200}
@media (prefers-color-scheme:dark){:root{--text:#e4e8ec;--soft:#9aa5b0;--line:#39424b;--page:#14181c;--link:#8ab4f8;--warn:#e0a458}}
body{margin:2rem auto;max-width:46rem;padding:0 1rem;font:16px/1.5 system-ui,sans-serif;color:var(--text);background:var(--page)}
h1{font-size:1.5rem}h2{font-size:1.15rem;border-bottom:1px solid var(--line);padding-bottom:.25rem;margin-top:2rem}
h3{font-size:1rem;margin:1.5rem 0 0}p{margin:.25rem 0}a{color:var(--link)}
blockquote{margin:.5rem 0;padding-left:.75rem;border-left:3px solid var(--line)}
.soft,footer{color:var(--soft);font-size:.9rem}.warn{color:var(--warn);font-weight:600}
dl{display:flex;flex-wrap:wrap;gap:.5rem 2rem}dt{color:var(--soft);font-size:.85rem}dd{margin:0;font-size:1.25rem}
*{overflow-wrap:anywhere}`;

/** A message as one self-contained HTML page: every word escaped, no scripts, nothing loaded, light and dark. */
export function renderHtml(message: Message, options: { readonly timeZone?: string } = {}): string {
  const title = escapeHtml(cleanLine(message.title) || 'regbeat');
  const timeZone = options.timeZone ?? 'UTC';
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>
${STYLE}
</style>
</head>
<body>
<h1>${title}</h1>
${message.blocks.map(block => blockHtml(block, timeZone)).join('\n')}
</body>
</html>
`;
}

function blockHtml(block: Block, timeZone: string): string {
  switch (block.type) {
    case 'paragraph':
      return cleanParagraphs(block.text)
        .split('\n\n')
        .map(paragraph => `<p>${escapeHtml(paragraph)}</p>`)
        .join('\n');
    case 'facts': {
      const facts = block.facts.map(
        ({ label, value }) =>
          `<div><dt>${escapeHtml(cleanLine(label))}</dt><dd>${escapeHtml(cleanLine(value))}</dd></div>`,
      );
      return `<dl>${facts.join('')}</dl>`;
    }
    case 'section':
      return [heading(block.title), ...block.stories.map(story => storyHtml(story, timeZone))].join('\n');
    case 'more': {
      const items = block.stories.map(
        story =>
          `<li>${link(storyTitle(story), story.url)} <span class="soft">${escapeHtml(cleanLine(story.source))}${story.unconfirmed ? ', unconfirmed' : ''}</span></li>`,
      );
      return `${heading(block.title)}\n<ul>\n${items.join('\n')}\n</ul>`;
    }
    case 'coverage':
      return `<footer><p>${escapeHtml(coverageLine(block.coverage, { timeZone }))}.</p></footer>`;
  }
}

function heading(title: string): string {
  return `<h2>${escapeHtml(cleanLine(title))}</h2>`;
}

function storyHtml(story: StoryBlock, timeZone: string): string {
  const line = (words: readonly string[], name: string) =>
    words.length === 0 ? '' : `<p class="${name}">${escapeHtml(words.join(' · '))}</p>`;
  const also = story.alsoReportedBy.map(report => link(cleanLine(report.source), report.url)).join(', ');
  const parts = [
    `<h3>${link(storyTitle(story), story.url)}</h3>`,
    line(voiceWords(story, timeZone), story.unconfirmed ? 'warn' : 'soft'),
    line(placeWords(story), 'soft'),
    story.quote === null ? '' : `<blockquote>${escapeHtml(cleanLine(story.quote))}</blockquote>`,
    line(dateWords(story), 'warn'),
    also === '' ? '' : `<p class="soft">Also reported by ${also}</p>`,
    story.itemId === '' ? '' : `<p class="soft">id ${escapeHtml(cleanLine(story.itemId))}</p>`,
  ];
  return `<article>\n${parts.filter(part => part !== '').join('\n')}\n</article>`;
}

function link(text: string, url: string | null): string {
  const href = shownUrl(url);
  const shown = escapeHtml(text);
  return href === null ? shown : `<a href="${escapeHtml(href)}" rel="noopener noreferrer">${shown}</a>`;
}
