import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, it } from 'node:test';
import { createPublisherHints } from '../../src/classify/publisher-hints.ts';
import { AppError } from '../../src/core/errors.ts';
import type { SourceDef, Tier } from '../../src/core/types.ts';
import { classifyUnknown, storeArticles } from '../../src/pipeline/store-articles.ts';
import { createStoryDesk } from '../../src/pipeline/stories-desk.ts';
import { evaluateDuplicates } from '../../src/pipeline/stories-evaluate.ts';
import { LOCAL_SOURCE } from '../../src/pipeline/to-articles.ts';
import type { SqliteStore } from '../../src/store/open-store.ts';
import { makeArticle, makeRecord } from '../helpers/make-item.ts';
import { loadSharedKnowledge } from '../helpers/open-app.ts';
import { withStore } from '../helpers/temp-store.ts';

const { knowledge, classifier } = loadSharedKnowledge();
const NOW = '2026-06-20T12:00:00.000Z';

interface Report {
  readonly source: string;
  readonly title: string;
  readonly at: string;
  readonly text?: string;
  readonly tier?: Tier;
  readonly authority?: string;
  readonly jurisdiction?: string;
}

/** Stores a report as a crawl does; returns the ids of its item and story. */
async function report(store: SqliteStore, told: Report) {
  const def: SourceDef = {
    ...LOCAL_SOURCE,
    id: `test/${told.source}/news`,
    tier: told.tier ?? 'press',
    type: told.tier === 'official' ? 'regulator' : 'news',
    authority: told.authority ?? null,
    jurisdiction: told.jurisdiction ?? null,
  };
  const article = makeArticle({
    sourceId: def.id,
    title: told.title,
    text: told.text ?? '',
    textFrom: told.text ? 'feed' : 'title',
    publishedAt: told.at,
    summary: null,
  });
  const context = { def, seenAt: told.at, isHistoric: () => false, classifier };
  const tags = await classifyUnknown([article], [], context);
  await store.transaction(ops => storeArticles(ops, [article], tags, context));
  const item = await store.items.get(article.id);
  assert.ok(item);
  return { id: item.id, story: item.storyId, relation: item.relation };
}

const deskOf = (store: SqliteStore) =>
  createStoryDesk({ store, clock: () => new Date(NOW), timeZone: 'UTC' });
const says = (code: string) => (error: unknown) => error instanceof AppError && error.code === code;

describe('reports of one event', () => {
  it('in other words and another language are one story, which the official document heads and confirms', () =>
    withStore(async store => {
      const press = await report(store, {
        source: 'wire',
        title: 'SEC sues lender Norvane over $48M yield program',
        at: '2026-06-10T14:00:00.000Z',
      });
      assert.deepEqual(await store.stories.confirmations([press.story]), []);
      const official = await report(store, {
        source: 'sec',
        tier: 'official',
        authority: 'SEC@US',
        jurisdiction: 'US',
        title: 'SEC Charges Norvane with Unregistered Offer of Yield Program',
        text: 'The Securities and Exchange Commission today charged crypto lender Norvane for failing to register its yield program, which raised $48 million.',
        at: '2026-06-10T14:20:00.000Z',
      });
      const chinese = await report(store, {
        source: 'bao',
        title: '美國 SEC 起訴加密借貸公司 Norvane',
        at: '2026-06-10T15:20:00.000Z',
      });
      assert.deepEqual([official.story, chinese.story], [press.story, press.story]);
      const view = await deskOf(store).storyView(press.id);
      assert.deepEqual(
        view.members.map(({ item, lagMinutes }) => [item.id, lagMinutes]),
        [
          [official.id, null],
          [press.id, -20],
          [chinese.id, 60],
        ],
      );
      assert.match(view.members[2]?.because ?? '', /one event: .*norvan.*same day/i);
      assert.equal(view.confirmedAt, '2026-06-10T14:20:00.000Z');
      assert.equal((await store.stories.confirmations([press.story])).length, 1);
      const { items } = await store.items.news(0);
      assert.equal(items.filter(item => item.id === official.id).length, 1);
    }));

  it('are told from another licence, another suit, a reaction and a next reading', () =>
    withStore(async store => {
      const pairs = [
        ['Veltra Exchange Wins Hong Kong License', 'Orbitex Secures Hong Kong License'],
        ['SEC Sues Norvane Over Yield Product', 'SEC Sues Brightpool Over Staking Product'],
        ['CFTC Sues Polaris Exchange', 'POLA Token Plunges 18% After CFTC Sues Polaris'],
        ['SEC Delays Decision on Havenrock Solana ETF', 'SEC Delays Decision on Pinecrest XRP ETF'],
      ] as const;
      for (const [first, second] of pairs) {
        const a = await report(store, { source: 'one', title: first, at: '2026-06-10T08:00:00.000Z' });
        const b = await report(store, { source: 'two', title: second, at: '2026-06-11T08:00:00.000Z' });
        assert.notEqual(a.story, b.story, `${first} / ${second}`);
      }
    }));

  it('begin a chapter when a story has run for a month', () =>
    withStore(async store => {
      const title = (week: number) => `Dubai regulator VARA fines Meridian Labs, part ${'abcdefghij'[week]}`;
      const stories: string[] = [];
      for (let week = 0; week < 8; week++) {
        const at = new Date(Date.UTC(2026, 0, 1 + week * 7)).toISOString();
        const first = await report(store, { source: 'one', title: title(week), at });
        const again = await report(store, {
          source: `other${week}`,
          title: `VARA fines Meridian Labs in Dubai, part ${'abcdefghij'[week]}`,
          at,
        });
        stories.push(first.story, again.story);
      }
      for (const id of new Set(stories)) {
        const row = await store.stories.get(id);
        assert.ok(row && Date.parse(row.lastItemAt) - Date.parse(row.openedAt) <= 31 * 86_400_000);
      }
    }));
});

describe('a matter', () => {
  it('is a chain of consultation, conclusions and rule of one authority', () =>
    withStore(async store => {
      const hkma = { source: 'hkma', tier: 'official', authority: 'HKMA@HK', jurisdiction: 'HK' } as const;
      const first = await report(store, {
        ...hkma,
        title: 'Consultation paper on regulation of virtual asset custodians',
        at: '2025-09-01T08:00:00.000Z',
      });
      const other = await report(store, {
        ...hkma,
        title: 'Consultation paper on supervision of stablecoin wallets',
        at: '2025-10-01T08:00:00.000Z',
      });
      const second = await report(store, {
        ...hkma,
        title: 'Consultation conclusions on regulation of virtual asset custodians',
        at: '2026-02-01T08:00:00.000Z',
      });
      assert.notEqual(second.story, first.story);
      assert.equal(second.relation, 'update');
      const view = await deskOf(store).storyView(second.story);
      assert.deepEqual(
        view.chain.map(step => [step.direction, step.link.kind, step.head?.id]),
        [['earlier', 'stage', first.id]],
      );
      const back = await deskOf(store).storyView(first.story);
      assert.deepEqual(
        back.chain.map(step => [step.direction, step.head?.id]),
        [['later', second.id]],
      );
      assert.deepEqual((await deskOf(store).storyView(other.story)).chain, []);
    }));
});

describe('what people decide about stories', () => {
  it('stays: a split item keeps its story, a merged story takes later reports', () =>
    withStore(async store => {
      const desk = deskOf(store);
      const a = await report(store, {
        source: 'one',
        title: 'Thai SEC accuses exchange Siambit of faking volume',
        at: '2026-06-10T08:00:00.000Z',
      });
      const b = await report(store, {
        source: 'two',
        title: 'Thailand SEC accuses Siambit exchange of fake volume',
        at: '2026-06-10T09:00:00.000Z',
      });
      assert.equal(a.story, b.story);
      const split = await desk.splitStory(b.id, 'anna');
      assert.notEqual(split.story.id, a.story);
      assert.deepEqual(
        split.members.map(({ item }) => item.id),
        [b.id],
      );
      const again = await report(store, {
        source: 'three',
        title: 'Thai SEC accuses exchange Siambit of faking trading volume',
        at: '2026-06-10T10:00:00.000Z',
      });
      assert.equal((await store.items.get(b.id))?.storyId, split.story.id);
      assert.ok([a.story, split.story.id].includes(again.story));

      const merged = await desk.mergeStories(split.story.id, a.story, 'ben');
      assert.equal(merged.story.items, 3);
      assert.deepEqual(
        merged.decisions.map(({ what, who }) => [what, who]),
        [
          ['split', 'anna'],
          ['merge', 'ben'],
        ],
      );
      const later = await report(store, {
        source: 'four',
        title: 'SEC of Thailand accuses Siambit of faking volume',
        at: '2026-06-11T08:00:00.000Z',
      });
      assert.equal(later.story, a.story);
      assert.deepEqual(await store.verify(), []);
    }));

  it('confirms press talk with the official story that people put into it', () =>
    withStore(async store => {
      const press = await report(store, {
        source: 'one',
        title: 'Thai SEC accuses exchange Siambit of faking volume',
        at: '2026-06-10T08:00:00.000Z',
      });
      const official = await report(store, {
        source: 'two',
        tier: 'official',
        title: 'Civil penalty order of 10 June',
        at: '2026-06-10T10:00:00.000Z',
      });
      assert.notEqual(press.story, official.story);
      const merged = await deskOf(store).mergeStories(official.story, press.story, 'anna');
      assert.equal(merged.story.confirmed, true);
      assert.equal(merged.confirmedAt, NOW);
      const [confirmation] = await store.stories.confirmations([press.story]);
      assert.equal(confirmation?.item, official.id);
    }));

  it('is refused with words when there is nothing to do', () =>
    withStore(async store => {
      const desk = deskOf(store);
      const { id, story } = await report(store, {
        source: 'one',
        title: 'A regulator publishes rules on staking',
        at: '2026-06-10T08:00:00.000Z',
      });
      await assert.rejects(desk.splitStory(id, 'anna'), says('usage'));
      await assert.rejects(desk.splitStory('nothing', 'anna'), says('not-found'));
      await assert.rejects(desk.mergeStories(story, id, 'anna'), says('usage'));
      await assert.rejects(desk.storyView('zzzz'), says('not-found'));
      await assert.rejects(desk.stories({ since: 'soon', limit: 5 }), says('usage'));
      assert.deepEqual(
        (await desk.stories({ since: '2026-06-01', limit: 5 })).map(one => one.head.id),
        [id],
      );
    }));

  it('marks follow: press talk that is split from an official story is unconfirmed again', () =>
    withStore(async store => {
      const official = makeRecord({ article: { sourceId: 'hk/sfc/news' } });
      const placement = {
        ...official.placement,
        relation: 'same-story',
        toItemId: official.article.id,
      } as const;
      const press = makeRecord({ article: { sourceId: 'media/wire/news' }, placement, tier: 'press' });
      await store.items.insert([official, press], NOW);
      await deskOf(store).splitStory(press.article.id, 'anna');
      const view = await deskOf(store).storyView(press.article.id);
      assert.equal(view.story.confirmed, false);
      await deskOf(store).mergeStories(view.story.id, official.placement.storyId, 'anna');
      assert.equal((await deskOf(store).storyView(press.article.id)).story.confirmed, true);
    }));
});

describe('many items', () => {
  it('on one event in a day are placed in bounded time, and sub-events stay apart', () =>
    withStore(async store => {
      const def = { ...LOCAL_SOURCE, id: 'local/ingest' };
      const acts = [
        'Bahamas regulator freezes Marlow assets',
        'SEC charges Marlow founder with fraud',
        'Marlow files for bankruptcy in Delaware',
        'Japan regulator orders Marlow Japan to halt operations',
      ];
      const articles = Array.from({ length: 400 }, (_, index) =>
        makeArticle({
          sourceId: def.id,
          title: `${acts[index % acts.length]}, outlet ${index}`,
          text: '',
          textFrom: 'title',
          url: `https://outlet${index}.example/a`,
          publishedAt: new Date(Date.UTC(2026, 5, 10) + index * 120_000).toISOString(),
        }),
      );
      const context = { def, seenAt: NOW, isHistoric: () => true, classifier };
      const tags = await classifyUnknown(articles, [], context);
      await store.transaction(ops => storeArticles(ops, articles, tags, context));
      const items = await store.items.getAll(articles.map(article => article.id));
      const storiesOf = acts.map(
        (_, act) =>
          new Set(items.filter((_, index) => index % acts.length === act).map(item => item.storyId)),
      );
      for (const [index, own] of storiesOf.entries())
        for (const other of storiesOf.slice(index + 1)) assert.ok(![...own].some(id => other.has(id)));
      assert.ok(new Set(items.map(item => item.storyId)).size < 60);
    }));

  it('that were stored before signs existed are signed by later reads, newest first', () =>
    withStore(async (store, file) => {
      const { default: Database } = await import('better-sqlite3');
      const first = await report(store, {
        source: 'one',
        title: 'Dubai regulator VARA fines Meridian Labs',
        at: '2026-06-10T08:00:00.000Z',
      });
      const database = new Database(file);
      database.exec(
        'insert into story_pending select item_id from story_signs; delete from story_signs; delete from story_terms;',
      );
      database.close();
      const second = await report(store, {
        source: 'two',
        title: "Dubai's VARA fines Meridian Labs",
        at: '2026-06-10T09:00:00.000Z',
      });
      assert.equal(second.story, first.story);
      assert.deepEqual(await store.stories.unsigned(5), []);
    }));
});

describe('grouping of labelled events', () => {
  const score = async (text: string) =>
    withStore(store =>
      evaluateDuplicates(
        { name: 'labelled', bytes: Buffer.from(text), contentType: null, url: null },
        { store, classifier, hintOf: createPublisherHints(knowledge) },
      ),
    );

  it('holds on invented events in ten languages', async () => {
    const scores = await score(
      await readFile(path.resolve(import.meta.dirname, '../accuracy/duplicates.jsonl'), 'utf8'),
    );
    assert.ok(scores.precision >= 0.85, String(scores.precision));
    assert.ok(scores.recall >= 0.88, String(scores.recall));
  });

  it('holds on what a dozen publishers would write', async () => {
    const scores = await score(
      await readFile(path.resolve(import.meta.dirname, '../accuracy/duplicates-publishers.jsonl'), 'utf8'),
    );
    assert.ok(scores.precision >= 0.95, String(scores.precision));
    assert.ok(scores.recall >= 0.84, String(scores.recall));
  });

  it('tells lines that cannot be read, and refuses a file without any', async () => {
    const item = { title: 'A title of five words', publisher: 'P', published: '2026-06-10' };
    const line = JSON.stringify({
      type: 'duplicate',
      event: 'e',
      items: [item, { ...item, publisher: 'Q' }],
    });
    const scores = await score(`${line}\nnonsense\n{"type":"other","items":[]}\n`);
    assert.deepEqual([scores.support, scores.problems.length], [1, 2]);
    await assert.rejects(score('nonsense'), says('input'));
  });
});
