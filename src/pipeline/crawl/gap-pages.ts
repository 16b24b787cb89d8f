import { DateTime } from 'luxon';
import { AppError } from '../../core/errors.ts';
import type { ArchiveRule, SourceDef } from '../../core/types.ts';
import { type ListRead, type ReadDeps, readFurther } from './read-source.ts';

/** Pages in a row without a new item after which a list is taken to be without end. */
const MOST_STALE = 2;

export type PageRead = Extract<ListRead, { outcome: 'read' }>;

/** Where a document is had. */
export interface Address {
  readonly url: string;
  readonly body?: string;
}

/** How far a walk has come: which series (0 is the list itself, then the archive's addresses), how many pages, and what comes next. */
export interface Cursor {
  readonly series: number;
  readonly turn: number;
  readonly next: string | null;
}

export interface WalkOptions {
  /** The document that the walk goes on from, which was read before. */
  readonly first: Address & Pick<PageRead, 'nextUrl' | 'hash' | 'articles'>;
  /** Most further documents. */
  readonly maxPages: number;
  /** How far back archives by year or month are asked for. */
  readonly since: Date;
  /** Where an earlier walk stopped. */
  readonly after?: Cursor;
}

/** A further document with the way to the one behind it, or why there is none. */
export type Step =
  | { readonly type: 'page'; readonly page: PageRead; readonly cursor: Cursor }
  | { readonly type: 'failed'; readonly error: string };

/**
 * The further documents of a source, newest first: the next pages of its list, then its archive. Ends by itself when a page repeats, brings
 * nothing that was not seen, is empty or cannot be read, so that a paged list without end, or one that answers every
 * number with its first page, costs a request or two too many and not more. `enough` ends the series that a page belongs to.
 */
export async function* walkPages(
  def: SourceDef,
  options: WalkOptions,
  deps: ReadDeps,
  enough: (page: PageRead) => boolean = () => false,
): AsyncGenerator<Step> {
  const { first, after = { series: 0, turn: 0, next: first.nextUrl } } = options;
  let left = options.maxPages;
  const seen = seenBefore(first);
  const archive = def.archive === undefined ? null : archiveDef(def, def.archive);
  const addresses = archive === null ? [] : archiveAddresses(archive, options.since, deps.now);
  for (let index = after.series; index <= addresses.length; index++) {
    const of = index === 0 ? def : (archive ?? def);
    const address = index === 0 ? first : (addresses[index - 1] ?? first);
    const resumed = index === after.series;
    const begin = resumed ? after : { series: index, turn: index === 0 ? 0 : -1, next: null };
    for await (const step of series(of, address, begin, seen, deps)) {
      left--;
      yield step;
      if (left <= 0) return;
      if (step.type === 'failed' || enough(step.page)) break;
    }
  }
}

/** Whether a source lists more than its first page shows. */
export function hasMore(def: SourceDef): boolean {
  return def.paging !== undefined || def.archive !== undefined;
}

async function* series(
  def: SourceDef,
  first: Address,
  begin: Cursor,
  seen: Seen,
  deps: ReadDeps,
): AsyncGenerator<Step> {
  let { next } = begin;
  let stale = 0;
  for (let turn = begin.turn + 1; !deps.signal?.aborted; turn++) {
    const address = turn === 0 ? first : nextAddress(def, first, next, turn);
    if (address === null) return;
    const read = await readFurther(def, address, deps);
    if (read.outcome === 'failed') {
      // Many lists answer 404 behind their last page, or with an empty one.
      const isEnd = turn > 0 && (read.status === 404 || read.status === 410 || read.fault === 'content');
      if (!isEnd) yield { type: 'failed', error: read.error };
      return;
    }
    if (read.outcome !== 'read' || read.articles.length === 0) return;
    const found = seen.add(read);
    next = read.nextUrl;
    // An archive may begin with what the list showed; a list without end shows nothing else.
    stale = found === 'nothing new' ? stale + 1 : 0;
    if (found === 'repeated' || stale >= MOST_STALE) return;
    if (stale === 0) yield { type: 'page', page: read, cursor: { series: begin.series, turn, next } };
  }
}

interface Seen {
  /** Takes note of a page, and says whether it brings an item that was not there. */
  add(page: Pick<PageRead, 'hash' | 'articles'>): 'new' | 'nothing new' | 'repeated';
}

function seenBefore(first: Pick<PageRead, 'hash' | 'articles'>): Seen {
  const hashes = new Set([first.hash]);
  const ids = new Set(first.articles.map(article => article.id));
  return {
    add({ hash, articles }) {
      const repeats = hashes.has(hash);
      const before = ids.size;
      hashes.add(hash);
      for (const { id } of articles) ids.add(id);
      if (repeats) return 'repeated';
      return ids.size > before ? 'new' : 'nothing new';
    },
  };
}

/** The address of the page that comes `turn` pages after the first; null when there is none. */
export function nextAddress(
  def: Pick<SourceDef, 'paging' | 'method'>,
  first: Address,
  nextUrl: string | null,
  turn: number,
): Address | null {
  const { param, start = 1, step = 1 } = def.paging ?? {};
  if (param === undefined) return nextUrl === null ? null : { ...first, url: nextUrl };
  const value = start + step * turn;
  if (def.method === 'POST' && first.body !== undefined) {
    return { url: first.url, body: withField(first.body, param, value) };
  }
  const url = new URL(first.url);
  url.searchParams.set(param, String(value));
  return { ...first, url: url.href };
}

/** A request body with one field set, every other one kept: some APIs answer 500 when one is missing. */
function withField(body: string, param: string, value: number): string {
  if (!/^\s*\{/.test(body)) {
    const fields = new URLSearchParams(body);
    fields.set(param, String(value));
    return fields.toString();
  }
  const root: unknown = parseBody(body);
  const path = param.split('.');
  const last = path.pop() ?? param;
  let holder = root as Record<string, unknown>;
  for (const key of path) {
    const inner = holder[key];
    if (typeof inner !== 'object' || inner === null) holder[key] = {};
    holder = holder[key] as Record<string, unknown>;
  }
  holder[last] = typeof holder[last] === 'string' ? String(value) : value;
  return JSON.stringify(root);
}

function parseBody(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (cause) {
    throw new AppError('source-body', 'The body of a paged source is not valid JSON: correct its YAML.', {
      cause,
    });
  }
}

function archiveDef(def: SourceDef, archive: ArchiveRule): SourceDef {
  const { paging: _, read, body, dateFormats = def.dateFormats, method = 'GET', ...rest } = archive;
  return {
    ...def,
    ...rest,
    method,
    dateFormats,
    body,
    read: read ?? (archive.format === def.format ? def.read : undefined),
    paging: archive.paging,
  };
}

/** The archive's address, once for each year or month from now back to `since`, newest first. */
function archiveAddresses(archive: SourceDef, since: Date, now: Date): Address[] {
  const text = `${archive.url} ${archive.body ?? ''}`;
  const unit = text.includes('{month}') ? 'month' : 'year';
  const once = !text.includes('{month}') && !text.includes('{year}');
  const addresses: Address[] = [];
  const from = DateTime.fromJSDate(since, { zone: archive.timeZone }).startOf(unit);
  let at = DateTime.fromJSDate(now, { zone: archive.timeZone }).startOf(unit);
  do {
    const fill = (template: string) =>
      template.replaceAll('{year}', at.toFormat('yyyy')).replaceAll('{month}', at.toFormat('MM'));
    addresses.push({
      url: fill(archive.url),
      ...(archive.body === undefined ? {} : { body: fill(archive.body) }),
    });
    at = at.minus({ [unit]: 1 });
  } while (!once && at >= from);
  return addresses;
}
