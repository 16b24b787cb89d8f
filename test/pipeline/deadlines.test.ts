import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { DeadlinesRequest } from '../../src/core/deadlines.ts';
import type { DateKind, DateTag, Tier } from '../../src/core/types.ts';
import { listDeadlines } from '../../src/pipeline/deadlines.ts';
import { emptyQuery } from '../../src/query/empty-query.ts';
import type { SqliteStore } from '../../src/store/open-store.ts';
import { makeClassification, makeJurisdiction, makeRecord } from '../helpers/make-item.ts';
import { withStore } from '../helpers/temp-store.ts';

const SEEN = '2026-06-01T00:00:00.000Z';

function dateTag(kind: DateKind, date: string, quote = `It is ${date}.`): DateTag {
  return {
    kind,
    date,
    quote,
    confidence: 0.9,
    evidence: [{ field: 'text', start: 0, end: 2, text: 'It', rule: 'date' }],
  };
}

interface Said {
  readonly title: string;
  readonly dates: readonly DateTag[];
  readonly story: string;
  readonly source?: string;
  readonly tier?: Tier;
  readonly published?: string;
  readonly place?: string;
}

async function say(store: SqliteStore, items: readonly Said[]): Promise<void> {
  const records = items.map(
    ({ title, dates, story, source = 'hk/sfc/news', tier = 'official', published, place }) =>
      makeRecord({
        article: { title, sourceId: source, publishedAt: published ?? '2026-05-01T00:00:00.000Z' },
        classification: { dates, jurisdictions: [makeJurisdiction(place ?? 'HK')] },
        placement: { storyId: story },
        tier,
      }),
  );
  await store.items.insert(records, SEEN);
}

const list = (store: SqliteStore, request: DeadlinesRequest = {}, now = '2026-06-01T12:00:00.000Z') =>
  listDeadlines(
    {
      store,
      clock: () => new Date(now),
      timeZone: 'UTC',
      parseQuery: text => ({
        ...emptyQuery,
        jurisdiction: { include: /jurisdiction:"(\w+)"/.exec(text)?.slice(1) ?? [], exclude: [] },
        topic: { include: /topic:"(\w+)"/.exec(text)?.slice(1) ?? [], exclude: [] },
      }),
    },
    request,
  );

describe('deadlines', () => {
  it('are those of the window, nearest first, with the days that are left', () =>
    withStore(async store => {
      await say(store, [
        { title: 'Later', dates: [dateTag('compliance', '2026-08-15')], story: 'later0' },
        {
          title: 'Soon',
          dates: [dateTag('consultation_closes', '2026-06-11')],
          story: 'soon00',
          place: 'SG',
        },
        { title: 'Far', dates: [dateTag('effective', '2027-01-01')], story: 'far000' },
        { title: 'Over', dates: [dateTag('hearing', '2026-05-20')], story: 'over00' },
        { title: 'Quarter', dates: [dateTag('effective', '2026-Q3')], story: 'quart0' },
      ]);
      const { deadlines, from, to } = await list(store);
      assert.deepEqual([from, to], ['2026-06-01', '2026-08-30']);
      assert.deepEqual(
        deadlines.map(({ title, due, daysLeft }) => [title, due, daysLeft]),
        [
          ['Soon', '2026-06-11', 10],
          ['Quarter', '2026-07-01', 30],
          ['Later', '2026-08-15', 75],
        ],
      );
      const titles = async (request: DeadlinesRequest, now?: string) =>
        (await list(store, request, now)).deadlines.map(one => one.title);
      assert.deepEqual(await titles({ jurisdictions: ['SG'] }), ['Soon']);
      assert.deepEqual(await titles({ kinds: ['compliance'] }), ['Later']);
      assert.deepEqual(await titles({ passed: true, within: '2w' }), ['Over']);
      assert.deepEqual(await titles({ within: '1y' }), ['Soon', 'Quarter', 'Later', 'Far']);
      // Within a period that has begun, it is still to come.
      assert.ok((await titles({ within: '7d' }, '2026-08-20T00:00:00.000Z')).includes('Quarter'));
      assert.deepEqual(await titles({ passed: true }, '2026-06-12T00:00:00.000Z'), ['Soon', 'Over']);
    }));

  it('that two reports of one story name in other words are one line, the official first', () =>
    withStore(async store => {
      const both = [dateTag('effective', '2026-07-01'), dateTag('expiry', '2026-07-01')];
      await say(store, [
        {
          title: 'Firms have until July',
          dates: [dateTag('compliance', '2026-07-01')],
          story: 'story1',
          source: 'media/wire/news',
          tier: 'press',
        },
        {
          title: 'New rule on custody',
          dates: [dateTag('effective', '2026-07-01')],
          story: 'story1',
          published: '2026-05-02T00:00:00.000Z',
        },
        { title: 'Another matter', dates: both, story: 'story2' },
      ]);
      const { deadlines } = await list(store);
      assert.deepEqual(
        deadlines.map(one => [one.title, one.kind, one.alsoSaidBy.map(said => said.source)]),
        [
          ['Another matter', 'effective', []],
          ['Another matter', 'expiry', []],
          ['New rule on custody', 'effective', ['media/wire/news']],
        ],
      );
      assert.equal(deadlines[2]?.unconfirmed, false);
      const { deadlines: asked } = await list(store, { kinds: ['compliance'] });
      assert.deepEqual(
        asked.map(one => [one.title, one.unconfirmed]),
        [['Firms have until July', true]],
      );
    }));

  it('that are moved show what they were, and leave the old day', () =>
    withStore(async store => {
      await say(store, [
        {
          title: 'Consultation on custody rules for platforms',
          dates: [dateTag('consultation_closes', '2026-06-15')],
          story: 'story1',
        },
        {
          title: 'Notice on the consultation',
          dates: [dateTag('consultation_closes', '2026-08-01', 'The deadline is extended to 1 August 2026.')],
          story: 'story1',
          published: '2026-05-20T00:00:00.000Z',
        },
      ]);
      const [one, ...more] = (await list(store)).deadlines;
      assert.equal(more.length, 0);
      assert.equal(one?.date, '2026-08-01');
      assert.deepEqual(
        one?.moved.map(was => was.date),
        ['2026-06-15'],
      );
      assert.deepEqual((await list(store, { within: '30d' })).deadlines, []);
    }));

  it('are moved by a notice in a story of its own that names the document', () =>
    withStore(async store => {
      const title = 'Custody of crypto-assets by licensed platforms';
      await say(store, [
        { title, dates: [dateTag('consultation_closes', '2026-06-15')], story: 'first1' },
        {
          title: `${title}; Extension of Comment Period`,
          dates: [dateTag('consultation_closes', '2026-07-15')],
          story: 'second',
          published: '2026-05-20T00:00:00.000Z',
        },
        {
          title: 'Tax on gains from crypto-assets and how to report them',
          dates: [dateTag('consultation_closes', '2026-07-20')],
          story: 'third1',
        },
      ]);
      const { deadlines } = await list(store);
      assert.deepEqual(
        deadlines.map(one => [one.date, one.moved.map(was => was.date), one.matter]),
        [
          ['2026-07-15', ['2026-06-15'], ['first1', 'second']],
          ['2026-07-20', [], ['third1']],
        ],
      );
    }));

  it('of sources that contradict each other are those of the official one, with the conflict', () =>
    withStore(async store => {
      await say(store, [
        {
          title: 'Paper says July',
          dates: [dateTag('effective', '2026-07-10')],
          story: 'story1',
          source: 'media/paper/news',
          tier: 'press',
        },
        {
          title: 'The rule',
          dates: [dateTag('effective', '2026-07-01')],
          story: 'story1',
          published: '2026-05-02T00:00:00.000Z',
        },
        {
          title: 'Other paper',
          dates: [dateTag('effective', '2026-07')],
          story: 'story1',
          source: 'media/other/news',
          tier: 'press',
          published: '2026-05-03T00:00:00.000Z',
        },
      ]);
      const [one, ...more] = (await list(store)).deadlines;
      assert.equal(more.length, 0);
      assert.equal(one?.title, 'The rule');
      assert.equal(one?.unconfirmed, false);
      assert.deepEqual(
        one?.conflicts.map(other => other.date),
        ['2026-07-10'],
      );
      assert.deepEqual(
        one?.alsoSaidBy.map(other => other.source),
        ['media/other/news'],
      );
    }));

  it('of one rule in phases are several', () =>
    withStore(async store => {
      await say(store, [
        {
          title: 'Phases',
          dates: [dateTag('effective', '2026-07-01'), dateTag('effective', '2026-08-01')],
          story: 'story1',
        },
      ]);
      assert.deepEqual(
        (await list(store)).deadlines.map(one => [one.date, one.conflicts.length]),
        [
          ['2026-07-01', 0],
          ['2026-08-01', 0],
        ],
      );
    }));

  it('follow an item that is tagged again, and refuse a window that is none', () =>
    withStore(async store => {
      await say(store, [{ title: 'One', dates: [dateTag('effective', '2026-07-01')], story: 'story1' }]);
      const [item] = (await store.items.search(emptyQuery, { limit: 1 })).items;
      await store.items.retag(
        item?.id ?? '',
        makeClassification({ dates: [dateTag('hearing', '2026-07-02')] }),
      );
      assert.deepEqual(
        (await list(store)).deadlines.map(one => `${one.kind} ${one.date}`),
        ['hearing 2026-07-02'],
      );
      assert.deepEqual(await store.verify(), []);
      await assert.rejects(list(store, { within: 'soon' }), /is no length of time/);
    }));
});
