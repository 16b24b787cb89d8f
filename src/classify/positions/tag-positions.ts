import type { Sentence } from '../../core/sentences.ts';
import type {
  Evidence,
  JurisdictionTag,
  Kind,
  PositionTag,
  SourceHint,
  Stance,
  Topic,
} from '../../core/types.ts';
import type { Matcher } from '../matcher.ts';
import type { Mention } from '../mentions.ts';
import type { Scan } from '../scan.ts';
import { ACTIVITIES, audienceOf, isAboutBusiness, isCustomer, placeOf, topicsOf } from './clause-scope.ts';
import { judgeClause } from './judge-clause.ts';
import { type Clause, gapBefore, readWords, type Span, toClauses, type Words } from './read-clauses.ts';
import type { StanceMeaning } from './stance-vocabulary.ts';

/** What positions are read from: an item whose words and jurisdictions were read already. */
export interface PositionInput {
  readonly scan: Scan;
  readonly mentions: readonly Mention[];
  readonly jurisdictions: readonly JurisdictionTag[];
  readonly source: SourceHint | null;
  readonly kind: Kind;
  /** Sentences of title and text. */
  readonly title: readonly Sentence[];
  readonly text: readonly Sentence[];
}

/** A longer sentence is a table or a list without stops: nothing is read from it. */
const MOST_SENTENCE = 1500;
const MOST_POSITIONS = 40;
/** Words between "considers" and what is considered. */
const WEIGHED_REACH = 12;
/** In an authority's own item of these kinds the words are about single firms. */
const SINGLE: ReadonlySet<Kind> = new Set<Kind>(['warning', 'enforcement', 'licence-decision']);
/** A longer quote is cut down to its clause. */
const MOST_QUOTE = 600;

const QUESTION = /[?？][\s"'”’」）)]*$|^\s*¿/;
const ASKING =
  /^(?:will|would|should|could|can|is|are|does|do|did|has|have|how|why|what|when|where|who|which|the question is|kann|darf|wird|soll|est-ce)\b/i;

interface Reading {
  readonly field: 'title' | 'text';
  readonly sentence: Sentence;
  readonly topics: readonly Span<Topic>[];
  readonly places: readonly Span<string>[];
  readonly firms: readonly Span<true>[];
}

function within<T extends { readonly start: number; readonly end: number }>(
  spans: readonly T[],
  { start, end }: Sentence,
): T[] {
  return spans
    .filter(span => span.start >= start && span.end <= end)
    .map(span => ({ ...span, start: span.start - start, end: span.end - start }));
}

/** The sentences that name an activity or the business, with what was found in each. One sweep per field. */
function readings({ scan, mentions, title, text }: PositionInput): Reading[] {
  const found: Reading[] = [];
  for (const [field, sentences] of [
    ['title', title],
    ['text', text],
  ] as const) {
    const topics = scan
      .of('topic')
      .filter(
        hit =>
          hit.field === field &&
          (ACTIVITIES.has(hit.value.topic) || hit.value.topic === 'licenses') &&
          hit.value.weight >= (hit.value.topic === 'cbdc' ? 2 : 1),
      )
      .map(hit => ({ start: hit.start, end: hit.end, value: hit.value.topic }))
      .sort((a, b) => a.start - b.start);
    const crypto = scan.of('crypto').filter(hit => hit.field === field);
    const gates = [...topics, ...crypto.filter(hit => hit.value.strength === 'strong')]
      .map(hit => hit.start)
      .sort((a, b) => a - b);
    if (gates.length === 0) continue;
    const places = mentions
      .filter(
        one => one.found.field === field && one.how !== 'hint' && one.how !== 'weak' && one.code !== 'INT',
      )
      .map(one => ({ start: one.found.start, end: one.found.end, value: one.code }));
    const firms = crypto
      .filter(hit => hit.value.strength === 'firm')
      .map(hit => ({ start: hit.start, end: hit.end, value: true as const }));
    let at = 0;
    for (const sentence of sentences) {
      while (at < gates.length && (gates[at] ?? 0) < sentence.start) at++;
      const first = gates[at];
      if (first === undefined) break;
      if (first >= sentence.end || sentence.end - sentence.start > MOST_SENTENCE) continue;
      // A headline that was cut from the text stands there in full.
      if (field === 'title' && text.length > 0 && sentence.text.endsWith('…')) continue;
      found.push({
        field,
        sentence,
        topics: within(topics, sentence),
        places: within(places, sentence),
        firms: within(firms, sentence),
      });
    }
  }
  return found;
}

/** Questions, wishes, cases of one firm and what was given up: sentences that state no rule. */
function saysNothing(words: Words, text: string, reading: Reading): boolean {
  if (QUESTION.test(text)) return true;
  const { cues, tokens } = words;
  const weighs = cues.find(cue => cue.value === 'consider');
  if (reading.field === 'title' && ASKING.test(text) && !/[.:]/.test(text)) return true;
  if (/^(?:the question is|it is (?:un)?clear whether)/i.test(text)) return true;
  for (const cue of cues) {
    if (cue.value === 'undone') return true;
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

/** "has allowed Acme to offer": a name right after the verb is one firm. Only in text with small letters. */
function namesOneFirm(words: Words, after: number): boolean {
  const { tokens } = words;
  if (/[,;:]/.test(gapBefore(tokens, after))) return false;
  const word = tokens.source.slice(tokens.starts[after] ?? 0, tokens.ends[after] ?? 0);
  if (!/^\p{Lu}\p{Ll}+/u.test(word) && !/^\p{Lu}\p{Ll}*\p{Lu}\p{Ll}+/u.test(word)) return false;
  const taken = [...words.places, ...words.topics, ...words.audiences].some(
    mark => mark.first <= after && after < mark.after,
  );
  return !taken && !words.topics.some(mark => mark.first === after + 1);
}

const OFFICE =
  /^(?:regulators?|governments?|lawmakers?|parliament|authorit(?:y|ies)|courts?|watchdogs?|president|ministers?|ministry|senate|congress|legislators?|supervisors?|commission|police|banks?|staking|stablecoins?|mining|trading|lending|derivatives|it|we|they|he|she|this|that|these|the|laws?|rules?|bill|act|order|guidance|circular)$/;

/** "Acme prohibits ...": a name that nobody knows, right before the verb, acts for itself. */
function actsForItself(words: Words, clause: Clause, main: number): boolean {
  const { tokens } = words;
  const at = main - 1;
  if (at < clause.from || words.places.some(place => place.first >= clause.from && place.after <= main))
    return false;
  const word = tokens.source.slice(tokens.starts[at] ?? 0, tokens.ends[at] ?? 0);
  if (!/^\p{Lu}[\p{Ll}\p{Lu}]+$/u.test(word) || OFFICE.test(tokens.folded[at] ?? '')) return false;
  return (
    !words.topics.some(mark => mark.first <= at && at < mark.after) &&
    !words.audiences.some(mark => mark.first <= at && at < mark.after)
  );
}

const CAPITALISED_WORDS = /(?:^|\s)\p{Lu}/gu;

function isTitleCase(text: string): boolean {
  const words = text.split(/\s+/).length;
  return (text.match(CAPITALISED_WORDS)?.length ?? 0) > words * 0.55;
}

interface Draft extends PositionTag {
  readonly rank: number;
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
  const lone = primaries.length === 1 ? (primaries[0]?.code ?? null) : null;
  const anyPlace = words.places.some(place => !place.aside);
  const verbFinal = /[\u3040-\u30ff\uac00-\ud7af]/.test(sentence.text);
  const titleCase = isTitleCase(sentence.text);
  const drafts: Draft[] = [];
  let previousPlace: string | null = null;
  let previousTopics: ReturnType<typeof topicsOf> = [];
  for (const clause of toClauses(words)) {
    const cues = words.cues.filter(cue => cue.first >= clause.from && cue.first < clause.to);
    const verdict = judgeClause(words, clause, {
      verbFinal,
      headline: field === 'title' || sentence.start === 0,
    });
    const named: string | null = placeOf(
      words,
      clause,
      verdict?.main ?? { first: clause.to, after: clause.to, value: null },
      previousPlace,
    );
    if (named !== null && clause.how !== 'relative') previousPlace = named;
    const own = verdict === null ? [] : topicsOf(words, clause, verdict.main, verbFinal);
    // "but allowed in Switzerland" speaks of the activity before; "limiting risks" does not.
    const namesPlace = words.places.some(mark => mark.first >= clause.from && mark.first < clause.to);
    const topics = own.length > 0 || !namesPlace ? own : previousTopics;
    const business = verdict !== null && own.length === 0 && isAboutBusiness(words, clause, verdict);
    if (own.length > 0) previousTopics = own;
    if (verdict === null) {
      const loose = words.topics.filter(
        mark => mark.first >= clause.from && mark.first < clause.to && ACTIVITIES.has(mark.value),
      );
      if (loose.length > 0) previousTopics = loose.slice(0, 1);
      continue;
    }
    const generic = cues.some(cue => cue.value === 'generic');
    const place = named ?? (generic ? null : anyPlace ? previousPlace : lone);
    if (place === null) continue;
    if (!titleCase && verdict.main.value === 'permit' && namesOneFirm(words, verdict.main.after)) continue;
    if (!titleCase && actsForItself(words, clause, verdict.main.first)) continue;
    const rule = `position:${verdict.main.value}`;
    const push = (topic: Topic, audience: string | null, distance: number): void => {
      const evidence = quoteOf(reading, words, clause, rule);
      const confidence =
        0.6 +
        (named !== null ? 0.15 : 0) +
        (input.source !== null && input.source.tier === 'official' ? 0.1 : 0) +
        (field === 'title' || sentence.start === 0 ? 0.05 : 0) +
        (distance <= 5 ? 0.05 : distance > 14 ? -0.1 : 0);
      drafts.push({
        jurisdiction: place,
        topic,
        audience,
        stance: verdict.stance,
        quote: evidence.text,
        confidence: Number(Math.min(0.95, confidence).toFixed(2)),
        evidence: [evidence],
        rank: drafts.length,
      });
    };
    if (business) {
      push('licenses', audienceOf(words, clause, null, []), 0);
      continue;
    }
    if (topics.length === 0) {
      const licensing = words.topics.some(
        mark => mark.value === 'licenses' && mark.first >= clause.from && mark.first < clause.to,
      );
      if (verdict.stance === 'considering' && licensing && verdict.main.value === 'consider')
        push('licenses', null, 0);
      continue;
    }
    const reached =
      verdict.main.value === 'consider'
        ? topics.filter(one => one.first - verdict.main.after < WEIGHED_REACH)
        : topics;
    for (const topic of reached)
      push(
        topic.value,
        audienceOf(words, clause, topic, topics),
        Math.max(topic.first - verdict.main.after, verdict.main.first - topic.after),
      );
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
    .map(({ rank: _, ...position }) => position);
}

/**
 * What the words say that a jurisdiction makes of an activity. Only sentences that name an activity and a word of stances.yaml are read; questions,
 * past regimes, wishes, hypotheses and single firms give nothing. The quote is the sentence, at its offsets.
 */
export function tagPositions(input: PositionInput, matcher: Matcher<StanceMeaning>): PositionTag[] {
  if (input.source?.tier === 'official' && SINGLE.has(input.kind)) return [];
  return settle(readings(input).flatMap(reading => readSentence(reading, input, matcher)));
}
