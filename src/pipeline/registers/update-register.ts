import { DateTime } from 'luxon';
import type { Input } from '../../core/application.ts';
import { AppError } from '../../core/errors.ts';
import { formatInstant } from '../../core/format-instant.ts';
import type { Classifier, Clock, Fetcher, Store } from '../../core/ports.ts';
import type { Registers, RegisterUpdate } from '../../core/registers.ts';
import type { SourceDef } from '../../core/types.ts';
import { addressOf } from '../crawl/read-source.ts';
import { fetchRegister } from './fetch-register.ts';
import { isRegister, type RegisterDef, type RegisterReading, readRegister } from './read-register.ts';
import { prepareRegister, storeRegisterAlone } from './store-register.ts';

export interface UpdateDeps {
  readonly store: Store;
  readonly sources: readonly SourceDef[];
  readonly fetcher: () => Promise<Fetcher>;
  readonly readInput: (name: string) => Promise<Input>;
  readonly classifier: () => Promise<Classifier>;
  readonly clock: Clock;
  readonly timeZone: string;
}

const DAY_MS = 86_400_000;

/** Applies one snapshot of a register: see `Registers.update`. */
export async function updateRegister(
  deps: UpdateDeps,
  id: string,
  options: Parameters<Registers['update']>[1],
): Promise<RegisterUpdate> {
  const def = registerOf(deps.sources, id);
  const accept = options.accept === true;
  if (options.at !== undefined && options.from === undefined)
    throw new AppError('usage', '`--at` says when a file was the register: give the file with --from.');
  const snapshot =
    options.from === undefined
      ? ((accept ? await heldSnapshot(deps.store, def) : null) ??
        (await fromNetwork(def, deps, options.signal)))
      : await fromFile(def, deps, options.from, options.at);
  const prepared = await prepareRegister(
    deps.store,
    def,
    snapshot.reading,
    { at: snapshot.at, accept },
    await deps.classifier(),
  );
  const context = { seenAt: deps.clock().toISOString(), classifier: await deps.classifier() };
  return (await storeRegisterAlone(deps.store, prepared, context)).update;
}

/** @throws AppError "no-such-source" when no source has the id, "usage" when it is no register. */
export function registerOf(sources: readonly SourceDef[], id: string): RegisterDef {
  const def = sources.find(source => source.id === id);
  if (def === undefined) {
    const registers = sources.filter(isRegister).map(source => source.id);
    const near = registers.filter(one => one.includes(id) || id.includes(one.split('/')[1] ?? '\u0000'));
    throw new AppError(
      'no-such-source',
      `No register is called "${id}".${near.length > 0 ? ` Did you mean ${near.slice(0, 3).join(', ')}?` : ''} \`regbeat registers list\` shows them all.`,
    );
  }
  if (isRegister(def)) return def;
  throw new AppError(
    'usage',
    def.type === 'register'
      ? `${id} is a register that cannot be read yet${def.disabled ? ` (${def.disabled.reason})` : ''}: its file has no "register" rule.`
      : `${id} is no register. \`regbeat registers list\` shows those that are.`,
  );
}

interface Snapshot {
  readonly reading: RegisterReading;
  readonly at: string;
}

async function heldSnapshot(store: Store, def: RegisterDef): Promise<Snapshot | null> {
  const { held } = await store.registers.state(def.id);
  const entries = held === null ? null : await store.registers.heldEntries(def.id);
  if (held === null || entries === null) return null;
  if (held.reason === 'columns-missing') {
    throw new AppError(
      'snapshot-unusable',
      `The held snapshot of ${def.id} cannot be accepted. ${held.detail} Then run \`regbeat registers update ${def.id}\`.`,
    );
  }
  const { bodyHash, rows, at } = held;
  const facts = { missingColumns: [], headerSeen: true, unusable: null, notes: [] };
  return { reading: { bodyHash, rows, entries, ...facts }, at };
}

async function fromFile(
  def: RegisterDef,
  deps: UpdateDeps,
  from: string,
  atText: string | undefined,
): Promise<Snapshot> {
  const at = atText === undefined ? deps.clock().toISOString() : readAt(atText, deps);
  const { bytes, contentType, url } = await deps.readInput(from);
  const reading = await readRegister(def, { pages: [{ bytes, contentType, url: url ?? def.url }] });
  if (reading.unusable !== null)
    throw new AppError('snapshot-unusable', `${from} ${reading.unusable}. Nothing was changed.`);
  const { last, held } = await deps.store.registers.state(def.id);
  const newest = [last, held].reduce<string | null>(
    (latest, one) =>
      one !== null && one.bodyHash !== reading.bodyHash && one.at > (latest ?? '') ? one.at : latest,
    null,
  );
  // The same bytes again change nothing, whenever they are said to be from.
  const repeated = last?.bodyHash === reading.bodyHash && held === null;
  if (!repeated && newest !== null && at <= newest) {
    throw new AppError(
      'snapshot-older',
      `${def.id} has a snapshot of ${formatInstant(newest)} already; one of ${formatInstant(at)} is not newer and was not applied. Apply snapshots in the order of their dates, or give a later --at.`,
    );
  }
  return { reading, at };
}

function readAt(text: string, { clock, timeZone }: UpdateDeps): string {
  const day = /^\d{4}-\d\d-\d\d$/.test(text);
  const at = DateTime.fromISO(text, { zone: day ? 'UTC' : timeZone });
  if (!/^\d{4}-\d\d-\d\d(?:$|T)/.test(text) || !at.isValid)
    throw new AppError('usage', `"${text}" is no date. Write "2025-12-08" or "2025-12-08T14:30:00Z".`);
  if (at.toMillis() > clock().getTime() + DAY_MS)
    throw new AppError('usage', `"${text}" is in the future: a snapshot can only be from the past.`);
  return at.toUTC().toJSDate().toISOString();
}

async function fromNetwork(
  def: RegisterDef,
  deps: UpdateDeps,
  signal: AbortSignal | undefined,
): Promise<Snapshot> {
  const fetcher = await deps.fetcher();
  const state = (await deps.store.sources.states()).get(def.id);
  const answer = await fetchRegister(def, addressOf(def, state, deps.clock()), { fetcher, signal });
  if (answer.outcome !== 'document') {
    const why =
      answer.outcome === 'failed'
        ? answer.error
        : answer.outcome === 'endless'
          ? `it goes on after ${answer.pages} pages`
          : 'it sent no body';
    throw new AppError(
      'register-unreachable',
      `${def.id} could not be read: ${why}. Try again later, or give a file with --from.`,
      { retry: 'later' },
    );
  }
  const reading = await readRegister(def, answer.document);
  if (reading.unusable !== null) {
    throw new AppError(
      'snapshot-unusable',
      `What ${def.id} answered ${reading.unusable}. Nothing was changed; try again later.`,
      { retry: 'later' },
    );
  }
  return { reading, at: await snapshotTime(deps.store, def.id, deps.clock()) };
}

/** The time of a snapshot that was read just now: after every other, even where a clock was set back. */
export async function snapshotTime(store: Pick<Store, 'registers'>, id: string, now: Date): Promise<string> {
  const { last, held } = await store.registers.state(id);
  const newest = Math.max(Date.parse(last?.at ?? '') || 0, Date.parse(held?.at ?? '') || 0);
  return new Date(Math.max(now.getTime(), newest + 1)).toISOString();
}
