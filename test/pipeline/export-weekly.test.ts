import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { UNWATCHED } from '../../src/core/health.ts';
import { sha256 } from '../../src/core/ids.ts';
import type { WeeklyReport } from '../../src/query/report-model.ts';
import { makeArticle, makeRecord, type RecordOverrides } from '../helpers/make-item.ts';
import { makeSource, openTestApp } from '../helpers/open-app.ts';

const SOURCE = 'hk/sfc/news';
const PRESS = 'media/paper/news';
const WEEK = '2026-W46';
/** Monday after the week that is looked at, which begins on 9 November. */
const MONDAY = '2026-11-16';

/** A program that has read its sources since October, on the Monday after the week. */
async function openOffice(t: TestContext, env: Readonly<Record<string, string>> = {}) {
  const sources = [SOURCE, PRESS].map(id =>
    makeSource({
      id,
      url: `https://${id.replaceAll('/', '-')}.example/`,
      tier: id === PRESS ? 'press' : 'official',
    }),
  );
  const test = await openTestApp({ sources, now: new Date(`${MONDAY}T09:00:00Z`), env });
  t.after(test.close);
  const store = await test.store();
  const read = async (sourceId: string, at: string, ok = true) => {
    const state = {
      sourceId,
      url: null,
      validators: null,
      bodyHash: null,
      lastItemCount: 1,
      lastAttemptAt: at,
      lastSuccessAt: at,
      firstSuccessAt: '2026-10-01T00:00:00.000Z',
      consecutiveFailures: 0,
      failingSince: null,
      lastError: null,
      nextDueAt: null,
      watch: UNWATCHED,
    };
    await store.sources.record(state, {
      sourceId,
      at,
      outcome: ok ? 'read' : 'failed',
      status: ok ? 200 : 503,
      itemsSeen: 1,
      itemsNew: 0,
      itemsUpdated: 0,
      ms: 5,
      error: ok ? null : 'HTTP 503',
      notes: {},
      newestItem: null,
      oldestItem: null,
      gap: 'none',
      pages: 1,
    });
  };
  await read(SOURCE, '2026-10-01T00:00:00.000Z');
  await read(SOURCE, '2026-11-10T06:00:00.000Z');
  await read(PRESS, '2026-11-10T06:00:00.000Z', false);
  const dir = path.join(test.folder, 'filed');
  return {
    ...test,
    store,
    dir,
    read,
    /** Stores an item as if it had been published and first seen then. */
    add: async (title: string, published: string | null, seen: string, more: RecordOverrides = {}) => {
      const record = makeRecord({
        ...more,
        article: { sourceId: SOURCE, title, publishedAt: published, ...more.article },
      });
      await store.items.insert([record], seen);
      return record;
    },
    export: (week = WEEK, formats: readonly string[] = ['json', 'md', 'csv', 'xlsx', 'ics'], out = dir) =>
      test.app.exportWeekly({ week, formats, dir: out }),
    report: (week = WEEK, out = dir): WeeklyReport =>
      JSON.parse(readFileSync(path.join(out, `regbeat-${week}.json`), 'utf8')),
  };
}

const titles = (report: WeeklyReport) => report.stories.map(story => story.title).sort();

describe('a closed week', () => {
  it('exports the same bytes whatever is stored, edited, merged or decided later', async t => {
    const office = await openOffice(t);
    const one = await office.add('Rule on staking', '2026-11-10T08:00:00.000Z', '2026-11-10T08:05:00.000Z');
    const two = await office.add(
      'Fine for a platform',
      '2026-11-11T08:00:00.000Z',
      '2026-11-11T08:05:00.000Z',
    );
    await office.add('Old rule', '2026-11-03T08:00:00.000Z', '2026-11-03T08:05:00.000Z');
    const first = await office.export();
    assert.equal(first.state, 'closed');
    assert.equal(first.stories, 2);

    office.clock.now = new Date('2026-12-24T12:00:00Z');
    const late = '2026-11-16T12:00:00.000Z';
    await office.add('Found later', '2026-11-12T08:00:00.000Z', late);
    await office.add('Back-filled', '2026-11-12T09:00:00.000Z', late, { historic: true });
    await office.add('Older, found later', '2026-11-02T09:00:00.000Z', late);
    const edited = makeArticle({ ...one.article, title: 'Rule on lending', contentHash: sha256('edited') });
    await office.store.items.revise(
      one.article.id,
      { article: edited, classification: one.classification, tier: 'official', pageWanted: false },
      '2026-11-20T00:00:00.000Z',
    );
    await office.app.mergeStories(two.placement.storyId, one.placement.storyId, 'ada');
    await office.read(SOURCE, '2026-11-17T00:00:00.000Z', false);
    await office.store.acks.add({
      target: 'discord:1',
      storyId: one.placement.storyId,
      itemId: one.article.id,
      who: 'ada',
      at: '2026-11-18T00:00:00.000Z',
    });

    const again = await office.export(WEEK, undefined, path.join(office.folder, 'again'));
    const report = office.report(WEEK, path.join(office.folder, 'again'));
    assert.deepEqual(titles(report), ['Fine for a platform', 'Rule on staking']);
    // The words of then are tagged again, here by another classifier than the invented one: its tags are left out of the comparison.
    const told = ({ stories, coverage, acknowledgements, positions, deadlines, excluded }: WeeklyReport) => ({
      coverage,
      acknowledgements,
      positions,
      deadlines,
      excluded,
      stories: stories.map(({ id, itemId, title, url, date, alsoReportedBy, unconfirmed, edited: was }) => ({
        ...{ id, itemId, title, url, date, alsoReportedBy, unconfirmed, was },
      })),
    });
    assert.deepEqual(told(report), told(office.report()));
    assert.equal(again.stories, 2);
  });

  it('is the same to the byte when nothing of its own was edited', async t => {
    const office = await openOffice(t);
    await office.add('Rule on staking', '2026-11-10T08:00:00.000Z', '2026-11-10T08:05:00.000Z');
    const first = await office.export();
    office.clock.now = new Date('2027-03-01T00:00:00Z');
    await office.add('Found later', '2026-11-12T08:00:00.000Z', '2026-11-30T12:00:00.000Z');
    await office.read(SOURCE, '2026-11-30T12:00:00.000Z');
    const again = await office.export(WEEK, undefined, path.join(office.folder, 'again'));
    assert.deepEqual(again.files, first.files);
  });

  it('tells in the next week of what was found too late, and in no other', async t => {
    const office = await openOffice(t);
    await office.add('In time', '2026-11-15T23:00:00.000Z', '2026-11-16T04:30:00.000Z');
    await office.add('Too late', '2026-11-15T22:00:00.000Z', '2026-11-16T08:00:00.000Z');
    await office.add('Of the week itself', '2026-11-17T22:00:00.000Z', '2026-11-17T23:00:00.000Z');
    office.clock.now = new Date('2026-12-24T12:00:00Z');
    for (const week of ['2026-W46', '2026-W47', '2026-W48']) await office.export(week, ['json']);
    assert.deepEqual(titles(office.report('2026-W46')), ['In time']);
    assert.deepEqual(titles(office.report('2026-W47')), ['Of the week itself', 'Too late']);
    assert.deepEqual(titles(office.report('2026-W48')), []);
    const late = office.report('2026-W47').stories.filter(story => story.foundLate);
    assert.deepEqual(
      late.map(story => [story.title, story.date]),
      [['Too late', '2026-11-15']],
    );
  });

  it('counts its reads, and says which sources were not read', async t => {
    const office = await openOffice(t);
    await office.export(WEEK, ['json']);
    const { coverage, state } = office.report();
    assert.equal(state, 'closed');
    assert.deepEqual(
      [coverage.basis, coverage.enabled, coverage.read, coverage.reads, coverage.done],
      ['week', 2, 1, 2, 1],
    );
    assert.deepEqual(
      coverage.failing.map(one => [one.sourceId, one.error]),
      [[PRESS, 'HTTP 503']],
    );
  });
});

describe('what a week changed', () => {
  const position = (stance: 'banned' | 'permitted') => ({
    positions: [
      {
        jurisdiction: 'HK',
        topic: 'staking' as const,
        audience: null,
        stance,
        quote: `Staking is ${stance}.`,
        confidence: 0.9,
        evidence: [],
      },
    ],
  });
  const closes = (date: string, quote: string) => ({
    dates: [{ kind: 'consultation_closes' as const, date, quote, confidence: 0.9, evidence: [] }],
  });

  it('names positions that are others than before, from the words of the week', async t => {
    const office = await openOffice(t);
    await office.add('Staking banned', '2026-10-20T08:00:00.000Z', '2026-10-20T08:05:00.000Z', {
      classification: position('banned'),
    });
    const rule = await office.add('Staking allowed', '2026-11-10T08:00:00.000Z', '2026-11-10T08:05:00.000Z', {
      classification: position('permitted'),
    });
    await office.add('Staking banned again', '2026-11-18T08:00:00.000Z', '2026-11-18T08:05:00.000Z', {
      classification: position('banned'),
    });
    await office.export(WEEK, ['json']);
    assert.deepEqual(
      office
        .report()
        .positions.map(({ jurisdiction, was, stance, itemId }) => [jurisdiction, was, stance, itemId]),
      [['HK', 'banned', 'permitted', rule.article.id]],
    );
    await office.export('2026-W45', ['json']);
    assert.deepEqual(office.report('2026-W45').positions, []);
  });

  it('tells new, moved and known dates of the next 90 days apart', async t => {
    const office = await openOffice(t);
    const title = 'Consultation on the custody of crypto-assets by licensed platforms';
    const draft = await office.add(title, '2026-10-20T08:00:00.000Z', '2026-10-20T08:05:00.000Z', {
      classification: closes('2026-11-30', 'closes on 30 November'),
    });
    await office.add(`${title}: extended`, '2026-11-10T08:00:00.000Z', '2026-11-10T08:05:00.000Z', {
      placement: { storyId: draft.placement.storyId, relation: 'same-story' },
      classification: closes('2026-12-15', 'The deadline was extended to 15 December'),
    });
    await office.add('Fees for stablecoin issuers', '2026-11-11T08:00:00.000Z', '2026-11-11T08:05:00.000Z', {
      classification: closes('2027-01-10', 'until 10 January'),
    });
    await office.add('Tax on mining', '2026-10-11T08:00:00.000Z', '2026-10-11T08:05:00.000Z', {
      classification: closes('2027-01-11', 'until 11 January'),
    });
    await office.add('Far away', '2026-11-11T08:00:00.000Z', '2026-11-11T08:05:00.000Z', {
      classification: closes('2027-06-01', 'until June'),
    });
    await office.add('Announced later', '2026-11-17T08:00:00.000Z', '2026-11-17T08:05:00.000Z', {
      classification: closes('2026-12-20', 'until 20 December'),
    });
    await office.export(WEEK, ['json']);
    assert.deepEqual(
      office.report().deadlines.map(({ date, state, movedFrom }) => [date, state, movedFrom]),
      [
        ['2026-12-15', 'moved', '2026-11-30'],
        ['2027-01-10', 'new', null],
        ['2027-01-11', 'known', null],
      ],
    );
  });

  it('says who acknowledged what within it', async t => {
    const office = await openOffice(t);
    const { article, placement } = await office.add(
      'Rule',
      '2026-11-10T08:00:00.000Z',
      '2026-11-10T08:05:00.000Z',
    );
    for (const [who, at] of [
      ['ada', '2026-11-10T10:00:00.000Z'],
      ['eve', '2026-11-17T10:00:00.000Z'],
    ] as const)
      await office.store.acks.add({
        target: 'discord:1',
        storyId: placement.storyId,
        itemId: article.id,
        who,
        at,
      });
    await office.export(WEEK, ['json']);
    assert.deepEqual(
      office.report().acknowledgements.map(({ who, title }) => [who, title]),
      [['ada', 'Rule']],
    );
  });
});

describe('weeks that are not closed', () => {
  it('are provisional until six hours after their end, and refused before they begin', async t => {
    const office = await openOffice(t);
    const states = async (now: string) => {
      office.clock.now = new Date(now);
      return (await office.export(WEEK, ['json'])).state;
    };
    assert.equal(await states('2026-11-11T00:00:00Z'), 'provisional');
    assert.equal(office.report().asOf, '2026-11-11T00:00:00.000Z');
    assert.equal(await states('2026-11-16T05:59:59Z'), 'provisional');
    assert.equal(await states('2026-11-16T06:00:00Z'), 'closed');
    assert.equal(office.report().asOf, null);
    office.clock.now = new Date('2026-11-08T23:59:59Z');
    await assert.rejects(office.export(), { code: 'week', message: /has not begun/ });
  });

  it('are told in retrospect when they ended before the first read', async t => {
    const office = await openOffice(t);
    await office.add('Old', '2026-06-17T08:00:00.000Z', '2026-10-01T00:00:00.000Z', { historic: true });
    await office.add('Back-filled', '2026-06-17T09:00:00.000Z', '2026-10-20T00:00:00.000Z', {
      historic: true,
    });
    const result = await office.export('2026-W25', ['json']);
    assert.equal(result.state, 'retrospective');
    const report = office.report('2026-W25');
    assert.deepEqual(titles(report), ['Old']);
    assert.equal(report.coverage.basis, 'first-read');
    assert.doesNotMatch(JSON.stringify(report.coverage), /2026-1/, 'no hour of reading');
  });

  it('hold every hour of a week in which the clocks change', async t => {
    const office = await openOffice(t, { REGBEAT_TZ: 'Europe/London' });
    await office.add('First minute', '2026-10-18T23:00:00.000Z', '2026-10-18T23:05:00.000Z');
    await office.add('Last minute', '2026-10-25T23:59:00.000Z', '2026-10-26T00:05:00.000Z');
    await office.add('Next week', '2026-10-26T00:00:00.000Z', '2026-10-26T00:05:00.000Z');
    await office.export('2026-W43', ['json']);
    assert.deepEqual(titles(office.report('2026-W43')), ['First minute', 'Last minute']);
  });
});

describe('exporting', () => {
  it('narrows by a query into files of their own, and counts what did not fit', async t => {
    const office = await openOffice(t);
    await office.add('Rule on staking', '2026-11-10T08:00:00.000Z', '2026-11-10T08:05:00.000Z');
    await office.add('Rule on lending', '2026-11-11T08:00:00.000Z', '2026-11-11T08:05:00.000Z');
    await office.export(WEEK, ['json']);
    const narrow = await office.app.exportWeekly({
      week: WEEK,
      formats: ['json'],
      dir: office.dir,
      query: 'lending',
    });
    const [file] = narrow.files;
    assert.match(file?.name ?? '', /^regbeat-2026-W46-[0-9a-z]{6}\.json$/);
    const report: WeeklyReport = JSON.parse(readFileSync(path.join(office.dir, file?.name ?? ''), 'utf8'));
    assert.deepEqual(titles(report), ['Rule on lending']);
    assert.deepEqual(
      report.excluded.map(({ rule, count }) => [rule, count]),
      [['not-asked', 1]],
    );
    assert.equal(office.report().stories.length, 2);
  });

  it('takes a query of 10,000 terms or says that it is too long', async t => {
    const office = await openOffice(t);
    await office.add('Rule on staking', '2026-11-10T08:00:00.000Z', '2026-11-10T08:05:00.000Z');
    const query = Array.from({ length: 10_000 }, (_, index) => `word${index}`).join(' ');
    const outcome = await office.app
      .exportWeekly({ week: WEEK, formats: ['json'], dir: office.dir, query })
      .catch((error: unknown) => error);
    if (outcome instanceof Error) assert.equal(outcome.name, 'AppError');
    else assert.equal(Reflect.get(Object(outcome), 'stories'), 0);
  });

  it('gives the same files to two that export at once, and leaves nothing half', async t => {
    const office = await openOffice(t);
    await office.add('Rule on staking', '2026-11-10T08:00:00.000Z', '2026-11-10T08:05:00.000Z');
    const other = office.reopen();
    const [one, two] = await Promise.all([
      office.export(),
      other.exportWeekly({ week: WEEK, formats: ['json', 'md', 'csv', 'xlsx', 'ics'], dir: office.dir }),
    ]);
    assert.deepEqual(one, two);
    const names = readdirSync(office.dir).sort();
    assert.deepEqual(names, one.files.map(file => file.name).sort());
    for (const { name, sha256: hash } of one.files)
      assert.equal(sha256(readFileSync(path.join(office.dir, name))), hash);
  });

  it('makes a folder that is missing, and says what to do about one that cannot be written to', async t => {
    const office = await openOffice(t);
    await office.export(WEEK, ['md'], path.join(office.folder, 'a', 'b', 'c'));
    const file = path.join(office.folder, 'file');
    writeFileSync(file, '');
    await assert.rejects(office.export(WEEK, ['md'], path.join(file, 'x')), {
      code: 'export',
      message: /could not be written .*--out/s,
    });
    if (process.getuid?.() === 0) return;
    const locked = path.join(office.folder, 'locked');
    mkdirSync(locked);
    chmodSync(locked, 0o500);
    await assert.rejects(office.export(WEEK, ['md'], locked), { code: 'export' });
  });

  it('leaves the files that were there when there is no room for new ones', async t => {
    const office = await openOffice(t);
    await office.export(WEEK, ['md']);
    const before = readFileSync(path.join(office.dir, `regbeat-${WEEK}.md`));
    // A folder in the place of a file cannot be replaced by one.
    mkdirSync(path.join(office.dir, `regbeat-${WEEK}.json`, 'x'), { recursive: true });
    await assert.rejects(office.export(WEEK, ['json', 'md']), { code: 'export' });
    assert.deepEqual(readFileSync(path.join(office.dir, `regbeat-${WEEK}.md`)), before);
    assert.ok(readdirSync(office.dir).every(name => !name.endsWith('.partial')));
  });
});

describe('export by schedule', () => {
  it('files the last week once, on its Monday at the hour of digests or later', async t => {
    const office = await openOffice(t);
    await office.add('Rule on staking', '2026-11-10T08:00:00.000Z', '2026-11-10T08:05:00.000Z');
    const { exportDue } = await import('../../src/pipeline/export-weekly-due.ts');
    const { toFiles } = await import('../../src/export/to-files.ts');
    const { parseQuery } = await import('../../src/query/parse-query.ts');
    const vocabulary = { jurisdictions: [], authorities: [], sources: [], firms: [] };
    const clock = () => office.clock.now ?? new Date(0);
    const deps = {
      store: office.store,
      sources: office.app.sources,
      clock,
      timeZone: 'UTC',
      versions: { tool: '1', model: 'm', taxonomy: 't' },
      parseQuery: (text: string) => {
        const parsed = parseQuery(text, { now: clock(), timeZone: 'UTC', vocabulary, allowEmpty: true });
        assert.ok(parsed.ok);
        return parsed.query;
      },
      classify: async () => assert.fail('nothing was edited'),
      toFiles: (report: WeeklyReport, formats: readonly string[]) => toFiles(report, formats, null),
    };
    const due = (now: string) => {
      office.clock.now = new Date(now);
      return exportDue(deps, { dir: office.dir, formats: ['md'], hour: 8 });
    };
    assert.equal(await due('2026-11-16T07:59:00Z'), null);
    assert.equal(await due('2026-11-16T08:00:00Z'), WEEK);
    assert.equal(await due('2026-11-16T08:10:00Z'), null);
    assert.equal(await due('2026-11-25T20:00:00Z'), '2026-W47', 'after a pause');
    assert.equal(await due('2026-11-25T20:10:00Z'), null);
  });
});

describe('verifying filed weeks', () => {
  const weeks = ['2026-W44', '2026-W45', WEEK];

  async function fileThree(t: TestContext) {
    const office = await openOffice(t);
    await office.add('Rule on staking', '2026-11-10T08:00:00.000Z', '2026-11-10T08:05:00.000Z');
    for (const week of weeks) await office.export(week, ['json', 'md']);
    return office;
  }

  it('finds everything as it was filed', async t => {
    const office = await fileThree(t);
    const result = await office.app.verifyExports(office.dir, { rebuild: true });
    assert.equal(result.ok, true);
    assert.deepEqual(
      result.weeks.map(({ week, chain, rebuilt }) => [week, chain, rebuilt?.same]),
      [
        ['2026-W44', 'first', true],
        ['2026-W45', 'same', true],
        [WEEK, 'same', true],
      ],
    );
  });

  it('finds a changed file, a missing one, and a manifest that was replaced', async t => {
    const office = await fileThree(t);
    writeFileSync(path.join(office.dir, `regbeat-${WEEK}.md`), 'nothing happened');
    const manifest = path.join(office.dir, 'regbeat-2026-W44.manifest.json');
    writeFileSync(manifest, readFileSync(manifest, 'utf8').replace('"bytes": ', '"bytes": 1'));
    const result = await office.app.verifyExports(office.dir, { rebuild: false });
    assert.equal(result.ok, false);
    assert.deepEqual(
      result.weeks.map(({ ok, chain }) => [ok, chain]),
      [
        [true, 'first'],
        [false, 'changed'],
        [false, 'same'],
      ],
    );
    assert.deepEqual(result.weeks[2]?.files.map(({ found }) => found).sort(), ['changed', 'same']);
  });

  it('says what the database tells otherwise', async t => {
    const office = await fileThree(t);
    await office.add('Smuggled in', '2026-11-11T08:00:00.000Z', '2026-11-11T08:05:00.000Z');
    const result = await office.app.verifyExports(office.dir, { rebuild: true });
    const changes = result.weeks.find(({ week }) => week === WEEK)?.rebuilt?.changes.join('\n') ?? '';
    assert.match(changes, /1 stories were not there: "Smuggled in"/);
    assert.match(changes, /headline/);
    assert.equal(result.ok, false);
  });

  it('reads no file outside the folder for a manifest, and says which manifests it cannot read', async t => {
    const office = await fileThree(t);
    const manifest = path.join(office.dir, `regbeat-${WEEK}.manifest.json`);
    const text = readFileSync(manifest, 'utf8');
    writeFileSync(manifest, text.replace(`regbeat-${WEEK}.md`, '../../etc/passwd'));
    writeFileSync(path.join(office.dir, 'regbeat-x.manifest.json'), '{');
    const result = await office.app.verifyExports(office.dir, { rebuild: false });
    assert.equal(result.problems.length, 2);
    assert.equal(result.ok, false);
    await assert.rejects(office.app.verifyExports(office.folder, { rebuild: false }), { code: 'export' });
    await assert.rejects(office.app.verifyExports('/nowhere/at/all', { rebuild: false }), { code: 'export' });
  });
});
