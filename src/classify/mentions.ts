import { longestOnly, type NamedBody } from './bodies.ts';
import { type Found, type Scan, wholeOf } from './scan.ts';

/** One mention of a jurisdiction, by name, by a body, by a law or by a person in office. */
export interface Mention {
  readonly code: string;
  readonly found: Found;
  readonly how: 'authority' | 'name' | 'demonym' | 'city' | 'law' | 'official' | 'implied' | 'weak' | 'hint';
  readonly contrast: boolean;
}

/** The tokens of the field that a phrase was found in. */
export function tokensOf(scan: Scan, found: Found): Scan['title'] {
  return found.field === 'title' ? scan.title : scan.text;
}

/** The folded word at a token position of that field; empty outside. */
export function wordAt(scan: Scan, found: Found, at: number): string {
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

/** Every mention of a jurisdiction in the item, with those in a comparison marked. */
export function collectMentions(scan: Scan, bodies: readonly NamedBody[]): Mention[] {
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
  // Where nothing else is named, a headline's "Jordan" is the country, unless the word is two places ("Georgia").
  const bare = !mentions.some(one => one.how !== 'weak' && one.how !== 'law' && one.how !== 'hint');
  const owners = new Set(mentions.filter(one => one.how === 'weak').map(one => one.code));
  const lone = bare && owners.size === 1;
  return mentions.flatMap(one => {
    if (one.how !== 'weak' || solid.has(one.code)) return [one];
    return lone && one.found.zone === 'head' ? [{ ...one, how: 'city' as const }] : [];
  });
}
