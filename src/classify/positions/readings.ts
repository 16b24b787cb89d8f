import type { Sentence } from '../../core/sentences.ts';
import type { JurisdictionTag, Kind, SourceHint, Topic } from '../../core/types.ts';
import type { Mention } from '../mentions.ts';
import type { Scan } from '../scan.ts';
import type { Tokens } from '../tokens.ts';
import { ACTIVITIES } from './clause-scope.ts';
import type { Span } from './read-clauses.ts';
import type { StanceWords } from './stance-vocabulary.ts';

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

/** Least weight of a term that names the activity; words such as "advisers" only hint at it. */
const WEAKEST: Partial<Readonly<Record<Topic, number>>> = { cbdc: 2, funds: 1.5, defi: 1.5 };
/** Activities that are of crypto-assets only when the item is. */
const OF_ANY_MARKET: ReadonlySet<Topic> = new Set(['derivatives', 'custody', 'lending', 'funds', 'licenses']);
/** Money of a country in which a token is counted is no word of that country's rules. */
const MONEY =
  /^(?:dinars?|dollars?|dirhams?|pesos?|rupees?|rupiah|yen|yuan|won|pounds?|francs?|reais|lira|r[uo]u?bles?|baht|rand|naira)$/i;
/** Names that bodies of several countries go by in Chinese: of the item's own. */
const ANY_BODY = /^(?:证监会|證監會|金管局|金管会|金管會|金融厅)$/;
/** Words that are of crypto-assets beside an activity. */
const HINTS = /\b(?:tokens?|coins?|VARA)\b/i;
/** A longer sentence is a table or a list without stops: nothing is read from it. */
const MOST_SENTENCE = 1500;

/** A sentence worth reading, with what the reading of the item found in it (offsets within the sentence). */
export interface Reading {
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

/** Where words begin that may say what a rule does. */
function actStarts({ folded, stems, starts }: Tokens, triggers: StanceWords['triggers']): number[] {
  const found: number[] = [];
  for (let at = 0; at < stems.length; at++)
    if (triggers(folded[at] ?? '', stems[at] ?? '')) found.push(starts[at] ?? 0);
  return found;
}

/** The sentences that name an activity or the business, with what was found in each. One sweep per field. */
export function readingsOf(
  { scan, mentions, jurisdictions, title, text }: PositionInput,
  triggers: StanceWords['triggers'],
): Reading[] {
  const found: Reading[] = [];
  const primaries = jurisdictions.filter(tag => tag.role === 'primary' && tag.code !== 'INT');
  const lone = primaries.length === 1 ? primaries[0]?.code : undefined;
  const allCrypto = scan.of('crypto');
  const ofCrypto =
    allCrypto.some(hit => hit.value.strength === 'strong') ||
    HINTS.test(scan.title.source) ||
    HINTS.test(scan.text.source);
  for (const [field, sentences] of [
    ['title', title],
    ['text', text],
  ] as const) {
    const topics = scan
      .of('topic')
      .filter(
        hit =>
          hit.field === field &&
          (ofCrypto || !OF_ANY_MARKET.has(hit.value.topic)) &&
          (ACTIVITIES.has(hit.value.topic) || hit.value.topic === 'licenses') &&
          hit.value.weight >= (WEAKEST[hit.value.topic] ?? 1),
      )
      .map(hit => ({ start: hit.start, end: hit.end, value: hit.value.topic }))
      .sort((a, b) => a.start - b.start);
    const crypto = allCrypto.filter(hit => hit.field === field);
    const gates = [...topics, ...crypto.filter(hit => hit.value.strength === 'strong')]
      .map(hit => hit.start)
      .sort((a, b) => a - b);
    if (gates.length === 0) continue;
    const acts = actStarts(field === 'title' ? scan.title : scan.text, triggers);
    const source = field === 'title' ? scan.title.source : scan.text.source;
    const wordsOf = ({ found: at }: Mention): string => source.slice(at.start, at.end);
    const places = mentions
      .filter(
        one => one.found.field === field && one.how !== 'hint' && one.how !== 'weak' && one.code !== 'INT',
      )
      .filter(one => !MONEY.test(wordsOf(one)))
      .map(one => ({
        start: one.found.start,
        end: one.found.end,
        value: lone !== undefined && ANY_BODY.test(wordsOf(one)) ? lone : one.code,
      }));
    const firms = crypto
      .filter(hit => hit.value.strength === 'firm')
      .map(hit => ({ start: hit.start, end: hit.end, value: true as const }));
    let gate = 0;
    let act = 0;
    for (const sentence of sentences) {
      while (gate < gates.length && (gates[gate] ?? 0) < sentence.start) gate++;
      while (act < acts.length && (acts[act] ?? 0) < sentence.start) act++;
      const first = gates[gate];
      const verb = acts[act];
      if (first === undefined || verb === undefined) break;
      if (first >= sentence.end || verb >= sentence.end) continue;
      if (sentence.end - sentence.start > MOST_SENTENCE) continue;
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
