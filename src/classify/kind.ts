import type { Evidence, Kind, KindTag, SourceHint } from '../core/types.ts';
import { longestOnly } from './bodies.ts';
import type { Meaning } from './lexicon.ts';
import type { Found, Scan } from './scan.ts';
import type { KindEntry } from './vocabulary-schema.ts';
import { type Shares, weigh } from './weigh.ts';

type KindFound = Found<Extract<Meaning, { group: 'kind' }>>;

/** Where the headline says what happened, the text adds little; where it does not, the first sentences do. */
const TELLING: Shares = { head: 1, lead: 0.3, body: 0.06 };
const SILENT: Shares = { head: 1, lead: 0.7, body: 0.2 };
/** Points in the headline from which it is taken to say what happened. */
const TELLS = 2;

/** Newspapers end a headline with ": Report" when they cite others: no study. */
function isCitation(scan: Scan, hit: KindFound): boolean {
  if (hit.value.kind !== 'report' || hit.zone !== 'head') return false;
  const tokens = hit.field === 'title' ? scan.title : scan.text;
  if (hit.after !== tokens.stems.length && hit.field === 'title') return false;
  return /[:(\u2013\u2014-]\s*$/.test(tokens.source.slice(0, hit.start));
}

/** Points for a headline whose words are somebody's: "Governor: ...", "..., minister says". */
const QUOTED = 2.5;

/** "FDIC's Hill: ...", "Governor Michl: ...", "Nagel: ...": a person of a body before the colon. */
const SPEAKER =
  /^(?:[^:]{0,60}['\u2019]s \p{Lu}[\p{L}'\u2019-]+|(?:[\p{L}' \u2019-]{0,40} )?(?:Governor|Minister|Chair(?:man|woman)?|Commissioner|President|Secretary|Senator|Director|Chief|governor|minister|chair(?:man|woman)?|commissioner|chief)(?: \p{Lu}[\p{L}.'\u2019-]+){0,3})\s?:\s/u;

/** Whether a headline gives the words of an official: it begins with the speaker and a colon, or ends with "X says". */
function isQuoted(scan: Scan): boolean {
  const { source, folded } = scan.title;
  if (/^(?:says?|said|sagt|dice|diz|dit|dichiara|表示)$/.test(folded.at(-1) ?? '')) return true;
  if (SPEAKER.test(source)) return true;
  return [...scan.of('official'), ...scan.of('authority')].some(
    hit => hit.field === 'title' && hit.first <= 1 && /^\s*[:：]/.test(source.slice(hit.end, hit.end + 3)),
  );
}

/** What the words say for one kind. */
export interface KindPoints {
  readonly id: Kind;
  readonly points: number;
  readonly evidence: readonly Evidence[];
}

/** The points of every kind, most first. */
export function weighKinds(scan: Scan, entries: readonly KindEntry[]): KindPoints[] {
  const byKind = new Map<Kind, KindFound[]>();
  for (const hit of longestOnly(scan.of('kind'))) {
    if (isCitation(scan, hit)) continue;
    const list = byKind.get(hit.value.kind);
    if (list === undefined) byKind.set(hit.value.kind, [hit]);
    else list.push(hit);
  }
  const inHead = (list: readonly KindFound[]): number =>
    list.reduce((sum, hit) => sum + (hit.zone === 'head' ? hit.value.weight : 0), 0);
  const telling = [...byKind.values()].some(list => inHead(list) >= TELLS);
  return entries
    .map(entry => {
      const found = byKind.get(entry.id) ?? [];
      const weighed = weigh(found, telling ? TELLING : SILENT, scan, `kind:${entry.id}`);
      const quoted = entry.id === 'speech' && isQuoted(scan) ? QUOTED : 0;
      const prior = entry.prior + quoted;
      return { id: entry.id, points: weighed.score + prior, evidence: weighed.evidence };
    })
    .sort((a, b) => b.points - a.points);
}

/** The kind with the most points; its score is its share among all kinds (soft maximum). */
export function tagKind(ranked: readonly KindPoints[]): KindTag {
  const best = ranked[0];
  if (best === undefined) return { id: 'other', score: 0, evidence: [] };
  const total = ranked.reduce((sum, one) => sum + Math.exp(one.points - best.points), 0);
  return { id: best.id, score: Number((1 / total).toFixed(3)), evidence: best.evidence };
}

/** A row of a register that names a firm for what it may not do. */
const NAMED_AND_SHAMED = /\b(?:non-?compliant|warning|unauthori[sz]ed|unlicen[sc]ed|infringement)\b/i;

/** A row of a licence register is a decision about a licence, one of a list of offenders a warning; null for other sources. */
export function kindOfRegisterRow(source: SourceHint | null, title: string): KindTag | null {
  if (source?.type !== 'register') return null;
  const found = NAMED_AND_SHAMED.exec(title);
  const evidence: Evidence =
    found === null
      ? { field: 'source', start: 0, end: source.type.length, text: source.type, rule: 'kind:register' }
      : {
          field: 'title',
          start: found.index,
          end: found.index + found[0].length,
          text: found[0],
          rule: 'kind:register',
        };
  return { id: found === null ? 'licence-decision' : 'warning', score: 1, evidence: [evidence] };
}
