/** A piece of a text as Discord shows it. Everything but "text" is markup that Discord acts on. */
export interface Markup {
  readonly type:
    | 'text'
    | 'heading'
    | 'subtext'
    | 'list'
    | 'quote'
    | 'code-block'
    | 'code'
    | 'bold'
    | 'italic'
    | 'underline'
    | 'strike'
    | 'spoiler'
    | 'link'
    | 'autolink'
    | 'mention'
    | 'timestamp'
    | 'emoji'
    | 'command'
    | 'navigation';
  /** What is shown of it; of a link its text. */
  readonly text: string;
  readonly url?: string;
}

type Rule = readonly [type: Markup['type'], pattern: RegExp, inner: boolean];

/** Rules that hold where a line begins. */
const BLOCKS: readonly Rule[] = [
  ['code-block', /^```[\s\S]*?```/, false],
  ['heading', /^\s*#{1,3}[ \t]+([^\n]+)/, true],
  ['subtext', /^\s*-#[ \t]+([^\n]+)/, true],
  ['quote', /^\s*>>>[ \t]+([\s\S]+)/, true],
  ['quote', /^\s*>[ \t]([^\n]*)/, true],
  ['list', /^[ \t]*(?:[-*+]|\d{1,10}[.)])[ \t]+([^\n]+)/, true],
];

/** Rules that hold anywhere, first that fits first. An escape shows the sign behind it. */
const INLINE: readonly Rule[] = [
  ['text', /^\\([^0-9A-Za-z\s])/, false],
  ['code-block', /^```[\s\S]*?```/, false],
  ['code', /^(`+)[\s\S]*?[^`]\1(?!`)/, false],
  ['autolink', /^<(?:https?|discord|mailto|tel|sms):[^\s<>]+>/i, false],
  ['mention', /^<(?:@[!&]?|#)\d+>/, false],
  ['mention', /^@(?:everyone|here)/, false],
  ['timestamp', /^<t:-?\d+(?::[tTdDfFRsS])?>/, false],
  ['command', /^<\/[^\n<>:]+:\d+>/, false],
  ['emoji', /^<a?:\w+:\d+>/, false],
  ['navigation', /^<id:\w+(?::\d+)?>/, false],
  [
    'link',
    /^\[((?:\[[^\]]*\]|\\.|[^[\]\\])*)\]\(\s*<?((?:\([^()\s]*\)|[^\s()])*)>?(?:\s+["'][\s\S]*?["'])?\s*\)/,
    true,
  ],
  ['autolink', /^(?:https?|discord):\/\/[^\s<]+[^<.,:;"'\]\s]/i, false],
  ['bold', /^\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/, true],
  ['underline', /^__((?:\\[\s\S]|[^\\])+?)__(?!_)/, true],
  ['italic', /^\*(?=\S)((?:\\[\s\S]|[^\\*])+?)\*(?!\*)/, true],
  ['italic', /^_((?:\\[\s\S]|[^\\_])+?)_(?![0-9A-Za-z_])/, true],
  ['strike', /^~~((?:\\[\s\S]|[^\\])+?)~~/, true],
  ['spoiler', /^\|\|([\s\S]+?)\|\|/, true],
];

/**
 * What Discord makes of a text, written from its documentation and from how its clients read Markdown. It errs on the side of
 * seeing markup. Markup within markup comes behind what holds it.
 */
export function readMarkup(source: string): readonly Markup[] {
  return readInline(source, true);
}

const BLOCK_TYPES: ReadonlySet<Markup['type']> = new Set(['quote', 'list']);

/** `beginsLine`: whether what stands first may be a heading, a list and the like. */
function readInline(source: string, beginsLine: boolean): readonly Markup[] {
  const found: Markup[] = [];
  const show = (text: string) => {
    const last = found.at(-1);
    if (last?.type === 'text') found[found.length - 1] = { type: 'text', text: last.text + text };
    else found.push({ type: 'text', text });
  };
  let at = 0;
  while (at < source.length) {
    const rest = source.slice(at);
    const begins = at === 0 ? beginsLine : source[at - 1] === '\n';
    const hit = firstOf(begins ? [...BLOCKS, ...INLINE] : INLINE, rest);
    if (hit === null) {
      show(rest.slice(0, 1));
      at += 1;
      continue;
    }
    const [type, , inner] = hit.rule;
    const [whole, first = '', second = ''] = hit.match;
    at += whole.length;
    if (type === 'text') show(first);
    else {
      found.push({ type, text: inner ? first : whole, ...(type === 'link' ? { url: second } : {}) });
      // Within other markup no line begins anew where it does not in the source.
      if (inner) found.push(...readInline(first, BLOCK_TYPES.has(type)));
    }
  }
  return found;
}

function firstOf(rules: readonly Rule[], text: string) {
  for (const rule of rules) {
    const match = rule[1].exec(text);
    if (match !== null && match[0] !== '') return { rule, match };
  }
  return null;
}
