import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CHANNEL, makeSubscription, matters, OPS, OWNER, openDesk, TARGET } from './news-desk.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
type Desk = Awaited<ReturnType<typeof openDesk>>;

/** The source gives an item other words. */
async function rewrite(desk: Desk, { article }: Awaited<ReturnType<Desk['publish']>>, title: string) {
  const record = {
    article: { ...article, title, contentHash: title.padEnd(64, '0') },
    tier: 'official' as const,
  };
  const { items } = desk.store;
  const stored = await items.get(article.id);
  assert.ok(stored !== null);
  const { classification } = stored;
  await items.revise(
    article.id,
    { ...record, classification, pageWanted: false },
    desk.clock.now().toISOString(),
  );
}

const patches = ({ discord }: Desk) => discord.requests.filter(({ method }) => method === 'PATCH').length;

describe('posts of stories that change', () => {
  it('are edited, at most every five minutes, and never posted again', async t => {
    const desk = await openDesk(t);
    await desk.subscribe();
    await desk.tick();
    const record = await desk.publish();
    await desk.tick();
    await rewrite(desk, record, 'Regulator decides matter 1 otherwise');
    await desk.tick();
    assert.match(desk.said()[0] ?? '', /matter 1 otherwise/);
    const { storyId } = record.placement;
    const press = { tier: 'press' as const, article: { sourceId: 'media/paper/news' } };
    await desk.publish({ ...press, placement: { storyId, relation: 'same-story' } });
    await desk.tick();
    await rewrite(desk, record, 'Regulator decides matter 1 once more');
    desk.clock.advance(MINUTE);
    await desk.tick();
    assert.equal(patches(desk), 1);
    desk.clock.advance(5 * MINUTE);
    await desk.tick();
    await desk.tick();
    assert.equal(patches(desk), 2);
    assert.equal(desk.said().length, 1);
    assert.match(desk.said()[0] ?? '', /once more[\s\S]*Also reported by .*Paper/);
    assert.match(JSON.stringify(desk.discord.messages(CHANNEL).at(-1)?.embeds), /rb-/, 'it keeps its mark');
  });

  it('say who acknowledged them, only where they did', async t => {
    const desk = await openDesk(t, { channels: [{ id: '100000000000000003' }] });
    await desk.subscribe();
    await desk.subscribe({ id: 'sub2', target: 'discord:100000000000000003' });
    await desk.tick();
    const { article, placement } = await desk.publish();
    await desk.tick();
    const ack = { target: TARGET, storyId: placement.storyId, itemId: article.id, who: OWNER };
    await desk.store.acks.add({ ...ack, at: desk.clock.now().toISOString() });
    await desk.tick();
    assert.match(desk.said()[0] ?? '', new RegExp(`Acknowledged by <@${OWNER}> <t:\\d+:R>`));
    assert.doesNotMatch(desk.said('100000000000000003')[0] ?? '', /Acknowledged/);
    const edit = desk.discord.requests.find(({ method }) => method === 'PATCH')?.body;
    assert.match(JSON.stringify(edit), /"allowed_mentions":\{"parse":\[\]\}/, 'nobody is pinged by it');
  });

  it('in a digest of several messages change only where they stand', async t => {
    const desk = await openDesk(t);
    await desk.subscribe({ mode: 'daily', hour: 9 });
    await desk.tick();
    const records = [];
    for (let n = 0; n < 50; n++) records.push(await desk.publish());
    desk.clock.advance(HOUR);
    await desk.tick();
    const before = desk.said();
    assert.ok(before.length >= 2);
    const record = records[0];
    assert.ok(record !== undefined);
    await rewrite(desk, record, 'Regulator decides matter 1 after all');
    await desk.tick();
    assert.equal(patches(desk), 1);
    const after = desk.said();
    assert.equal(after.length, before.length);
    assert.equal(after.filter((text, index) => text !== before[index]).length, 1);
    assert.equal(after.flatMap(matters).length, 50);
  });

  it('that still wait are sent with the new words, and ones that somebody removed are left alone', async t => {
    const desk = await openDesk(t);
    await desk.subscribe();
    await desk.tick();
    const record = await desk.publish();
    await desk.queue();
    await rewrite(desk, record, 'Regulator decides matter 1 in time');
    await desk.tick();
    assert.match(desk.said()[0] ?? '', /in time/);
    assert.equal(patches(desk), 0);
    desk.discord.delete(CHANNEL, desk.discord.messages(CHANNEL).at(-1)?.id ?? '');
    for (let n = 0; n < 3; n++) {
      await rewrite(desk, record, `Regulator decides matter 1 in vain ${n}`);
      desk.clock.advance(HOUR);
      await desk.tick();
    }
    assert.equal(patches(desk), 1);
    assert.deepEqual(desk.said(), []);
  });
});

describe('what people are reminded of', () => {
  it('is what nobody acknowledged in time, once', async t => {
    const desk = await openDesk(t);
    await desk.subscribe({ chaseAfterHours: 4 });
    await desk.tick();
    const seen = await desk.publish();
    await desk.publish();
    await desk.tick();
    const at = desk.clock.now().toISOString();
    const { storyId } = seen.placement;
    await desk.store.acks.add({ target: TARGET, storyId, itemId: seen.article.id, who: OWNER, at });
    desk.clock.advance(3 * HOUR);
    await desk.tick();
    assert.equal(desk.said().length, 2);
    for (let hour = 0; hour < 6; hour++) {
      desk.clock.advance(HOUR + MINUTE);
      await desk.tick();
    }
    assert.equal(desk.said().length, 3);
    assert.match(desk.said()[2] ?? '', /^Not acknowledged yet/);
    assert.deepEqual(matters(desk.said()[2]), [2]);
  });

  it('is what they snoozed, when it is over', async t => {
    const desk = await openDesk(t);
    await desk.subscribe({ mentionRoleId: '700000000000000001' });
    await desk.tick();
    const { article, placement } = await desk.publish();
    await desk.tick();
    const now = desk.clock.now();
    await desk.store.acks.snooze({
      target: TARGET,
      storyId: placement.storyId,
      itemId: article.id,
      who: OWNER,
      at: now.toISOString(),
      until: new Date(now.getTime() + 2 * HOUR).toISOString(),
    });
    desk.clock.advance(HOUR);
    await desk.tick();
    assert.equal(desk.said().length, 1);
    desk.clock.advance(HOUR);
    await desk.tick();
    await desk.tick();
    assert.deepEqual(desk.said().map(matters), [[1], [1]]);
    assert.equal(desk.discord.messages(CHANNEL).at(-1)?.content, '', 'no second ping of everybody');
  });
});

describe('a channel that refuses posts', () => {
  it('is told once to operators and to who subscribed, keeps everything, and goes on by itself', async t => {
    const desk = await openDesk(t);
    await desk.subscribe();
    await desk.subscribe({ id: 'daily', mode: 'daily', hour: 9 });
    await desk.tick();
    const denied = { status: 403, code: 50013, message: 'Missing Permissions' };
    desk.discord.setChannel({ id: CHANNEL, denied });
    await desk.publish();
    for (let n = 0; n < 5; n++) {
      desk.clock.advance(10 * MINUTE);
      await desk.tick();
    }
    const refused = () => desk.discord.requests.filter(({ status }) => status === 403).length;
    assert.equal(refused(), 1);
    const states = async () => (await desk.store.subscriptions.list()).map(({ state }) => state);
    assert.deepEqual(await states(), ['broken', 'broken']);
    const direct = desk.discord.directChannel(OWNER);
    for (const place of [OPS, direct]) {
      assert.equal(desk.said(place).length, 1, place);
      assert.match(desk.said(place)[0] ?? '', /A channel takes no posts[\s\S]*grant View Channel/);
    }
    for (let n = 0; n < 3; n++) {
      await desk.publish();
      desk.clock.advance(10 * HOUR);
      await desk.tick();
    }
    assert.equal(desk.said(OPS).length, 1, 'said once');
    assert.ok(refused() <= 5);
    desk.discord.setChannel({ id: CHANNEL });
    desk.clock.advance(6 * HOUR + MINUTE);
    await desk.tick();
    assert.deepEqual(await states(), ['active', 'active']);
    await desk.tick();
    const told = desk.said().filter(text => !text.startsWith('Daily digest'));
    assert.deepEqual(told.flatMap(matters), [1, 2, 3, 4]);
    assert.ok(told.length <= 4);
    const digests = desk.said().filter(text => text.startsWith('Daily digest'));
    assert.deepEqual(
      digests.map(text => matters(text).toSorted()),
      [[1, 2, 3, 4]],
      'one digest for two days',
    );
    assert.match(desk.said(OPS)[1] ?? '', /takes posts again/);
    const changes = (await desk.store.subscriptions.changes('daily')).map(
      ({ who, what }) => `${who}: ${what}`,
    );
    assert.match(changes.join('\n'), /ada: added\nregbeat: broken: .*\nregbeat: mended/);
  });

  it('is tried again after a while although nothing waits for it', async t => {
    const desk = await openDesk(t);
    const reason = 'Nobody knows.';
    await desk.subscribe({ state: 'broken', stateReason: reason });
    await desk.store.settings.set(`trouble:${TARGET}`, reason);
    await desk.tick();
    assert.equal((await desk.store.subscriptions.get('sub1'))?.state, 'broken');
    desk.clock.advance(7 * HOUR);
    await desk.tick();
    assert.equal((await desk.store.subscriptions.get('sub1'))?.state, 'active');
    assert.equal(makeSubscription().state, 'active');
  });
});
