import type { Topic } from '../../core/types.ts';
import type { Verdict } from './judge-clause.ts';
import { type Clause, gapBefore, type Mark, type Words } from './read-clauses.ts';
import type { Audience } from './stance-vocabulary.ts';

/** Activities that a jurisdiction can allow or forbid. The other topics are subjects of rules, not activities. */
export const ACTIVITIES: ReadonlySet<Topic> = new Set([
  'staking',
  'stablecoins',
  'derivatives',
  'custody',
  'lending',
  'funds',
  'defi',
  'tokenization',
  'cbdc',
  'mining',
  'nft',
]);

/** Words between two activities of one list ("derivative products for professional investors, margin lending"). */
const LISTED = 6;

function inside<T>(marks: readonly Mark<T>[], clause: Clause): Mark<T>[] {
  return marks.filter(mark => mark.first >= clause.from && mark.first < clause.to);
}

/** "staking, lending and custody": a comma or an "and" stands right before the next one, or one word before it. */
function isListed(words: Words, from: number, to: number): boolean {
  if (to - from > LISTED) return false;
  const { tokens } = words;
  for (let at = Math.max(from, to - 1); at <= to; at++) {
    if (/[,、，]/.test(gapBefore(tokens, at))) return true;
    if (/^(?:and|or|und|et|y|和|及|と)$/.test(tokens.folded[at - 1] ?? '')) return true;
  }
  return false;
}

/** What a clause is about: the activities after its verb (or, failing those, before it), and what is listed beside the first. */
export function topicsOf(
  words: Words,
  clause: Clause,
  main: Mark<unknown>,
  verbFinal: boolean,
): Mark<Topic>[] {
  const own = inside(words.topics, clause).filter(mark => ACTIVITIES.has(mark.value));
  const after = own.filter(
    mark => mark.after > main.after || (mark.first >= main.first && mark.after > main.first),
  );
  const before = own.filter(mark => mark.first < main.first);
  const infinitive = after.find((mark, at) => {
    const to = words.tokens.folded[mark.first] === 'to' ? mark.first : mark.first - 1;
    return at > 0 && words.tokens.folded[to] === 'to' && after[at - 1]?.after === to;
  });
  // "Allows funds to stake": what is done, not by whom.
  if (infinitive !== undefined) return [infinitive];
  if (after.length === 0 || (verbFinal && before.length > 0)) {
    if (!verbFinal && before.length > 1 && after.length === 0) {
      const list = listFrom(words, before);
      if (list.length > 1) return list;
    }
    // "Staking in ETFs is prohibited": what is spoken of stands first; in verb-final order the object is the nearest.
    const one = verbFinal ? before.at(-1) : before[0];
    return one === undefined ? [] : [one];
  }
  const passive = before[0];
  if (!verbFinal && passive !== undefined && isPassive(words, main)) return [passive];
  return listFrom(words, after);
}

/** "Must not be used", "are prohibited", and no "from" or "to" behind it: what is spoken of stands before. */
function isPassive({ tokens: { folded } }: Words, main: Mark<unknown>): boolean {
  if (/^(?:from|to)$/.test(folded[main.after] ?? '')) return false;
  if (folded.slice(main.first, main.after).includes('be')) return true;
  return /^(?:is|are|be|been|being|remain|remains)$/.test(folded[main.first - 1] ?? '');
}

/** The first activity, and those listed beside it. */
function listFrom(words: Words, marks: readonly Mark<Topic>[]): Mark<Topic>[] {
  const chosen: Mark<Topic>[] = [];
  for (const mark of marks) {
    const last = chosen.at(-1);
    if (last !== undefined && mark.first < last.after) continue;
    if (last === undefined || isListed(words, last.after, mark.first)) {
      if (!chosen.some(one => one.value === mark.value)) chosen.push(mark);
    } else break;
  }
  return chosen;
}

/** "Serving crypto exchanges", "accounts for crypto firms": whom somebody else deals with. */
const SERVED = /^(?:serv\w+|bank\w*|with|to|by|for|support\w*|towards)$/;
/** Words after the verb in which "from" says what is forbidden. */
const FROM_REACH = 8;

/** Whether a clause speaks of the business of crypto-assets as a whole. */
export function isAboutBusiness(words: Words, clause: Clause, verdict: Verdict): boolean {
  const { main, stance } = verdict;
  const { folded } = words.tokens;
  const all = inside(words.cues, clause).filter(cue => cue.value === 'business');
  if (main.value === 'require' || main.value === 'demand' || main.value === 'duty') {
    if (all.length === 0 && hasLicence(words, clause)) {
      const obliged = inside(words.cues, clause).some(cue => cue.value === 'obliged');
      return obliged && CRYPTO.test(words.tokens.source);
    }
    if (main.value !== 'duty') return all.length > 0;
    return all.some(mark => mark.after <= main.first) && hasLicence(words, clause);
  }
  const named = all.filter(mark => !SERVED.test(folded[mark.first - 1] ?? ''));
  if (stance === 'banned' || stance === 'restricted') {
    // "Prohibited from offering privacy coins": what stands after "from" is meant.
    const reach = folded.slice(main.after, Math.min(clause.to, main.after + FROM_REACH));
    if (reach.includes('from')) return false;
    if (inside(words.audiences, clause).some(mark => mark.value === 'banks' && mark.after <= main.after))
      return false;
  }
  const licensing = words.topics.some(
    mark => mark.value === 'licenses' && mark.first >= clause.from && mark.first < clause.to,
  );
  if (stance === 'considering' && !licensing) return false;
  // "allows exchanges to sell", "bars exchanges from offering": what they do is meant, not the exchanges.
  return named.some(mark => !/^(?:to|from)$/.test(words.tokens.folded[mark.after] ?? ''));
}

const CRYPTO = /\b(?:crypto|virtual assets?|digital (?:financial )?(?:assets?|currenc)|digital tokens?)/i;

function hasLicence(words: Words, clause: Clause): boolean {
  return (
    inside(words.cues, clause).some(cue => cue.value === 'licence') ||
    inside(words.topics, clause).some(mark => mark.value === 'licenses')
  );
}

/** "Requires crypto exchanges and custodians to hold a licence": the business as a whole, and an activity only beside it. */
export function namesBusinessFirst(
  words: Words,
  clause: Clause,
  { main }: Verdict,
  topics: readonly Mark<Topic>[],
): boolean {
  if (!/^(?:require|demand|duty)$/.test(main.value) || !hasLicence(words, clause)) return false;
  const [topic] = topics;
  const business = inside(words.cues, clause).find(cue => cue.value === 'business');
  return business !== undefined && topic !== undefined && business.after <= topic.first;
}

/** Whether banks' own dealing in crypto-assets, or their dealing with its firms, is what a clause allows or forbids. */
export function isAboutBanks(words: Words, clause: Clause, verdict: Verdict): boolean {
  if (!/^(?:permit|ban|restrict|lift|consider)$/.test(verdict.main.value)) return false;
  if (!inside(words.audiences, clause).some(mark => mark.value === 'banks')) return false;
  const { source, starts, ends } = words.tokens;
  const said = source.slice(starts[verdict.main.first] ?? 0, ends[clause.to - 1] ?? source.length);
  return BANKED.test(said);
}

const BANKED =
  /\b(?:hold|offer|deal|trad|invest|serv|bank|engag|process|provid|support)\p{L}*(?: \p{L}+){0,4} (?:crypto\p{L}*|virtual (?:assets?|currenc\p{L}+)|digital (?:assets?|currenc\p{L}+)|bitcoin|permissible crypto)/iu;

/** Words between an activity and who may take it up. */
const AUDIENCE_REACH = 12;

/** Who a clause is about: the nearest to the activity, none that belongs to the next activity of a list. */
export function audienceOf(
  words: Words,
  clause: Clause,
  topic: Mark<Topic> | null,
  others: readonly Mark<Topic>[],
): Audience | null {
  const own = inside(words.audiences, clause);
  if (topic === null) return own[0]?.value ?? null;
  const next = others.find(other => other.first > topic.first);
  const previous = others.findLast(other => other.first < topic.first);
  let best: Mark<Audience> | null = null;
  let nearest = AUDIENCE_REACH;
  for (const mark of own) {
    if (next !== undefined && mark.first >= next.first && others.length > 1) continue;
    if (previous !== undefined && mark.first < topic.first) continue;
    const distance = mark.first >= topic.first ? mark.first - topic.after : topic.first - mark.after;
    // A class of customers says more than a class of providers.
    const weight = isCustomer(mark.value) ? distance - AUDIENCE_REACH : distance;
    if (distance < AUDIENCE_REACH && weight < nearest) {
      nearest = weight;
      best = mark;
    }
  }
  return best?.value ?? null;
}

/** Whether an audience buys, rather than provides. */
export function isCustomer(audience: string | null): boolean {
  return audience === 'retail' || audience === 'professional' || audience === 'institutional';
}

/** The places that stand in one list with `subject` before it ("the Philippines and Vietnam"). */
function withListed(words: Words, own: Words['places'], subject: Words['places'][number]): string[] {
  const codes = [subject.value];
  let next = subject;
  for (const place of own.toReversed()) {
    if (place.first >= next.first) continue;
    const between = next.first - place.after;
    if (
      between > 2 ||
      !/^\s*(?:,|、|and|und|et|y|,\s*and)\s*(?:the\s*)?$/.test(wordsBetween(words, place.after, next.first))
    )
      break;
    codes.push(place.value);
    next = place;
  }
  return [...new Set(codes)];
}

function wordsBetween({ tokens }: Words, from: number, to: number): string {
  return tokens.source.slice(tokens.ends[from - 1] ?? 0, tokens.starts[to] ?? 0);
}

/** The jurisdictions that a clause speaks of, none when it names none; `previous` are those of the clause before. */
export function placesOf(
  words: Words,
  clause: Clause,
  main: Mark<unknown>,
  previous: readonly string[],
): readonly string[] {
  const places = words.places;
  if (clause.how === 'relative') {
    const before = places.findLast(place => place.after <= clause.from);
    if (before !== undefined) return [before.value];
  }
  const own = places.filter(place => place.first >= clause.from && place.first < clause.to && !place.aside);
  const subject = own.findLast(place => place.first <= main.first);
  if (subject !== undefined) return withListed(words, own, subject);
  const after = own.find(place => place.first > main.first);
  // "banned in Singapore" is of Singapore, whoever the clause before was of.
  const market = after !== undefined && /^(?:in|en|im)$/.test(words.tokens.folded[after.first - 1] ?? '');
  if (clause.how === 'inherits' && previous.length > 0 && !market) return previous;
  return after === undefined ? [] : [after.value];
}
