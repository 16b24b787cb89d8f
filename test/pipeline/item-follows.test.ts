import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Message } from '../../src/core/message.ts';
import type { Store } from '../../src/core/ports.ts';
import { createItemActions } from '../../src/pipeline/item-actions.ts';
import { queueFollows } from '../../src/pipeline/item-follows.ts';
import { makeRecord, type RecordOverrides } from '../helpers/make-item.ts';
import { withStore } from '../helpers/temp-store.ts';

const TARGET = 'discord:100000000000000001';
const MINUTE_MS = 60_000;

/** A store with one story that a channel follows, and a clock that is moved by hand. */
async function withFollower(
  work: (bench: {
    readonly store: Store;
    readonly storyId: string;
    readonly itemId: string;
    readonly actions: ReturnType<typeof createItemActions>;
    /** Stores a report a minute later and returns its id. */
    readonly report: (title: string, more?: RecordOverrides) => Promise<string>;
    /** Lets follows run so many minutes later; returns the titles of what was queued since. */
    readonly run: (minutes: number) => Promise<readonly string[]>;
  }) => Promise<void>,
): Promise<void> {
  await withStore(async store => {
    let now = Date.parse('2026-11-22T08:00:00.000Z');
    const clock = () => new Date(now);
    const actions = createItemActions({ store, clock });
    const first = makeRecord();
    await store.items.insert([first], clock().toISOString());
    await actions.followStory({ itemId: first.article.id, target: TARGET, who: 'ada', locale: 'en' });
    const render = async (_target: string, message: Message) => [JSON.stringify({ title: message.title })];
    let seen = 0;
    await work({
      store,
      storyId: first.placement.storyId,
      itemId: first.article.id,
      actions,
      report: async (title, more = {}) => {
        now += MINUTE_MS;
        const placement = { storyId: first.placement.storyId, relation: 'same-story' as const };
        const record = makeRecord({
          tier: 'press',
          placement,
          ...more,
          article: { sourceId: 'press/a/news', title, publishedAt: clock().toISOString(), ...more.article },
        });
        await store.items.insert([record], clock().toISOString());
        return record.article.id;
      },
      run: async minutes => {
        now += minutes * MINUTE_MS;
        await queueFollows({ store, sources: [], clock, render });
        const posts = (await store.outbox.list(50)).toReversed();
        const fresh = posts.slice(seen).map(({ payload }) => String(JSON.parse(payload).title));
        seen = posts.length;
        return fresh;
      },
    });
  });
}

it('reports of a followed story come together, a quarter of an hour apart at least, each once', async () => {
  await withFollower(async ({ report, run }) => {
    assert.deepEqual(await run(1), []);
    await report('Platforms begin to stake their coins today');
    assert.deepEqual(await run(1), ['New report on a followed story']);
    await report('More platforms begin to stake their coins');
    await report('All the platforms begin to stake their coins');
    assert.deepEqual(await run(1), []);
    assert.deepEqual(await run(15), ['2 new reports on a followed story']);
    assert.deepEqual(await run(60), []);
  });
});

it('the next stage of the matter is told, other stories are not', async () => {
  await withFollower(async ({ storyId, itemId, report, run }) => {
    await report('Something else altogether happens in another place', {
      placement: { storyId: 'otherstory01', relation: 'new' },
    });
    assert.deepEqual(await run(1), []);
    await report('Final rules on staking are made', {
      tier: 'official',
      placement: {
        storyId: 'laterstage01',
        relation: 'new',
        link: { kind: 'stage', toStoryId: storyId, toItemId: itemId, because: 'the rule after its draft' },
      },
    });
    assert.deepEqual(await run(1), ['New report on a followed story']);
  });
});

it('what an alert told the channel already, and what is not relevant, is not told again', async () => {
  await withFollower(async ({ store, storyId, report, run }) => {
    const told = await report('An alert told of these platforms before');
    const message: Message = {
      kind: 'alert',
      title: 'New',
      blocks: [],
      importance: 'high',
      dedupeKey: 'alert:1',
    };
    const stories = [{ storyId, itemId: told, reports: [told] }];
    const facts = { message, options: {}, stories, subscriptionId: null };
    await store.outbox.enqueue(TARGET, 'alert:1', ['{"title":"alert"}'], '2026-11-22T08:00:00.000Z', facts);
    await report('Nothing about crypto in this one here', { classification: { relevant: false } });
    assert.deepEqual(await run(1), ['alert']);
  });
});

it('whoever stops following hears no more', async () => {
  await withFollower(async ({ itemId, actions, report, run }) => {
    assert.deepEqual(await actions.followers(itemId, [TARGET, 'dm:1']), [TARGET]);
    assert.equal(await actions.followStory({ itemId, target: TARGET, who: 'bob', locale: 'en' }), false);
    await report('Platforms begin to stake their coins today');
    assert.equal(await actions.unfollowStory(itemId, TARGET), true);
    assert.equal(await actions.unfollowStory(itemId, TARGET), false);
    assert.deepEqual(await run(30), []);
  });
});
