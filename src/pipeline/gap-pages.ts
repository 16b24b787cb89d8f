import { DateTime } from 'luxon';
import { AppError } from '../core/errors.ts';
import type { ArchiveRule, PagingRule, SourceDef } from '../core/types.ts';
import { type ListRead, type ReadDeps, readPage } from './read-source.ts';

export type PageRead = Extract<ListRead, { outcome: 'read' }>;

/** Where a document is had. */
export interface Address {
  readonly url: string;
  readonly body?: string;
}

export interface WalkOptions {
  /** The document that the walk goes on from, which was read before; null begins with the first page of the archive. */
  readonly first: (Address & Pick<PageRead, 'nextUrl' | 'hash' | 'articles'>) | null;
  /** Most further documents. */
  readonly maxPages: number;
  /** How far back archives by year or month are asked for. */
  readonly since: Date;
}

/** A further document, or why there is none. */
export type Step =
  | { readonly type: 'page'; readonly page: PageRead; readonly address: Address }
  | { readonly type: 'failed'; readonly error: string };

/**
 * The further documents of a source, newest first: the next pages of its list, then its archive. Ends by itself when a page repeats, brings
 * nothing that was not seen, is empty or cannot be read, so that a paged list without end, or one that answers every
 * number with its first page, costs one request too many and not more.
 */
export async function* walkPages(def: SourceDef, options: WalkOptions, deps: ReadDeps): AsyncGenerator<Step> {
  let left = options.maxPages;
  const seen = seenBefore(options.first);
  if (options.first !== null && canPage(def.paging, options.first.nextUrl)) {
    for await (const step of series(def, options.first, options.first.nextUrl, seen, deps)) {
      if (left-- <= 0) return;
      yield step;
      if (step.type === 'failed') break;
    }
  }
  if (def.archive === undefined) return;
  const archive = archiveDef(def, def.archive);
  for (const address of archiveAddresses(archive, options.since, deps.now)) {
    if (left-- <= 0 || deps.signal?.aborted) return;
    const read = await readPage(archive, address, deps);
    if (read.outcome !== 'read') {
      yield { type: 'failed', error: read.outcome === 'failed' ? read.error : 'unchanged' };
      continue;
    }
    // A listing by year that brings nothing new says nothing about the year before it.
    if (!seen.add(read)) continue;
    yield { type: 'page', page: read, address };
    if (!canPage(archive.paging, read.nextUrl)) continue;
    for await (const step of series(archive, address, read.nextUrl, seen, deps)) {
      if (left-- <= 0) return;
      yield step;
      if (step.type === 'failed') break;
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
  firstNext: string | null,
  seen: Seen,
  deps: ReadDeps,
): AsyncGenerator<Step> {
  let next = firstNext;
  for (let turn = 1; ; turn++) {
    if (deps.signal?.aborted) return;
    const address = nextAddress(def, first, next, turn);
    if (address === null) return;
    const read = await readPage(def, address, deps);
    if (read.outcome === 'failed') {
      // Many lists answer 404 behind their last page.
      if (read.status !== 404 && read.status !== 410 && read.fault !== 'content')
        yield { type: 'failed', error: read.error };
      return;
    }
    if (read.outcome !== 'read' || !seen.add(read)) return;
    yield { type: 'page', page: read, address };
    next = read.nextUrl;
  }
}

interface Seen {
  /** Takes note of a page; false when it repeats another or brings no item that was not there. */
  add(page: Pick<PageRead, 'hash' | 'articles'>): boolean;
}

function seenBefore(first: Pick<PageRead, 'hash' | 'articles'> | null): Seen {
  const hashes = new Set(first === null ? [] : [first.hash]);
  const ids = new Set(first?.articles.map(article => article.id));
  return {
    add({ hash, articles }) {
      const repeats = hashes.has(hash);
      const before = ids.size;
      hashes.add(hash);
      for (const { id } of articles) ids.add(id);
      return !repeats && ids.size > before;
    },
  };
}

function canPage(paging: PagingRule | undefined, nextUrl: string | null): boolean {
  return paging?.param !== undefined || nextUrl !== null;
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
