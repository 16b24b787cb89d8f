import type { Evidence, JurisdictionTag, SourceHint } from '../core/types.ts';
import { longestOnly, type NamedBody } from './bodies.ts';
import { type Found, type Scan, toEvidence } from './scan.ts';

/** One mention of a jurisdiction, by name, by a body, by a law or by a person in office. */
interface Mention {
  readonly code: string;
  readonly found: Found;
  readonly how: 'authority' | 'name' | 'demonym' | 'city' | 'law' | 'official' | 'weak';
  readonly contrast: boolean;
}

/** What one mention in the headline is worth. */
const HEAD = {
  authority: 3.4,
  name: 2.6,
  demonym: 2.4,
  city: 2.2,
  law: 1.6,
  official: 1.6,
  weak: 0.4,
} as const;
const LEAD_SHARE = 0.4;
const BODY_SHARE = 0.12;
/** The first place or body of a headline is most often its subject. */
const FIRST_BONUS = 0.7;
/** "in Dubai", "in Singapore": the market where it happens. */
const PLACE_BONUS = 0.9;
const PUBLISHER = 3.2;
const CONTRAST_SHARE = 0.15;

function wholeOf(code: string): string {
  return code.includes('-') ? code.slice(0, 2) : code;
}

function tokensOf(scan: Scan, found: Found): Scan['title'] {
  return found.field === 'title' ? scan.title : scan.text;
}

function wordAt(scan: Scan, found: Found, at: number): string {
  return tokensOf(scan, found).folded[at] ?? '';
}

/** Whether words of comparison stand before the mention in its sentence, near enough to mean it. */
function inContrast(scan: Scan, found: Found): boolean {
  const tokens = tokensOf(scan, found);
  const reach = found.field === 'title' ? 7 : 14;
  for (const contrast of scan.of('contrast')) {
    if (
      contrast.field !== found.field ||
      contrast.after > found.first ||
      found.first - contrast.after > reach
    )
      continue;
    let broken = false;
    for (let at = contrast.after; at <= found.first; at++) if (tokens.breaks[at] === true) broken = true;
    if (!broken) return true;
  }
  return false;
}

/** "Singapore-based exchange", "Dutch firm": where a firm lives is not whose law it is. */
function isHome(scan: Scan, found: Found): boolean {
  return /^(?:based|headquartered|domiciled|born)$/.test(wordAt(scan, found, found.after));
}

function collect(scan: Scan, bodies: readonly NamedBody[]): Mention[] {
  const mentions: Mention[] = [];
  const push = (code: string, found: Found, how: Mention['how']): void => {
    mentions.push({ code: wholeOf(code), found, how, contrast: inContrast(scan, found) });
  };
  for (const { authority, found } of bodies) push(authority.jurisdiction, found, 'authority');
  const inBody = (place: Found): boolean =>
    bodies.some(
      ({ found }) => found.field === place.field && found.start <= place.start && place.end <= found.end,
    );
  for (const place of longestOnly(scan.of('place'))) {
    if (inBody(place) || isHome(scan, place)) continue;
    push(place.value.code, place, place.value.form);
  }
  for (const law of longestOnly(scan.of('law')))
    if (!law.value.context) push(law.value.law.jurisdiction, law, 'law');
  for (const official of scan.of('official'))
    push(official.value.authority.jurisdiction, official, 'official');
  const solid = new Set(mentions.filter(one => one.how !== 'weak').map(one => one.code));
  return mentions.filter(one => one.how !== 'weak' || solid.has(one.code));
}

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

function rank(scan: Scan, mentions: readonly Mention[], source: SourceHint | null): Standing[] {
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
    if (zone === 'head' && !firstSeen && !mention.contrast && mention.how !== 'law') {
      firstSeen = true;
      points += FIRST_BONUS;
    }
    // Repetition adds little: a long text does not outweigh its headline.
    if (zone === 'head') {
      one.head = Math.max(one.head, points);
      one.points = Math.max(one.points, points) + Math.min(one.points, points) * 0.25;
    } else one.points += points * (one.mentions.length > 4 ? 0.1 : 0.5);
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

/**
 * Whose authority, law or market acts (primary) and who is only named (mentioned). The headline outweighs the text, bodies outweigh
 * places, the first name outweighs later ones; comparisons and firms' homes count little or nothing; the publisher of an
 * official source is a strong prior for its own jurisdiction.
 */
export function tagJurisdictions(
  scan: Scan,
  bodies: readonly NamedBody[],
  source: SourceHint | null,
): JurisdictionTag[] {
  const standings = rank(scan, collect(scan, bodies), source);
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
    if (!primary && one.mentions.length === 0) continue;
    const share = total > 0 ? one.points / total : 0;
    tags.push({
      code: one.code,
      role: primary ? 'primary' : 'mentioned',
      score: Number((primary ? 0.5 + share / 2 : Math.min(0.95, 0.4 + one.points / 4)).toFixed(3)),
      evidence:
        one.mentions.length > 0
          ? evidenceOf(scan, one)
          : [
              {
                field: 'source',
                start: 0,
                end: source?.jurisdiction?.length ?? 0,
                text: source?.jurisdiction ?? '',
                rule: 'jurisdiction:publisher',
              },
            ],
    });
  }
  return tags;
}
