import { cleanLine, stripInvisible } from '../core/text.ts';
import { QueryFault } from './query-error.ts';

/** A piece of the typed text, in UTF-16 units of what was typed. */
export interface Span {
  readonly position: number;
  readonly length: number;
}

export interface TypedValue extends Span {
  readonly text: string;
}

export type Token =
  | ({
      readonly type: 'text';
      readonly text: string;
      readonly phrase: boolean;
      readonly negated: boolean;
    } & Span)
  | ({
      readonly type: 'field';
      /** As typed, with its span. */
      readonly name: TypedValue;
      readonly values: readonly TypedValue[];
      readonly negated: boolean;
    } & Span);

/** Opening quotation marks and what may close them; Chinese and Japanese ones included. */
const QUOTES: Readonly<Record<string, string>> = {
  '"': '"”＂',
  '“': '”"＂“',
  '„': '“”"',
  '＂': '＂"”',
  '「': '」',
  '『': '』',
};
const ANY_QUOTE = /["“”„＂「」『』]/g;
const SPACE = /\s/;
const HYPHEN = /[-－]/;
const COMMA = /[,，、]/;
/** A field is Latin letters before a colon. What stands before "://" is the scheme of a URL. */
const FIELD = /^([a-z][a-z-]*)[:：](?!\/\/)/i;

/** Longest field name looked for. */
const FIELD_LENGTH = 40;

/**
 * Splits a typed query into words, phrases and fields. Positions are those of the text as typed. Words without letters and digits
 * ("—", "&") are left out. Throws QueryFault on an unclosed quotation mark and on a missing value.
 */
export function tokenise(typed: string): Token[] {
  const { text, at } = visible(typed);
  const tokens: Token[] = [];
  let index = 0;

  const span = (from: number, to: number): Span => {
    const position = at[from] ?? typed.length;
    return { position, length: (at[to] ?? typed.length) - position };
  };
  const skipWhile = (pattern: RegExp) => {
    while (index < text.length && pattern.test(text.charAt(index))) index++;
  };

  function readQuoted(): TypedValue {
    const start = index;
    const closers = QUOTES[text.charAt(start)] ?? '"';
    index++;
    while (index < text.length && !closers.includes(text.charAt(index))) index++;
    if (index >= text.length) {
      throw new QueryFault({
        code: 'unclosed-quote',
        ...span(start, text.length),
        message: 'This quotation mark is not closed.',
        suggestion: `"${plainPhrase(text.slice(start + 1))}"`,
      });
    }
    index++;
    return { text: plainPhrase(text.slice(start + 1, index - 1)), ...span(start, index) };
  }

  function readBare(end: (char: string) => boolean): TypedValue {
    const start = index;
    while (index < text.length && !end(text.charAt(index))) index++;
    return { text: cleanLine(text.slice(start, index)), ...span(start, index) };
  }

  function readValues(name: TypedValue, start: number): TypedValue[] {
    const values: TypedValue[] = [];
    for (;;) {
      const value = isOpening(text.charAt(index))
        ? readQuoted()
        : readBare(char => SPACE.test(char) || COMMA.test(char) || isOpening(char));
      if (value.text === '') {
        throw new QueryFault({
          code: 'empty-value',
          ...span(start, Math.max(index, start + 1)),
          message: `A value is missing after "${name.text}:". Write it without a space, like ${name.text.toLowerCase()}:${exampleOf(name.text)}.`,
          suggestion: `${name.text.toLowerCase()}:${exampleOf(name.text)}`,
        });
      }
      values.push(value);
      if (!COMMA.test(text.charAt(index))) return values;
      index++;
    }
  }

  for (;;) {
    skipWhile(SPACE);
    if (index >= text.length) return tokens;
    const start = index;
    skipWhile(HYPHEN);
    const negated = index > start;
    if (isOpening(text.charAt(index))) {
      const phrase = readQuoted();
      if (hasToken(phrase.text)) {
        tokens.push({ type: 'text', text: phrase.text, phrase: true, negated, ...span(start, index) });
      }
      continue;
    }
    const field = FIELD.exec(text.slice(index, index + FIELD_LENGTH))?.[1];
    if (field !== undefined) {
      const name = { text: field, ...span(index, index + field.length) };
      index += field.length + 1;
      const values = readValues(name, start);
      tokens.push({ type: 'field', name, values, negated, ...span(start, index) });
      continue;
    }
    const word = readBare(char => SPACE.test(char) || isOpening(char));
    if (hasToken(word.text)) {
      tokens.push({ type: 'text', text: word.text, phrase: false, negated, ...span(start, index) });
    }
  }
}

/** Whether a word has anything that can be searched for. */
function hasToken(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}

function isOpening(char: string): boolean {
  return char !== '' && char in QUOTES;
}

/** A phrase without quotation marks inside, so that it can be written between plain ones. */
function plainPhrase(text: string): string {
  return cleanLine(text.replace(ANY_QUOTE, ' '));
}

function exampleOf(name: string): string {
  const examples: Readonly<Record<string, string>> = {
    jurisdiction: 'HK',
    topic: 'staking',
    kind: 'rule',
    authority: 'SFC',
    source: 'hk/*',
    tier: 'official',
    is: 'unconfirmed',
    position: 'staking:banned',
    deadline: 'next-30d',
    firm: 'binance',
    story: '85km',
    since: '30d',
    until: 'today',
    relevant: 'any',
    sort: 'new',
  };
  return examples[name.toLowerCase()] ?? 'value';
}

/** The text without invisible characters, each place with its place in what was typed. */
function visible(typed: string): { readonly text: string; readonly at: readonly number[] } {
  let text = '';
  const at: number[] = [];
  let position = 0;
  for (const char of typed) {
    // Singletons such as the Kelvin sign become the letter they look like, before fields are looked for.
    const kept = stripInvisible(char).normalize('NFC');
    for (let unit = 0; unit < kept.length; unit++) at.push(position);
    text += kept;
    position += char.length;
  }
  return { text, at };
}
