import type { SourceHint } from '../core/types.ts';
import type { Meaning } from './lexicon.ts';
import { type Found, type Scan, wholeOf } from './scan.ts';
import type { Authority, Taxonomy } from './taxonomy-schema.ts';

/** A body that the words name, after shared names ("SEC", "FSA") were told apart. */
export interface NamedBody {
  readonly authority: Authority;
  readonly found: Found;
}

type AuthorityFound = Found<Extract<Meaning, { group: 'authority' }>>;
type PlaceFound = Found<Extract<Meaning, { group: 'place' }>>;

/** Tokens within which a place says whose body it is ("Thailand's SEC", "SEC of the Philippines"). */
const NEAR = 3;

/** Leaves out what lies inside a longer phrase of the same list ("SEC" in "Philippine SEC"). One sweep after sorting. */
export function longestOnly<F extends Found>(list: readonly F[]): F[] {
  const ordered = [...list].sort(
    (a, b) => (a.field < b.field ? -1 : a.field > b.field ? 1 : 0) || a.start - b.start || b.end - a.end,
  );
  let field = '';
  let reach = -1;
  let from = -1;
  return ordered.filter(one => {
    if (one.field !== field) {
      field = one.field;
      reach = -1;
    }
    if (one.end > reach) {
      reach = one.end;
      from = one.start;
      return true;
    }
    return one.end === reach && one.start === from;
  });
}

function isNear(place: PlaceFound, body: AuthorityFound): boolean {
  if (place.field !== body.field) return false;
  const gap = place.first >= body.after ? place.first - body.after : body.first - place.after;
  return gap < NEAR;
}

/** How well a candidate fits the places around its name; the best one above zero is taken. */
function fitness(
  candidate: AuthorityFound,
  places: readonly PlaceFound[],
  alone: boolean,
  source: SourceHint | null,
): number {
  const { authority, context, isDefault, bare } = candidate.value;
  const code = wholeOf(authority.jurisdiction);
  let points = 0;
  for (const place of places) {
    if (place.value.code !== code) continue;
    if (isNear(place, candidate)) points = Math.max(points, 4);
    else if (place.zone === 'head' && place.field === candidate.field)
      points = Math.max(points, place.value.form === 'demonym' ? 2 : 3);
    else if (bare && place.zone !== 'head') continue;
    else if (place.zone === 'head' && place.value.form !== 'implied') points = Math.max(points, 1.7);
    else if (place.zone !== 'body') points = Math.max(points, 1.2);
    else points = Math.max(points, 0.6);
  }
  if (source?.authority === authority.id || source?.authority === authority.name) {
    if (source.jurisdiction === null || wholeOf(source.jurisdiction) === code) points = Math.max(points, 5);
  } else if (
    source?.jurisdiction !== null &&
    source?.jurisdiction !== undefined &&
    wholeOf(source.jurisdiction) === code
  ) {
    points = Math.max(points, 2.5);
  }
  if (isDefault) points = Math.max(points, 1.5);
  if (!context && alone) points = Math.max(points, 1);
  if (!context && !isDefault) points = Math.max(points, 0.8);
  return points;
}

/** "ex-SEC lawyer", "former CFTC chair": a person's past, not the body. */
function isFormer(scan: Scan, hit: Found): boolean {
  const tokens = hit.field === 'title' ? scan.title : scan.text;
  return /^(?:ex|former|formerly|ancien|ehemalig\w*|exjefe|eski)$/.test(tokens.folded[hit.first - 1] ?? '');
}

/** "US central bank digital currency" names a currency, "FATF travel rule" a standard: not the body. */
function isPartOf(scan: Scan, hit: Found): boolean {
  const tokens = hit.field === 'title' ? scan.title : scan.text;
  if (tokens.stems[hit.after] === 'digital' && tokens.stems[hit.after + 1] === 'currency') return true;
  return scan
    .of('law')
    .some(
      law =>
        law.field === hit.field &&
        law.start <= hit.start &&
        hit.end <= law.end &&
        law.end - law.start > hit.end - hit.start,
    );
}

/** Points from which a place or the publisher has settled whose body a shared name means. */
const SETTLED = 2;
/** Letters from which a short name is seldom a word by chance. */
const TELLING_NAME = 3;
const CAPITALS = /[A-Z].*[A-Z]/;

function isTelling({ phrase, zone, value }: AuthorityFound): boolean {
  return value.acronym && zone !== 'body' && phrase.length >= TELLING_NAME && CAPITALS.test(phrase);
}

/** The jurisdiction whose press writes in the language of a text, or null. */
export type HomeOf = (text: string) => string | null;

/**
 * The bodies named in an item. A name that several bodies share goes to the one whose country stands beside it, then to the
 * one whose country the headline names, then to the publisher's, then to the default of the taxonomy; else to nobody.
 */
export function nameBodies(scan: Scan, source: SourceHint | null, homeOf: HomeOf): NamedBody[] {
  const places = scan.of('place').filter(place => place.value.form !== 'hint');
  const crypto = scan
    .of('crypto')
    .some(hit => hit.zone !== 'body' && (hit.value.strength === 'strong' || hit.value.strength === 'firm'));
  let home: string | null | undefined;
  const hits = longestOnly(scan.of('authority'));
  const bySpan = new Map<string, AuthorityFound[]>();
  for (const hit of hits) {
    if (isFormer(scan, hit) || isPartOf(scan, hit)) continue;
    const key = `${hit.field}:${hit.start}:${hit.end}`;
    const list = bySpan.get(key);
    if (list === undefined) bySpan.set(key, [hit]);
    else list.push(hit);
  }
  const named: NamedBody[] = [];
  for (const candidates of bySpan.values()) {
    const alone = candidates.length === 1;
    const [only] = candidates;
    let best: AuthorityFound | null = null;
    let bestPoints = 0;
    for (const candidate of candidates) {
      const points = fitness(candidate, places, alone, source);
      if (points > bestPoints) {
        best = candidate;
        bestPoints = points;
      }
    }
    // A name that no place settles: the press of a language means its own country's body.
    if (bestPoints < SETTLED) {
      if (home === undefined) home = homeOf(`${scan.title.source}\n${scan.text.source}`);
      const own = candidates.find(one => !one.value.bare && one.value.authority.jurisdiction === home);
      if (own !== undefined) best = own;
    }
    // "CMB" is many things, but one body where crypto-assets are the subject.
    if (best === null && alone && crypto && only !== undefined && isTelling(only)) best = only;
    if (best !== null) named.push({ authority: best.value.authority, found: best });
  }
  return consistent(named);
}

/** A short name that was settled once in the headline means the same body further down. */
function consistent(named: readonly NamedBody[]): NamedBody[] {
  const settled = new Map<string, Authority>();
  for (const { authority, found } of named) {
    if (found.zone === 'head' && !settled.has(authority.name)) settled.set(authority.name, authority);
  }
  return named.map(one => ({ ...one, authority: settled.get(one.authority.name) ?? one.authority }));
}

/** The taxonomy's entry for the body that publishes a source, or null. */
export function publishingBody(source: SourceHint | null, taxonomy: Taxonomy): Authority | null {
  if (source?.authority === null || source === null) return null;
  const wanted = source.authority;
  return (
    taxonomy.authorities.find(one => one.id === wanted) ??
    taxonomy.authorities.find(one => one.name === wanted && one.jurisdiction === source.jurisdiction) ??
    taxonomy.authorities.find(one => one.name === wanted) ??
    null
  );
}
