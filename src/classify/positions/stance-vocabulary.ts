import { z } from 'zod';
import { TOPICS, type Topic } from '../../core/types.ts';
import { createMatcher, type Matcher, type Pattern } from '../matcher.ts';
import { stemWord, tokenise } from '../tokens.ts';

/** Words for what a rule does: allow, forbid, limit, fight, weigh, plan, demand, take away. */
export const STANCE_CUES = [
  'permit',
  'ban',
  'restrict',
  'fight',
  'consider',
  'intend',
  'require',
  'demand',
  'duty',
  'lift',
] as const;

/** Words that change what those say, or whose word it is. */
export const STANCE_MODIFIERS = [
  'condition',
  'without',
  'except',
  'future',
  'licence',
  'only',
  'not',
  'never',
  'no-longer',
  'refuse',
  'remain',
  'past',
  'now',
  'undone',
  'wish',
  'would',
  'whether',
  'if',
  'bill',
  'enact',
  'chamber',
  'drafted',
  'case',
  'neutral',
  'generic',
  'aside',
  'clause',
  'relative',
  'business',
  'obliged',
  'firm',
] as const;

/** Who a position is about. */
export const AUDIENCES = [
  'retail',
  'professional',
  'institutional',
  'banks',
  'funds',
  'intermediaries',
] as const;
export type Audience = (typeof AUDIENCES)[number];
export type Cue = (typeof STANCE_CUES)[number] | (typeof STANCE_MODIFIERS)[number];

/** What a phrase of stances.yaml means. */
export type StanceMeaning =
  | { readonly is: 'cue'; readonly cue: Cue }
  | { readonly is: 'audience'; readonly audience: Audience }
  | { readonly is: 'object'; readonly topic: Topic };

const terms = z
  .array(z.string().min(1))
  .refine(list => new Set(list).size === list.length, 'lists a term twice');

/** stances.yaml. */
export const stancesSchema = z.strictObject({
  cues: z.record(z.enum(STANCE_CUES), terms),
  modifiers: z.record(z.enum(STANCE_MODIFIERS), terms),
  audiences: z.record(z.enum(AUDIENCES), terms),
  objects: z.partialRecord(z.enum(TOPICS), terms),
});
export type StanceVocabulary = z.infer<typeof stancesSchema>;

/** The words that a position cannot do without, and all phrases of stances.yaml in one automaton. */
export interface StanceWords {
  readonly matcher: Matcher<StanceMeaning>;
  /** Whether a word (folded, and without plural ending) may belong to one that says what a rule does. */
  readonly triggers: (folded: string, stem: string) => boolean;
}

const MARK = /^[=^]/;

function toPattern(term: string, value: StanceMeaning): Pattern<StanceMeaning> {
  const exact = term.startsWith('=') ? 'case' : term.startsWith('^') ? 'word' : 'fold';
  return { text: term.replace(MARK, ''), exact, value };
}

/** Words that half of all headlines have: they tell no sentence from another. */
const FREQUENT = new Set(
  'requirement the for and are not has its may from license licence licensed licensing securities security issue issues framework regulation requirements market custody comment comments legislation approval guidance activities information offer will look working institutions agrément services trading there before with that regime rules registration authorisation effect takes came into hold holds have register public feedback policy announces proposal proposals operate provide crypto access financial'.split(
    ' ',
  ),
);

function isFrequent(word: string): boolean {
  const small = word.toLowerCase();
  return FREQUENT.has(small) || FREQUENT.has(stemWord(small));
}

/** The longest word of each term ("legal" of "is legal") that is not frequent: seldom, so that few sentences are read. Whole, or begun before a "*". */
function createTrigger(list: readonly string[]): StanceWords['triggers'] {
  const whole = new Set<string>();
  const begun = new Map<number, string[]>();
  for (const term of list) {
    const words = term.split(/\s+/).filter(word => word !== '~');
    words.sort((a, b) => b.length - a.length);
    const longest = words.find(word => word.length > 2 && !isFrequent(word)) ?? words[0] ?? '';
    const { folded, stems } = tokenise(longest);
    const [first = ''] = folded;
    if (!longest.endsWith('*')) whole.add(stems[0] ?? '');
    else begun.set(first.charCodeAt(0), [...(begun.get(first.charCodeAt(0)) ?? []), first]);
  }
  return (folded, stem) =>
    whole.has(stem) || begun.get(folded.charCodeAt(0))?.some(start => folded.startsWith(start)) === true;
}

/** Makes the words of stances.yaml ready to be looked for. */
export function createStanceWords(vocabulary: StanceVocabulary): StanceWords {
  const patterns: Pattern<StanceMeaning>[] = [];
  for (const cue of STANCE_CUES)
    for (const term of vocabulary.cues[cue]) patterns.push(toPattern(term, { is: 'cue', cue }));
  for (const cue of STANCE_MODIFIERS)
    for (const term of vocabulary.modifiers[cue]) patterns.push(toPattern(term, { is: 'cue', cue }));
  for (const audience of AUDIENCES)
    for (const term of vocabulary.audiences[audience])
      patterns.push(toPattern(term, { is: 'audience', audience }));
  for (const topic of TOPICS)
    for (const term of vocabulary.objects[topic] ?? [])
      patterns.push(toPattern(term, { is: 'object', topic }));
  const triggers = createTrigger(STANCE_CUES.flatMap(cue => vocabulary.cues[cue]));
  return { matcher: createMatcher(patterns), triggers };
}
