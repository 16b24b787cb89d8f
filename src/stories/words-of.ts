import { PHRASES } from './acts.ts';
import { isCommonWord } from './known-words.ts';
import { LEXICON } from './lexicon.ts';
import { toStem } from './stem.ts';

const WORD =
  /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}][\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{M}\p{N}'’]*/gu;
const HAN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u30fc]{2,}|\p{Script=Hangul}{2,}/gu;
/** No part of the lexicon is written in these scripts alone. */
const OTHER_SCRIPT = /[^\u0000-\u02ff\u2000-\u206f\u20a0-\u20bf]/;
const ACCENTS = /[\u0300-\u036f]/g;
const MOST_WORDS = 120;

/** Words that carry nothing in any language that is read. */
const STOP = new Set(
  'the a an and or of to in on for by with from at as is are be been was were it its this that these those their his her he she they we our you your not no new has have had will would may can could should must said says say after over into out up off about against under amid than then who what when where why how which while also more most first here need know just now via per vs de la le les des du el los las en un una der die das und den dem von zu im ein eine fur mit auf da do dos os um uma e o y para por con sur dans pour et au aux crypto cryptocurrency cryptocurrencies digital report reports today week year month day'
    .split(' ')
    .map(toStem),
);

/**
 * What a line says, as terms that can be compared across items and languages: "w:" ordinary words as stems, "n:" names, "v:" acts, "c:" matters,
 * "h:" pairs of Chinese, Japanese or Korean characters. Each once, in order.
 */
export function termsOf(line: string): string[] {
  const terms = new Set<string>();
  const plain = line.normalize('NFKC').slice(0, 2_000);
  let words = 0;
  for (const match of plain.matchAll(WORD)) {
    if (++words > MOST_WORDS) break;
    addWord(match[0], terms);
  }
  const lower = plain.toLowerCase();
  for (const [phrase, id] of PHRASES) if (phrase.test(lower)) terms.add(id);
  if (!OTHER_SCRIPT.test(plain)) return [...terms];
  let named = plain;
  for (const match of plain.matchAll(LEXICON.parts)) {
    for (const id of LEXICON.ofPart.get(match[0]) ?? []) terms.add(id);
    if (LEXICON.ofPart.get(match[0])?.some(id => id.startsWith('n:')))
      named = named.replaceAll(match[0], ' ');
  }
  for (const run of named.match(HAN)?.slice(0, 60) ?? []) {
    const chars = Array.from(run);
    for (let index = 0; index + 1 < chars.length; index++) terms.add(`h:${chars[index]}${chars[index + 1]}`);
  }
  return [...terms];
}

function addWord(word: string, terms: Set<string>): void {
  const bare = word.replace(/['’](?:s|S)?$/, '').replace(/^[dDlL]['’](?=\p{L})/u, '');
  const folded = bare.normalize('NFKD').replace(ACCENTS, '').toLowerCase();
  if (folded.length < 2) return;
  const stem = toStem(folded);
  const ideas = LEXICON.words.get(stem);
  for (const idea of ideas ?? []) terms.add(idea);
  if (STOP.has(stem)) return;
  const capital = /^\p{Lu}/u.test(bare) || /\p{Lu}|\d/u.test(bare.slice(1));
  if (ideas === undefined && capital && !isCommonWord(stem)) terms.add(`n:${stem}`);
  else terms.add(`w:${stem}`);
}
