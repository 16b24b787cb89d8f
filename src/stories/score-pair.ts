import {
  type Compared,
  compareSigns,
  type Prepared,
  SIGNALS,
  sharedTerms,
  type TermCount,
} from './compare.ts';
import { BIAS, WEIGHTS } from './pair-weights.ts';

/** Two items that share so much of their words are one text, copied or edited. */
const SAME_TEXT = 0.7;
/** One voice that gives nearly the same words again within this time has revised them; later it tells a new month. */
const REVISED_TEXT = 0.5;
const REVISED_DAYS = 3;
const COPY_DAYS = 14;
/** Titles that name other firms or other amounts are two acts, however alike their texts are (warnings from a form). */
const OTHER = 0.3;

/** Weight of shared title terms, in sixths of six, that makes up for it. */
const LOOSE = 0.4;
/** Reactions of a market are another event more often than headlines let see. */
const BESIDE = 0.65;
/** One voice tells one event once: what else it says the same day is another. */
const OWN_VOICE = 0.3;

export interface ScoredPair extends Compared {
  /** Probability that both tell one event, 0..1. */
  readonly score: number;
  /** A copied or edited text, rather than another report. */
  readonly sameText: boolean;
  readonly sameVoice: boolean;
}

/** How probably two items tell one event. */
export function scorePair(a: Prepared, b: Prepared, count?: TermCount): ScoredPair {
  const compared = compareSigns(a, b, count);
  const { signals, gapDays } = compared;
  const differs = signals.otherNames >= OTHER || (signals.otherAmounts > 0 && signals.title < 1);
  const sameVoice = signals.sameVoice === 1;
  const sameText = signals.text >= SAME_TEXT && !differs && gapDays <= (sameVoice ? REVISED_DAYS : COPY_DAYS);
  if (sameText) return { ...compared, score: 0.6 + 0.4 * signals.text, sameText, sameVoice };
  let sum = BIAS;
  for (const name of SIGNALS) sum += WEIGHTS[name] * signals[name];
  let score = 1 / (1 + Math.exp(-sum));
  // What prices and shares did is told beside the event, in the same words.
  if (signals.oneMarket === 1) score *= BESIDE;
  // Without a place or a body in common, a few common words are no event.
  const loose = signals.place === 0 && signals.authority === 0 && signals.titleAmount < LOOSE;
  if (!sameVoice) return { ...compared, score: loose ? score / 2 : score, sameText, sameVoice };
  const revised = signals.title >= 0.9 && !differs && gapDays <= REVISED_DAYS && signals.text >= REVISED_TEXT;
  return {
    ...compared,
    score: revised ? Math.max(score, 0.6) : score * OWN_VOICE,
    sameText: revised,
    sameVoice,
  };
}

/** The strongest reasons for a score, for people. */
export function explainPair(
  a: Prepared,
  b: Prepared,
  { signals, gapDays, score, sameText }: ScoredPair,
): string {
  if (sameText && signals.text > 0) return `nearly the same text (${Math.round(100 * signals.text)} %)`;
  const told = sharedTerms(a, b)
    .filter(term => !/^[h#]:/.test(term))
    .slice(0, 6)
    .map(tellTerm);
  const days =
    gapDays < 1 ? 'the same day' : `${Math.round(gapDays)} ${gapDays < 1.5 ? 'day' : 'days'} apart`;
  const more = [
    ...(signals.place > 0 ? ['same jurisdiction'] : []),
    ...(signals.authority > 0 ? ['same authority'] : []),
  ];
  return `${Math.round(100 * score)} % one event: ${[...told, ...more, days].join(', ')}`;
}

function tellTerm(term: string): string {
  const value = term.slice(2);
  return term.startsWith('m:') ? Number(value).toLocaleString('en') : value;
}
