import type { AuthorityTag, Evidence, JurisdictionTag } from '../core/types.ts';
import type { NamedBody } from './bodies.ts';
import { type Found, type Scan, toEvidence } from './scan.ts';
import type { Authority } from './taxonomy-schema.ts';

/** What a body counts for whose jurisdiction is only mentioned, and a standard setter that is only the source of a rule. */
const ASIDE = 0.4;
const SOURCE = 0.3;
/** Points from which a body counts, and those of one that only the body of the text names. */
const NAMED = 0.35;
const NAMED_LATE = 0.25;

interface Standing {
  readonly authority: Authority;
  points: number;
  readonly evidence: Evidence[];
}

/** "The Treasury's Financial Crimes Enforcement Network": below the headline, the body that acts is the second. */
function isParent(scan: Scan, found: Found, bodies: readonly NamedBody[]): boolean {
  if (found.zone === 'head' && found.field === 'title') return false;
  const source = found.field === 'title' ? scan.title.source : scan.text.source;
  if (!/^['\u2019]s\s/.test(source.slice(found.end, found.end + 3))) return false;
  return bodies.some(
    other =>
      other.found.field === found.field &&
      other.found.first >= found.after &&
      other.found.first <= found.after + 1,
  );
}

/** "in the DIFC" beside its regulator names the centre as a place. */
function isPlaceOf(scan: Scan, found: Found, authority: Authority, bodies: readonly NamedBody[]): boolean {
  if (authority.kind !== 'financial-centre') return false;
  const { folded } = found.field === 'title' ? scan.title : scan.text;
  const before = folded[found.first - 1] ?? '';
  const word = before === 'the' ? (folded[found.first - 2] ?? '') : before;
  if (!/^(?:in|from|within|of|inside|at|under|to)$/.test(word)) return false;
  return bodies.some(
    other => other.authority.id !== authority.id && other.authority.jurisdiction === authority.jurisdiction,
  );
}

/**
 * Bodies that act or speak in the item: named in the headline or the first sentences, or its publisher. A body that only the rest
 * of the text names, or that belongs to a country mentioned in passing, is background.
 */
export function tagAuthorities(
  scan: Scan,
  bodies: readonly NamedBody[],
  jurisdictions: readonly JurisdictionTag[],
  publisher: Authority | null,
  groups: ReadonlyMap<string, readonly Authority[]>,
): AuthorityTag[] {
  const standings = new Map<string, Standing>();
  const standing = (authority: Authority): Standing => {
    const found = standings.get(authority.id);
    if (found !== undefined) return found;
    const made: Standing = { authority, points: 0, evidence: [] };
    standings.set(authority.id, made);
    return made;
  };
  const roles = new Map(jurisdictions.map(tag => [tag.code, tag.role]));
  const expanded = bodies.flatMap(({ authority, found }) =>
    isParent(scan, found, bodies)
      ? []
      : (groups.get(authority.id) ?? [authority]).map(member => ({ authority: member, found })),
  );
  for (const { authority, found } of expanded) {
    if (isPlaceOf(scan, found, authority, bodies)) continue;
    const one = standing(authority);
    const share = found.zone === 'head' ? 1 : found.zone === 'lead' ? 0.6 : 0.25;
    const role = roles.get(
      authority.jurisdiction.slice(
        0,
        authority.jurisdiction.startsWith('INT') || authority.jurisdiction.startsWith('EU') ? 3 : 2,
      ),
    );
    one.points = Math.max(
      one.points,
      share * (role === 'primary' ? 1 : authority.jurisdiction === 'INT' ? SOURCE : ASIDE),
    );
    one.evidence.push(toEvidence(found, scan, 'authority:named'));
  }
  if (publisher !== null) {
    const one = standing(publisher);
    one.points = Math.max(one.points, 1);
    one.evidence.push({
      field: 'source',
      start: 0,
      end: publisher.name.length,
      text: publisher.name,
      rule: 'authority:publisher',
    });
  }
  const found = [...standings.values()];
  // Where nobody is named up front, the body of the acting jurisdiction is the one that the rest of the text names.
  const least = found.some(one => one.points >= NAMED) ? NAMED : NAMED_LATE;
  return found
    .filter(one => one.points >= least)
    .sort((a, b) => b.points - a.points)
    .map(one => ({
      name: one.authority.name,
      jurisdiction: one.authority.jurisdiction,
      score: Number(one.points.toFixed(3)),
      evidence: one.evidence.slice(0, 5),
    }));
}
