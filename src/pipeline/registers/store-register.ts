import { setImmediate } from 'node:timers/promises';
import type { Classifier, Store, StoreOps } from '../../core/ports.ts';
import type { HeldSnapshot, RegisterUpdate } from '../../core/registers.ts';
import type { Classification } from '../../core/types.ts';
import { toIndexed } from '../../registers/to-firm.ts';
import { classifyArticle } from '../classify-article.ts';
import { countNotes } from '../count-notes.ts';
import { type StoredCounts, storeArticles } from '../store-articles.ts';
import { planRegister, type RegisterPlan } from './plan-register.ts';
import type { RegisterDef, RegisterReading } from './read-register.ts';
import { toArticle } from './register-articles.ts';

/** A snapshot with everything that can be known before the write lock is taken. */
export interface PreparedRegister {
  readonly def: RegisterDef;
  readonly reading: RegisterReading;
  /** At which the document was the register. */
  readonly at: string;
  readonly accept: boolean;
  readonly plan: RegisterPlan;
  readonly tags: ReadonlyMap<string, Classification>;
}

export interface StoredRegister extends StoredCounts {
  readonly update: RegisterUpdate;
}

/** Items tagged in a row, some tens of milliseconds. */
const BEFORE_PAUSE = 25;

/** Compares a snapshot with the register as it is and tags the items to be, without the write lock. */
export async function prepareRegister(
  store: StoreOps,
  def: RegisterDef,
  reading: RegisterReading,
  options: { readonly at: string; readonly accept?: boolean },
  classifier: Classifier,
): Promise<PreparedRegister> {
  const accept = options.accept === true;
  const plan = await planNow(store, def, reading, { at: options.at, accept });
  const tags = new Map<string, Classification>();
  for (const item of plan.items) {
    const article = toArticle(def, item, options.at);
    tags.set(article.id, classifyArticle(article, def, classifier));
    if (tags.size % BEFORE_PAUSE === 0) await setImmediate();
  }
  return { def, reading, at: options.at, accept, plan, tags };
}

async function planNow(
  ops: StoreOps,
  def: RegisterDef,
  reading: RegisterReading,
  options: { readonly at: string; readonly accept: boolean },
): Promise<RegisterPlan> {
  const state = await ops.registers.state(def.id);
  const entries = state.last === null ? [] : await ops.registers.entries(def.id);
  return planRegister(def, reading, { state, entries }, options);
}

/**
 * Stores a prepared snapshot inside the caller's transaction: the new state of the register, its history, and the items that tell of it; or what holds it.
 * When another process changed the register in between, the comparison is made again.
 */
export async function storeRegister(
  ops: StoreOps,
  prepared: PreparedRegister,
  context: { readonly seenAt: string; readonly classifier: Classifier },
): Promise<StoredRegister> {
  const { def, reading, at, accept } = prepared;
  const state = await ops.registers.state(def.id);
  const same = (state.last?.id ?? null) === prepared.plan.basedOn;
  const plan = same ? prepared.plan : await planNow(ops, def, reading, { at, accept });
  const update = toUpdate(prepared, plan);
  const { added, removed, changed } = plan.diff;
  const snapshot = {
    at,
    bodyHash: reading.bodyHash,
    rows: reading.rows,
    entries: plan.outcome === 'held' ? reading.entries.length : plan.next.length,
    added: added.length,
    removed: removed.length,
    changed: changed.length,
  };
  if (plan.outcome === 'unchanged') return { update, new: [], updated: [] };
  if (plan.hold !== null) {
    if (!plan.heldBefore) await ops.registers.hold(def.id, snapshot, { ...plan.hold, held: reading.entries });
    return { update, new: [], updated: [] };
  }
  const quiet = new Set(plan.items.flatMap(item => (item.quiet ? [toArticle(def, item, at).id] : [])));
  const articles = plan.items.map(item => toArticle(def, item, at));
  const events = plan.events.map(({ item, ...event }) => ({
    ...event,
    itemId: item === null ? null : toArticle(def, item, at).id,
  }));
  await ops.registers.apply(def.id, snapshot, { next: plan.next.map(toIndexed), events });
  // Their link leads to the register, not to an article: there is no page to fetch.
  const { page: _, ...source } = def;
  const stored = await storeArticles(ops, articles, prepared.tags, {
    def: source,
    seenAt: context.seenAt,
    isHistoric: ({ id }) => quiet.has(id),
    classifier: context.classifier,
  });
  return { update, ...stored };
}

function toUpdate({ def, reading, at }: PreparedRegister, plan: RegisterPlan): RegisterUpdate {
  const held: HeldSnapshot | null = plan.hold === null ? null : { at, ...plan.hold };
  return {
    register: def.id,
    at,
    outcome: plan.outcome,
    rows: reading.rows,
    entries: reading.entries.length,
    diff: plan.diff,
    held,
    notes: {
      ...countNotes(reading.notes),
      ...(plan.hold === null ? {} : { [`register-held-${plan.hold.reason}`]: 1 }),
    },
  };
}

/** Stores a prepared snapshot in a transaction of its own. */
export function storeRegisterAlone(
  store: Store,
  prepared: PreparedRegister,
  context: { readonly seenAt: string; readonly classifier: Classifier },
): Promise<StoredRegister> {
  return store.transaction(ops => storeRegister(ops, prepared, context));
}
