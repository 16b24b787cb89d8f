import type { Stance } from '../../core/types.ts';
import { type Clause, gapBefore, isMain, type Mark, type Words } from './read-clauses.ts';
import type { Cue } from './stance-vocabulary.ts';

/** What a clause says, and the words that say it. */
export interface Verdict {
  readonly stance: Stance;
  readonly main: Mark<Cue>;
  /** A headline's "to allow", "to ban": what the text says of the act goes before it. */
  readonly planned?: boolean;
}

export interface Manner {
  /** The verb stands last (Japanese, Korean): what follows a word changes it. */
  readonly verbFinal: boolean;
  /** In a headline "to allow" is a future. */
  readonly headline: boolean;
}

/** Words within which a negation, a past or a "still" reaches the verb. */
const REACH = 4;
const NEAR = 3;
const AUXILIARY_REACH = 8;
const BEHIND = 5;

/** A demand is a condition of doing business beside one of these, or when it is only planned. */
const BESIDE_DEMAND: ReadonlySet<Cue> = new Set(['licence', 'condition', 'consider', 'intend', 'bill']);

type Marks = readonly Mark<Cue>[];

/** "The Senate passed": whose act it is stands shortly before. */
function ofOneChamber(words: Words, cues: Marks, enact: Mark<Cue>): boolean {
  if (!/^(?:pass|approv|adopt|vot|clear|通|可)/.test(words.tokens.folded[enact.first] ?? '')) return false;
  return closeBefore(cues, 'chamber', enact, REACH);
}

/** A plan, a bill or a consultation. Words after the verb do not make one. */
function isWeighed(words: Words, cues: Marks, main: Mark<Cue>, { verbFinal }: Manner): boolean {
  const before = (cue: Mark<Cue>): boolean => verbFinal || cue.first <= main.first;
  if (cues.some(cue => (cue.value === 'consider' || cue.value === 'intend') && before(cue))) return true;
  if (cues.some(cue => cue.value === 'drafted')) return true;
  const bill = cues.some(cue => cue.value === 'bill' && before(cue));
  return bill && !cues.some(cue => cue.value === 'enact' && !ofOneChamber(words, cues, cue));
}

function closeBefore(cues: Marks, kind: Cue, main: Mark<Cue>, reach: number): boolean {
  return cues.some(cue => cue.value === kind && cue.after <= main.first && main.first - cue.after < reach);
}

function closeTo(cues: Marks, kind: Cue, main: Mark<Cue>, reach: number, verbFinal: boolean): boolean {
  if (verbFinal)
    return cues.some(
      cue => cue.value === kind && cue.first >= main.first && cue.first - main.after < reach + 1,
    );
  return closeBefore(cues, kind, main, reach);
}

const BEFORE_VERB =
  /^(?:is|are|was|were|be|been|has|have|had|being|also|officially|now|finally|not|who|which)$/;
const AFTER_VERB = /^(?:to|the|by|under|as|a|an|its|all|any|only|for|in)$/;

/** "Authorised platforms", "the threshold allowed": how something is, not what a rule does. */
function isAdjective(words: Words, cue: Mark<Cue>): boolean {
  const { folded } = words.tokens;
  if (!/^authori[sz]ed$/.test(folded[cue.first] ?? '')) return false;
  const before = folded[cue.first - 1] ?? '';
  const named =
    words.places.some(place => place.after === cue.first) && /^\s*$/.test(gapBefore(words.tokens, cue.first));
  return !named && !BEFORE_VERB.test(before) && !AFTER_VERB.test(folded[cue.after] ?? '');
}

/** The verb that decides: the first one, in verb-final languages the last; a demand counts only beside a licence. */
function mainOf(words: Words, cues: Marks, verbFinal: boolean): Mark<Cue> | null {
  const licence = cues.some(cue => BESIDE_DEMAND.has(cue.value));
  const mains = cues.filter(
    cue =>
      isMain(cue) &&
      !isAdjective(words, cue) &&
      cue.value !== 'consider' &&
      cue.value !== 'intend' &&
      cue.value !== 'lift' &&
      cue.value !== 'duty' &&
      (cue.value !== 'demand' || licence),
  );
  return (verbFinal ? mains.at(-1) : mains[0]) ?? null;
}

function allowed(
  words: Words,
  cues: Marks,
  main: Mark<Cue>,
  { headline }: Manner,
  toBefore: boolean,
): Stance {
  const has = (kind: Cue): boolean => cues.some(cue => cue.value === kind);
  const adjective = cues.some(cue => isAdjective(words, cue));
  // "May operate without a licence" is bound to nothing.
  const sparing = cues.find(cue => cue.value === 'without' && cue.first > main.first);
  const spared =
    sparing !== undefined && !cues.some(cue => cue.value === 'condition' && cue.first > sparing.after);
  if (spared && !has('only')) return 'permitted';
  const bound = has('condition') || has('without') || has('require') || adjective;
  if (has('only')) return bound ? 'conditional' : 'restricted';
  if (bound) return 'conditional';
  if (has('except')) return 'restricted';
  if (closeBefore(cues, 'future', main, NEAR) || (headline && toBefore)) return 'conditional';
  return 'permitted';
}

function forbidden(cues: Marks, kind: 'banned' | 'restricted'): Stance {
  if (cues.some(cue => cue.value === 'without')) return 'conditional';
  if (cues.some(cue => cue.value === 'except')) return 'restricted';
  return kind;
}

/** "n'interdit pas", "verbietet Staking nicht": French and German deny behind the verb. */
function deniedBehind(words: Words, clause: Clause, main: Mark<Cue>): boolean {
  const { folded } = words.tokens;
  const behind = folded.slice(main.after, Math.min(clause.to, main.after + BEHIND));
  if (/^n['’]?$/.test(folded[main.first - 1] ?? '') || folded[main.first - 1] === 'ne')
    return behind.includes('pas');
  return behind.includes('nicht');
}

/** "hat nicht verboten", "no ha prohibido": what was not done allows nothing. */
function hasNotYet(words: Words, main: Mark<Cue>): boolean {
  return words.tokens.folded
    .slice(Math.max(0, main.first - AUXILIARY_REACH), main.first)
    .some(word => /^(?:hat|haben|ha|han|ont)$/.test(word));
}

/** "was banned until the act took effect": over. */
function wasUntil(words: Words, cues: Marks, main: Mark<Cue>): boolean {
  const { folded } = words.tokens;
  if (!/^(?:was|were|been)$/.test(folded[main.first - 1] ?? '')) return false;
  return cues.some(
    cue =>
      cue.value === 'past' &&
      cue.first > main.first &&
      /^(?:until|before|bis|jusqu|hasta)$/.test(folded[cue.first] ?? ''),
  );
}

/** "Norway to ban", "the EU's regulator to ban": a place shortly before. */
function namesItsSubject(words: Words, main: Mark<Cue>): boolean {
  return words.places.some(place => place.after < main.first && main.first - place.after < REACH);
}

function forbidsFrom({ tokens: { folded } }: Words, clause: Clause, main: Mark<Cue>): boolean {
  if (!/^restrict(?:s|ed|ing)?$/.test(folded[main.first] ?? '')) return false;
  const to = Math.min(clause.to, main.after + DUTY_REACH);
  return folded.slice(main.after, to).some((word, at) => {
    return word === 'from' && /ing$/.test(folded[main.after + at + 1] ?? '');
  });
}

/** Words between whom a duty falls on and the duty. */
const DUTY_REACH = 14;

/** "Issuers must hold reserves": whoever is of the market has to do something, so the activity is allowed to those who do. */
function judgeDuty(words: Words, clause: Clause, cues: Marks): Verdict | null {
  const duty = cues.find(cue => cue.value === 'duty' || cue.value === 'demand');
  if (duty === undefined) return null;
  const { folded } = words.tokens;
  if (/^needs?$/.test(folded[duty.first] ?? '') && duty.value === 'demand') return null;
  if (closeBefore(cues, 'no-longer', duty, NEAR)) return { stance: 'permitted', main: duty };
  if (/^(?:not|never|no|nicht|no|ne)$/.test(folded[duty.after] ?? '') || closeBefore(cues, 'not', duty, NEAR))
    return null;
  if (cues.some(cue => cue.value === 'past' || cue.value === 'would' || cue.value === 'bill')) return null;
  const obliged = cues.some(
    cue =>
      cue.value === 'obliged' &&
      (cue.after <= duty.first
        ? duty.first - cue.after < DUTY_REACH
        : duty.value === 'demand' && cue.first - duty.after < REACH),
  );
  return obliged && duty.first >= clause.from ? { stance: 'conditional', main: duty } : null;
}

/** Reads the stance of one clause from its words in order; null when it says nothing about today's rule. */
export function judgeClause(words: Words, clause: Clause, manner: Manner): Verdict | null {
  const cues = words.cues.filter(cue => cue.first >= clause.from && cue.first < clause.to);
  const has = (kind: Cue): boolean => cues.some(cue => cue.value === kind);
  const { verbFinal } = manner;
  const main = mainOf(words, cues, verbFinal);
  const weighing = cues.find(cue => cue.value === 'consider');
  const lift = cues.find(cue => cue.value === 'lift');
  if (main === null) {
    // "Seeks to remove NFTs from the law": taking away is a change, whatever it is taken from.
    const change = lift !== undefined && cues.some(cue => cue.value === 'intend' && cue.first < lift.first);
    if (change && lift !== undefined) return { stance: 'considering', main: lift };
    if (weighing === undefined) return judgeDuty(words, clause, cues);
    if (has('past') || closeBefore(cues, 'not', weighing, 2)) return null;
    return { stance: 'considering', main: weighing };
  }
  const limit = cues.some(cue => cue.value === 'ban' || cue.value === 'restrict');
  const first = lift !== undefined && limit && lift.first < main.first ? lift : main;
  const past = cues.some(cue => cue.value === 'past' && (verbFinal ? true : cue.first <= first.first));
  if (past && !has('now') && !(lift !== undefined && limit && lift.first > main.first)) return null;
  if (wasUntil(words, cues, first)) return null;
  if (isWeighed(words, cues, first, manner)) {
    const denied = cues.some(
      cue => (cue.value === 'consider' || cue.value === 'intend') && closeBefore(cues, 'not', cue, 2),
    );
    if (denied || closeBefore(cues, 'never', first, REACH)) return null;
    return { stance: 'considering', main: first };
  }
  if (has('would')) return null;
  if (lift !== undefined && limit) {
    if (closeBefore(cues, 'refuse', lift, REACH) || closeBefore(cues, 'not', lift, NEAR))
      return { stance: 'banned', main };
    if (closeBefore(cues, 'never', lift, REACH)) return null;
    return { stance: allowed(words, cues, lift, manner, false), main: lift };
  }
  const adverb = /ly$/.test(words.tokens.folded[main.first - 1] ?? '') ? 2 : 1;
  const toBefore = words.tokens.folded[main.first - adverb] === 'to';
  // "Providers may need a licence" leaves it open.
  if (main.value === 'demand' && /^(?:may|might|could)$/.test(words.tokens.folded[main.first - 1] ?? ''))
    return null;
  const forbids = main.value === 'ban' || main.value === 'restrict';
  const demands = main.value === 'require' || main.value === 'demand';
  if (closeTo(cues, 'never', main, REACH, verbFinal)) return null;
  if (closeTo(cues, 'refuse', main, REACH, verbFinal))
    return main.value === 'permit' ? { stance: 'banned', main } : null;
  if (closeTo(cues, 'no-longer', main, REACH, verbFinal)) {
    if (main.value === 'permit') return { stance: 'banned', main };
    const bound = has('condition') || has('without');
    return { stance: bound && !demands ? 'conditional' : 'permitted', main };
  }
  if (closeTo(cues, 'not', main, REACH, verbFinal) || deniedBehind(words, clause, main)) {
    if (main.value === 'ban' && hasNotYet(words, main)) return null;
    if (main.value === 'permit') return { stance: forbidden(cues, 'banned'), main };
    if (main.value === 'ban' || demands) return { stance: 'permitted', main };
    return null;
  }
  if (demands) return { stance: 'conditional', main };
  if (main.value === 'fight') return { stance: 'restricted', main };
  if (main.value === 'permit')
    return {
      stance: allowed(words, cues, main, manner, toBefore),
      main,
      planned: toBefore && manner.headline,
    };
  // "Has restricted providers from lending": a ban in other words.
  if (main.value === 'restrict' && forbidsFrom(words, clause, main))
    return { stance: forbidden(cues, 'banned'), main };
  // "Norway to ban new mines": a ban that is not there yet.
  if (toBefore && manner.headline && !has('enact') && !has('future') && namesItsSubject(words, main))
    return { stance: 'considering', main, planned: true };
  return { stance: forbidden(cues, forbids && main.value === 'ban' ? 'banned' : 'restricted'), main };
}
