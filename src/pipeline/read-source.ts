import { sha256 } from '../core/ids.ts';
import type { Fetcher, SourceState } from '../core/ports.ts';
import type { Article, FetchFault, Note, SourceDef, Validators } from '../core/types.ts';
import { normaliseItems } from '../normalise/normalise-items.ts';
import { parseDocument } from '../parse/parse-document.ts';
import { resolveUrl } from '../sources/resolve-url.ts';

/** What reading a source's list came to, before anything is stored. */
export type ListRead =
  | { readonly outcome: 'not-modified'; readonly status: number; readonly ms: number }
  | {
      readonly outcome: 'read';
      readonly status: number;
      readonly ms: number;
      readonly url: string;
      readonly articles: readonly Article[];
      readonly notes: readonly Note[];
      /** Null unless the document was read to its end: half a document must be asked for again in full. */
      readonly validators: Validators | null;
      readonly bodyHash: string | null;
    }
  | {
      readonly outcome: 'failed';
      readonly status: number | null;
      readonly ms: number;
      readonly error: string;
      readonly fault: FetchFault | 'content';
      readonly retryAfter: string | null;
    };

/** Notes that mean "this was not the list we asked for", worded for people. */
const WRONG_CONTENT: Readonly<Record<string, string>> = {
  'html-instead-of-feed':
    'answered with a web page instead of a feed (moved, under maintenance, or a bot check)',
  'html-instead-of-json':
    'answered with a web page instead of JSON (moved, under maintenance, or a bot check)',
  'not-json': 'answered with something that is not JSON',
  'empty-body': 'answered with nothing',
  'selector-matched-nothing': 'nothing on the page matches the selector: the page was rebuilt',
  'not-a-feed': 'answered with something that is not a feed',
};

/** Fetches, parses and normalises one source's list. Never throws for what the network or the document does. */
export async function readSource(
  def: SourceDef,
  state: SourceState | undefined,
  deps: {
    readonly fetcher: Fetcher;
    readonly now: Date;
    readonly force: boolean;
    readonly signal?: AbortSignal;
  },
): Promise<ListRead> {
  const { url, body } = resolveUrl(def, deps.now);
  const known = !deps.force && state?.url === url ? state : undefined;
  const answer = await deps.fetcher.fetch({
    url,
    method: def.method,
    body,
    headers: def.headers,
    validators: known?.validators ?? null,
    signal: deps.signal,
  });
  if (answer.outcome === 'failed') {
    const { status, ms, error, fault, retryAfter } = answer;
    return { outcome: 'failed', status, ms, error, fault, retryAfter };
  }
  if (answer.outcome === 'not-modified') return { outcome: 'not-modified', status: 304, ms: answer.ms };

  const bodyHash = sha256(answer.bytes);
  if (known && known.bodyHash === bodyHash)
    return { outcome: 'not-modified', status: answer.status, ms: answer.ms };
  const document = await parseDocument(
    { bytes: answer.bytes, contentType: answer.contentType, url: answer.finalUrl },
    def,
  );
  const fault = document.items.length === 0 ? contentFault(document.notes, state) : null;
  if (fault) {
    return {
      outcome: 'failed',
      status: answer.status,
      ms: answer.ms,
      error: fault,
      fault: 'content',
      retryAfter: null,
    };
  }
  const { value: articles, notes } = normaliseItems(document, def, deps.now);
  return {
    outcome: 'read',
    status: answer.status,
    ms: answer.ms,
    url,
    articles,
    notes: [...document.notes, ...notes],
    validators: document.complete ? answer.validators : null,
    bodyHash: document.complete ? bodyHash : null,
  };
}

/** Why a list without items counts as a failure, or null when it may simply be empty. */
function contentFault(notes: readonly Note[], state: SourceState | undefined): string | null {
  for (const note of notes) {
    const wording = WRONG_CONTENT[note.code];
    if (wording) return wording;
  }
  return state?.lastItemCount
    ? `the list is empty, it had ${state.lastItemCount} items at the last read`
    : null;
}
