import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { WeeklyExport } from '../core/application.ts';
import { AppError, errorText } from '../core/errors.ts';
import { sha256, shortId } from '../core/ids.ts';
import type { Clock, Store } from '../core/ports.ts';
import { quoteOf } from '../core/summary/quote.ts';
import type { Classification, Query, SourceDef, StoredItem } from '../core/types.ts';
import { isoWeek, weekOf, weeksBefore } from '../query/iso-week.ts';
import type { Excluded, ReportVersions, WeekCounts, WeeklyReport } from '../query/report-model.ts';
import { fileStem } from '../query/report-name.ts';
import { buildWeeklyReport, countWeek } from '../query/weekly-report.ts';
import { coverageOfWeek } from './export-weekly-coverage.ts';
import { itemsOfWeek } from './export-weekly-items.ts';
import { knowledgeOfWeek } from './export-weekly-knowledge.ts';
import { firstReadAt, viewOf } from './export-weekly-view.ts';
import { knownSources } from './known-sources.ts';

const WEEKS_BEFORE = 4;
const WEEK_MS = 7 * 86_400_000;

/** One file of an export. */
export interface ExportedFile {
  readonly filename: string;
  readonly bytes: Uint8Array;
}

export interface ReportDeps {
  readonly store: Store;
  readonly sources: readonly SourceDef[];
  readonly clock: Clock;
  readonly timeZone: string;
  readonly versions: Pick<ReportVersions, 'tool' | 'model' | 'taxonomy'>;
  readonly parseQuery: (text: string) => Query;
  /** Tags for words that a source has changed since. */
  readonly classify: (item: StoredItem) => Promise<Classification>;
}

export interface WeeklyDeps extends ReportDeps {
  /** Every file of a report in the named formats, the manifest last. */
  readonly toFiles: (
    report: WeeklyReport,
    formats: readonly string[],
    previousManifest: string | null,
    /** The manifest that an earlier export of the same week left. */
    existing?: Uint8Array | null,
  ) => Promise<readonly ExportedFile[]>;
}

export interface WeeklyOptions {
  /** Default: the last full week. */
  readonly week: string | undefined;
  readonly formats: readonly string[];
  readonly dir: string;
  readonly query: string;
}

/**
 * The weekly summary as data. Of a week that is settled it depends on what was stored by then, on the program and on the sources' definitions, on nothing
 * else.
 * @throws AppError "week" for a week to come, "too-many-items", "query".
 */
export async function weeklyReport(
  deps: ReportDeps,
  options: Pick<WeeklyOptions, 'week' | 'query'>,
): Promise<WeeklyReport> {
  const { store, sources, clock, timeZone } = deps;
  const now = clock();
  const lastFull = weekOf(new Date(now.getTime() - WEEK_MS).toISOString(), timeZone);
  const week = options.week ? isoWeek(options.week, timeZone) : lastFull;
  if (Date.parse(week.since) > now.getTime())
    throw new AppError('week', `Week ${week.label} has not begun. Name this week or an earlier one.`);
  const text = options.query.trim();
  const all = deps.parseQuery('');
  const query = text === '' ? null : deps.parseQuery(text);
  const firstRead = await firstReadAt(store);
  const reading = { store, firstRead, clock, classify: deps.classify };
  const previousWeeks: WeekCounts[] = [];
  for (const before of weeksBefore(week, WEEKS_BEFORE)) {
    const { items, late, unfit } = await itemsOfWeek(reading, viewOf(before, firstRead, clock), all, query);
    // A week of which nothing at all is stored lies before regbeat's first read: comparing with it would mislead.
    if (items.length + late.length + unfit === 0) break;
    previousWeeks.push(countWeek(before, items, knownSources(sources, [...items, ...late]), late));
  }
  const view = viewOf(week, firstRead, clock);
  const { items, late, unfit } = await itemsOfWeek(reading, view, all, query);
  const names = knownSources(sources, [...items, ...late]);
  const knowledge = await knowledgeOfWeek({
    store,
    view,
    items: [...items, ...late],
    query,
    nameOf: id => names.get(id)?.name ?? sources.find(def => def.id === id)?.name ?? id,
    parseQuery: deps.parseQuery,
  });
  return buildWeeklyReport({
    week: week.label,
    timeZone,
    items,
    late,
    sources: names,
    previousWeeks,
    coverage: await coverageOfWeek(store, sources, view),
    knowledge,
    state: view.state,
    asOf: now.toISOString(),
    excludedBefore: unfit === 0 ? [] : [unfitting(unfit)],
    versions: { ...deps.versions, sources: fingerprint(sources) },
    query: text,
    quoteOf,
  });
}

/** Builds the weekly summary and writes it, each file whole or not at all. */
export async function exportWeekly(deps: WeeklyDeps, options: WeeklyOptions): Promise<WeeklyExport> {
  const report = await weeklyReport(deps, options);
  const [before] = weeksBefore(report.week, 1);
  const manifestOf = (week: string) =>
    fileInDir(options.dir, `${fileStem({ week: { label: week }, query: report.query })}.manifest.json`);
  const previous = before === undefined ? null : await manifestOf(before.label);
  const files = await deps.toFiles(
    report,
    options.formats,
    previous === null ? null : sha256(previous),
    await manifestOf(report.week.label),
  );
  await writeAll(options.dir, files);
  return {
    week: report.week.label,
    state: report.state,
    dir: options.dir,
    files: files.map(({ filename, bytes }) => ({
      name: filename,
      bytes: bytes.length,
      sha256: sha256(bytes),
    })),
    stories: report.stories.length,
  };
}

function unfitting(count: number): Excluded {
  return { rule: 'not-asked', because: 'the query does not fit', count, examples: [] };
}

/** What reports take from the sources' definitions, as a short hash. */
function fingerprint(sources: readonly SourceDef[]): string {
  const lines = sources
    .map(({ id, name, tier, enabled }) => [id, name, tier, String(enabled)].join('\t'))
    .sort();
  return shortId(lines, 10);
}

/** The bytes of a file, or null when there is none. */
async function fileInDir(dir: string, name: string): Promise<Uint8Array | null> {
  try {
    return await readFile(path.join(dir, name));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw new AppError('export', `${name} in ${dir} could not be read: ${errorText(error)}.`, {
      cause: error,
    });
  }
}

/** Written beside its place and renamed into it, so that a crash or a second export leaves no half file. */
async function writeAll(dir: string, files: readonly ExportedFile[]): Promise<void> {
  const own = `${process.pid}-${randomUUID().slice(0, 8)}`;
  const partials: string[] = [];
  try {
    await mkdir(dir, { recursive: true });
    const places: [string, string][] = [];
    for (const file of files) {
      const partial = path.join(dir, `.${file.filename}.${own}.partial`);
      partials.push(partial);
      await writeFile(partial, file.bytes, { flush: true });
      places.push([partial, path.join(dir, file.filename)]);
    }
    for (const [partial, place] of places) await rename(partial, place);
  } catch (cause) {
    for (const partial of partials) await rm(partial, { force: true }).catch(() => undefined);
    throw new AppError(
      'export',
      `The report could not be written to ${dir}: ${errorText(cause)}. Make room, or name another folder with --out.`,
      { cause },
    );
  }
}
