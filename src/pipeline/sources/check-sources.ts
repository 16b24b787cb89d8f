import type { OnProgress } from '../../core/learning.ts';
import type { Clock, Fetcher } from '../../core/ports.ts';
import type { Preview, SourceCheck } from '../../core/source-care.ts';
import type { Article, FetchResult, Note, ParsedDocument, SourceDef } from '../../core/types.ts';
import { normaliseItems } from '../../normalise/normalise-items.ts';
import { parseDocument } from '../../parse/parse-document.ts';
import { listAddress } from '../../sources/list-address.ts';
import { requestOf } from '../crawl/read-source.ts';
import { inParallel } from '../in-parallel.ts';
import { isRegister } from '../registers/read-register.ts';
import { checkRegister } from './check-register.ts';
import { toPreview } from './preview-source.ts';

const AT_ONCE = 8;
const DAY_MS = 86_400_000;
/** A list whose newest item is older than this is worth a look: "200, but dead" is the commonest way in which sources end. */
const STALE_DAYS = 180;
const NOTHING: Preview = { format: 'unknown', title: null, items: 0, newest: null, first: [] };

/** What one source answered, read but not stored. */
export interface SourceAnswer {
  readonly url: string;
  readonly answer: FetchResult;
  readonly document: ParsedDocument | null;
  readonly articles: readonly Article[];
  readonly notes: readonly Note[];
}

interface CheckDeps {
  readonly fetcher: Fetcher;
  readonly clock: Clock;
}

/** Fetches a source's whole list, without validators, and reads it. */
export async function lookAtSource(
  def: SourceDef,
  { fetcher, clock }: CheckDeps,
  signal?: AbortSignal,
): Promise<SourceAnswer> {
  const now = clock();
  const { url, body } = listAddress(def, now);
  const answer = await fetcher.fetch(requestOf(def, { url, body, signal }));
  if (answer.outcome !== 'body') return { url, answer, document: null, articles: [], notes: [] };
  const { bytes, contentType, finalUrl } = answer;
  const document = await parseDocument({ bytes, contentType, url: finalUrl }, def);
  const { value: articles, notes } = normaliseItems(document, def, now);
  return { url, answer, document, articles, notes: [...document.notes, ...notes] };
}

/** Tries sources one by one and says of each what was found and what is wrong. Nothing is stored. */
export async function checkSources(
  defs: readonly SourceDef[],
  deps: CheckDeps,
  options: { readonly signal?: AbortSignal; readonly onProgress?: OnProgress },
): Promise<readonly SourceCheck[]> {
  const checks: SourceCheck[] = [];
  await inParallel(
    defs,
    AT_ONCE,
    async def => {
      const check = await checkSource(def, deps, options.signal);
      if (options.signal?.aborted) return;
      checks.push(check);
      options.onProgress?.(checks.length, defs.length, def.id);
    },
    options.signal,
  );
  return checks.sort((one, other) => (one.id < other.id ? -1 : 1));
}

async function checkSource(def: SourceDef, deps: CheckDeps, signal?: AbortSignal): Promise<SourceCheck> {
  const asked = await lookAtSource(def, deps, signal);
  const check = judge(def, asked, deps.clock());
  if (!isRegister(def) || asked.answer.outcome !== 'body') return check;
  const register = await checkRegister(def, asked.answer);
  const warnings = warningsOfAnswer(def, asked);
  const problems = [...register.problems, ...warnings];
  const state = register.problems.length > 0 ? 'failed' : warnings.length > 0 ? 'warning' : 'ok';
  return { ...check, ...register, state, problems };
}

function judge(def: SourceDef, asked: SourceAnswer, now: Date): SourceCheck {
  const { answer, document, articles, notes, url } = asked;
  const failures = failuresOf(asked);
  const warnings = failures.length > 0 ? [] : warningsOf(def, asked, now);
  return {
    id: def.id,
    name: def.name,
    url,
    ...(document === null ? NOTHING : toPreview(document, articles)),
    state: failures.length > 0 ? 'failed' : warnings.length > 0 ? 'warning' : 'ok',
    status: answer.status,
    ms: Math.round(answer.ms),
    problems: [...failures, ...warnings],
    notes,
  };
}

function failuresOf({ answer, document, articles }: SourceAnswer): string[] {
  if (answer.outcome === 'failed') return [answer.error];
  if (document === null) return ['answered "not modified" although nothing was known of it'];
  if (articles.length > 0) return [];
  const reasons = document.notes.map(note => note.message);
  return reasons.length > 0 ? reasons : ['the list is empty'];
}

function warningsOf(def: SourceDef, asked: SourceAnswer, now: Date): string[] {
  const { document, articles } = asked;
  const warnings: string[] = [];
  const undated = articles.filter(article => article.publishedAt === null).length;
  const unlinked = articles.filter(article => article.url === null).length;
  if (undated === articles.length && def.type !== 'register') warnings.push('no item has a date');
  else if (undated > 0 && def.type !== 'register')
    warnings.push(`${undated} of ${articles.length} items have no date`);
  if (unlinked > 0 && def.type !== 'register')
    warnings.push(`${unlinked} of ${articles.length} items have no link`);
  const newest = articles
    .flatMap(({ publishedAt }) => publishedAt ?? [])
    .sort()
    .at(-1);
  const age = newest ? Math.floor((now.getTime() - Date.parse(newest)) / DAY_MS) : 0;
  if (age > STALE_DAYS) warnings.push(`the newest item is ${age} days old`);
  if (newest && Date.parse(newest) > now.getTime() + DAY_MS)
    warnings.push(`an item is dated in the future (${newest.slice(0, 10)}): is the time zone right?`);
  if (document?.complete === false) warnings.push('the document ends before its end');
  return [...warnings, ...warningsOfAnswer(def, asked)];
}

/** Warnings that no reading of the document is needed for. */
function warningsOfAnswer(def: SourceDef, { answer }: SourceAnswer): string[] {
  const warnings: string[] = [];
  if (answer.outcome === 'body' && answer.movedPermanently)
    warnings.push(`moved for good to ${answer.finalUrl}: change the address`);
  if (!def.enabled) warnings.push(`is disabled: ${def.disabled?.reason ?? 'no reason given'}`);
  return warnings;
}
