import type { Evidence, JurisdictionTag, SourceHint } from '../core/types.ts';
import type { NamedBody } from './bodies.ts';
import { collectMentions, type Mention, tokensOf, wordAt } from './mentions.ts';
import { type Scan, toEvidence, wholeOf } from './scan.ts';

/** What one mention in the headline is worth. */
const HEAD = {
  authority: 3.4,
  name: 2.6,
  demonym: 2.4,
  city: 2.2,
  law: 1.6,
  official: 1.6,
  implied: 1.5,
  weak: 0.4,
  hint: 0.4,
} as const;
const LEAD_SHARE = 0.4;
const BODY_SHARE = 0.12;
/** The first place or body of a headline is most often its subject. */
const FIRST_BONUS = 0.7;
/** "in Dubai", "in Singapore": the market where it happens. */
const PLACE_BONUS = 0.9;
const PUBLISHER = 3.2;
const CONTRAST_SHARE = 0.15;

function worth(scan: Scan, mention: Mention): number {
  const { found, how } = mention;
  const share = found.zone === 'head' ? 1 : found.zone === 'lead' ? LEAD_SHARE : BODY_SHARE;
  let points = HEAD[how];
  const before = wordAt(scan, found, found.first - 1);
  if (how !== 'authority' && (before === 'in' || before === 'en')) points += PLACE_BONUS;
  return points * share * (mention.contrast ? CONTRAST_SHARE : 1);
}

interface Standing {
  readonly code: string;
  points: number;
  head: number;
  readonly mentions: Mention[];
}

/** Whether a mention in the headline settles whose item it is: a cited law or a hint does not. */
function decides(mention: Mention): boolean {
  return mention.how !== 'law' && mention.how !== 'hint';
}

/** What the rest of the text adds once the headline names a jurisdiction. */
const DECIDED_SHARE = 0.35;

function rank(scan: Scan, mentions: readonly Mention[], source: SourceHint | null): Standing[] {
  const decided = mentions.some(one => one.found.zone === 'head' && !one.contrast && decides(one));
  const standings = new Map<string, Standing>();
  const standing = (code: string): Standing => {
    const found = standings.get(code);
    if (found !== undefined) return found;
    const made: Standing = { code, points: 0, head: 0, mentions: [] };
    standings.set(code, made);
    return made;
  };
  const ordered = [...mentions].sort((a, b) =>
    a.found.field === b.found.field ? a.found.start - b.found.start : a.found.field === 'title' ? -1 : 1,
  );
  let firstSeen = false;
  for (const mention of ordered) {
    const one = standing(mention.code);
    one.mentions.push(mention);
    let points = worth(scan, mention);
    const zone = mention.found.zone;
    if (zone === 'head' && !firstSeen && !mention.contrast && decides(mention)) {
      firstSeen = true;
      points += FIRST_BONUS;
    }
    // Repetition adds little: a long text does not outweigh its headline.
    if (zone === 'head') {
      one.head = Math.max(one.head, points);
      one.points = Math.max(one.points, points) + Math.min(one.points, points) * 0.25;
    } else one.points += points * (one.mentions.length > 4 ? 0.1 : 0.5) * (decided ? DECIDED_SHARE : 1);
  }
  if (
    source?.jurisdiction !== null &&
    source?.jurisdiction !== undefined &&
    source.tier !== 'press' &&
    source.tier !== 'law-firm'
  ) {
    standing(wholeOf(source.jurisdiction)).points += PUBLISHER;
  }
  return [...standings.values()].sort((a, b) => b.points - a.points);
}

const JOINERS = new Set(['and', 'und', 'et', 'y', 'e', 'en', 've', 'with', '和', '與', '与', '及']);

/** Whether two headline mentions act together ("Hong Kong and UAE to collaborate"). */
function actTogether(scan: Scan, a: Standing, b: Standing): boolean {
  for (const first of a.mentions) {
    for (const second of b.mentions) {
      const [left, right] =
        first.found.start <= second.found.start ? [first.found, second.found] : [second.found, first.found];
      if (left.zone !== 'head' || right.zone !== 'head' || left.field !== right.field) continue;
      if (first.contrast || second.contrast) continue;
      const between = right.first - left.after;
      const joint = between === 1 && JOINERS.has(wordAt(scan, left, left.after));
      if (
        joint ||
        (between === 0 && /^\s*[/&,、]\s*$/.test(tokensOf(scan, left).source.slice(left.end, right.start)))
      )
        return true;
    }
  }
  return false;
}

function evidenceOf(scan: Scan, standing: Standing): Evidence[] {
  const seen = new Set<string>();
  return standing.mentions
    .map(mention =>
      toEvidence(
        mention.found,
        scan,
        mention.contrast ? `jurisdiction:${mention.how}:contrast` : `jurisdiction:${mention.how}`,
      ),
    )
    .filter(one => {
      const key = `${one.field}:${one.start}`;
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    })
    .slice(0, 8);
}

/** Points under which a jurisdiction without any headline mention is not primary. */
const PRIMARY_FLOOR = 0.3;

/** What the taxonomy and the language add to the words. */
export interface JurisdictionLore {
  /** Codes of the member states of the European Union. */
  readonly members: ReadonlySet<string>;
  /** The jurisdiction whose press writes in the item's language, or null. */
  readonly home: string | null;
}

/** Points of the home of the language when no words tell whose authority it is. */
const HOME = 0.8;

/**
 * A member state's act under EU law is the state's: when the headline names both and no EU body, the EU is only the source of
 * the law.
 */
function preferMember(standings: Standing[], members: ReadonlySet<string>): void {
  const union = standings.find(one => one.code === 'EU');
  const member = standings.find(one => members.has(one.code) && one.head > 1.5);
  if (union === undefined || member === undefined) return;
  if (union.mentions.some(one => one.how === 'authority' && one.found.zone === 'head')) return;
  if (union.points >= member.points) {
    union.points = member.points * 0.9;
    standings.sort((a, b) => b.points - a.points);
  }
}

/** A law that is only cited names nobody, unless it is a common standard. */
function isNamed(one: Standing): boolean {
  if (one.mentions.length === 0) return false;
  if (one.code === 'EU' || one.code === 'INT') return true;
  return one.mentions.some(mention => decides(mention) && mention.how !== 'implied');
}

/**
 * Whose authority, law or market acts (primary) and who is only named (mentioned). The headline outweighs the text, bodies outweigh
 * places, the first name outweighs later ones; comparisons and firms' homes count little or nothing; the publisher of an
 * official source is a strong prior for its own jurisdiction.
 */
export function tagJurisdictions(
  scan: Scan,
  bodies: readonly NamedBody[],
  source: SourceHint | null,
  lore: JurisdictionLore,
): JurisdictionTag[] {
  const standings = rank(scan, collectMentions(scan, bodies), source);
  preferMember(standings, lore.members);
  const strongest = standings[0];
  if (lore.home !== null && (strongest === undefined || strongest.points < HOME)) {
    const acts = scan.of('cue').some(hit => hit.value.cue !== 'soft');
    const home = standings.find(one => one.code === lore.home);
    if (home !== undefined) home.points += HOME;
    else if (acts) standings.push({ code: lore.home, points: HOME, head: 0, mentions: [] });
    standings.sort((a, b) => b.points - a.points);
  }
  const top = standings[0];
  if (top === undefined || top.points < PRIMARY_FLOOR) return [];
  const primaries = new Set([top.code]);
  for (const other of standings.slice(1)) {
    if (other.head > 2 && top.head > 2 && other.points > top.points * 0.5 && actTogether(scan, top, other))
      primaries.add(other.code);
  }
  const total = standings.reduce((sum, one) => sum + one.points, 0);
  const tags: JurisdictionTag[] = [];
  for (const one of standings) {
    const primary = primaries.has(one.code);
    if (!primary && !isNamed(one)) continue;
    const share = total > 0 ? one.points / total : 0;
    tags.push({
      code: one.code,
      role: primary ? 'primary' : 'mentioned',
      score: Number((primary ? 0.5 + share / 2 : Math.min(0.95, 0.4 + one.points / 4)).toFixed(3)),
      evidence:
        one.mentions.length > 0
          ? evidenceOf(scan, one)
          : source?.jurisdiction === one.code
            ? [
                {
                  field: 'source',
                  start: 0,
                  end: one.code.length,
                  text: one.code,
                  rule: 'jurisdiction:publisher',
                },
              ]
            : [],
    });
  }
  return tags;
}
