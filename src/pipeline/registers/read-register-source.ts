import type { SourceState, StoreOps } from '../../core/ports.ts';
import { pageFault } from '../../watch/page-signs.ts';
import { addressOf, beginOf, type ListRead, type ReadDeps } from '../crawl/read-source.ts';
import { fetchRegister } from './fetch-register.ts';
import {
  type RegisterDef,
  type RegisterDocument,
  type RegisterReading,
  readRegister,
} from './read-register.ts';

/**
 * Fetches and reads a register as the crawler does: all of its pages, unconditionally where it has several or where none of its snapshots is known yet. A page
 * in place of the register is a failed read; a register that looks wrong is read, and held when it is stored.
 */
export async function readRegisterSource(
  def: RegisterDef,
  state: SourceState | undefined,
  deps: ReadDeps & { readonly store: StoreOps; readonly force: boolean },
): Promise<ListRead> {
  const { fetcher, signal } = deps;
  const address = addressOf(def, state, deps.now);
  const snapshots = await deps.store.registers.state(def.id);
  const isKnown = snapshots.last !== null || snapshots.held !== null;
  const known = !deps.force && isKnown && state?.url === address.url ? state : undefined;
  const validators = def.paging === undefined ? (known?.validators ?? null) : null;
  const answer = await fetchRegister(def, { ...address, validators }, { fetcher, signal });
  if (answer.outcome === 'failed') {
    const { status, ms, error, fault, retryAfter } = answer;
    return { outcome: 'failed', status, ms, error, fault, retryAfter };
  }
  if (answer.outcome === 'endless') {
    const { status, ms } = answer.first;
    const error = `the list does not end after ${answer.pages} pages`;
    return { outcome: 'failed', status, ms, error, fault: 'content', retryAfter: null };
  }
  if (answer.outcome === 'not-modified') {
    const { status, ms, finalUrl, movedPermanently } = answer;
    return { outcome: 'not-modified', status, ms, finalUrl, movedPermanently };
  }
  const { first } = answer;
  const { status, ms, finalUrl, movedPermanently } = first;
  const reading = await readRegister(def, answer.document);
  const error = faultOf(def, reading, answer.document);
  if (error !== null) return { outcome: 'failed', status, ms, ...error, retryAfter: null };
  if (known !== undefined && known.bodyHash === reading.bodyHash)
    return { outcome: 'not-modified', status, ms, finalUrl, movedPermanently };
  // A register whose columns or rows are not there is asked for in full again: its rule may be mended in the meantime.
  const sound = reading.missingColumns.length === 0 && reading.entries.length > 0;
  return {
    outcome: 'read',
    status,
    ms,
    url: address.url,
    finalUrl,
    movedPermanently,
    articles: [],
    notes: reading.notes,
    validators: sound ? first.validators : null,
    bodyHash: sound ? reading.bodyHash : null,
    hash: reading.bodyHash,
    nextUrl: null,
    register: reading,
  };
}

/** Why what came is not the register at all, or null. */
function faultOf(
  def: RegisterDef,
  reading: RegisterReading,
  { pages }: RegisterDocument,
): { readonly error: string; readonly fault: 'content' | 'challenge' } | null {
  if (reading.unusable === null && (reading.rows > 0 || def.format !== 'html')) return null;
  const [page] = pages;
  const text = page === undefined ? '' : beginOf(page, def);
  const fault = /^[\ufeff\s]*</.test(text) ? pageFault(text) : null;
  if (fault !== null) return fault;
  if (reading.unusable === null) return null;
  return { error: `the answer ${reading.unusable}`, fault: 'content' };
}
