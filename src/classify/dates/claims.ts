import type { DateKind } from '../../core/types.ts';
import { CUES, type Cue } from './cues.ts';

/** What a sentence says about one of its dates. */
export interface Claim {
  readonly kind: DateKind;
  /** Of the words that say so, within the sentence. */
  readonly start: number;
  readonly end: number;
  readonly strength: number;
  /** The words tell of what has happened ("took effect"). */
  readonly past: boolean;
  /** The words tell of what is to come ("will take effect"). */
  readonly coming: boolean;
  /** Only good when the item says nothing better. */
  readonly fallback: boolean;
}

interface Place {
  readonly start: number;
  readonly end: number;
}

const REACH = 60;
/** Characters before a date in which it is told how it belongs to the sentence. */
const TAIL = 80;

/** Right before a date: it is when something was done, counted or said. */
const HISTORY =
  /\b(?:since|dated|published|issued|adopted|enacted|passed|signed|announced|launched|founded|born|amended|filed|arrested|held|opened|began|started|hosted|as at|as of|updated|released|ended|approved|charged|sued|year (?:ending|ended)|months to|year to|posted|gazetted|Act of|Law of|seit|depuis|desde)\s(?:on |in |the |dem |le |el |do |\p{L}{3,9},? )?$/iu;
const AS_OF = /\bas of\s(?:\p{L}{3,9},? )?$/iu;

/** The beginning of a time that ends: "from 8 April to 16 June". */
const BEGUN = /\b(?:from|between)\s$/i;
const RANGE = /^\s?(?:to|and|until|till|through|-|–)\s?(?=\d|\p{Lu})/u;

/** What expires, starts and goes live without being a rule. */
const NO_RULE =
  /\b(?:mainnet|testnet|hard fork|upgrade|airdrop|unlock\w*|listing|will list|delist\w*|options? contracts?|options? expir\w+|expiring options?|(?<!and )futures(?! (?:trading )?commission)|open interest|conference|summit|webinar|seminar|fiscal|net profit|revenue|price|analysts?|promo\w*|prison|jail|bail|surrender|tickets?|presale|mining reward|halving|season|tournament|birthday|competition|bounty)\b/i;
const LAW =
  /\b(?:rules?|laws?|acts?|bills?|regulations?|directive|ordinance|legislation|regime|decree|ban|comments?|consultation|committee|judge|court|amendments?|order|tax)\b/i;

const PAST =
  /\b(?:took|came|entered|became|went|lifted|trat|entró|entraron|entrou|entrée|entré|since|introduced|commenced|applied|was|were|has been|have been|had)\b|了/i;
const WILL =
  /\b(?:will|shall|would|is to|are to|to be|due|expected|plans?|scheduled|set|soll|wird|werden|sera|entrará|entrarão|entrera)\b|将|將|預計|预计|予定|예정/i;
const HEDGE =
  /\b(?:would|could|may|might|if (?:passed|signed|approved|adopted|enacted)|proposed|likely|tentative\w*|as early as)\b/i;

const ANNOUNCED =
  /\b(?:announce(?:d|ment)|circular|statement|guidance)\b[^.]{0,40}\bon\s(?:\p{L}{3,9}, )?$/iu;
const ALLOWED =
  /\b(?:will be|are now|is now|may now|can now|are|now) (?:allowed|permitted|able|authori[sz]ed)\b|\b(?:may|can) now\b/i;
const NOT_YET =
  /\b(?:propos\w+|consult\w+|plans?|considering|not (?:be )?(?:allowed|permitted)|draft|would)\b/i;

/** Where the words of a cue stand in a sentence; nowhere when it does not say what must stand beside them. */
export type CuePlaces = (cue: Cue) => readonly Place[];

/** Looks for each cue of a sentence once, however many dates it has, and only when one asks for it. */
export function createCuePlaces(sentence: string): CuePlaces {
  const known = new Map<Cue, readonly Place[]>();
  return cue => {
    const before = known.get(cue);
    if (before !== undefined) return before;
    const places: Place[] = [];
    if (cue.beside === undefined || cue.beside.test(sentence))
      for (const match of sentence.matchAll(cue.words))
        if (match[0] !== '') places.push({ start: match.index, end: match.index + match[0].length });
    known.set(cue, places);
    return places;
  };
}

/**
 * What a date in a sentence is for, or null when no words say so: the nearest cue that fits. `others` are all dates of the sentence; a
 * `counted` date carries its own preposition ("within 60 days of publication").
 */
export function claimOf(
  sentence: string,
  date: Place,
  others: readonly Place[],
  counted: boolean,
  placesOf: CuePlaces,
): Claim | null {
  if (/[?？]["'”’»」]?\s*$/.test(sentence)) return null;
  if (BEGUN.test(sentence.slice(0, date.start)) && RANGE.test(sentence.slice(date.end, date.end + 20)))
    return null;
  if (NO_RULE.test(sentence) && !LAW.test(sentence)) return null;
  const tail = sentence.slice(Math.max(0, date.start - TAIL), date.start);
  const announced = announcement(sentence, date, tail);
  const opening =
    /^\W{0,3}as of\s$/i.test(sentence.slice(0, date.start)) &&
    /\b(?:will|must|shall|prohibit|ban)/i.test(sentence);
  const effectiveAsOf =
    AS_OF.test(tail) &&
    /\b(?:effective|appl\w+|force|required|applicability) as of\s(?:\p{L}{3,9},? )?$/iu.test(tail);
  if (!counted && HISTORY.test(tail) && !opening && !effectiveAsOf) return announced;
  let best: { readonly claim: Claim; readonly distance: number } | null = null;
  for (const cue of CUES) {
    const place = nearest(sentence, cue, date, others, tail, counted, placesOf);
    if (place === null) continue;
    const distance = place.distance - (cue.kind === 'consultation_closes' ? 60 : 0);
    if (best !== null && best.distance <= distance) continue;
    best = { claim: toClaim(sentence, cue, place, date), distance };
  }
  return best?.claim ?? announced;
}

function toClaim(sentence: string, cue: Cue, place: Place, date: Place): Claim {
  const around = sentence.slice(Math.max(0, place.start - 25), Math.max(place.end, date.start));
  const coming = WILL.test(around);
  const hedged = HEDGE.test(sentence) ? 0.85 : 1;
  return {
    kind: cue.kind,
    start: place.start,
    end: place.end,
    strength: (cue.strength ?? 1) * hedged,
    past: !coming && PAST.test(around),
    coming,
    fallback: false,
  };
}

/** The place of a cue's words that is nearest to a date and on the right side of it. */
function nearest(
  sentence: string,
  cue: Cue,
  date: Place,
  others: readonly Place[],
  tail: string,
  counted: boolean,
  placesOf: CuePlaces,
): (Place & { readonly distance: number }) | null {
  const behind = cue.date !== 'before';
  const ahead = cue.date !== 'after';
  const bound = counted || cue.through === undefined || cue.through.test(tail);
  if (!(behind && bound) && !ahead) return null;
  let best: (Place & { readonly distance: number }) | null = null;
  for (const place of placesOf(cue)) {
    let distance = Number.POSITIVE_INFINITY;
    if (behind && bound && place.start <= date.start) distance = Math.max(0, date.start - place.end);
    else if (ahead && place.start >= date.end) distance = place.start - date.end;
    if (distance > (cue.reach ?? REACH)) continue;
    const between =
      place.start < date.start
        ? sentence.slice(place.end, date.start)
        : sentence.slice(date.end, place.start);
    if (/[;；]/.test(between)) continue;
    const crossed = others.filter(
      other =>
        other !== date &&
        Math.min(place.end, date.end) <= other.start &&
        other.end <= Math.max(place.start, date.start),
    ).length;
    // Words before a date belong to it sooner than words behind it.
    distance +=
      crossed * 50 +
      (place.start > date.start &&
      cue.date === 'either' &&
      /^[\x00-\u024f]*$/.test(sentence.slice(place.start, place.end))
        ? 20
        : 0);
    if (best === null || distance < best.distance) best = { ...place, distance };
  }
  return best;
}

/** "According to the announcement on April 7, 2025, platforms will be allowed to ...": in force from that day, as far as one can tell. */
function announcement(sentence: string, date: Place, tail: string): Claim | null {
  if (!ANNOUNCED.test(tail) || NOT_YET.test(sentence)) return null;
  const allowed = ALLOWED.exec(sentence.slice(date.end));
  if (allowed === null) return null;
  const start = date.end + allowed.index;
  return {
    kind: 'effective',
    start,
    end: start + allowed[0].length,
    strength: 0.55,
    past: true,
    coming: false,
    fallback: true,
  };
}
