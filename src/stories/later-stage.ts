import type { StorySign } from '../core/story-sign.ts';
import type { PlacementLink } from '../core/types.ts';
import type { Comparable } from './choose-story.ts';
import { wordWeight } from './known-words.ts';
import { hashOf } from './sketch.ts';
import { toStem } from './stem.ts';

/** How far back the earlier stage of a matter is looked for. */
export const MATTER_YEARS = 3;
/** The share of the shorter title's matter that two documents of one body must have in common. */
const SAME_MATTER = 0.7;
const LEAST_WORDS = 2;
const MATTER_TERMS = 6;

/** Words of titles that say which stage a document is, not what it is about; the first stage that fits counts. */
const STAGES: readonly (readonly [name: string, order: number, words: ReadonlySet<string>])[] = [
  ['in force', 5, stems('commencement commences effective force applies applicable')],
  ['conclusions', 3, stems('conclusions conclusion responses response outcome feedback summary')],
  [
    'final rule',
    4,
    stems('final finalises finalizes adopts adopted policy rule rules gazettes enacts amendments'),
  ],
  ['speech', 1, stems('speech remarks keynote address')],
  ['consultation', 2, stems('consultation consults discussion proposed proposal proposes draft')],
];
const STAGE_WORDS = new Set([
  ...STAGES.flatMap(([, , words]) => [...words]),
  ...stems(
    'paper document launches publishes publication public issues announces releases statement report notice guidance seeks comment comments views further joint supplementary',
  ),
]);

function stems(words: string): ReadonlySet<string> {
  return new Set(words.split(' ').map(word => `w:${toStem(word)}`));
}

interface Stage {
  readonly name: string;
  readonly order: number;
}

/** Which step of rule-making a document is, by the words of its title; null when they do not say. */
export function stageOf(sign: StorySign): Stage | null {
  for (const [name, order, words] of STAGES)
    if (sign.title.some(term => words.has(term))) return { name, order };
  return null;
}

/** What a document is about: the words of its title without those that say its stage, and the numbers of bills and papers. */
function matterOf(sign: StorySign): readonly string[] {
  return sign.title.filter(term => /^[wnc]:/.test(term) && !STAGE_WORDS.has(term));
}

/** Whether an item can be a stage of a matter: a document of a body itself. */
export function isDocument(sign: StorySign): boolean {
  return (
    (sign.tier === 'official' || sign.tier === 'standard-setter') && matterOf(sign).length >= LEAST_WORDS
  );
}

/** Terms under which the documents on one matter of one body find each other, however far apart they are. */
export function matterTerms(sign: StorySign): readonly string[] {
  if (!isDocument(sign)) return [];
  const body = sign.authorities[0] ?? sign.voice;
  return matterOf(sign)
    .toSorted((a, b) => weightOf(b) - weightOf(a) || hashOf(a) - hashOf(b))
    .slice(0, MATTER_TERMS)
    .map(term => `d:${body} ${term}`);
}

/** The newest earlier document of the same body on the same matter at an earlier stage, or null. */
export function laterStage(
  itemId: string,
  storyId: string,
  sign: StorySign,
  candidates: readonly Comparable[],
): PlacementLink | null {
  if (!isDocument(sign)) return null;
  const stage = stageOf(sign);
  if (stage === null) return null;
  const body = sign.authorities[0] ?? sign.voice;
  const own = matterOf(sign);
  let best: { readonly item: Comparable; readonly stage: Stage; readonly share: number } | null = null;
  for (const item of candidates) {
    const before = stageOf(item.prepared.sign);
    if (item.itemId === itemId || item.storyId === storyId || before === null) continue;
    if (before.order >= stage.order || item.prepared.sign.at >= sign.at || !isDocument(item.prepared.sign))
      continue;
    if ((item.prepared.sign.authorities[0] ?? item.prepared.sign.voice) !== body) continue;
    const share = sharedMatter(own, matterOf(item.prepared.sign));
    if (share < SAME_MATTER) continue;
    if (best === null || item.prepared.sign.at > best.item.prepared.sign.at)
      best = { item, stage: before, share };
  }
  if (best === null) return null;
  return {
    kind: 'stage',
    toStoryId: best.item.storyId,
    toItemId: best.item.itemId,
    because: `${stage.name} after ${best.stage.name} on the same matter (${Math.round(100 * best.share)} % of the title, same body)`,
  };
}

function sharedMatter(a: readonly string[], b: readonly string[]): number {
  const weigh = (terms: readonly string[]) => terms.reduce((sum, term) => sum + weightOf(term), 0);
  const shared = a.filter(term => b.includes(term));
  if (shared.length < LEAST_WORDS) return 0;
  return weigh(shared) / Math.max(weigh(a), weigh(b) * 0.8);
}

function weightOf(term: string): number {
  return term.startsWith('c:') ? 0.5 : wordWeight(term.slice(2), term.startsWith('n:'));
}
