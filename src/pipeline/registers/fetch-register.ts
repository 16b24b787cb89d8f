import { sha256 } from '../../core/ids.ts';
import type { Fetcher } from '../../core/ports.ts';
import type { FetchResult, Validators } from '../../core/types.ts';
import { parseDocument } from '../../parse/parse-document.ts';
import { readRows } from '../../parse/read-rows.ts';
import { nextAddress } from '../crawl/gap-pages.ts';
import { requestOf } from '../crawl/read-source.ts';
import type { RegisterDef, RegisterDocument } from './read-register.ts';

/** Pages of one register; the longest known has 15. */
const MOST_PAGES = 100;

type Body = Extract<FetchResult, { outcome: 'body' }>;

/** All pages of a register, or why one of them could not be had: half a register would look like withdrawals. */
export type RegisterFetch =
  | { readonly outcome: 'document'; readonly document: RegisterDocument; readonly first: Body }
  | Exclude<FetchResult, { outcome: 'body' }>
  | { readonly outcome: 'endless'; readonly pages: number; readonly first: Body };

interface FetchDeps {
  readonly fetcher: Fetcher;
  readonly signal?: AbortSignal;
}

/** Fetches a register: its first page, with validators where they are given, and the pages that follow until one has no new rows. */
export async function fetchRegister(
  def: RegisterDef,
  request: { readonly url: string; readonly body?: string; readonly validators?: Validators | null },
  deps: FetchDeps,
): Promise<RegisterFetch> {
  const first = await deps.fetcher.fetch(requestOf(def, { ...request, signal: deps.signal }));
  return first.outcome === 'body' ? furtherPages(def, request, first, deps) : first;
}

async function furtherPages(
  def: RegisterDef,
  address: { readonly url: string; readonly body?: string },
  first: Body,
  deps: FetchDeps,
): Promise<RegisterFetch> {
  const pages = [toPage(first)];
  const seen = new Set([sha256(first.bytes)]);
  let newest = first;
  const most = Math.min(def.paging?.maxPages ?? MOST_PAGES, MOST_PAGES);
  for (let turn = 1; def.paging !== undefined; turn++) {
    const { nextUrl } = await parseDocument({ ...toPage(newest) }, def);
    const next = nextAddress(def, address, nextUrl, turn);
    if (next === null) break;
    const { value: table } = await readRows(newest.bytes, newest.contentType, def, newest.finalUrl);
    if (table.rows.length === 0) break;
    if (turn >= most) return { outcome: 'endless', pages: turn, first };
    const answer = await deps.fetcher.fetch(requestOf(def, { ...next, signal: deps.signal }));
    if (answer.outcome !== 'body') return answer;
    const hash = sha256(answer.bytes);
    // Some lists answer every number beyond their last page with that page.
    if (seen.has(hash)) break;
    seen.add(hash);
    const { value: further } = await readRows(answer.bytes, answer.contentType, def, answer.finalUrl);
    if (further.rows.length === 0) break;
    pages.push(toPage(answer));
    newest = answer;
  }
  return { outcome: 'document', document: { pages }, first };
}

function toPage({ bytes, contentType, finalUrl }: Body) {
  return { bytes, contentType, url: finalUrl };
}
