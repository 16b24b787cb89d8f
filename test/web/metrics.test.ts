import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { UNWATCHED } from '../../src/core/health.ts';
import { metricsText } from '../../src/web/metrics-text.ts';
import { NOW, openAnswerWorld } from '../helpers/answer-world.ts';
import { makeSource, openTestApp, type TestApp } from '../helpers/open-app.ts';
import { type ServedWeb, serveWeb } from '../helpers/serve-web.ts';
import { tempFolder } from '../helpers/temp-store.ts';

/** Every line of the text format that is a number, by name and labels. */
function readMetrics(text: string): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const line of text.trimEnd().split('\n')) {
    if (line.startsWith('# ')) {
      assert.match(line, /^# (HELP [a-z0-9_]+ .+|TYPE [a-z0-9_]+ (gauge|counter))$/);
      continue;
    }
    const [, name = '', labels = '', value = ''] =
      /^([a-z_]+[a-z0-9_]*)(\{(?:[a-z]+="(?:[^"\\\n]|\\.)*",?)*\})? (\S+)$/.exec(line) ?? assert.fail(line);
    assert.ok(!found.has(name + labels), `${name}${labels} stands twice`);
    found.set(name + labels, Number(value));
  }
  return found;
}

describe('probes and metrics', () => {
  let test: TestApp;
  let web: ServedWeb;
  before(async () => {
    test = await openAnswerWorld();
    web = await serveWeb(test.app, { clock: () => test.clock.now ?? new Date() });
  });
  after(async () => {
    await web.close();
    await test.close();
  });

  const record = async (at: Date, outcome: 'read' | 'failed') => {
    const store = await test.store();
    const read = outcome === 'read';
    await store.sources.record(
      {
        sourceId: 'hk/sfc/news',
        url: null,
        validators: null,
        bodyHash: null,
        lastItemCount: null,
        lastAttemptAt: at.toISOString(),
        lastSuccessAt: read ? at.toISOString() : null,
        firstSuccessAt: null,
        consecutiveFailures: 0,
        failingSince: null,
        lastError: null,
        nextDueAt: null,
        watch: UNWATCHED,
      },
      {
        sourceId: 'hk/sfc/news',
        at: at.toISOString(),
        outcome,
        status: 200,
        itemsSeen: 0,
        itemsNew: 0,
        itemsUpdated: 0,
        ms: 1,
        error: null,
        notes: {},
        newestItem: null,
        oldestItem: null,
        gap: 'none',
        pages: 1,
      },
    );
  };

  it('say that the process lives, and whether it does its work', async () => {
    assert.equal((await web.get('/healthz')).status, 200);
    const unread = await web.get('/readyz');
    assert.equal(unread.status, 503);
    assert.match(await unread.text(), /No source was read yet/);
    await record(new Date(NOW.getTime() - 60_000), 'read');
    assert.equal((await web.get('/readyz')).status, 200);
    test.clock.now = new Date(NOW.getTime() + 30 * 3_600_000);
    const late = await web.get('/readyz');
    assert.equal(late.status, 503);
    assert.match(await late.text(), /No source was asked for 30 hours/);
    test.clock.now = NOW;
  });

  it('count what is stored, read, sent and asked', async () => {
    await record(new Date(NOW.getTime() - 30_000), 'failed');
    const store = await test.store();
    await store.outbox.enqueue('file', 'one', ['{}', '{}'], NOW.toISOString());
    await web.get('/api/v1/items');
    await web.get('/api/v1/nothing');
    await web.get('/no-such-page');
    test.clock.now = new Date(NOW.getTime() + 60_000);
    await web.get('/metrics');
    const response = await web.get('/metrics');
    assert.match(response.headers.get('content-type') ?? '', /^text\/plain; version=0\.0\.4/);
    const metrics = readMetrics(await response.text());
    const { items, relevant, stories } = await test.app.counts();
    for (const [name, value] of [
      ['regbeat_items', items],
      ['regbeat_items_relevant', relevant],
      ['regbeat_stories', stories],
      ['regbeat_reads_last_day{outcome="done"}', 1],
      ['regbeat_reads_last_day{outcome="failed"}', 1],
      ['regbeat_posts{state="pending"}', 2],
      ['regbeat_posts{state="sent"}', 0],
      ['regbeat_last_round_age_seconds', 90],
      ['regbeat_http_requests_total{route="api",status="200"}', 1],
      ['regbeat_http_requests_total{route="api",status="404"}', 1],
      ['regbeat_http_requests_total{route="page",status="404"}', 1],
      ['regbeat_info{version="9.9.9"}', 1],
      ['regbeat_database_up', 1],
    ] as const)
      assert.equal(metrics.get(name), value, name);
    assert.ok((metrics.get('process_resident_memory_bytes') ?? 0) > 1_000_000);
    let text = '';
    while (!text.includes('nodejs_eventloop_lag_p99_seconds'))
      text = await (await web.get('/metrics')).text();
    const health = [...metrics].filter(([name]) => name.startsWith('regbeat_sources{'));
    assert.equal(
      health.reduce((sum, [, value]) => sum + value, 0),
      3,
    );
    test.clock.now = NOW;
  });

  it('grow by no more labels however many addresses are asked for', async () => {
    for (let index = 0; index < 50; index++) await web.get(`/x${index}/${'y'.repeat(index)}?q=${index}`);
    const text = await (await web.get('/metrics')).text();
    assert.ok(readMetrics(text).size < 60);
    assert.ok(!text.includes(test.folder), 'no path of this machine');
  });

  it('stay up when the database does not', async () => {
    const { folder, remove } = await tempFolder();
    const file = path.join(folder, 'damaged.sqlite');
    await writeFile(file, 'this is no database, though it is long enough to look like one '.repeat(100));
    const broken = await openTestApp({
      sources: [makeSource({ id: 'aa/b/c', url: 'https://x.example/' })],
      env: { DATABASE_URL: `sqlite:${file}` },
    });
    const served = await serveWeb(broken.app);
    try {
      assert.equal((await served.get('/healthz')).status, 200);
      const ready = await served.get('/readyz');
      assert.equal(ready.status, 503);
      assert.doesNotMatch(await ready.text(), /damaged/);
      const metrics = readMetrics(await (await served.get('/metrics')).text());
      assert.equal(metrics.get('regbeat_database_up'), 0);
      const api = await served.get('/api/v1/items');
      assert.equal(api.status, 503);
      assert.equal(api.headers.get('retry-after'), '30');
      assert.doesNotMatch(await api.text(), /damaged/);
    } finally {
      await served.close();
      await broken.close();
      await remove();
    }
  });

  it('escape what stands in labels', () => {
    const text = metricsText([
      { name: 'x', help: 'a\nb', type: 'gauge', samples: [{ labels: { l: 'q"\\\n' }, value: Number.NaN }] },
    ]);
    assert.equal(text, '# HELP x a\\nb\n# TYPE x gauge\nx{l="q\\"\\\\\\n"} NaN\n');
  });
});
