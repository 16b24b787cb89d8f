import { AppError } from '../../core/errors.ts';
import type { Clock, Store } from '../../core/ports.ts';
import type {
  FirmHistory,
  RegisterEvent,
  RegisteredFirm,
  RegisterSummary,
  Registers,
} from '../../core/registers.ts';
import type { KeptEntry } from '../../core/store/register-store.ts';
import type { SourceDef } from '../../core/types.ts';
import { parseDateSpan } from '../../query/query-dates.ts';
import { foldFirmName, foldText } from '../../registers/fold-name.ts';
import { readLei } from '../../registers/lei.ts';
import { foldLicence } from '../../registers/read-entries.ts';
import { toFirm } from '../../registers/to-firm.ts';

/** Firms that a history is shown of at once: a query that fits more is too short. */
const MOST_FIRMS = 50;
const MOST_EVENTS = 10_000;

interface Deps {
  readonly store: Store;
  readonly sources: readonly SourceDef[];
}

interface TimedDeps extends Deps {
  readonly clock: Clock;
  readonly timeZone: string;
}

/** Every source of type "register", with what its snapshots came to. */
export async function listRegisters({ store, sources }: Deps): Promise<readonly RegisterSummary[]> {
  const totals = new Map((await store.registers.totals()).map(one => [one.register, one]));
  const held = await store.registers.held();
  return sources
    .filter(def => def.type === 'register' || def.register !== undefined)
    .map(({ id, name, jurisdiction, authority, enabled, register }) => {
      const total = totals.get(id);
      return {
        id,
        name,
        jurisdiction,
        authority,
        enabled,
        readable: register !== undefined,
        entries: total?.entries ?? null,
        firstSnapshot: total?.firstAt ?? null,
        lastSnapshot: total?.lastAt ?? null,
        snapshots: total?.snapshots ?? 0,
        added: total?.added ?? 0,
        removed: total?.removed ?? 0,
        changed: total?.changed ?? 0,
        held: held.get(id) ?? null,
      };
    })
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** Changes of one, some or all registers. */
export async function registerChanges(
  deps: TimedDeps,
  { id, since, until, limit = MOST_EVENTS }: Parameters<Registers['diff']>[0],
): Promise<readonly RegisterEvent[]> {
  const { store, sources } = deps;
  const registers = id === undefined ? undefined : chosen(sources, id);
  const bounds = {
    ...(since === undefined ? {} : { since: instantOf(since, deps) }),
    ...(until === undefined ? {} : { until: instantOf(until, deps) }),
  };
  return store.registers.events({ ...(registers === undefined ? {} : { registers }), ...bounds, limit });
}

function instantOf(text: string, { clock, timeZone }: TimedDeps): string {
  const span = parseDateSpan(text, clock(), timeZone);
  if (span === null)
    throw new AppError('usage', `"${text}" is no date. Write "30d", "2026-10-01" or "2026-10".`);
  return span.from.toUTC().toJSDate().toISOString();
}

function chosen(sources: readonly SourceDef[], id: string): readonly string[] {
  const isIt = (def: SourceDef) => (id.endsWith('*') ? def.id.startsWith(id.slice(0, -1)) : def.id === id);
  const found = sources.filter(def => isIt(def) && (def.type === 'register' || def.register !== undefined));
  if (found.length > 0) return found.map(def => def.id);
  throw new AppError(
    'no-such-source',
    `No register is called "${id}". \`regbeat registers list\` shows them all.`,
  );
}

/** Firms by the beginning of a name or of a word of it, by LEI, or by licence number. */
export async function findFirms(
  { store }: Deps,
  query: string,
  limit: number,
): Promise<readonly RegisteredFirm[]> {
  return (await findKept(store, query, limit)).map(firmOf);
}

async function findKept(store: Store, query: string, limit: number): Promise<readonly KeptEntry[]> {
  const lei = readLei(query);
  if (lei !== null) return store.registers.find({ leis: [lei] }, limit);
  const name = foldText(query);
  const licence = foldLicence(query);
  if (name === '') return [];
  const named = await store.registers.find({ name }, limit);
  if (named.length > 0) return named;
  // "Example GmbH" where the register only says "Example", and the other way round.
  const core = foldFirmName(query);
  const firm = core === name || core === '' ? [] : await store.registers.find({ name: core }, limit);
  return firm.length > 0 || licence === '' ? firm : store.registers.find({ licence }, limit);
}

/** Everything that any register ever said of a firm: those of exactly that name, else those whose name begins so, and whoever has their LEI. */
export async function firmHistory({ store }: Deps, query: string): Promise<FirmHistory> {
  const found = await findKept(store, query, MOST_FIRMS);
  const wanted = foldFirmName(query);
  const exact = found.filter(({ entry: { values } }) =>
    [...(values.name ?? []), ...(values.legalName ?? [])].some(name => foldFirmName(name) === wanted),
  );
  const firms = exact.length > 0 ? exact : found;
  const leis = [...new Set(firms.flatMap(({ entry }) => entry.values.lei ?? []))];
  const related = leis.length === 0 ? [] : await store.registers.find({ leis }, MOST_FIRMS);
  const all = new Map([...firms, ...related].map(kept => [`${kept.register} ${kept.entry.id}`, kept]));
  if (all.size === 0) return { firms: [], events: [] };
  const kept = [...all.values()];
  const events = await store.registers.events({
    entries: kept.map(({ register, entry }) => ({ register, id: entry.id })),
  });
  return { firms: kept.map(firmOf), events };
}

function firmOf({ register, entry, firstSeenAt, removedAt }: KeptEntry): RegisteredFirm {
  return toFirm(register, entry, { firstSeenAt, removedAt });
}
