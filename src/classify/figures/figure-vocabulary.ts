import { z } from 'zod';
import { createMatcher, type Matcher, type Pattern } from '../matcher.ts';
import { tokenise } from '../tokens.ts';

export const MONEY_FIGURES = ['fine', 'settlement', 'disgorgement'] as const;
export const FIGURE_VERBS = ['granted', 'revoked', 'pending', 'received', 'rejected', 'withdrawn'] as const;
export const FIGURE_NOUNS = ['licence', 'application', 'firm'] as const;

/** What a number may count (`FigureTag.what`), and what it means for people. */
export const FIGURES = {
  'licences-granted': 'licences, registrations and authorisations that an authority has granted',
  'licences-revoked': 'licences taken away',
  'applications-pending': 'applications that are being decided',
  'applications-received': 'applications that came in',
  'applications-rejected': 'applications refused',
  'applications-withdrawn': 'applications taken back',
  fine: 'a fine or penalty, in its currency',
  settlement: 'an amount paid to end a case',
  disgorgement: 'profits given up by order',
} as const;
export type Figure = keyof typeof FIGURES;

/** What a phrase of figures.yaml means. */
export type FigureMeaning =
  | { readonly is: 'money'; readonly money: (typeof MONEY_FIGURES)[number] }
  | { readonly is: 'noun'; readonly noun: (typeof FIGURE_NOUNS)[number] }
  | { readonly is: 'verb'; readonly verb: (typeof FIGURE_VERBS)[number] }
  | { readonly is: 'state' }
  | { readonly is: 'hypothetical' }
  | { readonly is: 'other' };

const terms = z
  .array(z.string().min(1))
  .refine(list => new Set(list).size === list.length, 'lists a term twice');

/** figures.yaml. */
export const figuresSchema = z.strictObject({
  money: z.record(z.enum(MONEY_FIGURES), terms),
  nouns: z.record(z.enum(FIGURE_NOUNS), terms),
  verbs: z.record(z.enum(FIGURE_VERBS), terms),
  states: terms,
  hypothetical: terms,
  other: terms,
});
export type FigureVocabulary = z.infer<typeof figuresSchema>;

export interface FigureWords {
  readonly matcher: Matcher<FigureMeaning>;
  /** First words, folded and stemmed, of what makes a sentence worth reading. */
  readonly triggers: ReadonlySet<string>;
}

/** All phrases of figures.yaml in one automaton, and the words that a figure cannot do without. */
export function createFigureWords(vocabulary: FigureVocabulary): FigureWords {
  const patterns: Pattern<FigureMeaning>[] = [];
  const triggers = new Set<string>();
  const add = (list: readonly string[], value: FigureMeaning): void => {
    for (const text of list) patterns.push({ text, exact: 'fold', value });
  };
  const trigger = (list: readonly string[]): void => {
    for (const text of list) triggers.add(tokenise(text).stems[0] ?? '');
  };
  for (const money of MONEY_FIGURES) {
    add(vocabulary.money[money], { is: 'money', money });
    trigger(vocabulary.money[money]);
  }
  for (const noun of FIGURE_NOUNS) {
    add(vocabulary.nouns[noun], { is: 'noun', noun });
    if (noun !== 'firm') trigger(vocabulary.nouns[noun]);
  }
  for (const verb of FIGURE_VERBS) add(vocabulary.verbs[verb], { is: 'verb', verb });
  add(vocabulary.states, { is: 'state' });
  trigger(vocabulary.states);
  add(vocabulary.hypothetical, { is: 'hypothetical' });
  add(vocabulary.other, { is: 'other' });
  return { matcher: createMatcher(patterns), triggers };
}
