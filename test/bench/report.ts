import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { EXPORT_FORMATS, exporters, isExportFormat } from '../../src/export/exporters.ts';
import { weeklyReport } from '../../src/pipeline/export-weekly.ts';
import { parseQuery } from '../../src/query/parse-query.ts';
import { openStore } from '../../src/store/open-store.ts';
import { fillStore } from './generate-store.ts';
import { type Row, time } from './measure.ts';

const ITEMS = 5_000;
const END = new Date('2026-11-16T00:00:00Z');
const WEEK_MS = 7 * 86_400_000;

/** The report of a week with 5,000 items per format, each in a process of its own, so that its peak memory is its own. */
export async function benchReport(): Promise<readonly Row[]> {
  const dir = await mkdtemp(path.join(tmpdir(), 'regbeat-bench-report-'));
  try {
    const file = path.join(dir, 'regbeat.sqlite');
    const store = await openStore({ path: file });
    await fillStore(store, ITEMS, END, undefined, WEEK_MS);
    await store.close();
    return ['report alone', ...EXPORT_FORMATS].flatMap(format => measured(file, format));
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

function measured(file: string, format: string): Row[] {
  const run = spawnSync(process.execPath, [import.meta.filename, file, format], { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`${format}: ${run.stderr}`);
  const { build, write, rss, bytes, stories } = JSON.parse(run.stdout);
  const bench = `report of ${ITEMS.toLocaleString('en')} items (${stories} stories)`;
  const own = [
    { bench, figure: `${format}, seconds`, value: (build + write) / 1000, unit: 's' },
    { bench, figure: `${format}, peak memory`, value: rss, unit: 'MB' },
  ];
  return bytes === 0 ? own : [...own, { bench, figure: `${format}, size`, value: bytes / 1000, unit: 'kB' }];
}

async function child(file: string, format: string): Promise<void> {
  const store = await openStore({ path: file });
  const vocabulary = { jurisdictions: [], authorities: [], sources: [], firms: [] };
  const clock = () => new Date(END.getTime() + WEEK_MS);
  const deps = {
    store,
    sources: [],
    clock,
    timeZone: 'UTC',
    versions: { tool: 'bench', model: 'bench', taxonomy: 'bench' },
    parseQuery: (text: string) => {
      const parsed = parseQuery(text, { now: clock(), timeZone: 'UTC', vocabulary, allowEmpty: true });
      if (!parsed.ok) throw new Error('the query is not understood');
      return parsed.query;
    },
    classify: () => Promise.reject(new Error('nothing was edited')),
  };
  let bytes = 0;
  let stories = 0;
  let write = 0;
  const build = await time(async () => {
    const report = await weeklyReport(deps, { week: '2026-W46', query: '' });
    stories = report.stories.length;
    if (!isExportFormat(format)) return;
    write = await time(async () => {
      bytes = (await exporters[format](report, {})).bytes.length;
    });
  });
  await store.close();
  const rss = process.resourceUsage().maxRSS / 1024;
  process.stdout.write(JSON.stringify({ build: build - write, write, rss, bytes, stories }));
}

const [file, format] = process.argv.slice(2);
if (process.argv[1] === import.meta.filename && file !== undefined && format !== undefined)
  await child(file, format);
