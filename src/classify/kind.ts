import type { Kind, KindTag, SourceHint } from '../core/types.ts';
import type { Meaning } from './lexicon.ts';
import type { Found, Scan } from './scan.ts';
import type { KindEntry } from './vocabulary-schema.ts';
import { type Shares, weigh } from './weigh.ts';

type KindFound = Found<Extract<Meaning, { group: 'kind' }>>;

const SHARES: Shares = { head: 1, lead: 0.3, body: 0.08 };

/** The kind with the most points; its score is its share among all kinds (soft maximum). */
export function tagKind(scan: Scan, entries: readonly KindEntry[], _source: SourceHint | null): KindTag {
  const byKind = new Map<Kind, KindFound[]>();
  for (const hit of scan.of('kind')) {
    const list = byKind.get(hit.value.kind);
    if (list === undefined) byKind.set(hit.value.kind, [hit]);
    else list.push(hit);
  }
  const ranked = entries
    .map(entry => {
      const weighed = weigh(byKind.get(entry.id) ?? [], SHARES, scan, `kind:${entry.id}`);
      return { id: entry.id, points: weighed.score + entry.prior, evidence: weighed.evidence };
    })
    .sort((a, b) => b.points - a.points);
  const best = ranked[0];
  if (best === undefined) return { id: 'other', score: 0, evidence: [] };
  const total = ranked.reduce((sum, one) => sum + Math.exp(one.points - best.points), 0);
  return { id: best.id, score: Number((1 / total).toFixed(3)), evidence: best.evidence };
}
