import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { AppError, errorText } from '../core/errors.ts';
import { sha256 } from '../core/ids.ts';
import type { Verification, VerifiedWeek } from '../core/reports.ts';
import { compareText } from '../core/story-groups.ts';
import { isoWeek, weeksBefore } from '../query/iso-week.ts';
import { type WeeklyDeps, weeklyReport } from './export-weekly.ts';
import { describeChanges } from './export-weekly-changes.ts';

interface Filed {
  readonly week: { readonly label: string; readonly timeZone: string };
  readonly state: VerifiedWeek['state'];
  readonly query: string;
  readonly bom: boolean;
  readonly files: readonly { readonly name: string; readonly sha256: string }[];
  readonly previous: string | null;
}

interface Manifest {
  readonly name: string;
  readonly sha256: string;
  readonly filed: Filed;
}

export interface VerifyDeps {
  readonly readManifest: (
    bytes: Uint8Array,
  ) => { readonly ok: true; readonly manifest: Filed } | { readonly ok: false; readonly problem: string };
  /** What makes reports again; null leaves the database alone. */
  readonly rebuild: ((bom: boolean) => Promise<WeeklyDeps>) | null;
}

const MANIFEST = /^regbeat-.+\.manifest\.json$/;

/** Compares a folder of filed weeks with its manifests, each manifest with the next, and, when asked, the files with what the database gives today. */
export async function verifyExports(deps: VerifyDeps, dir: string): Promise<Verification> {
  const names = (await list(dir)).filter(name => MANIFEST.test(name)).sort(compareText);
  if (names.length === 0)
    throw new AppError('export', `${dir} holds no manifest: name the folder that a week was exported to.`);
  const problems: string[] = [];
  const manifests: Manifest[] = [];
  for (const name of names) {
    const bytes = await readFile(path.join(dir, name));
    const read = deps.readManifest(bytes);
    if (read.ok) manifests.push({ name, sha256: sha256(bytes), filed: read.manifest });
    else problems.push(`${name} is no manifest of this version: ${read.problem}`);
  }
  const weeks: VerifiedWeek[] = [];
  for (const manifest of manifests) weeks.push(await verifyWeek(deps, dir, manifest, manifests));
  return { dir, weeks, problems, ok: problems.length === 0 && weeks.every(week => week.ok) };
}

async function list(dir: string): Promise<readonly string[]> {
  try {
    return await readdir(dir);
  } catch (cause) {
    throw new AppError('export', `${dir} cannot be read: ${errorText(cause)}.`, { cause });
  }
}

async function verifyWeek(
  deps: VerifyDeps,
  dir: string,
  manifest: Manifest,
  all: readonly Manifest[],
): Promise<VerifiedWeek> {
  const { filed } = manifest;
  const files: VerifiedWeek['files'][number][] = [];
  for (const { name, sha256: expected } of filed.files) {
    const found = await hashOf(path.join(dir, name));
    files.push({ name, found: found === null ? 'missing' : found === expected ? 'same' : 'changed' });
  }
  const chain = chainOf(manifest, all);
  const rebuilt = deps.rebuild === null ? null : await rebuild(deps.rebuild, dir, filed);
  const ok = files.every(file => file.found === 'same') && chain !== 'changed' && rebuilt?.same !== false;
  return {
    manifest: manifest.name,
    week: filed.week.label,
    query: filed.query,
    state: filed.state,
    files,
    chain,
    rebuilt,
    ok,
  };
}

async function hashOf(file: string): Promise<string | null> {
  try {
    return sha256(await readFile(file));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new AppError('export', `${file} cannot be read: ${errorText(error)}.`, { cause: error });
  }
}

/** Whether the manifest of the week before, of the same query, is the one that was there when this week was filed. */
function chainOf({ name, filed }: Manifest, all: readonly Manifest[]): VerifiedWeek['chain'] {
  const [week] = weeksBefore(isoWeek(filed.week.label, filed.week.timeZone), 1);
  const before = all.find(one => one.name === name.replace(filed.week.label, week?.label ?? ''));
  if (filed.previous === null) return before === undefined ? 'first' : 'changed';
  if (before === undefined) return 'unknown';
  return before.sha256 === filed.previous ? 'same' : 'changed';
}

async function rebuild(
  made: (bom: boolean) => Promise<WeeklyDeps>,
  dir: string,
  filed: Filed,
): Promise<NonNullable<VerifiedWeek['rebuilt']>> {
  const deps = { ...(await made(filed.bom)), timeZone: filed.week.timeZone };
  const report = await weeklyReport(deps, { week: filed.week.label, query: filed.query });
  const formats = filed.files.map(({ name }) => path.extname(name).slice(1));
  const files = formats.length === 0 ? [] : await deps.toFiles(report, formats, filed.previous);
  const hashes = new Map(files.map(file => [file.filename, sha256(file.bytes)]));
  const other = filed.files.filter(({ name, sha256: hash }) => hashes.get(name) !== hash);
  if (other.length === 0) return { same: true, changes: [] };
  const json = filed.files.find(({ name }) => name.endsWith('.json'));
  const before = json === undefined ? null : await readText(path.join(dir, json.name));
  return {
    same: false,
    changes: describeChanges(
      before,
      report,
      other.map(({ name }) => name),
    ),
  };
}

async function readText(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
