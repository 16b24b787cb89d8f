import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CHANNEL, makeSubscription, matters, openDesk, TARGET } from './news-desk.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('alerts', () => {
  it('tell each new story that fits, once, and nothing from before the subscription', async t => {
    const desk = await openDesk(t);
    await desk.publish();
    await desk.subscribe({ query: 'topic:staking' });
    await desk.tick();
    assert.deepEqual(desk.said(), []);
    assert.equal(desk.discord.messages(CHANNEL).length, 1, 'one hello');
    await desk.publish();
    await desk.publish({ classification: { topics: [] } });
    await desk.tick();
    await desk.tick();
    assert.deepEqual(desk.said().map(matters), [[2]]);
    assert.match(desk.said()[0] ?? '', /New · .*Hong Kong/);
  });

  it('tell a story again when an official source says it at last, once, and not for further reports', async t => {
    const desk = await openDesk(t);
    await desk.subscribe();
    await desk.tick();
    const press = { tier: 'press' as const, article: { sourceId: 'media/paper/news' } };
    const first = await desk.publish(press);
    const { storyId } = first.placement;
    await desk.tick();
    const again = { placement: { storyId, relation: 'same-story' as const } };
    await desk.publish({ ...press, ...again, article: { sourceId: 'media/other/news' } });
    await desk.tick();
    assert.equal(desk.said().length, 1, 'a further report');
    await desk.publish(again);
    await desk.tick();
    await desk.publish({ ...press, ...again, article: { sourceId: 'media/third/news' } });
    await desk.tick();
    const said = desk.said();
    assert.equal(said.length, 2);
    assert.match(said[1] ?? '', /Confirmed by an official source/);
    assert.deepEqual(matters(said[1]), [3], 'the official document heads it');
    await desk.publish({ placement: { storyId, relation: 'update' } });
    await desk.tick();
    assert.match(desk.said()[2] ?? '', /Update/);
  });

  it('come at most so many in an hour: the rest is folded, and waits when the hour is used up', async t => {
    const desk = await openDesk(t);
    await desk.subscribe({ maxPerHour: 3 });
    await desk.tick();
    for (let n = 0; n < 7; n++) await desk.publish();
    await desk.tick();
    assert.deepEqual(desk.said().map(matters), [[1], [2], [3, 4, 5, 6, 7]]);
    for (let n = 0; n < 2; n++) await desk.publish();
    desk.clock.advance(30 * MINUTE);
    await desk.tick();
    assert.equal(desk.said().length, 3);
    desk.clock.advance(31 * MINUTE);
    await desk.tick();
    assert.deepEqual(desk.said().slice(3).map(matters), [[8], [9]]);
  });

  it('are told once in a channel by however many subscriptions', async t => {
    const desk = await openDesk(t);
    await desk.subscribe();
    await desk.subscribe({ id: 'sub2', query: 'topic:staking' });
    await desk.tick();
    await desk.publish();
    await desk.tick();
    assert.deepEqual(desk.said().map(matters), [[1]]);
  });

  it('come in one message when Discord was away for a day, the newest as alerts, and nothing is lost', async t => {
    const desk = await openDesk(t);
    await desk.subscribe({ maxPerHour: 5 });
    await desk.tick();
    desk.discord.fault({ fault: { do: 'status', status: 503 }, times: 100_000 });
    desk.discord.fault({ fault: { do: 'status', status: 503 }, method: 'GET', times: 100_000 });
    for (let hour = 0; hour < 24; hour++) {
      await desk.publish();
      await desk.tick();
      desk.clock.advance(HOUR);
    }
    assert.deepEqual(desk.said(), []);
    desk.discord.clearFaults();
    for (let minute = 0; minute < 4; minute++) {
      desk.clock.advance(15 * MINUTE);
      await desk.tick();
    }
    const told = desk.said().map(matters);
    assert.deepEqual(
      told.flat().toSorted((a, b) => a - b),
      Array.from({ length: 24 }, (_, n) => n + 1),
    );
    assert.ok(told.length <= 7, `${told.length} messages`);
    assert.deepEqual(
      told.flat(),
      told.flat().toSorted((a, b) => a - b),
      'in order',
    );
  });

  it('of a subscription that was deleted are not sent any more', async t => {
    const desk = await openDesk(t);
    const subscription = await desk.subscribe();
    await desk.tick();
    await desk.publish();
    await desk.queue();
    const change = { subscriptionId: 'sub1', who: 'ada', at: '', what: 'deleted' };
    await desk.store.subscriptions.update({ ...subscription, state: 'deleted' }, change);
    await desk.tick();
    assert.deepEqual(desk.said(), []);
    assert.match((await desk.store.outbox.list(5, 'rejected'))[0]?.error ?? '', /deleted/);
  });
});

describe('digests of subscriptions', () => {
  it('come at their own hour in their own zone, each with what fits it', async t => {
    const desk = await openDesk(t);
    await desk.subscribe({
      id: 'hk',
      mode: 'daily',
      hour: 18,
      timeZone: 'Asia/Hong_Kong',
      query: 'topic:staking',
    });
    await desk.subscribe({ id: 'all', mode: 'daily', hour: 18, timeZone: 'Asia/Hong_Kong' });
    await desk.subscribe({ id: 'week', mode: 'weekly', weekday: 1, hour: 9, target: TARGET });
    await desk.tick();
    await desk.publish();
    await desk.publish({ classification: { topics: [] } });
    desk.clock.advance(HOUR);
    await desk.tick();
    assert.deepEqual(desk.said(), [], 'nine in London, five in the evening in Hong Kong');
    desk.clock.advance(HOUR);
    await desk.tick();
    await desk.tick();
    assert.deepEqual(
      desk
        .said()
        .map(matters)
        .toSorted((a, b) => a.length - b.length)
        .map(list => list.toSorted()),
      [[1], [1, 2]],
    );
    // Monday morning.
    desk.clock.advance(23 * HOUR);
    await desk.tick();
    const weekly = desk.said().filter(text => text.startsWith('Weekly digest'));
    assert.deepEqual(
      weekly.map(text => matters(text).toSorted()),
      [[1, 2]],
    );
  });

  it('leave quiet days out and tell them on the next', async t => {
    const desk = await openDesk(t);
    // The clock begins on a Sunday at eight.
    await desk.subscribe({ mode: 'daily', hour: 9, quietDays: [7, 1] });
    await desk.tick();
    await desk.publish();
    for (let day = 0; day < 3; day++) {
      desk.clock.advance(day === 0 ? 2 * HOUR : 24 * HOUR);
      await desk.tick();
    }
    assert.equal(desk.discord.messages(CHANNEL).length, 2);
    assert.deepEqual(desk.said().map(matters), [[1]]);
  });

  it('of three days without Discord are one', async t => {
    const desk = await openDesk(t);
    await desk.subscribe({ mode: 'daily', hour: 9 });
    await desk.tick();
    desk.discord.setChannel({
      id: CHANNEL,
      denied: { status: 500, code: 0, message: 'down' },
    });
    for (let day = 0; day < 3; day++) {
      desk.clock.advance(24 * HOUR);
      await desk.publish();
      await desk.tick();
    }
    desk.discord.setChannel({ id: CHANNEL });
    desk.clock.advance(HOUR);
    await desk.tick();
    await desk.tick();
    assert.deepEqual(
      desk.said().map(list => matters(list).toSorted()),
      [[1], [2, 3]],
    );
  });

  it('ask for a role where one is to be told', async t => {
    const desk = await openDesk(t);
    await desk.subscribe({ mentionRoleId: '700000000000000001' });
    await desk.tick();
    await desk.publish();
    await desk.tick();
    assert.equal(desk.discord.messages(CHANNEL).at(-1)?.content, '<@&700000000000000001>');
    assert.equal(makeSubscription().mentionRoleId, null);
  });
});
