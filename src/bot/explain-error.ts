import type { AppError } from '../core/errors.ts';
import { stripInvisible, truncate } from '../core/text.ts';
import type { Markup } from './command.ts';
import type { Reply } from './reply.ts';

/** Columns of a code block that fit on a phone's screen twice. */
const SHOWN = 76;
const LONGEST = 1800;

/** What people see of an error: its own words, with the place in a query pointed at. */
export function explainError(error: AppError, markup: Markup): Reply {
  if (error.code !== 'query') return { content: `⚠️ ${paragraphs(error.message, markup)}` };
  const [head = '', typed = '', marks = '', ...rest] = error.message.split('\n');
  const position = Math.max(0, marks.indexOf('^'));
  const start = position > SHOWN / 2 ? position - Math.floor(SHOWN / 2) : 0;
  const window = (line: string) => line.slice(start, start + SHOWN).toWellFormed();
  const code = [window(typed), window(marks)]
    .map(line => stripInvisible(line).replaceAll('`', 'ˋ'))
    // Nothing is mentioned from within code, nor by an answer at all; this holds for what copies it, too.
    .map(line => line.replace(/[@<](?=\S)/g, '$&\u200b'))
    .join('\n');
  return {
    content: `⚠️ ${markup.escape(head, 300)}\n\`\`\`\n${code}\n\`\`\`\n${paragraphs(rest.join('\n'), markup)}`,
  };
}

function paragraphs(text: string, markup: Markup): string {
  return truncate(
    text
      .split('\n')
      .slice(0, 20)
      .map(line => markup.escape(line, 600))
      .join('\n'),
    LONGEST,
  );
}
