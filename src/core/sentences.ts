/** One sentence (or headline, or bullet) of a text: trimmed, with its UTF-16 offsets. `text` is `source.slice(start, end)`. */
export interface Sentence {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Ends a sentence wherever it stands: Chinese, Japanese, Devanagari, Urdu, Arabic, Armenian, Ethiopic. */
const FULL_STOPS = new Set('。！？｡।॥۔؟։።');
const CLOSERS = new Set('"\'”’»›)]}」』】）》〉』＂');
const BULLET = /[•‣◦▪▫●○■□➢➤✓✔✅✦◆◇–—*·\u{1f534}\u{1f7e2}-]/u;

/** Words before a full stop that end no sentence, in lower case without the stop. */
const ABBREVIATIONS = new Set(
  (
    'mr mrs ms dr prof st sr jr hon gov sen rep gen col lt inc ltd co corp llc plc bros no nos nr art arts sec secs para paras reg regs cl ch fig vol pp ed eds ' +
    'vs v cf approx est dept dist jan feb mar apr jun jul aug sept sep oct nov dec e.g i.e eg ie al a.m p.m ' +
    'abs bzw ca usw zb z.b d.h vgl ggf inkl exkl bspw evtl mio mrd hrsg aufl lit ziff m mm mme mlle cie av env núm num pág págs sra dra srta ud uds ee.uu apdo ' +
    'sig dott avv ing geom p.es n.b ecc'
  ).split(' '),
);
/** "U.S." ends a sentence only before one of these. */
const STARTERS = new Set(
  'the a an it its in on at this that these those however but and he she they we there if when while for under as by with since after meanwhile such our their his her'.split(
    ' ',
  ),
);
const MONTHS = /^(?:januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember)/i;
const LETTERS = /[\p{L}\p{N}.]/u;
const LOWER = /\p{Ll}/u;

function isSpace(char: string): boolean {
  return char === '' || /\s/.test(char);
}

/** The unbroken word that ends before `at`, at most 12 units of it. */
function wordBefore(text: string, at: number): string {
  let from = at;
  while (from > 0 && at - from < 12 && LETTERS.test(text[from - 1] ?? '')) from--;
  return text.slice(from, at);
}

/** White space that is looked across: more of it ends a sentence anyhow. */
const MOST_SPACE = 100;

/** The first unit from `at` on that is no white space. */
function nextVisible(text: string, at: number): number {
  let next = at;
  const most = Math.min(text.length, at + MOST_SPACE);
  while (next < most && isSpace(text[next] ?? '')) next++;
  return next;
}

/** Whether the full stop at `at` (a ".") ends a sentence; `after` is the first unit behind it and its closing marks. */
function stopEnds(text: string, from: number, at: number, after: number): boolean {
  if (after < text.length && !isSpace(text[after] ?? '')) return false;
  const next = nextVisible(text, after);
  const first = text[next] ?? '';
  if (first === '' || text.slice(after, next).includes('\n')) return true;
  if (LOWER.test(first)) return false;
  const word = wordBefore(text, at).toLowerCase();
  const following = text.slice(next, next + 14);
  if (/^\d{1,3}$/.test(word))
    return !(MONTHS.test(following) || (at - from < MOST_SPACE && text.slice(from, at).trim() === word));
  if (ABBREVIATIONS.has(word)) return false;
  // "U.S.", "J. Powell"
  if (/^\p{L}$/u.test(word) || /^(?:\p{L}\.)+\p{L}{1,2}$/u.test(word)) {
    return STARTERS.has((/^\p{L}+/u.exec(following)?.[0] ?? '').toLowerCase());
  }
  return true;
}

/** Whether the line break at `at` ends a sentence: not where a line was only wrapped. */
function lineEnds(text: string, at: number): boolean {
  const next = text[at + 1] ?? '';
  if (isSpace(next))
    return (
      /^[^\S\n]*(?:\n|$)/.test(text.slice(at + 1, at + 40)) || !LOWER.test(text[nextVisible(text, at)] ?? '')
    );
  return !LOWER.test(next) || BULLET.test(next);
}

/**
 * Sentences of a text in any script with their offsets, in order, none empty. A line that begins anew, a bullet and an empty line also end one;
 * abbreviations ("U.S. Treasury", "Art. 3", "5. Mai") and lines that were only wrapped do not. One pass, linear in the length.
 */
export function splitSentences(text: string): Sentence[] {
  const found: Sentence[] = [];
  let from = 0;
  const cut = (end: number): void => {
    let start = from;
    let last = end;
    while (start < last && isSpace(text[start] ?? '')) start++;
    while (last > start && isSpace(text[last - 1] ?? '')) last--;
    if (last > start) found.push({ start, end: last, text: text.slice(start, last) });
    from = end;
  };
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? '';
    if (char === '\n') {
      if (lineEnds(text, at)) cut(at + 1);
      continue;
    }
    const always = FULL_STOPS.has(char);
    if (!always && char !== '.' && char !== '!' && char !== '?' && char !== '…') continue;
    let after = at + 1;
    while (
      after < text.length &&
      (CLOSERS.has(text[after] ?? '') || text[after] === '.' || text[after] === '!' || text[after] === '?')
    )
      after++;
    const ends =
      always ||
      (char === '.'
        ? stopEnds(text, from, at, after)
        : isSpace(text[after] ?? '') && !LOWER.test(text[nextVisible(text, after)] ?? ''));
    if (ends) cut(after);
    at = after - 1;
  }
  cut(text.length);
  return found;
}
