import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { WeeklyExport } from '../core/application.ts';
import { AppError, errorText } from '../core/errors.ts';
import { sha256 } from '../core/ids.ts';
import type { Clock, Store } from '../core/ports.ts';
import type { Query, SourceDef, StoredItem } from '../core/types.ts';
import { quoteOf } from '../digest/quote.ts';
import { isoWeek, type Week, weekOf, weeksBefore } from '../query/iso-week.ts';
import type { ReportVersions, WeekCounts, WeeklyReport } from '../query/report-model.ts';
import { buildWeeklyReport, countWeek } from '../query/weekly-report.ts';
import { coverageOf } from './coverage.ts';
import { knownSources } from './known-sources.ts';

/** Enough for the busiest week; a week with more says so instead of leaving items out. */
const MOST_ITEMS = 100_000;
const WEEKS_BEFORE = 4;
const WEEK_MS = 7 * 86_400_000;

/** One file of an export. */
export interface ExportedFile {
  readonly filename: string;
  readonly bytes: Uint8Array;
}

export interface WeeklyDeps {
  readonly store: Store;
  readonly sources: readonly SourceDef[];
  readonly clock: Clock;
  readonly timeZone: string;
  readonly versions: ReportVersions;
  /** Every file of a report in the named formats, the manifest last. */
  readonly toFiles: (
    report: WeeklyReport,
    formats: readonly string[],
    previousManifest: string | null,
  ) => Promise<readonly ExportedFile[]>;
}

export interface WeeklyOptions {
  readonly week: string | undefined;
  readonly formats: readonly string[];
  readonly dir: string;
  readonly query: { readonly text: string; readonly parsed: Query };
}

/** Builds the weekly summary and writes it, each file whole or not at all. */
export async function exportWeekly(deps: WeeklyDeps, options: WeeklyOptions): Promise<WeeklyExport> {
  const now = deps.clock();
  const lastFull = weekOf(new Date(now.getTime() - WEEK_MS).toISOString(), deps.timeZone);
  const week = options.week ? isoWeek(options.week, deps.timeZone) : lastFull;
  const weeks = weeksBefore(week, WEEKS_BEFORE);
  const previousWeeks: WeekCounts[] = [];
  for (const before of weeks) {
    const items = await itemsOf(deps.store, before, options.query.parsed);
    // A week of which nothing at all is stored lies before regbeat's first read: comparing with it would mislead.
    if (items.length === 0) break;
    previousWeeks.push(countWeek(before, items, knownSources(deps.sources, items)));
  }
  const items = await itemsOf(deps.store, week, options.query.parsed);
  const report = buildWeeklyReport({
    week: week.label,
    timeZone: deps.timeZone,
    items,
    sources: knownSources(deps.sources, items),
    previousWeeks,
    coverage: await coverageOf(deps.store.sources, deps.sources, week, now),
    versions: deps.versions,
    query: options.query.text,
    quoteOf,
  });
  const files = await deps.toFiles(report, options.formats, await manifestHash(options.dir, weeks[0]?.label));
  await writeAll(options.dir, files);
  return {
    week: week.label,
    dir: options.dir,
    files: files.map(({ filename, bytes }) => ({
      name: filename,
      bytes: bytes.length,
      sha256: sha256(bytes),
    })),
    stories: report.stories.length,
  };
}

async function itemsOf(store: Store, week: Week, query: Query): Promise<readonly StoredItem[]> {
  const { total, items } = await store.items.search(
    { ...query, since: week.since, until: week.until, relevant: 'any', sort: 'new' },
    { limit: MOST_ITEMS },
  );
  if (total > items.length)
    throw new AppError(
      'too-many-items',
      `Week ${week.label} holds ${total} items, more than ${MOST_ITEMS}: narrow it with --query.`,
    );
  return items;
}

/** The hash of the manifest that an earlier export of a week left in the folder, or null. */
async function manifestHash(dir: string, week: string | undefined): Promise<string | null> {
  try {
    return week === undefined
      ? null
      : sha256(await readFile(path.join(dir, `regbeat-${week}.manifest.json`)));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new AppError(
      'export',
      `The manifest of ${week} in ${dir} could not be read: ${errorText(error)}.`,
      { cause: error },
    );
  }
}

async function writeAll(dir: string, files: readonly ExportedFile[]): Promise<void> {
  try {
    await mkdir(dir, { recursive: true });
    for (const file of files) {
      const partial = path.join(dir, `.${file.filename}.partial`);
      await writeFile(partial, file.bytes);
      await rename(partial, path.join(dir, file.filename));
    }
  } catch (cause) {
    throw new AppError(
      'export',
      `The report could not be written to ${dir}: ${errorText(cause)}. Name another folder with --out.`,
      { cause },
    );
  }
}
