import { type Tokens, tokenise } from './tokens.ts';

/**
 * One phrase to look for. In `text`, a word ending in "*" matches any word that begins so, and a lone "~" stands for up to
 * three words. Phrases are compared without case, accents and plural endings unless `exact` says otherwise.
 */
export interface Pattern<T> {
  readonly text: string;
  /**
   * "fold": plural, case and accents ignored. "word": plural kept. "name": like "word", but not in small letters ("turkey" is no
   * country) unless the whole field is. "case": as written ("SEC", "US").
   */
  readonly exact: 'fold' | 'word' | 'name' | 'case';
  readonly value: T;
}

/** One place where a phrase stands: UTF-16 offsets of the original text, and token positions. */
export interface Hit<T> {
  readonly start: number;
  readonly end: number;
  readonly first: number;
  /** Position after the last token. */
  readonly after: number;
  readonly phrase: string;
  readonly value: T;
}

export interface Matcher<T> {
  /** Every place of every phrase, overlapping ones too, in order of their start. */
  match(tokens: Tokens): Hit<T>[];
}

interface Node<T> {
  next: Map<string, Node<T>> | null;
  prefixes: Map<string, Node<T>> | null;
  /** Lengths of the keys of `prefixes` by their first UTF-16 unit, shortest first. */
  prefixLengths: Map<number, readonly number[]> | null;
  gap: Node<T> | null;
  ends: Compiled<T>[] | null;
}

interface Compiled<T> {
  readonly pattern: Pattern<T>;
  /** Words as they must stand in the text when `exact` is not "fold"; empty string where anything goes. */
  readonly words: readonly string[];
  /** "$" in "US$": a sign that must follow the last word; empty for most phrases. */
  readonly sign: string;
  /** Two Korean syllables occur inside other words by chance: such a phrase must begin its word. */
  readonly atWordStart: boolean;
}

const MAX_GAP = 3;
const NO_WORDS: readonly string[] = [];
const SIGN = /[\p{Sc}%+]$/u;
const HANGUL = /^[\uac00-\ud7a3]{1,2}$/;

function newNode<T>(): Node<T> {
  return { next: null, prefixes: null, prefixLengths: null, gap: null, ends: null };
}

function child<T>(map: Map<string, Node<T>>, key: string): Node<T> {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = newNode<T>();
  map.set(key, made);
  return made;
}

/** The node under `node` for words that begin with `prefix`. */
function openChild<T>(node: Node<T>, prefix: string): Node<T> {
  node.prefixes ??= new Map();
  const below = child(node.prefixes, prefix);
  node.prefixLengths ??= new Map();
  const initial = prefix.charCodeAt(0);
  const lengths = new Set([...(node.prefixLengths.get(initial) ?? []), prefix.length]);
  node.prefixLengths.set(
    initial,
    [...lengths].sort((a, b) => a - b),
  );
  return below;
}

const SPECIAL = /[*~]/;
const NO_LENGTHS: readonly number[] = [];

function insert<T>(root: Node<T>, pattern: Pattern<T>): void {
  let node = root;
  const words: string[] = [];
  const { text, exact } = pattern;
  const parts = SPECIAL.test(text) ? text.split(/\s+/).filter(piece => piece !== '') : [text];
  for (const part of parts) {
    if (part === '~') {
      node.gap ??= newNode<T>();
      node = node.gap;
      continue;
    }
    const open = part.endsWith('*');
    const tokens = tokenise(open ? part.slice(0, -1) : part);
    const last = tokens.stems.length - 1;
    tokens.stems.forEach((stem, index) => {
      const folded = tokens.folded[index] ?? stem;
      if (open && index === last) {
        node = openChild(node, folded);
        words.push('');
      } else {
        node.next ??= new Map();
        node = child(node.next, stem);
        words.push(exact === 'case' ? tokens.source.slice(tokens.starts[index], tokens.ends[index]) : folded);
      }
    });
  }
  if (words.length === 0) return;
  node.ends ??= [];
  node.ends.push({
    pattern,
    words: exact === 'fold' ? NO_WORDS : words,
    sign: SIGN.exec(text)?.[0] ?? '',
    atWordStart: HANGUL.test(text),
  });
}

function fits<T>(
  compiled: Compiled<T>,
  tokens: Tokens,
  path: readonly number[],
  depth: number,
  hasCapitals: boolean,
): boolean {
  const first = path[0] ?? 0;
  if (compiled.atWordStart && tokens.joined[first] === true) return false;
  if (compiled.sign !== '' && tokens.source[tokens.ends[path[depth - 1] ?? 0] ?? 0] !== compiled.sign)
    return false;
  if (compiled.pattern.exact === 'fold') return true;
  for (let index = 0; index < depth; index++) {
    const wanted = compiled.words[index];
    if (wanted === undefined || wanted === '') continue;
    const at = path[index] ?? 0;
    if (compiled.pattern.exact !== 'case') {
      if (tokens.folded[at] !== wanted) return false;
      if (index === 0 && hasCapitals && compiled.pattern.exact === 'name' && isSmall(tokens, at))
        return false;
    } else {
      const raw = tokens.source.slice(tokens.starts[at], tokens.ends[at]);
      if (raw !== wanted && raw.normalize('NFKC') !== wanted) return false;
    }
  }
  return true;
}

/** Whether a word begins with a small letter; that says something only in a field that has capitals elsewhere. */
function isSmall(tokens: Tokens, at: number): boolean {
  const initial = tokens.source[tokens.starts[at] ?? 0] ?? '';
  return initial !== initial.toUpperCase();
}

/** Builds one automaton out of all phrases; matching is one pass over the tokens. */
export function createMatcher<T>(patterns: Iterable<Pattern<T>>): Matcher<T> {
  const root = newNode<T>();
  for (const pattern of patterns) insert(root, pattern);

  return {
    match(tokens) {
      const hits: Hit<T>[] = [];
      const path: number[] = [];
      const total = tokens.stems.length;
      const hasCapitals = tokens.source !== tokens.source.toLowerCase();

      const report = (node: Node<T>, depth: number): void => {
        const first = path[0] ?? 0;
        const last = path[depth - 1] ?? first;
        for (const compiled of node.ends ?? []) {
          if (!fits(compiled, tokens, path, depth, hasCapitals)) continue;
          hits.push({
            start: tokens.starts[first] ?? 0,
            end: tokens.ends[last] ?? 0,
            first,
            after: last + 1,
            phrase: compiled.pattern.text,
            value: compiled.pattern.value,
          });
        }
      };

      const step = (below: Node<T>, at: number, depth: number): void => {
        path[depth] = at;
        if (below.ends !== null) report(below, depth + 1);
        if (below.next !== null || below.prefixes !== null) walk(below, at + 1, depth + 1);
        if (below.gap === null) return;
        for (let skip = 0; skip <= MAX_GAP && tokens.breaks[at + 1 + skip] !== true; skip++) {
          walk(below.gap, at + 1 + skip, depth + 1);
        }
      };

      const walk = (node: Node<T>, at: number, depth: number): void => {
        if (at >= total || (depth > 0 && tokens.breaks[at] === true)) return;
        const direct = node.next?.get(tokens.stems[at] ?? '');
        if (direct !== undefined) step(direct, at, depth);
        if (node.prefixLengths === null) return;
        const word = tokens.folded[at] ?? '';
        for (const size of node.prefixLengths.get(word.charCodeAt(0)) ?? NO_LENGTHS) {
          if (size > word.length) break;
          const below = node.prefixes?.get(word.slice(0, size));
          if (below !== undefined) step(below, at, depth);
        }
      };

      for (let at = 0; at < total; at++) walk(root, at, 0);
      return hits;
    },
  };
}
