import type { KnownEntity } from '../classify/entities/entity-schema.ts';
import { AppError } from '../core/errors.ts';
import type { FirmAnswer, FirmEvent, FirmEventKind, FirmName, FirmProfile } from '../core/firms.ts';
import type { Store } from '../core/ports.ts';
import type { RegisteredFirm } from '../core/registers.ts';
import { slugOf } from '../core/slug.ts';
import type { EntityTag, Kind, StoredItem } from '../core/types.ts';
import { emptyQuery } from '../query/empty-query.ts';
import { nearestValue, resolveValue, type VocabularyEntry } from '../query/query-vocabulary.ts';
import { foldFirmName } from '../registers/fold-name.ts';

interface FirmDeps {
  readonly store: Pick<Store, 'items' | 'entities'>;
  readonly entities: readonly KnownEntity[];
  readonly registered: (query: string, limit: number) => Promise<readonly RegisteredFirm[]>;
}

const LIMIT = 100;
const MOST_CANDIDATES = 20;
const MOST_REGISTERED = 50;
const LEI = /^[A-Z0-9]{18}\d{2}$/;

const KINDS: Readonly<Partial<Record<Kind, FirmEventKind>>> = {
  'licence-decision': 'licence',
  warning: 'warning',
  enforcement: 'enforcement',
  court: 'enforcement',
};

/**
 * A firm by its id, any of its names, or its LEI: what registers and stored items say of it, newest first. A name that is only the beginning of
 * several gives these. Throws AppError "not-found" that offers the nearest name.
 */
export async function describeFirm(
  deps: FirmDeps,
  asked: string,
  { limit = LIMIT }: { readonly limit?: number } = {},
): Promise<FirmAnswer> {
  const name = asked.trim();
  const known = deps.entities.filter(one => one.kind === 'firm').map(toEntry);
  const lei = LEI.test(name.toUpperCase()) ? name.toUpperCase() : null;
  if (lei !== null) {
    const registered = await deps.registered(lei, MOST_REGISTERED);
    const [first] = registered;
    if (first === undefined) throw notFound(asked, null);
    const id = idOf(first.name, known) ?? slugOf(foldFirmName(first.name));
    return { found: 'one', firm: await profile(deps, { id, name: first.name }, registered, known, limit) };
  }
  const exact = resolveValue(name, known);
  const slug = slugOf(foldFirmName(name));
  const stored = slug === '' ? [] : await deps.store.entities.beginning('firm', slug, MOST_CANDIDATES);
  const one = exact.length === 1 ? exact[0] : stored.find(({ id }) => id === slug)?.id;
  if (one !== undefined) {
    const shown = deps.entities.find(entity => entity.kind === 'firm' && entity.id === one)?.name;
    const called = shown ?? stored.find(({ id }) => id === one)?.name ?? name;
    const registered = await registeredAs(deps, one, called, known);
    return { found: 'one', firm: await profile(deps, { id: one, name: called }, registered, known, limit) };
  }
  const begun =
    slug === ''
      ? []
      : known.filter(({ id, aliases }) => [id, ...aliases].some(form => slugOf(form).startsWith(slug)));
  const candidates = new Map<string, string>([
    ...begun.map(({ id, aliases }) => [id, aliases[0] ?? id] as const),
    ...stored.map(({ id, name: called }) => [id, called] as const),
  ]);
  if (candidates.size > 1) return { found: 'several', candidates: await counted(deps, candidates) };
  const registered = slug === '' ? [] : await deps.registered(name, MOST_REGISTERED);
  const [only] = candidates;
  if (only !== undefined) {
    return {
      found: 'one',
      firm: await profile(deps, { id: only[0], name: only[1] }, registered, known, limit),
    };
  }
  const names = new Map(registered.map(firm => [foldFirmName(firm.name), firm.name]));
  if (names.size > 1 && !names.has(foldFirmName(name))) {
    const several = Array.from(names.values(), called => [slugOf(foldFirmName(called)), called] as const);
    return { found: 'several', candidates: await counted(deps, new Map(several.slice(0, MOST_CANDIDATES))) };
  }
  const [first] = names.has(foldFirmName(name))
    ? registered.filter(firm => foldFirmName(firm.name) === foldFirmName(name))
    : registered;
  if (first === undefined) throw notFound(asked, nearestValue(name, known));
  const same = registered.filter(firm => foldFirmName(firm.name) === foldFirmName(first.name));
  const id = slugOf(foldFirmName(first.name));
  return { found: 'one', firm: await profile(deps, { id, name: first.name }, same, known, limit) };
}

function notFound(asked: string, near: string | null): AppError {
  const meant = near === null ? '' : ` Did you mean "${near}"?`;
  return new AppError('not-found', `No stored item and no register names a firm "${asked}".${meant}`);
}

function toEntry({ id, name, aliases, anyCase, exact }: KnownEntity): VocabularyEntry {
  return { id, aliases: [name, ...aliases, ...anyCase, ...exact] };
}

/** The known firm that a name with its legal form is, if it is one. */
function idOf(name: string, known: readonly VocabularyEntry[]): string | null {
  return resolveValue(name, known)[0] ?? resolveValue(foldFirmName(name), known)[0] ?? null;
}

/** What registers say of a firm: entries of its names, those of firms that have a name of their own left out. */
async function registeredAs(
  { registered, entities }: FirmDeps,
  id: string,
  name: string,
  known: readonly VocabularyEntry[],
): Promise<readonly RegisteredFirm[]> {
  const entity = entities.find(one => one.kind === 'firm' && one.id === id);
  const forms = [name, ...(entity?.aliases ?? [])].slice(0, 12);
  const found = new Map<string, RegisteredFirm>();
  for (const form of forms) {
    for (const firm of await registered(form, MOST_REGISTERED)) {
      const names = [firm.name, firm.legalName ?? '', ...firm.otherNames].filter(one => one !== '');
      const owners = names.map(one => idOf(one, known)).filter(one => one !== null);
      const begins = names.some(one => `${foldFirmName(one)} `.startsWith(`${foldFirmName(form)} `));
      if (owners.length > 0 ? owners.includes(id) : begins) found.set(`${firm.register} ${firm.id}`, firm);
    }
  }
  return [...found.values()];
}

async function profile(
  deps: FirmDeps,
  { id, name }: Pick<FirmName, 'id' | 'name'>,
  registered: readonly RegisteredFirm[],
  known: readonly VocabularyEntry[],
  limit: number,
): Promise<FirmProfile> {
  const query = { ...emptyQuery, firm: { include: [id], exclude: [] } };
  const { items, total } = await deps.store.items.search(query, { limit });
  const related = await deps.store.entities.beginning('firm', `${id}-`, MOST_CANDIDATES);
  const begun = known
    .filter(entry => entry.id.startsWith(`${id}-`))
    .map(({ id: other, aliases }) => [other, aliases[0] ?? other] as const);
  const others = new Map([...related.map(one => [one.id, one.name] as const), ...begun]);
  const timeline = [...items.flatMap(item => itemEvent(item, id)), ...registered.flatMap(registerEvents)];
  return {
    id,
    name,
    items: total,
    aliases: known.find(entry => entry.id === id)?.aliases.filter(alias => alias !== name) ?? [],
    lei: registered.find(firm => firm.lei !== null)?.lei ?? null,
    registers: registered,
    timeline: timeline.sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0)),
    related: await counted(deps, others),
  };
}

async function counted(
  { store }: FirmDeps,
  names: ReadonlyMap<string, string>,
): Promise<readonly FirmName[]> {
  const counts = await store.entities.counts(Array.from(names.keys(), id => `firm:${id}`));
  return Array.from(names, ([id, name]) => ({ id, name, items: counts.get(`firm:${id}`) ?? 0 }));
}

function itemEvent(item: StoredItem, id: string): FirmEvent[] {
  const tag = item.classification.entities.find(one => one.kind === 'firm' && one.id === id);
  if (tag === undefined) return [];
  const { jurisdictions, kind } = item.classification;
  return [
    {
      at: item.publishedAt ?? item.firstSeenAt,
      kind: KINDS[kind.id] ?? 'news',
      title: item.title,
      url: item.url,
      source: item.sourceId,
      itemId: item.id,
      storyId: item.storyId,
      jurisdictions: jurisdictions.filter(one => one.role === 'primary').map(one => one.code),
      quote: quoteOf(item, tag),
    },
  ];
}

const AROUND = 80;

/** The words around the first place that names the firm. */
function quoteOf(item: StoredItem, tag: EntityTag): string {
  const [place] = tag.evidence;
  if (place === undefined) return '';
  const words = place.field === 'title' ? item.title : item.text;
  const from = Math.max(0, place.start - AROUND);
  return words
    .slice(from, place.end + AROUND)
    .replace(/\s+/g, ' ')
    .trim();
}

/** What a register says on days: granted, withdrawn. */
function registerEvents(firm: RegisteredFirm): FirmEvent[] {
  const services = firm.services.map(one => one.name).join(', ');
  const event = (at: string, what: string): FirmEvent => ({
    at,
    kind: 'register',
    title: `${firm.name}: ${what}`,
    url: firm.website,
    source: firm.register,
    itemId: null,
    storyId: null,
    jurisdictions: firm.homeState === null ? [] : [firm.homeState],
    quote: [firm.authority, firm.licence, services].filter(one => one !== null && one !== '').join(' · '),
  });
  return [
    ...(firm.grantedOn === null ? [] : [event(firm.grantedOn, 'granted')]),
    ...(firm.withdrawnOn === null ? [] : [event(firm.withdrawnOn, 'withdrawn')]),
    ...(firm.removedAt === null || firm.withdrawnOn !== null
      ? []
      : [event(firm.removedAt, 'no longer listed')]),
  ];
}
