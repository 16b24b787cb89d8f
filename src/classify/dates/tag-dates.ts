import { type Sentence, splitSentences } from '../../core/sentences.ts';
import type { DateTag, Evidence } from '../../core/types.ts';
import { findCasual } from './casual.ts';
import { type Claim, claimOf, createCuePlaces } from './claims.ts';
import { findDates, type Reading } from './expressions.ts';
import { publicationDay } from './publication-day.ts';
import { findCounted } from './relative.ts';
import { isCurrent, isJustPast, resolveCounted, resolveWritten } from './resolve.ts';

export interface DateContext extends Reading {
  /** ISO instant or day; null when the item has no date. */
  readonly publishedAt: string | null;
  /** IANA zone that its day is told in. */
  readonly timeZone: string;
}

/** Characters that are read: what follows in a longer text gives no date. */
const MOST_TEXT = 60_000;
/** Longer sentences are tables and lists without full stops; they are read in pieces. */
const MOST_SENTENCE = 700;
const MOST_QUOTE = 400;
const MOST_TAGS = 20;
/** A sentence with more dates is a table; its first ones are read. */
const MOST_IN_SENTENCE = 12;

/** Figures, or words that stand for a day. */
const HAS_DATE =
  /\p{Nd}|immediate|today|tomorrow|publication|publicación|publicação|Veröffentlichung|quarter|half of|trimestre|quartal|next (?:year|month|week)|(?:mon|tues|wednes|thurs|fri)day|\b(?:one|two|three|six|nine|twelve|eighteen|thirty|sixty|ninety)\b|[明来來今]年|[公发發刊][布佈宪憲]|공포|내년|올해|January|February|March|April|\bMay\b|June|July|August|September|October|November|December/iu;

/** A sentence worth a closer look names a rule, a deadline or a court. */
const CUED =
  /effect|force|operat|allow|appl|commenc|implement|introduc|lifted|kick|live|start|begin|roll|from|as of|comment|consult|feedback|submi|respon|views|input|repl|paper|clos|deadline|period|must|shall|should|requir|need|ha(?:s|ve|d) |oblig|order|comply|complian|expected|given|transition|grandfather|morator|exempt|relief|tempor|sandbox|pilot|waiver|sunset|licen|continue|hearing|trial|markup|mark-up|sentenc|argument|arraign|heard|court|testif|law|becom|[生施实實上起开開発適执執截结結屆届为為止ま期締内內前到終失聆听聽审審公口]|적용|시행|발효|까지|만료|종료|청문|공판|선고|Kraft|wirksam|gilt|gelten|Stellung|Konsult|Rückmeld|müssen|muss|verpflicht|Überg|Anhörung|Verhandl|vig[ou]|observ|réponse|doi|devr|obligat|délai|transitoi|dérog|audienc|procès|comentar|alega|contrib|sugest|deb|tienen|plazo|dev|prazo|transit|juicio|julgam|consulta|มีผล|เริ่ม|รับฟัง|ความคิดเห็น|ต้อง/i;

interface Candidate {
  readonly tag: DateTag;
  readonly fallback: boolean;
}

/**
 * The dates that an item announces: when a consultation closes, a rule takes effect, firms must comply, a relief expires, a hearing is held. Read sentence
 * by sentence, relative ones from the day of publication; history, questions and days that do not exist give none.
 */
export function tagDates(title: string, text: string, context: DateContext): DateTag[] {
  const read = text.slice(0, MOST_TEXT);
  const published =
    publicationDay(context.publishedAt, context.timeZone) ?? publicationDayInWords(read, context);
  const found: Candidate[] = [
    ...fieldDates('title', title.slice(0, MOST_TEXT), context, published),
    ...fieldDates('text', read, context, published),
  ];
  const settled = found.filter(one => !one.fallback);
  const chosen = settled.some(({ tag }) => tag.kind === 'effective') ? settled : found;
  const best = new Map<string, DateTag>();
  for (const { tag } of chosen) {
    const key = `${tag.kind} ${tag.date}`;
    const known = best.get(key);
    if (known === undefined) best.set(key, tag);
    else if (known.confidence < tag.confidence)
      best.set(key, { ...tag, evidence: [...tag.evidence, ...known.evidence].slice(0, 5) });
  }
  return dropVaguer([...best.values()]).slice(0, MOST_TAGS);
}

/** "in October" beside "on 5 October" says nothing more. */
function dropVaguer(tags: readonly DateTag[]): DateTag[] {
  return tags.filter(
    tag =>
      !tags.some(
        other =>
          other.kind === tag.kind &&
          other.date.length > tag.date.length &&
          other.date.startsWith(`${tag.date}-`),
      ),
  );
}

function fieldDates(
  field: 'title' | 'text',
  words: string,
  context: DateContext,
  published: string | null,
): Candidate[] {
  if (!HAS_DATE.test(words)) return [];
  const found: Candidate[] = [];
  for (const sentence of splitSentences(words)) {
    if (!HAS_DATE.test(sentence.text) || !CUED.test(sentence.text)) continue;
    for (const piece of pieces(sentence)) found.push(...sentenceDates(field, piece, context, published));
    if (found.length > MOST_TAGS * 3) break;
  }
  return found;
}

function* pieces(sentence: Sentence): Generator<Sentence> {
  for (let at = 0; at < sentence.text.length; at += MOST_SENTENCE) {
    const text = sentence.text.slice(at, at + MOST_SENTENCE);
    yield { start: sentence.start + at, end: sentence.start + at + text.length, text };
  }
}

function sentenceDates(
  field: 'title' | 'text',
  sentence: Sentence,
  context: DateContext,
  published: string | null,
): Candidate[] {
  // The same length, so that offsets stay: full-width figures, unusual spaces.
  const text = plain(sentence.text);
  const dates = findDates(text, context).slice(0, MOST_IN_SENTENCE);
  const counted = published === null ? [] : findCounted(text);
  const casual = published === null || dates.length + counted.length > 0 ? [] : findCasual(text, published);
  const places = [...dates, ...counted, ...casual];
  const cues = createCuePlaces(text);
  const found: Candidate[] = [];
  for (const one of dates) {
    const claim = claimOf(text, one, places, false, cues);
    if (claim === null) continue;
    let resolved = resolveWritten(one, published, claim.past);
    if (
      resolved !== null &&
      !claim.past &&
      claim.kind === 'effective' &&
      one.parts.year === null &&
      published !== null
    ) {
      const earlier = resolveWritten(one, published, true);
      if (earlier !== null && !claim.coming && isJustPast(earlier.date, published)) resolved = earlier;
    }
    if (resolved === null || !isCurrent(claim.kind, resolved.date, published)) continue;
    found.push(toCandidate(field, sentence, one, claim, resolved.date, resolved.certainty, one.rule));
  }
  for (const one of counted) {
    if (published === null || dates.some(date => overlaps(date, one))) continue;
    const claim = claimOf(text, one, places, true, cues);
    if (claim === null) continue;
    const date = resolveCounted(one, published);
    if (isCurrent(claim.kind, date, published))
      found.push(toCandidate(field, sentence, one, claim, date, one.certainty, one.rule));
  }
  for (const one of casual) {
    const claim = claimOf(text, one, places, false, cues);
    if (claim === null || !isCurrent(claim.kind, one.date, published)) continue;
    found.push(toCandidate(field, sentence, one, claim, one.date, one.certainty, one.rule));
  }
  return found;
}

interface Place {
  readonly start: number;
  readonly end: number;
}

function overlaps(a: Place, b: Place): boolean {
  return a.start < b.end && b.start < a.end;
}

function toCandidate(
  field: 'title' | 'text',
  sentence: Sentence,
  place: Place,
  claim: Claim,
  date: string,
  certainty: number,
  rule: string,
): Candidate {
  const start = Math.min(place.start, claim.start);
  const end = Math.max(place.end, claim.end);
  const evidence: Evidence = {
    field,
    start: sentence.start + start,
    end: sentence.start + end,
    text: sentence.text.slice(start, end),
    rule: `date: ${claim.kind}, ${rule}`,
  };
  const precision = { 10: 1, 7: 0.9, 4: 0.8 }[date.length] ?? 0.9;
  const confidence = Number((0.95 * certainty * claim.strength * precision).toFixed(2));
  return {
    tag: {
      kind: claim.kind,
      date,
      quote: quoteOf(sentence.text, start, end),
      confidence,
      evidence: [evidence],
    },
    fallback: claim.fallback,
  };
}

/** The sentence, or as much of a long one as fits around the words that count, cut between words. */
function quoteOf(sentence: string, start: number, end: number): string {
  if (sentence.length <= MOST_QUOTE) return sentence;
  const room = Math.max(0, MOST_QUOTE - (end - start));
  let from = Math.max(0, Math.min(start - Math.floor(room / 2), sentence.length - MOST_QUOTE));
  let to = Math.min(sentence.length, Math.max(end, from + MOST_QUOTE));
  while (from > 0 && from < start && !BETWEEN.test(sentence.slice(from - 1, from + 1))) from++;
  while (to < sentence.length && to > end && !BETWEEN.test(sentence.slice(to - 1, to + 1))) to--;
  return sentence.slice(from, to).trim();
}

/** Two units between which a text may be cut: white space, or scripts that write no spaces. */
const BETWEEN = /\s|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

function plain(text: string): string {
  return text.replace(/[０-９\u00a0\u2002-\u200a\u202f\u3000]/g, char => {
    const code = char.charCodeAt(0);
    return code >= 0xff10 && code <= 0xff19 ? String.fromCharCode(code - 0xfee0) : ' ';
  });
}

/** An item without a date that says when it was announced: "the announcement on April 7, 2025". */
function publicationDayInWords(text: string, context: DateContext): string | null {
  const place =
    /\b(?:announce(?:d|ment)|published|issued|dated|released)\s(?:on\s)?(?=\p{L}{3,9}\s\d|\d)/iu.exec(
      text.slice(0, 3000),
    );
  if (place === null) return null;
  const at = place.index + place[0].length;
  const [first] = findDates(text.slice(at, at + 40), context);
  if (first === undefined || first.start > 0 || first.parts.day === undefined) return null;
  return resolveWritten(first, null, false)?.date ?? null;
}
