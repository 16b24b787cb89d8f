import type { Sentence } from '../../core/sentences.ts';
import type { AuthorityTag, FigureTag, JurisdictionTag, SourceHint } from '../../core/types.ts';
import { longestOnly, type NamedBody } from '../bodies.ts';
import type { Scan } from '../scan.ts';
import { type Tokens, tokenise } from '../tokens.ts';
import type { Figure, FigureMeaning, FigureWords } from './figure-vocabulary.ts';
import { type Amount, type LocalMoney, readAmounts } from './read-amounts.ts';

export interface FigureInput {
  readonly scan: Scan;
  readonly bodies: readonly NamedBody[];
  readonly authorities: readonly AuthorityTag[];
  readonly jurisdictions: readonly JurisdictionTag[];
  readonly source: SourceHint | null;
  readonly title: readonly Sentence[];
  readonly text: readonly Sentence[];
}

const MOST_SENTENCE = 1500;
const MOST_FIGURES = 30;
const MOST_READ = 200;
/** Characters between an amount and the word that says what it is. */
const MONEY_REACH = 90;
/** Tokens between a number and its noun ("nine digital asset trading platform licences"), and its verb. */
const NOUN_REACH = 6;
const VERB_REACH = 14;

const DOLLARS: Readonly<Record<string, string>> = { AU: 'AUD', CA: 'CAD', NZ: 'NZD', SG: 'SGD' };

function localMoney({ jurisdictions, source }: FigureInput): LocalMoney {
  const primary = jurisdictions.find(tag => tag.role === 'primary')?.code ?? null;
  const official = source !== null && source.tier === 'official' ? source.jurisdiction : null;
  return {
    // Authorities write of their own dollars; the press of US dollars.
    dollar: (official === null ? undefined : DOLLARS[official]) ?? 'USD',
    yen: primary === 'CN' ? 'CNY' : 'JPY',
    yuan: primary === 'HK' ? 'HKD' : primary === 'TW' ? 'TWD' : 'CNY',
  };
}

interface Hit {
  readonly start: number;
  readonly end: number;
  readonly first: number;
  readonly after: number;
  readonly value: FigureMeaning;
}

function tokenAt(tokens: Tokens, offset: number): number {
  let low = 0;
  let high = tokens.starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens.ends[middle] ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function distance(hit: Hit, amount: Amount): number {
  return hit.start >= amount.end ? hit.start - amount.end : Math.max(0, amount.start - hit.end);
}

/** What an amount of money is: the nearest word, unless a loss or a mere possibility stands nearer or before. */
function moneyFigure(amount: Amount, hits: readonly Hit[]): Figure | null {
  let best: Figure | null = null;
  let nearest = MONEY_REACH;
  for (const hit of hits) {
    const far = distance(hit, amount);
    if (hit.value.is === 'hypothetical' && hit.end <= amount.start) return null;
    if (far >= nearest) continue;
    if (hit.value.is === 'money') {
      best = hit.value.money;
      nearest = far;
    } else if (hit.value.is === 'other') {
      best = null;
      nearest = far;
    }
  }
  return best;
}

/** "26 December" counts nothing. */
const MONTH =
  /^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|januar|februar|marz|mai|juni|juli|oktober|dezember|janvier|fevrier|mars|avril|juin|juillet|aout|enero|febrero|marzo|abril|mayo|junio|julio|agosto)/;

const OF_VERB = {
  granted: 'licences-granted',
  revoked: 'licences-revoked',
  pending: 'applications-pending',
  received: 'applications-received',
  rejected: 'applications-rejected',
  withdrawn: 'applications-withdrawn',
} as const;

function nearestVerb(
  hits: readonly Hit[],
  from: number,
  to: number,
  fits: (figure: Figure) => boolean,
): Figure | null {
  let best: Figure | null = null;
  let nearest = VERB_REACH;
  for (const hit of hits) {
    if (hit.value.is !== 'verb') continue;
    const figure = OF_VERB[hit.value.verb];
    const far = hit.after <= from ? from - hit.after : Math.max(0, hit.first - to);
    if (far < nearest && fits(figure)) {
      nearest = far;
      best = figure;
    }
  }
  return best;
}

/** What a count is of: licences or applications by their noun and verb, or firms that are said to be licensed. */
function countFigure(
  amount: Amount,
  at: number,
  after: number,
  hits: readonly Hit[],
  others: readonly number[],
  next: string,
): Figure | null {
  if (!Number.isInteger(amount.value) || amount.value < 1 || amount.value > 100_000) return null;
  if (amount.value >= 1900 && amount.value <= 2100) return null;
  if (MONTH.test(next)) return null;
  const limit = Math.min(after + NOUN_REACH, others.find(one => one >= after) ?? Number.POSITIVE_INFINITY);
  if (hits.some(hit => hit.value.is === 'hypothetical' && hit.after <= at && at - hit.after < VERB_REACH))
    return null;
  const nouns = hits.filter(hit => hit.value.is === 'noun' && hit.first >= after && hit.first < limit);
  const kinds = new Set(nouns.flatMap(hit => (hit.value.is === 'noun' ? [hit.value.noun] : [])));
  const last = nouns.at(-1);
  if (last === undefined) return null;
  if (kinds.has('application'))
    return nearestVerb(
      hits,
      at,
      last.after,
      figure => figure !== 'licences-granted' && figure !== 'licences-revoked',
    );
  if (kinds.has('licence'))
    return nearestVerb(
      hits,
      at,
      last.after,
      figure => figure === 'licences-granted' || figure === 'licences-revoked',
    );
  // "45 authorised providers", "has registered twenty-six exchanges"
  const stated = hits.some(hit => hit.value.is === 'state' && hit.first >= after && hit.after <= last.first);
  const done = hits.some(hit => hit.value.is === 'state' && hit.after <= at && at - hit.after < 2);
  return stated || done ? 'licences-granted' : null;
}

/** "approved 51 of them" after applications were named. */
function ofThem(amount: Amount, sentence: string, at: number, hits: readonly Hit[]): boolean {
  if (!/^\s+of (?:them|those|these)\b/i.test(sentence.slice(amount.end, amount.end + 12))) return false;
  return hits.some(
    hit => hit.value.is === 'verb' && hit.value.verb === 'granted' && hit.after <= at && at - hit.after < 2,
  );
}

function authorityOf(
  input: FigureInput,
  field: 'title' | 'text',
  sentence: Sentence,
  offset: number,
): string | null {
  const inside = longestOnly(input.bodies.map(body => body.found)).filter(
    found => found.field === field && found.start >= sentence.start && found.end <= sentence.end,
  );
  let best: string | null = null;
  let nearest = Number.POSITIVE_INFINITY;
  for (const { authority, found } of input.bodies) {
    if (!inside.includes(found)) continue;
    // Who acts mostly stands before the number.
    const far = found.start <= offset ? offset - found.start : (found.start - offset) * 2;
    if (far < nearest) {
      nearest = far;
      best = authority.name;
    }
  }
  if (best !== null) return best;
  if (input.source?.tier === 'official' && input.source.authority !== null)
    return input.source.authority.split('@')[0] ?? null;
  const [only, ...more] = input.authorities;
  return only !== undefined && more.length === 0 ? only.name : null;
}

function readSentence(
  input: FigureInput,
  field: 'title' | 'text',
  sentence: Sentence,
  words: FigureWords,
  local: LocalMoney,
): FigureTag[] {
  const amounts = readAmounts(sentence.text, local);
  if (amounts.length === 0) return [];
  const tokens = tokenise(sentence.text);
  const hits: Hit[] = words.matcher
    .match(tokens)
    .map(({ start, end, first, after, value }) => ({ start, end, first, after, value }));
  const places = amounts.map(amount => tokenAt(tokens, amount.start));
  const figures: FigureTag[] = [];
  amounts.forEach((amount, index) => {
    const at = places[index] ?? 0;
    const after = tokenAt(tokens, amount.end - 1) + 1;
    const what =
      amount.unit !== null
        ? moneyFigure(amount, hits)
        : ofThem(amount, sentence.text, at, hits)
          ? 'licences-granted'
          : countFigure(amount, at, after, hits, places.slice(index + 1), tokens.folded[after] ?? '');
    if (what === null) return;
    figures.push({
      what,
      value: amount.value,
      unit: amount.unit,
      authority: authorityOf(input, field, sentence, sentence.start + amount.start),
      quote: sentence.text,
      evidence: [
        {
          field,
          start: sentence.start,
          end: sentence.end,
          text: sentence.text,
          rule: `figure:${sentence.text.slice(amount.start, amount.end)}`,
        },
      ],
    });
  });
  return figures;
}

/** Licences, applications, fines and settlements that the words count, once each. Only sentences with one of the trigger words are read. */
export function tagFigures(input: FigureInput, words: FigureWords): FigureTag[] {
  const local = localMoney(input);
  const seen = new Set<string>();
  const figures: FigureTag[] = [];
  for (const [field, sentences] of [
    ['text', input.text],
    ['title', input.title],
  ] as const) {
    const { stems, starts } = field === 'title' ? input.scan.title : input.scan.text;
    let current = 0;
    let read = -1;
    let count = 0;
    for (let at = 0; at < stems.length && count < MOST_READ; at++) {
      if (!words.triggers.has(stems[at] ?? '')) continue;
      const start = starts[at] ?? 0;
      while (current < sentences.length && (sentences[current]?.end ?? 0) <= start) current++;
      const sentence = sentences[current];
      if (sentence === undefined || read === current || sentence.text.length > MOST_SENTENCE) continue;
      read = current;
      count++;
      for (const figure of readSentence(input, field, sentence, words, local)) {
        const key = `${figure.what}/${figure.value}/${figure.unit ?? ''}`;
        if (seen.has(key) || figures.length >= MOST_FIGURES) continue;
        seen.add(key);
        figures.push(figure);
      }
    }
  }
  return figures;
}
