import type { ReadFault } from '../../core/health.ts';
import { sha256 } from '../../core/ids.ts';
import type { Fetcher, SourceState } from '../../core/ports.ts';
import type { Article, FetchRequest, FetchResult, Note, SourceDef, Validators } from '../../core/types.ts';
import { normaliseItems } from '../../normalise/normalise-items.ts';
import { decodeBytes } from '../../parse/decode.ts';
import { parseDocument } from '../../parse/parse-document.ts';
import { listAddress } from '../../sources/list-address.ts';
import { pageFault } from '../../watch/page-signs.ts';
import type { RegisterReading } from '../registers/read-register.ts';

/** What reading a source's list came to, before anything is stored. */
export type ListRead =
  | {
      readonly outcome: 'not-modified';
      readonly status: number;
      readonly ms: number;
      readonly finalUrl: string;
      /** Every redirect on the way was permanent. */
      readonly movedPermanently: boolean;
    }
  | {
      readonly outcome: 'read';
      readonly status: number;
      readonly ms: number;
      readonly url: string;
      readonly finalUrl: string;
      readonly movedPermanently: boolean;
      readonly articles: readonly Article[];
      readonly notes: readonly Note[];
      /** Null unless the document was read to its end: half a document must be asked for again in full. */
      readonly validators: Validators | null;
      readonly bodyHash: string | null;
      /** Of these bytes, whether they are kept or not. */
      readonly hash: string;
      readonly nextUrl: string | null;
      /** Of a register, which has no articles of its own. */
      readonly register?: RegisterReading;
    }
  | {
      readonly outcome: 'failed';
      readonly status: number | null;
      readonly ms: number;
      readonly error: string;
      readonly fault: ReadFault;
      readonly retryAfter: string | null;
    };

export interface ReadDeps {
  readonly fetcher: Fetcher;
  readonly now: Date;
  readonly signal?: AbortSignal;
}

/** How much of a document is looked at to tell what it is. */
const BEGIN_BYTES = 100_000;

/** Notes that mean "this was not the list we asked for", worded for people. */
const WRONG_CONTENT: Readonly<Record<string, string>> = {
  'html-instead-of-feed':
    'answered with a web page instead of a feed (moved, under maintenance, or a bot check)',
  'html-instead-of-json':
    'answered with a web page instead of JSON (moved, under maintenance, or a bot check)',
  'html-instead-of-csv': 'answered with a web page instead of CSV (moved, under maintenance, or a bot check)',
  'not-json': 'answered with something that is not JSON',
  'empty-body': 'answered with nothing',
  'selector-matched-nothing': 'nothing on the page matches the selector: the page was rebuilt',
  'not-a-feed': 'answered with something that is not a feed',
};

/** Fetches, parses and normalises one source's list. Never throws for what the network or the document does. */
export async function readSource(
  def: SourceDef,
  state: SourceState | undefined,
  deps: ReadDeps & { readonly force: boolean },
): Promise<ListRead> {
  const { url, body } = addressOf(def, state, deps.now);
  const known = !deps.force && state?.url === url ? state : undefined;
  const answer = await deps.fetcher.fetch(
    requestOf(def, { url, body, validators: known?.validators ?? null, signal: deps.signal }),
  );
  if (answer.outcome === 'body' && known !== undefined && known.bodyHash === sha256(answer.bytes))
    return unchanged(answer);
  // A list by year begins empty each January.
  const hadItems = state?.url === url ? (state.lastItemCount ?? 0) : 0;
  return readAnswer(def, url, answer, deps.now, hadItems);
}

/** Fetches and reads a further document of a source, unconditionally. */
export async function readFurther(
  def: SourceDef,
  page: { readonly url: string; readonly body?: string },
  deps: ReadDeps,
): Promise<ListRead> {
  const answer = await deps.fetcher.fetch(requestOf(def, { ...page, signal: deps.signal }));
  return readAnswer(def, page.url, answer, deps.now, 0);
}

/** Where a source is asked now: at its own address, or at the one that it moved to for good. */
export function addressOf(
  def: SourceDef,
  state: SourceState | undefined,
  now: Date,
): { readonly url: string; readonly body?: string } {
  const address = listAddress(def, now);
  const override = state?.watch.override;
  // An edited definition knows better than an old redirect.
  return override && override.from === def.url ? { ...address, url: override.url } : address;
}

/** A request with everything that a source's definition says about how it is asked. */
export function requestOf(
  def: SourceDef,
  request: Pick<FetchRequest, 'url' | 'body' | 'validators' | 'signal'>,
): FetchRequest {
  return {
    method: def.method,
    headers: def.headers,
    ...(def.robots?.ignore ? { robots: false } : {}),
    ...(def.insecureHeaders ? { lenientHeaders: true } : {}),
    ...request,
  };
}

async function readAnswer(
  def: SourceDef,
  url: string,
  answer: FetchResult,
  now: Date,
  hadItems: number,
): Promise<ListRead> {
  if (answer.outcome === 'failed') {
    const { status, ms, error, fault, retryAfter } = answer;
    return { outcome: 'failed', status, ms, error, fault, retryAfter };
  }
  if (answer.outcome === 'not-modified') return unchanged(answer);
  const { status, ms, finalUrl } = answer;
  const { bytes, contentType } = answer;
  const document = await parseDocument({ bytes, contentType, url: finalUrl }, def);
  const fault = document.items.length === 0 ? contentFault(def, answer, document.notes, hadItems) : null;
  if (fault) return { outcome: 'failed', status, ms, retryAfter: null, ...fault };
  const { value: articles, notes } = normaliseItems(document, def, now);
  const hash = sha256(bytes);
  return {
    outcome: 'read',
    status,
    ms,
    url,
    finalUrl,
    movedPermanently: answer.movedPermanently,
    articles,
    notes: [...document.notes, ...notes],
    validators: document.complete ? answer.validators : null,
    bodyHash: document.complete ? hash : null,
    hash,
    nextUrl: document.nextUrl,
  };
}

function unchanged(answer: Exclude<FetchResult, { outcome: 'failed' }>): ListRead {
  const { status, ms, finalUrl, movedPermanently } = answer;
  return { outcome: 'not-modified', status, ms, finalUrl, movedPermanently };
}

/** Why a list without items counts as a failure, or null when it may simply be empty. */
function contentFault(
  def: SourceDef,
  answer: Extract<FetchResult, { outcome: 'body' }>,
  notes: readonly Note[],
  hadItems: number,
): { readonly error: string; readonly fault: ReadFault } | null {
  for (const note of notes) {
    const wording = WRONG_CONTENT[note.code];
    if (wording === undefined) continue;
    const isPage = note.code.startsWith('html-instead') || note.code === 'selector-matched-nothing';
    const page = isPage ? pageFault(beginOf(answer, def)) : null;
    return page ?? { error: wording, fault: 'content' };
  }
  if (hadItems === 0) return null;
  return { error: `the list is empty, it had ${hadItems} items at the last read`, fault: 'content' };
}

/** The begin of what came, as text: enough to tell what kind of page it is. */
export function beginOf(
  { bytes, contentType }: { readonly bytes: Uint8Array; readonly contentType: string | null },
  { language }: Pick<SourceDef, 'language'>,
): string {
  return decodeBytes(bytes.subarray(0, BEGIN_BYTES), contentType, language).text;
}
