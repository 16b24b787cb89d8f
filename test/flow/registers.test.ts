import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { SourceReport } from '../../src/core/application.ts';
import { AppError } from '../../src/core/errors.ts';
import { createOpened } from '../helpers/close-all.ts';
import { startServer, type TestServer } from '../helpers/http-server.ts';
import { makeSource, openTestApp, type TestApp } from '../helpers/open-app.ts';
import { firmRow, firmRows, inventLei, REGISTER_RULE, registerCsv } from '../helpers/register-text.ts';

const CSV = { 'content-type': 'text/csv' };
const NAMES = ['live', 'guarded', 'columns', 'empty', 'files', 'accepted', 'pages', 'old'] as const;
type Name = (typeof NAMES)[number];
const idOf = (name: Name) => `zz/test/${name}`;

const refused = (code: string, words: RegExp) => (error: unknown) => {
  assert.ok(error instanceof AppError, String(error));
  assert.equal(error.code, code);
  assert.match(error.message, words);
  return true;
};

describe('registers of licensed firms', () => {
  const opened = createOpened();
  let server: TestServer;
  let test: TestApp;

  before(async () => {
    server = opened.add(await startServer({}));
    test = opened.add(
      await openTestApp({
        allowAddresses: [server.address],
        now: new Date('2026-11-20T12:00:00Z'),
        sources: NAMES.map(name => ({
          ...makeSource({ id: idOf(name), url: `${server.url}/${name}` }),
          name: `Test register of crypto-asset service providers (${name})`,
          type: 'register' as const,
          format: 'csv' as const,
          jurisdiction: 'EU',
          authority: 'ESMA',
          cryptoOnly: true,
          register: REGISTER_RULE,
          ...(name === 'pages' ? { paging: { param: 'page', start: 0 } } : {}),
        })),
      }),
    );
  });
  after(() => opened.closeAll());

  const crawl = async (name: Name, body: string): Promise<SourceReport> => {
    server.route(`/${name}`, { headers: CSV, body });
    const [report] = (await test.app.crawl({ ids: [idOf(name)] })).sources;
    assert.ok(report);
    return report;
  };
  const items = async (name: Name) =>
    (await test.app.search(`source:${idOf(name)} relevant:any sort:old`, 500)).items;
  const state = async (name: Name) => {
    const found = (await test.app.registers.list()).find(({ id }) => id === idOf(name));
    assert.ok(found);
    return found;
  };
  const file = async (name: string, rows: Parameters<typeof registerCsv>[0]) => {
    const at = path.join(test.folder, name);
    await writeFile(at, registerCsv(rows));
    return at;
  };

  it('are one silent item at first, and then an item for each change, on to search and digest', async () => {
    const first = await crawl('live', registerCsv(firmRows(1, 30)));
    assert.deepEqual([first.outcome, first.items, first.new], ['read', 30, 1]);
    const [baseline] = await items('live');
    assert.deepEqual(
      [baseline?.historic, baseline?.title],
      [true, 'Test register: 30 entries when first read'],
    );

    const rows = [
      ...firmRows(1, 27),
      firmRow(28, { services: 'a. custody of crypto-assets|f. placing of crypto-assets' }),
      firmRow(29, { site: 'https://coin.example' }),
      firmRow(31, { state: 'AT' }),
    ];
    const second = await crawl('live', registerCsv(rows));
    assert.deepEqual([second.items, second.new, second.updated], [30, 4, 0]);
    const told = (await items('live')).filter(({ id }) => id !== baseline?.id);
    assert.deepEqual(told.map(({ title, historic }) => [title, historic]).toSorted(), [
      ['Test register: Coin House 28 GmbH (Germany): adds placing', false],
      ['Test register: Coin House 29 GmbH (France): website changes', true],
      ['Test register: Coin House 30 GmbH (Germany) no longer listed', false],
      ['Test register: Coin House 31 GmbH authorised in Austria for custody', false],
    ]);
    const granted = told.find(({ title }) => title.includes('authorised'));
    assert.equal(granted?.classification.kind.id, 'licence-decision');
    assert.equal(granted?.classification.relevant, true);
    assert.deepEqual(
      granted?.classification.jurisdictions.filter(({ role }) => role === 'primary').map(({ code }) => code),
      ['AT'],
    );
    await test.app.reclassify({});
    const again = await test.app.item(granted?.id ?? '');
    assert.deepEqual(again.classification.jurisdictions, granted?.classification.jurisdictions);
    assert.equal(granted?.url, `${server.url}/live`);
    assert.equal(new Set(told.map(({ storyId }) => storyId)).size, 4);
    test.clock.now = new Date('2026-11-20T13:00:00Z');
    const { message } = await test.app.digest({ period: 'daily' });
    const digest = JSON.stringify(message);
    for (const words of ['Coin House 31 GmbH authorised in Austria', 'Coin House 30 GmbH', 'adds placing'])
      assert.ok(digest.includes(words), words);
  });

  it('tell the same bytes and the same rows in another order of nothing', async () => {
    const rows = firmRows(1, 10);
    await crawl('old', registerCsv(rows));
    assert.equal((await crawl('old', registerCsv(rows))).outcome, 'not-modified');
    const shuffled = await crawl('old', registerCsv(rows.toReversed()));
    assert.deepEqual([shuffled.outcome, shuffled.new], ['read', 0]);
    const touched = await crawl('old', registerCsv(rows.map(row => ({ ...row, updated: '03/07/2025' }))));
    assert.deepEqual([touched.outcome, touched.new], ['read', 0]);
    assert.deepEqual(
      (await test.app.registers.counts(idOf('old'))).map(({ entries, changed }) => [entries, changed]),
      [
        [10, 0],
        [10, 0],
        [10, 10],
      ],
    );
  });

  it('are held when more than a fifth of the entries would go, until a later snapshot is sound', async () => {
    await crawl('guarded', registerCsv(firmRows(1, 20)));
    const held = await crawl('guarded', registerCsv(firmRows(1, 15)));
    assert.deepEqual([held.outcome, held.new, held.notes['register-held-removals']], ['read', 0, 1]);
    const now = await state('guarded');
    assert.deepEqual([now.entries, now.held?.reason], [20, 'removals']);
    assert.match(now.held?.detail ?? '', /5 of 20 entries would be removed/);
    const sound = await crawl('guarded', registerCsv(firmRows(1, 19)));
    assert.deepEqual([sound.new, (await state('guarded')).held], [1, null]);
    assert.equal((await state('guarded')).entries, 19);
  });

  it('are held without rows, and released by the list that was there before', async () => {
    await crawl('empty', registerCsv(firmRows(1, 5)));
    const held = await crawl('empty', registerCsv([]));
    assert.deepEqual([held.new, (await state('empty')).held?.reason], [0, 'zero-rows']);
    await crawl('empty', registerCsv(firmRows(1, 5)));
    assert.deepEqual([(await state('empty')).held, (await state('empty')).entries], [null, 5]);
  });

  it('are held while columns are missing, and never accepted so; a further column harms nothing', async () => {
    await crawl('columns', registerCsv(firmRows(1, 5)));
    const wrong = registerCsv(firmRows(1, 6)).replace('services', 'service_list');
    const held = await crawl('columns', wrong);
    assert.equal(held.notes['register-held-columns-missing'], 1);
    assert.match((await state('columns')).held?.detail ?? '', /"services" is missing/);
    await assert.rejects(
      test.app.registers.update(idOf('columns'), { accept: true }),
      refused('snapshot-unusable', /Bring the register's rule up to date/),
    );
    // Asked for again in full, although it has not changed: its rule may have been mended.
    assert.equal((await crawl('columns', wrong)).outcome, 'read');
    const wider = registerCsv(firmRows(1, 6)).replaceAll('\r\n', ',\r\n');
    const read = await crawl('columns', wider);
    assert.deepEqual([read.new, (await state('columns')).held], [1, null]);
  });

  it('take a web page in their place for a failed read', async () => {
    const before = await state('live');
    const failed = await crawl('live', '<!doctype html><title>Scheduled maintenance</title>');
    assert.deepEqual(
      [failed.outcome, failed.error],
      ['failed', 'answered with a maintenance page instead of its list'],
    );
    assert.deepEqual(await state('live'), before);
  });

  it('are read to their last page before anything is compared', async () => {
    const all = firmRows(1, 9);
    server.route('/pages', ({ query }) => {
      const page = Number(query.get('page') ?? 0);
      return { headers: CSV, body: registerCsv(all.slice(page * 4, page * 4 + 4)) };
    });
    const [report] = (await test.app.crawl({ ids: [idOf('pages')] })).sources;
    assert.deepEqual([report?.items, (await state('pages')).entries], [9, 9]);
    const [again] = (await test.app.crawl({ ids: [idOf('pages')] })).sources;
    assert.equal(again?.outcome, 'not-modified');
    server.route('/pages', [{ headers: CSV, body: registerCsv(all.slice(0, 4)) }, { status: 500 }]);
    const [broken] = (await test.app.crawl({ ids: [idOf('pages')] })).sources;
    assert.equal(broken?.outcome, 'failed');
    assert.equal((await state('pages')).entries, 9);
  });

  it('apply files in the order of their dates, and refuse older ones', async () => {
    const update = (from: string, at: string) => test.app.registers.update(idOf('files'), { from, at });
    const one = await file('one.csv', firmRows(1, 10));
    const two = await file('two.csv', [...firmRows(1, 9), firmRow(11), firmRow(12)]);
    const three = await file('three.csv', firmRows(1, 12));
    assert.equal((await update(one, '2026-01-01')).outcome, 'first');
    const applied = await update(two, '2026-02-01');
    assert.deepEqual(
      [applied.diff.added, applied.diff.removed].map(list => list.map(({ id }) => id)),
      [[inventLei(11), inventLei(12)].toSorted(), [inventLei(10)]],
    );
    assert.equal((await update(two, '2026-03-01')).outcome, 'unchanged');
    assert.equal((await update(two, '2026-01-01')).outcome, 'unchanged');
    await assert.rejects(
      update(three, '2026-01-15'),
      refused('snapshot-older', /2026-02-01 00:00 UTC already/),
    );
    await assert.rejects(update(three, '2026-02-01'), refused('snapshot-older', /not newer/));
    await assert.rejects(update(three, '2030-01-01'), refused('usage', /in the future/));
    await assert.rejects(update(three, 'last week'), refused('usage', /is no date/));
    await assert.rejects(
      update(path.join(test.folder, 'none.csv'), '2026-04-01'),
      refused('input', /no file/),
    );
    const page = path.join(test.folder, 'page.html');
    await writeFile(page, '<html><body>Not here</body></html>');
    await assert.rejects(
      update(page, '2026-04-01'),
      refused('snapshot-unusable', /is a web page instead of CSV/),
    );
    assert.equal((await update(three, '2026-04-01')).diff.added.length, 1);
    const changes = await test.app.registers.diff({
      id: idOf('files'),
      since: '2026-02-01',
      until: '2026-03-01',
    });
    assert.deepEqual(changes.map(({ kind }) => kind).toSorted(), ['granted', 'granted', 'withdrawn']);
    for (const change of changes)
      assert.ok((await test.app.item(change.itemId ?? '')).title.includes(change.name));
  });

  it('apply what is held when it is accepted', async () => {
    const update = (options: { from?: string; at?: string; accept?: boolean }) =>
      test.app.registers.update(idOf('accepted'), options);
    await update({ from: await file('ten.csv', firmRows(1, 10)), at: '2026-01-01' });
    const half = await file('five.csv', firmRows(1, 5));
    const held = await update({ from: half, at: '2026-02-01' });
    assert.deepEqual([held.outcome, held.held?.reason, held.diff.removed.length], ['held', 'removals', 5]);
    assert.equal((await update({ from: half, at: '2026-02-01' })).outcome, 'held');
    const accepted = await update({ accept: true });
    assert.deepEqual(
      [accepted.outcome, accepted.at.slice(0, 10), accepted.diff.removed.length],
      ['applied', '2026-02-01', 5],
    );
    assert.deepEqual([(await state('accepted')).entries, (await state('accepted')).held], [5, null]);
    const none = await file('none-left.csv', []);
    assert.equal((await update({ from: none, at: '2026-03-01', accept: true })).diff.removed.length, 5);
  });

  it('know a firm across registers by LEI, by name, by a word of it, and by names it had', async () => {
    const lei = inventLei(7);
    const history = await test.app.registers.history(lei);
    assert.ok(history.firms.length >= 5);
    assert.ok(history.firms.every(firm => firm.lei === lei));
    const renamed = [...firmRows(1, 12).slice(0, 11), firmRow(12, { name: 'Münz Haus AG' })];
    await test.app.registers.update(idOf('files'), {
      from: await file('renamed.csv', renamed),
      at: '2026-05-01',
    });
    const found = await test.app.registers.firms('munz', 10);
    assert.deepEqual(
      found.map(({ name }) => name),
      ['Münz Haus AG'],
    );
    const events = (await test.app.registers.history('Coin House 12')).events;
    assert.deepEqual(
      events
        .filter(({ register }) => register === idOf('files'))
        .map(({ kind, at }) => [kind, at.slice(0, 10)]),
      [
        ['granted', '2026-02-01'],
        ['changed', '2026-05-01'],
      ],
    );
    assert.deepEqual(await test.app.registers.history('nobody at all'), { firms: [], events: [] });
    assert.deepEqual(await test.app.registers.firms('...', 10), []);
    await assert.rejects(
      test.app.registers.diff({ id: 'zz/none' }),
      refused('no-such-source', /registers list/),
    );
  });
});
