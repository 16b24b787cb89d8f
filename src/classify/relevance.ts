import type { Evidence, SourceHint } from '../core/types.ts';
import { longestOnly, type NamedBody } from './bodies.ts';
import { type Found, type Scan, toEvidence, type Zone } from './scan.ts';
import type { CryptoVocabulary } from './vocabulary-schema.ts';

/** What speaks for and against an item, each a small number; their weighted sum is the logit of relevance. */
export type RelevanceFeatures = Readonly<Record<string, number>>;

const STRENGTH = { strong: 1, firm: 0.9, medium: 0.6, weak: 0.3 } as const;
const CUE = { actor: 0.8, law: 0.8, action: 0.5, licence: 0.9, inner: 1.2, soft: -0.6 } as const;

function cap(value: number, most: number): number {
  return Math.min(value, most);
}

/** Crypto words of a zone, saturating at about two strong ones. */
function cryptoOf(scan: Scan, zone: Zone, bodies: readonly NamedBody[]): number {
  const seen = new Map<string, number>();
  for (const hit of scan.of('crypto'))
    if (hit.zone === zone) seen.set(hit.phrase, STRENGTH[hit.value.strength]);
  for (const hit of scan.of('law')) if (hit.zone === zone && hit.value.law.crypto) seen.set(hit.phrase, 1);
  for (const { authority, found } of bodies)
    if (found.zone === zone && authority.crypto) seen.set(found.phrase, 1);
  const values = [...seen.values()].sort((a, b) => b - a);
  return (
    (values[0] ?? 0) +
    cap(
      values.slice(1).reduce((sum, one) => sum + one * 0.25, 0),
      0.5,
    )
  );
}

function cuesOf(scan: Scan, zone: Zone, bodies: readonly NamedBody[]): number {
  const best = new Map<string, number>();
  const starts = new Set<number>();
  for (const hit of longestOnly(scan.of('cue'))) {
    if (hit.zone !== zone || starts.has(hit.start)) continue;
    starts.add(hit.start);
    best.set(
      hit.value.cue,
      (best.get(hit.value.cue) ?? 0) + CUE[hit.value.cue] * (best.has(hit.value.cue) ? 0.4 : 1),
    );
  }
  const named = bodies.some(body => body.found.zone === zone) ? 1.2 : 0;
  const law = scan.of('law').some(hit => hit.zone === zone) ? 1.2 : 0;
  const place = scan.of('place').some(hit => hit.zone === zone) ? 0.3 : 0;
  const official = scan.of('official').some(hit => hit.zone === zone) ? 0.6 : 0;
  const cues = [...best.values()].reduce((sum, one) => sum + one, 0) + named + law + official;
  // A place alone is no act of its authorities.
  return Math.max(0, cap(cues < 0.3 ? cues : cues + place, 3));
}

/** In how many ways the headline speaks of public acts: a body, a law, an actor, a verb, a licence. */
function waysOf(scan: Scan, bodies: readonly NamedBody[]): number {
  const groups = new Set<string>();
  for (const hit of scan.of('cue'))
    if (hit.zone === 'head' && hit.value.cue !== 'soft') groups.add(hit.value.cue);
  if (scan.of('law').some(hit => hit.zone === 'head')) groups.add('named law');
  if (bodies.some(body => body.found.zone === 'head')) groups.add('body');
  return Math.max(0, Math.min(groups.size, 4) - 1);
}

/** "$48K", "$29,450": a level of the market, not a fine. */
const PRICE_LEVEL = /\$\s?\d+(?:\.\d+)?[kK]\b|\$\s?\d{1,3},\d{3}(?![\d,])/;

/** Reads the features of one item. `official` and `cryptoOnly` come from the source. */
export function relevanceFeatures(
  scan: Scan,
  bodies: readonly NamedBody[],
  source: SourceHint | null,
): RelevanceFeatures {
  const official =
    source !== null && (source.tier === 'official' || source.tier === 'standard-setter') ? 1 : 0;
  const only = source?.cryptoOnly === true ? 1 : 0;
  const headCrypto = cryptoOf(scan, 'head', bodies);
  const leadCrypto = cryptoOf(scan, 'lead', bodies);
  const bodyCrypto = cryptoOf(scan, 'body', bodies);
  const headCues = cuesOf(scan, 'head', bodies);
  const leadCues = cuesOf(scan, 'lead', bodies);
  const against = (zone: Zone, kind: string): number =>
    cap(scan.of('against').filter(hit => hit.zone === zone && hit.value.against === kind).length, 2);
  const crypto = Math.max(headCrypto, leadCrypto * 0.75, bodyCrypto * 0.4, only * 0.5);
  const cues = Math.max(headCues, official * 2);
  const verbsOnly =
    cues > 0 &&
    official === 0 &&
    !scan
      .of('cue')
      .some(hit => hit.zone === 'head' && hit.value.cue !== 'action' && hit.value.cue !== 'soft') &&
    !scan.of('law').some(hit => hit.zone === 'head') &&
    !bodies.some(body => body.found.zone === 'head')
      ? 1
      : 0;
  const acts = [
    ...bodies.map(body => body.found),
    ...scan.of('law'),
    ...scan.of('cue').filter(hit => hit.value.cue === 'actor' || hit.value.cue === 'law'),
  ].flatMap(hit => (hit.zone === 'head' ? [hit.first] : []));
  const firstAct = Math.min(...acts, Number.POSITIVE_INFINITY);
  // "Bitcoin falls as ...": when the market move or the deal comes first, the authority is only its background.
  const leads = (kind: string): number =>
    acts.length > 0 &&
    scan.of('against').some(hit => hit.zone === 'head' && hit.value.against === kind && hit.first < firstAct)
      ? 1
      : 0;
  const level = PRICE_LEVEL.test(scan.title.source) ? 1 : 0;
  return {
    bias: 1,
    cueless: cues < 0.5 ? 1 : 0,
    crypto,
    verbsOnly,
    cues,
    both: Math.min(crypto, 1) * Math.min(cues, 2),
    headCrypto: cap(headCrypto, 1.2),
    leadCues,
    lead: Math.min(leadCrypto, 1) * Math.min(leadCues, 2),
    ways: waysOf(scan, bodies),
    named: bodies.some(body => body.found.zone === 'head') ? 1 : 0,
    official,
    officialText: official * (headCrypto < 0.6 ? 1 : 0),
    price: Math.min(1, against('head', 'price') + level),
    priceMore: Math.max(0, against('head', 'price') + level - 1),
    business: against('head', 'business'),
    priceFirst: leads('price'),
    businessFirst: leads('business'),
    private: against('head', 'private') + 0.5 * against('lead', 'private'),
    incidental: against('head', 'incidental') + 0.5 * against('lead', 'incidental'),
    otherLaw: against('head', 'other-law') * (headCrypto < 0.6 ? 1 : 0.3),
    leadBusiness: against('lead', 'business') + against('lead', 'price'),
  };
}

export interface Relevance {
  readonly score: number;
  readonly features: RelevanceFeatures;
  /** Weighted sum of the features; `score` is its logistic. */
  readonly logit: number;
  readonly evidence: readonly Evidence[];
  readonly missing: readonly string[];
}

/** Logistic score of the features, with what spoke for it and what was missing. */
export function scoreRelevance(
  scan: Scan,
  bodies: readonly NamedBody[],
  source: SourceHint | null,
  vocabulary: CryptoVocabulary,
): Relevance {
  const features = relevanceFeatures(scan, bodies, source);
  const { weights, threshold } = vocabulary.relevance;
  let logit = 0;
  for (const [name, value] of Object.entries(features)) logit += value * (weights[name] ?? 0);
  const score = Number((1 / (1 + Math.exp(-logit))).toFixed(4));
  const take = (list: readonly Found[], rule: string): Evidence[] =>
    list.slice(0, 4).map(found => toEvidence(found, scan, rule));
  const evidence = [
    ...take(
      scan.of('crypto').filter(hit => hit.value.strength !== 'weak'),
      'relevance:crypto',
    ),
    ...take(
      bodies.map(body => body.found),
      'relevance:authority',
    ),
    ...take(scan.of('law'), 'relevance:law'),
    ...take(scan.of('cue'), 'relevance:regulation'),
  ];
  return { score, features, logit, evidence, missing: score >= threshold ? [] : missing(features) };
}

function missing(features: RelevanceFeatures): string[] {
  const reasons: string[] = [];
  const value = (name: string): number => features[name] ?? 0;
  if (value('crypto') < 0.5) reasons.push('no crypto-asset term');
  else if (value('headCrypto') < 0.5) reasons.push('no crypto-asset term in the headline');
  if (value('cues') < 0.8) reasons.push('no authority, law or official act in the headline');
  if (value('price') > 0) reasons.push('reads like market news');
  if (value('business') > 0) reasons.push('reads like company news');
  if (value('private') > 0) reasons.push('reads like a private dispute or another field of law');
  if (value('incidental') > 0) reasons.push('crypto looks incidental to a crime');
  if (value('otherLaw') > 0) reasons.push('treats another part of financial law');
  return reasons.length > 0 ? reasons : ['evidence too weak'];
}
