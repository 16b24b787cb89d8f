import { escapeHtml } from '../../src/core/escape-html.ts';

type Rule = readonly [RegExp, (match: RegExpExecArray, now: Date) => string];

/** Discord's markup, as far as regbeat writes it, first that fits first. */
const RULES: readonly Rule[] = [
  [/^\\([^0-9A-Za-z\s])/, ([, sign = '']) => escapeHtml(sign)],
  [/^\*\*((?:\\.|[^*\\])+)\*\*/, ([, inner = ''], now) => `<b>${inline(inner, now)}</b>`],
  [
    /^\[([^\]\n]+)\]\((https?:\/\/[^\s()]+)\)/,
    ([, inner = '', url = '']) => `<a href="${escapeHtml(url)}">${escapeHtml(inner)}</a>`,
  ],
  [/^`([^`]+)`/, ([, code = '']) => `<code>${escapeHtml(code)}</code>`],
  [/^<t:(\d+):R>/, ([, at = ''], now) => `<span class="stamp">${relative(Number(at) * 1000, now)}</span>`],
  [
    /^<t:(\d+):f>/,
    ([, at = '']) => `<span class="stamp">${new Date(Number(at) * 1000).toUTCString().slice(5, 22)}</span>`,
  ],
  [/^<#\d+>/, () => '<span class="mention">#policy</span>'],
  [/^<@&\d+>/, () => '<span class="mention">@Compliance</span>'],
  [/^<@\d+>/, () => '<span class="mention">@Ada</span>'],
];

/** Text of a message as HTML, the way Discord shows it at a moment. */
export function markupHtml(text: string, now: Date): string {
  return text
    .split('\n')
    .map(line =>
      line.startsWith('> ')
        ? `<blockquote>${inline(line.slice(2), now)}</blockquote>`
        : `${inline(line, now)}<br>`,
    )
    .join('');
}

function inline(text: string, now: Date): string {
  let html = '';
  let rest = text;
  while (rest !== '') {
    const hit = RULES.map(([pattern, show]) => ({ match: pattern.exec(rest), show })).find(
      ({ match }) => match,
    );
    if (hit?.match) {
      html += hit.show(hit.match, now);
      rest = rest.slice(hit.match[0].length);
    } else {
      const [sign = ''] = rest;
      html += escapeHtml(sign);
      rest = rest.slice(sign.length);
    }
  }
  return html;
}

function relative(at: number, now: Date): string {
  const hours = Math.round((at - now.getTime()) / 3_600_000);
  const words = new Intl.RelativeTimeFormat('en');
  return Math.abs(hours) < 36 ? words.format(hours, 'hour') : words.format(Math.round(hours / 24), 'day');
}
