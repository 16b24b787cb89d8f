import { type Clause, gapBefore, isMain, type Words } from './read-clauses.ts';
import type { Reading } from './readings.ts';

const QUESTION = /[?？][\s"'”’」）)]*$|^\s*¿/;
const ASKING =
  /^(?:will|would|should|could|can|is|are|does|do|did|has|have|how|why|what|when|where|who|which|the question is|kann|darf|wird|soll|est-ce)\b/i;

/** Questions, wishes, cases of one firm and what was given up: sentences that state no rule. */
export function saysNothing(words: Words, text: string, reading: Reading): boolean {
  if (QUESTION.test(text)) return true;
  const { cues, tokens } = words;
  const weighs = cues.find(cue => cue.value === 'consider');
  if (reading.field === 'title' && ASKING.test(text) && !/[.:]/.test(text)) return true;
  if (/^(?:the question is|it is (?:un)?clear whether)/i.test(text)) return true;
  if (INDUSTRY.test(text) || COMPANY.test(text)) return true;
  if (isOfAYear(words, text)) return true;
  for (const cue of cues) {
    if (cue.value === 'undone') return true;
    if (cue.value === 'firm') return true;
    if (cue.value === 'case') return true;
    if (cue.value === 'wish' && !(weighs !== undefined && weighs.first < cue.first)) return true;
    if (cue.value === 'whether' && weighs === undefined) return true;
    if (
      (cue.value === 'if' || cue.value === 'without') &&
      cue.first === 0 &&
      /^(?:if|were|unless|in|wenn|falls|si|如果|若|もし|만약)$/.test(tokens.folded[0] ?? '')
    )
      return true;
  }
  const asides = cues.filter(cue => cue.value === 'aside');
  const starts = tokens.starts;
  return reading.firms.some(
    firm =>
      !asides.some(
        aside =>
          (starts[aside.first] ?? 0) < firm.start &&
          !text.slice(starts[aside.first] ?? 0, firm.start).includes(','),
      ),
  );
}

const IN_A_YEAR =
  /^(?:back )?in (?:early |late |mid-?)?(?:\p{Lu}\p{L}+,? )?(?:19|20)\d\d\b|, in (?:\p{Lu}\p{L}+ )?(?:19|20)\d\d,/iu;

/** "In April 2018 the bank prohibited ...": history, unless it says how things are. */
function isOfAYear({ cues, tokens }: Words, text: string): boolean {
  if (!IN_A_YEAR.test(text)) return false;
  return cues
    .filter(isMain)
    .every(
      cue =>
        /(?:ed|forbade|let)$/.test(tokens.folded[cue.first] ?? '') &&
        !/^(?:is|are|has|have|be|been|remain|remains)$/.test(tokens.folded[cue.first - 1] ?? ''),
    );
}

/** "has allowed Acme to offer": a name right after the verb is one firm. Only in text with small letters. */
export function namesOneFirm(words: Words, after: number): boolean {
  const { tokens } = words;
  if (/[,;:]/.test(gapBefore(tokens, after))) return false;
  const word = tokens.source.slice(tokens.starts[after] ?? 0, tokens.ends[after] ?? 0);
  const acronym = /^\p{Lu}{2,6}$/u.test(word) && tokens.folded[after + 1] === 'to';
  if (!acronym && !/^\p{Lu}\p{Ll}+/u.test(word) && !/^\p{Lu}\p{Ll}*\p{Lu}\p{Ll}+/u.test(word)) return false;
  const taken = [...words.places, ...words.topics, ...words.audiences].some(
    mark => mark.first <= after && after < mark.after,
  );
  return !taken && !words.topics.some(mark => mark.first === after + 1);
}

/** "Stablecoin issuers in Hong Kong propose ...": what the industry plans is no rule. */
const INDUSTRY =
  /^(?:[\p{L}-]+ ){0,2}(?:issuers|exchanges|firms|companies|lenders|operators|traders|investors|miners|platforms|providers)(?: (?:in|from|of) \p{L}+(?: \p{L}+)?)? (?:propose|proposes|consider|plan|weigh|explore|say|ask|want|seek|mull)\b/iu;

/** A legal form behind a name: the sentence is of that company. */
const COMPANY = /\p{L} (?:GmbH|Pte\.? Ltd|Ltd|LLC|Inc)(?![\p{L}\d])|\p{Lu}\p{L}+ AG (?:das|die|der|den)\b/u;

const OFFICE =
  /^(?:regulators?|governments?|lawmakers?|parliament|authorit(?:y|ies)|courts?|watchdogs?|president|ministers?|ministry|senate|congress|legislators?|supervisors?|commission|police|banks?|staking|stablecoins?|mining|trading|lending|derivatives|it|we|they|he|she|this|that|these|the|laws?|rules?|bill|act|order|guidance|circular)$/;

/** "Acme prohibits ...": a name that nobody knows, right before the verb, acts for itself. */
export function actsForItself(words: Words, clause: Clause, main: number): boolean {
  const { tokens } = words;
  const at = main - 1;
  if (at < clause.from || words.places.some(place => place.first >= clause.from && place.after <= main))
    return false;
  // "Under the VABA, are required to": a phrase that begins with its auxiliary is no act of who stands before.
  if (/^(?:is|are|must|may|shall|will|have|has|can)$/.test(tokens.folded[main] ?? '')) return false;
  const word = tokens.source.slice(tokens.starts[at] ?? 0, tokens.ends[at] ?? 0);
  if (!/^\p{Lu}[\p{Ll}\p{Lu}]+$/u.test(word) || OFFICE.test(tokens.folded[at] ?? '')) return false;
  return (
    !words.topics.some(mark => mark.first <= at && at < mark.after) &&
    !words.audiences.some(mark => mark.first <= at && at < mark.after)
  );
}

const FORBIDS = /^(?:ban|bar|prohibit|forbid|forbad|restrict|outlaw)/;
const CRYPTO_WORD =
  /^(?:bitcoins?|ether|ethereum|crypto\p{L}*|web3|english|tokens?|coins?|virtual|digital|algorithmic|monero)$/u;

/** "SEC bans Acme from offering": the same for what is forbidden, in English, where few nouns have capitals. */
export function forbidsOneFirm(words: Words, from: number, after: number): boolean {
  const { folded } = words.tokens;
  if (!FORBIDS.test(folded[from] ?? '') || CRYPTO_WORD.test(folded[after] ?? '')) return false;
  return namesOneFirm(words, after);
}

const CAPITALISED_WORDS = /(?:^|\s)\p{Lu}/gu;

/** Whether most words of a sentence are capitalised, as in English headlines. */
export function isTitleCase(text: string): boolean {
  const words = text.split(/\s+/).length;
  return (text.match(CAPITALISED_WORDS)?.length ?? 0) > words * 0.55;
}
