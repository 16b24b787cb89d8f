import type { RegisterEntry } from '../core/registers.ts';
import type { RegisterIdentity } from '../core/source-def.ts';
import { countDamage, sameButDamaged } from './encoding-damage.ts';
import { foldFirmName, foldText } from './fold-name.ts';
import { foldLicence } from './read-entries.ts';

/** Entries without a partner that are compared for damaged names. */
const MAX_DAMAGED = 200;

type Keys = (entry: RegisterEntry) => readonly string[];

const placeOf = (entry: RegisterEntry) => foldText(entry.values.homeState?.[0] ?? '');
const firmNames = (entry: RegisterEntry) => {
  const { legalName, name } = entry.values;
  return [...new Set([...(legalName ?? []), ...(name ?? [])].map(foldFirmName))].filter(key => key !== '');
};

const leiOf: Keys = entry => entry.values.lei?.slice(0, 1) ?? [];
const licencesOf: Keys = entry => (entry.values.licence ?? []).map(foldLicence).filter(key => key !== '');

/** Ways to know an entry again, strongest first. */
const WAYS: readonly Keys[] = [
  leiOf,
  licencesOf,
  entry => [entry.id],
  entry => firmNames(entry).map(name => `${name}@${placeOf(entry)}`),
  firmNames,
];

/**
 * Which entry of before is which of now: by LEI, by licence number, by normalised name in the same home state, by name alone. A key that stands on two entries
 * of one side decides nothing, and a weaker key never joins entries whose LEIs, or licence numbers, differ (where these are what a register's rows are known
 * by). Returns pairs by the entry of now.
 */
export function matchEntries(
  before: readonly RegisterEntry[],
  after: readonly RegisterEntry[],
  identity: readonly RegisterIdentity[],
): ReadonlyMap<RegisterEntry, RegisterEntry> {
  const contradict = contradiction(identity);
  const pairs = new Map<RegisterEntry, RegisterEntry>();
  let old = before;
  let now = after;
  for (const way of WAYS) {
    const known = unambiguous(old, way);
    const wanted = unambiguous(now, way);
    const taken = new Set<RegisterEntry>();
    for (const [key, entry] of wanted) {
      const partner = known.get(key);
      if (partner === undefined || taken.has(partner) || pairs.has(entry) || contradict(partner, entry))
        continue;
      pairs.set(entry, partner);
      taken.add(partner);
    }
    old = old.filter(entry => !taken.has(entry));
    now = now.filter(entry => !pairs.has(entry));
  }
  matchDamaged(old, now, pairs, contradict);
  return pairs;
}

/** Names that a wrong encoding damaged are folded differently; what is left is compared letter by letter. */
function matchDamaged(
  old: readonly RegisterEntry[],
  now: readonly RegisterEntry[],
  pairs: Map<RegisterEntry, RegisterEntry>,
  contradict: (a: RegisterEntry, b: RegisterEntry) => boolean,
): void {
  if (old.length > MAX_DAMAGED || now.length > MAX_DAMAGED) return;
  const taken = new Set<RegisterEntry>();
  const nameOf = (entry: RegisterEntry) => entry.values.legalName?.[0] ?? entry.values.name?.[0] ?? '';
  for (const entry of now) {
    const name = nameOf(entry);
    const partners = old.filter(
      other =>
        !taken.has(other) &&
        !contradict(other, entry) &&
        placeOf(other) === placeOf(entry) &&
        countDamage(name) + countDamage(nameOf(other)) > 0 &&
        sameButDamaged(name, nameOf(other)),
    );
    const [partner] = partners;
    if (partner === undefined || partners.length > 1) continue;
    pairs.set(entry, partner);
    taken.add(partner);
  }
}

function unambiguous(entries: readonly RegisterEntry[], way: Keys): ReadonlyMap<string, RegisterEntry> {
  const found = new Map<string, RegisterEntry | null>();
  for (const entry of entries)
    for (const key of new Set(way(entry))) found.set(key, found.has(key) ? null : entry);
  return new Map([...found].flatMap(([key, entry]) => (entry === null ? [] : [[key, entry] as const])));
}

/** Whether both have an LEI, or else a licence number, and it is not the same. */
function contradiction(identity: readonly RegisterIdentity[]) {
  const keys = [
    ...(identity.includes('lei') ? [leiOf] : []),
    ...(identity.includes('licence') ? [licencesOf] : []),
  ];
  return (a: RegisterEntry, b: RegisterEntry): boolean => {
    for (const key of keys) {
      const [mine, theirs] = [key(a), key(b)];
      if (mine.length > 0 && theirs.length > 0) return !mine.some(one => theirs.includes(one));
    }
    return false;
  };
}
