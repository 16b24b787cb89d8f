import type { Evidence, Kind, PositionTag, Stance, Topic } from '../../core/types.ts';
import type { Matcher } from '../matcher.ts';
import {
  ACTIVITIES,
  audienceOf,
  isAboutBanks,
  isAboutBusiness,
  isCustomer,
  namesBusinessFirst,
  placesOf,
  topicsOf,
} from './clause-scope.ts';
import { judgeClause } from './judge-clause.ts';
import { actsForItself, forbidsOneFirm, isTitleCase, namesOneFirm, saysNothing } from './no-position.ts';
import { type Clause, readWords, toClauses, type Words } from './read-clauses.ts';
import { type PositionInput, type Reading, readingsOf } from './readings.ts';
import type { StanceMeaning, StanceWords } from './stance-vocabulary.ts';

const MOST_POSITIONS = 40;
/** Words between "considers" and what is considered. */
const WEIGHED_REACH = 12;
/** Words after the verb among which a pronoun stands for the activity. */
const REFERRING = 3;
/** In items of these kinds the words are about single firms: in an authority's own always, in the press where something is permitted. */
const SINGLE: ReadonlySet<Kind> = new Set<Kind>(['warning', 'enforcement', 'licence-decision']);
/** A longer quote is cut down to its clause. */
const MOST_QUOTE = 600;

/** Words between a verb that forbids and what it forbids. */
const FAR = 12;

interface Draft extends PositionTag {
  readonly planned: boolean;
}

/** Whether "it" or "them" stands where the activity would. */
function refersBack({ tokens }: Words, clause: Clause, after: number): boolean {
  return tokens.folded
    .slice(after, Math.min(clause.to, after + REFERRING))
    .some(word => /^(?:it|them|this|these|es|sie|les|los|las)$/.test(word));
}

function quoteOf({ field, sentence }: Reading, words: Words, clause: Clause, rule: string): Evidence {
  let { start, end } = sentence;
  if (end - start > MOST_QUOTE) {
    const from = words.tokens.starts[clause.from] ?? 0;
    const to = words.tokens.ends[clause.to - 1] ?? sentence.text.length;
    end = start + Math.min(to, from + MOST_QUOTE);
    start += from;
  }
  return { field, start, end, text: sentence.text.slice(start - sentence.start, end - sentence.start), rule };
}

function readSentence(reading: Reading, input: PositionInput, matcher: Matcher<StanceMeaning>): Draft[] {
  const { sentence, field } = reading;
  const words = readWords(sentence.text, matcher, reading.topics, reading.places);
  if (words === null || saysNothing(words, sentence.text, reading)) return [];
  const primaries = input.jurisdictions.filter(tag => tag.role === 'primary' && tag.code !== 'INT');
  const lone = primaries.length === 1 ? primaries.map(tag => tag.code) : [];
  const anyPlace = words.places.some(place => !place.aside);
  const verbFinal = /[\u3040-\u30ff\uac00-\ud7af]/.test(sentence.text);
  const titleCase = isTitleCase(sentence.text);
  const drafts: Draft[] = [];
  let previousPlaces: readonly string[] = [];
  let previousTopics: ReturnType<typeof topicsOf> = [];
  for (const clause of toClauses(words)) {
    const cues = words.cues.filter(cue => cue.first >= clause.from && cue.first < clause.to);
    const verdict = judgeClause(words, clause, {
      verbFinal,
      headline: field === 'title' || (sentence.start === 0 && input.title.length === 0),
    });
    const named = placesOf(
      words,
      clause,
      verdict?.main ?? { first: clause.to, after: clause.to, value: null },
      previousPlaces,
    );
    if (named.length > 0 && clause.how !== 'relative') previousPlaces = named;
    const own = verdict === null ? [] : topicsOf(words, clause, verdict.main, verbFinal);
    // "but allowed in Switzerland" speaks of the activity before; "limiting risks" does not.
    const namesPlace = words.places.some(mark => mark.first >= clause.from && mark.first < clause.to);
    const refers = verdict !== null && refersBack(words, clause, verdict.main.after);
    const topics = own.length > 0 || !(namesPlace || refers) ? own : previousTopics;
    const business =
      verdict !== null &&
      (own.length === 0 || namesBusinessFirst(words, clause, verdict, own)) &&
      isAboutBusiness(words, clause, verdict);
    if (own.length > 0) previousTopics = own;
    if (verdict === null) {
      const loose = words.topics.filter(
        mark => mark.first >= clause.from && mark.first < clause.to && ACTIVITIES.has(mark.value),
      );
      if (loose.length > 0) previousTopics = loose.slice(0, 1);
      continue;
    }
    const generic = cues.some(cue => cue.value === 'generic');
    const fallback = generic ? [] : anyPlace ? previousPlaces : lone;
    const places = named.length > 0 ? named : fallback;
    if (places.length === 0) continue;
    if (!titleCase && verdict.main.value === 'permit' && namesOneFirm(words, verdict.main.after)) continue;
    if (!titleCase && forbidsOneFirm(words, verdict.main.first, verdict.main.after)) continue;
    if (!titleCase && actsForItself(words, clause, verdict.main.first)) continue;
    // What a proposal demands is not demanded yet.
    const demanding = /^(?:duty|demand|require)$/.test(verdict.main.value);
    const stance =
      demanding && field === 'text' && input.kind === 'proposal' ? 'considering' : verdict.stance;
    const rule = `position:${verdict.main.value}`;
    const push = (topic: Topic, audience: string | null, distance: number): void => {
      const evidence = quoteOf(reading, words, clause, rule);
      const confidence =
        0.6 +
        (named.length > 0 ? 0.15 : 0) -
        (clause.how === 'relative' ? 0.05 : 0) +
        (input.source !== null && input.source.tier === 'official' ? 0.1 : 0) +
        (field === 'title' || sentence.start === 0 ? 0.05 : 0) +
        (distance <= 5 ? 0.05 : distance > 14 ? -0.1 : 0);
      for (const jurisdiction of places)
        drafts.push({
          jurisdiction,
          topic,
          audience,
          stance,
          quote: evidence.text,
          confidence: Number(Math.min(0.95, confidence).toFixed(2)),
          evidence: [evidence],
          planned: verdict.planned === true,
        });
    };
    if (business) {
      push('licenses', audienceOf(words, clause, null, []), 0);
      continue;
    }
    if (topics.length === 0 && isAboutBanks(words, clause, verdict)) {
      push('prudential', 'banks', 0);
      continue;
    }
    if (topics.length === 0) {
      const licensing = words.topics.some(
        mark =>
          mark.value === 'licenses' &&
          mark.first >= verdict.main.first &&
          mark.first - verdict.main.after < WEIGHED_REACH &&
          mark.first < clause.to,
      );
      if (verdict.stance === 'considering' && licensing && verdict.main.value === 'consider')
        push('licenses', null, 0);
      continue;
    }
    const reached =
      verdict.main.value === 'consider'
        ? topics.filter(one => one.first - verdict.main.after < WEIGHED_REACH)
        : topics;
    for (const topic of reached) {
      // A ban far from the activity is of something else.
      const far = topic.first - verdict.main.after > FAR;
      if (far && (verdict.stance === 'banned' || verdict.stance === 'restricted')) continue;
      push(
        topic.value,
        audienceOf(words, clause, topic, topics),
        Math.max(topic.first - verdict.main.after, verdict.main.first - topic.after),
      );
    }
  }
  return drafts;
}

const STRENGTH: Readonly<Record<Stance, number>> = {
  banned: 4,
  restricted: 3,
  conditional: 3,
  permitted: 2,
  considering: 1,
};

/** Whether two positions speak of the same people: the same class, or one of them of no class of customers. */
function sameCell(a: PositionTag, b: PositionTag): boolean {
  return (
    a.jurisdiction === b.jurisdiction &&
    a.topic === b.topic &&
    (a.audience === b.audience || !isCustomer(a.audience) || !isCustomer(b.audience))
  );
}

/** What one sentence of an item says gives way to another that says it more exactly: conditions, and plans told as such. */
function reconcile(drafts: readonly Draft[], kind: Kind): Draft[] {
  return drafts.filter(one => {
    // What banks may do with crypto-assets has a name where the item tells it.
    if (
      one.topic === 'prudential' &&
      drafts.some(other => other.topic !== 'prudential' && other.jurisdiction === one.jurisdiction)
    )
      return false;
    const others = drafts.filter(other => other !== one && sameCell(one, other));
    if (one.stance === 'considering') {
      return !(one.planned && others.some(other => other.stance !== 'considering' && !other.planned));
    }
    const weighed = others.some(other => other.stance === 'considering' && !other.planned);
    if (weighed && (one.planned || kind === 'proposal')) return false;
    // "Bars" in the headline, "restricts" in the text: whoever names the class of customers says more.
    if (
      one.stance === 'restricted' &&
      others.some(other => other.stance === 'banned' && isCustomer(other.audience))
    )
      return false;
    return !(
      one.stance === 'permitted' &&
      others.some(other => other.stance === 'conditional' || other.stance === 'restricted')
    );
  });
}

/** One position per jurisdiction, topic and audience: the surest; what is said of everyone gives way to what is said of a class of customers. */
function settle(drafts: readonly Draft[]): PositionTag[] {
  const cells = new Map<string, Draft>();
  for (const draft of drafts) {
    const key = `${draft.jurisdiction}/${draft.topic}/${draft.audience ?? ''}`;
    const held = cells.get(key);
    if (
      held === undefined ||
      draft.confidence > held.confidence ||
      (draft.confidence === held.confidence &&
        STRENGTH[draft.stance] > STRENGTH[held.stance] &&
        draft.stance !== held.stance &&
        held.stance === 'considering')
    )
      cells.set(key, draft);
  }
  const kept = [...cells.values()];
  return kept
    .filter(one => {
      const same = kept.filter(
        other =>
          other !== one &&
          other.jurisdiction === one.jurisdiction &&
          other.topic === one.topic &&
          other.stance === one.stance,
      );
      if (one.audience === null) return !same.some(other => isCustomer(other.audience));
      return isCustomer(one.audience) || !same.some(other => other.audience === null);
    })
    .slice(0, MOST_POSITIONS)
    .map(({ planned: _, ...position }) => position);
}

/**
 * What the words say that a jurisdiction makes of an activity. Only sentences that name an activity and a word of stances.yaml are read; questions,
 * past regimes, wishes, hypotheses and single firms give nothing. The quote is the sentence, at its offsets.
 */
export function tagPositions(input: PositionInput, words: StanceWords): PositionTag[] {
  const { kind, source } = input;
  if (source?.tier === 'official' && SINGLE.has(kind)) return [];
  const drafts = readingsOf(input, words.triggers).flatMap(reading =>
    readSentence(reading, input, words.matcher),
  );
  return settle(reconcile(drafts, kind)).filter(
    ({ topic, stance, audience }) =>
      stance !== 'permitted' || topic === 'funds' || audience !== null || kind !== 'licence-decision',
  );
}
