import { z } from 'zod';
import type { Sentence } from '../core/sentences.ts';
import type { Kind, Modality, RequirementTag, SourceHint } from '../core/types.ts';
import { createMatcher, type Matcher, type Pattern } from './matcher.ts';
import type { Scan } from './scan.ts';
import { tokenise } from './tokens.ts';

const terms = z
  .array(z.string().min(1))
  .refine(list => new Set(list).size === list.length, 'lists a term twice');
const MODALS = ['must', 'must-not', 'should'] as const;

/** requirements.yaml. */
export const requirementsSchema = z.strictObject({
  modals: z.record(z.enum(MODALS), terms),
  lists: terms,
  parties: terms,
  opinions: terms,
});
export type RequirementVocabulary = z.infer<typeof requirementsSchema>;

type Meaning =
  | { readonly is: 'modal'; readonly modality: (typeof MODALS)[number] }
  | { readonly is: 'list' | 'party' | 'opinion' };

export interface RequirementWords {
  readonly matcher: Matcher<Meaning>;
  /** First words, folded and stemmed, of modals and of what begins a list. */
  readonly triggers: ReadonlySet<string>;
}

/** All phrases of requirements.yaml in one automaton. */
export function createRequirementWords(vocabulary: RequirementVocabulary): RequirementWords {
  const patterns: Pattern<Meaning>[] = [];
  const triggers = new Set<string>();
  const add = (list: readonly string[], value: Meaning, triggering: boolean): void => {
    for (const text of list) {
      patterns.push({ text, exact: 'fold', value });
      if (triggering) triggers.add(tokenise(text).stems[0] ?? '');
    }
  };
  for (const modality of MODALS) add(vocabulary.modals[modality], { is: 'modal', modality }, true);
  add(vocabulary.lists, { is: 'list' }, true);
  add(vocabulary.parties, { is: 'party' }, false);
  add(vocabulary.opinions, { is: 'opinion' }, false);
  return { matcher: createMatcher(patterns), triggers };
}

export interface RequirementInput {
  readonly scan: Scan;
  readonly kind: Kind;
  readonly source: SourceHint | null;
  readonly text: readonly Sentence[];
}

/** Kinds of items that state conditions. */
const STATING: ReadonlySet<Kind> = new Set<Kind>(['rule', 'guidance', 'proposal', 'legislation']);
const MOST_REQUIREMENTS = 40;
const MOST_SENTENCE = 800;
const SHORTEST = 12;
const BULLET =
  /^(?:[•‣◦▪▫●○■□➢✓✔✅✦◆◇*·–—-]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]|[（(][一二三四五六七八九十]+[)）])[\s\u3000]*/u;
const LEAD = /[:：]$/u;

function isTruly(source: SourceHint | null): boolean {
  return source !== null && (source.tier === 'official' || source.tier === 'standard-setter');
}

/** Length of the bullet or number that a line begins with; 0 for none. */
function bulletLength(text: string): number {
  return BULLET.exec(text)?.[0].length ?? 0;
}

function toTag(sentence: Sentence, skip: number, modality: Modality, rule: string): RequirementTag {
  const text = sentence.text.slice(skip);
  return {
    modality,
    text,
    evidence: [
      { field: 'text', start: sentence.start + skip, end: sentence.end, text, rule: `requirement:${rule}` },
    ],
  };
}

/**
 * The conditions that a rule, guidance, proposal or law sets, as a checklist in the order of the text: the items of a list that a sentence of
 * demand begins, and sentences in which a party that rules bind "must", "must not" or (in an authority's own words) "should" do something.
 */
export function tagRequirements(input: RequirementInput, words: RequirementWords): RequirementTag[] {
  const { scan, kind, source, text } = input;
  if (!STATING.has(kind)) return [];
  const { stems, starts } = scan.text;
  const flagged = new Set<number>();
  let current = 0;
  for (let at = 0; at < stems.length; at++) {
    if (!words.triggers.has(stems[at] ?? '')) continue;
    const start = starts[at] ?? 0;
    while (current < text.length && (text[current]?.end ?? 0) <= start) current++;
    flagged.add(current);
  }
  if (flagged.size === 0) return [];
  const official = isTruly(source);
  const tags: RequirementTag[] = [];
  const seen = new Set<string>();
  const push = (tag: RequirementTag): void => {
    if (tag.text.length < SHORTEST || seen.has(tag.text) || tags.length >= MOST_REQUIREMENTS) return;
    seen.add(tag.text);
    tags.push(tag);
  };
  let list: Modality | null = null;
  text.forEach((sentence, index) => {
    const skip = bulletLength(sentence.text);
    if (list !== null && skip > 0) {
      push(toTag(sentence, skip, list, 'list'));
      return;
    }
    list = null;
    if (!flagged.has(index) || sentence.text.length > MOST_SENTENCE) return;
    const hits = words.matcher.match(tokenise(sentence.text));
    if (hits.some(hit => hit.value.is === 'opinion')) return;
    const modals = hits.flatMap(({ start, after, first, value }) =>
      value.is === 'modal' ? [{ start, first, after, modality: value.modality }] : [],
    );
    const lead = LEAD.test(sentence.text);
    const [modal] = modals.sort((a, b) => a.first - b.first || b.after - a.after);
    if (lead) {
      if (modal !== undefined || hits.some(hit => hit.value.is === 'list')) list = modal?.modality ?? 'must';
      return;
    }
    if (modal === undefined || (modal.modality === 'should' && !official)) return;
    if (/[?？]$/.test(sentence.text)) return;
    const bound = hits.some(hit => hit.value.is === 'party' && hit.start < modal.start);
    if (bound) push(toTag(sentence, skip, modal.modality, modal.modality));
  });
  return tags;
}
