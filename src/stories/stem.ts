const ENDINGS: readonly (readonly [RegExp, string])[] = [
  [/ies$/, 'y'],
  [/(ss|us|is)$/, '$1'],
  [/s$/, ''],
];

/** Inflections of English, in the order in which they are tried; a stem keeps at least three letters. */
const INFLECTIONS: readonly (readonly [string, string])[] = [
  ['ization', 'iz'],
  ['isation', 'iz'],
  ['ation', 'at'],
  ['ators', 'at'],
  ['ator', 'at'],
  ['ising', 'iz'],
  ['izing', 'iz'],
  ['ised', 'iz'],
  ['ized', 'iz'],
  ['ise', 'iz'],
  ['ize', 'iz'],
  ['ments', ''],
  ['ment', ''],
  ['ations', 'at'],
  ['ating', 'at'],
  ['ated', 'at'],
  ['ate', 'at'],
  ['ings', ''],
  ['ing', ''],
  ['ers', ''],
  ['er', ''],
  ['ed', ''],
  ['es', ''],
  ['e', ''],
  ['ly', ''],
];

/**
 * A folded word without its English inflection, rougher than a dictionary's: both sides of a comparison are cut the same way, so that
 * "settles", "settled" and "settlement" meet, and "licence" and "license".
 */
export function toStem(word: string): string {
  if (word.length < 4 || word.charCodeAt(0) > 0x24f) return word;
  let stem = word.replace('licenc', 'licens');
  for (const [ending, instead] of ENDINGS) {
    if (!ending.test(stem)) continue;
    stem = stem.replace(ending, instead);
    break;
  }
  for (const [ending, instead] of INFLECTIONS) {
    if (!stem.endsWith(ending) || stem.length - ending.length < 3) continue;
    stem = stem.slice(0, stem.length - ending.length) + instead;
    break;
  }
  const last = stem.at(-1);
  return stem.length > 3 && last === stem.at(-2) && last !== 's' && last !== 'l' ? stem.slice(0, -1) : stem;
}
