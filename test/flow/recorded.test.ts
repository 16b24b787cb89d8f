import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { createOpened } from '../helpers/close-all.ts';
import { type CliResult, cleanEnvironment, finished, runCli } from '../helpers/run-cli.ts';
import { tempFolder } from '../helpers/temp-store.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const REPLAY = path.resolve(ROOT, '../shared/tools/replay.mjs');
const FAULTS = '500:0.1,429:0.1,reset:0.1,truncate:0.1,slow:0.1';
/** Their pages are followed, one every quarter of a second: one of the three lists is enough here. */
const LEFT_OUT = /^us\/sec\/(litigation|speeches)/;
/** Lists whose pages are not followed, for rounds that are about lists. */
const LISTS_ONLY = /^(media\/|eu\/esma\/mica)/;
/** Read as registers: their first snapshot is one item, dated when it was read. */
const REGISTERS = /^eu\/esma\/mica/;

interface Report {
  readonly id: string;
  readonly outcome: string;
  readonly status: number | null;
  readonly items: number;
  readonly new: number;
  readonly updated: number;
  readonly error: string | null;
}

interface Asked {
  readonly url: string;
  readonly status: number;
  readonly conditional: boolean;
  readonly fault?: string;
}

const json = (result: CliResult) => JSON.parse(result.stdout);

describe('recorded answers of real sources', {
  concurrency: true,
  skip: existsSync(REPLAY) ? false : 'no recordings beside the project (../shared)',
}, () => {
  const opened = createOpened();
  let folder: string;
  let readable: readonly string[];
  let itemsOf: Map<string, readonly string[]>;

  /** Runs regbeat against the recorded internet; what it was asked is in `log`. */
  const replay = async (
    data: string,
    args: readonly string[],
    faults: readonly string[] = [],
  ): Promise<CliResult & { readonly asked: readonly Asked[] }> => {
    const log = path.join(folder, `${Math.random()}.log`);
    const command = [process.execPath, path.join(ROOT, 'src/main.ts'), ...args];
    const child = spawn(process.execPath, [REPLAY, '--log', log, ...faults, '--', ...command], {
      cwd: folder,
      env: { ...cleanEnvironment(), REGBEAT_DATA_DIR: data, REGBEAT_TZ: 'UTC' },
    });
    const result = await finished(child);
    const lines = (await readFile(log, 'utf8')).trim().split('\n');
    return { ...result, asked: lines.map((line): Asked => JSON.parse(line)) };
  };
  const stored = async (data: string): Promise<Map<string, readonly string[]>> => {
    const found = json(
      await runCli(['search', 'relevant:any', '--limit', '100000', '--json'], { folder: data }),
    );
    const items: readonly { source: string; id: string; title: string; published: string }[] = found.items;
    return new Map(
      Array.from(
        Map.groupBy(items, item => item.source),
        ([source, own]) =>
          [
            source,
            own
              .map(({ id, published, title }) => `${id} ${REGISTERS.test(source) ? '' : published} ${title}`)
              .sort(),
          ] as const,
      ),
    );
  };

  before(async () => {
    const temp = await tempFolder();
    opened.add({ close: temp.remove });
    folder = temp.folder;
    const sources: readonly { id: string; enabled: boolean }[] = json(
      await runCli(['sources', 'list', '--json'], { folder }),
    );
    const ids = sources.filter(def => def.enabled && !LEFT_OUT.test(def.id)).map(def => def.id);
    const first = await replay(folder, ['crawl', ...ids, '--json']);
    const reports: readonly Report[] = json(first).sources;
    // What nobody recorded answers 404; everything else must have been read.
    const failed = reports.filter(report => report.outcome === 'failed' && report.status !== 404);
    assert.deepEqual(failed, []);
    readable = reports.filter(report => report.outcome === 'read').map(report => report.id);
    itemsOf = await stored(folder);
    for (const report of reports)
      if (report.outcome === 'read')
        assert.equal(itemsOf.get(report.id)?.length, REGISTERS.test(report.id) ? 1 : report.items);
  });
  after(() => opened.closeAll());

  it('are all read, with items', () => {
    assert.ok(readable.length >= 10, readable.join(', '));
    for (const id of readable) assert.ok((itemsOf.get(id)?.length ?? 0) > 0, id);
  });

  it('give nothing new when asked again, conditionally', async () => {
    const quick = readable.filter(id => LISTS_ONLY.test(id));
    assert.ok(quick.length >= 4, quick.join(', '));
    const again = await replay(folder, ['crawl', ...quick, '--json']);
    assert.equal(again.code, 0, again.stderr);
    const report = json(again);
    assert.deepEqual([report.new, report.updated, report.failed], [0, 0, 0]);
    assert.equal(report.notModified, quick.length);
    assert.ok(
      again.asked.filter(request => request.conditional && request.status === 304).length >= quick.length,
    );
    assert.deepEqual(await stored(folder), itemsOf);
  });

  it('can be searched, shown, told and exported', async () => {
    const found = json(await runCli(['search', 'sort:new', '--json', '--limit', '5'], { folder }));
    assert.ok(found.total > 10, `${found.total} relevant items`);
    const [item] = found.items;
    const shown = json(await runCli(['show', item.id, '--json'], { folder }));
    assert.deepEqual([shown.id, shown.title, shown.url], [item.id, item.title, item.url]);

    const day = item.published.slice(0, 10);
    const digest = json(await runCli(['digest', '--since', day, '--until', day, '--json'], { folder }));
    const told = digest.sections.flatMap((section: { stories: { itemId: string }[] }) =>
      section.stories.map(story => story.itemId),
    );
    assert.ok(told.includes(item.id), `${item.id} of ${day} is not told`);
    assert.ok(digest.coverage.read >= readable.length);

    const out = path.join(folder, 'filed');
    const week = await runCli(['export', 'weekly', '--week', '2026-W24', '--out', out, '--json'], { folder });
    assert.equal(week.code, 0, week.stderr);
    const names = json(week).files.map((file: { name: string }) => path.extname(file.name));
    for (const name of ['.md', '.html', '.json', '.csv']) assert.ok(names.includes(name), name);
  });

  it('give the same items over a bad network, after a few rounds', async t => {
    const temp = await tempFolder();
    t.after(temp.remove);
    const ids = readable.filter(id => LISTS_ONLY.test(id));
    const faults = new Set<string>();
    for (let round = 0; round < 3; round++) {
      const { stdout, asked } = await replay(
        temp.folder,
        ['crawl', ...ids, '--force', '--json'],
        ['--fault', FAULTS],
      );
      assert.equal(JSON.parse(stdout).sources.length, ids.length);
      for (const { fault } of asked) if (fault !== undefined) faults.add(fault);
    }
    assert.ok(faults.size >= 2, [...faults].join());
    const expected = new Map([...itemsOf].filter(([id]) => ids.includes(id)));
    assert.deepEqual(await stored(temp.folder), expected);
    assert.equal((await runCli(['db', 'verify'], { folder: temp.folder })).code, 0);
  });
});
