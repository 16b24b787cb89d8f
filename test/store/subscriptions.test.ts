import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Subscription } from '../../src/core/ports.ts';
import { withStore } from '../helpers/temp-store.ts';

const AT = '2026-10-01T08:00:00.000Z';

function subscription(fields: Partial<Subscription> & Pick<Subscription, 'id'>): Subscription {
  return {
    target: 'discord:100000000000000001',
    guildId: '200000000000000001',
    mode: 'daily',
    query: 'jurisdiction:HK "質押"',
    hour: 8,
    weekday: 1,
    quietDays: [6, 7],
    timeZone: 'Asia/Hong_Kong',
    locale: 'en',
    groupBy: 'jurisdiction',
    mentionRoleId: null,
    maxPerHour: 6,
    chaseAfterHours: null,
    state: 'active',
    stateReason: null,
    stateSince: AT,
    createdBy: 'ada',
    createdAt: AT,
    updatedAt: AT,
    ...fields,
  };
}

const change = (subscriptionId: string, what: string) => ({ subscriptionId, who: 'ada', at: AT, what });

describe('subscriptions', () => {
  it('come back as they were put in, oldest first, by guild, target and state', () =>
    withStore(async ({ subscriptions }) => {
      const first = subscription({ id: 'b1' });
      const second = subscription({
        id: 'a2',
        target: 'webhook:legal',
        guildId: null,
        mentionRoleId: '5',
        chaseAfterHours: 4,
        state: 'paused',
        stateReason: 'holidays',
      });
      await subscriptions.add(first, change('b1', 'added'));
      await subscriptions.add(second, change('a2', 'added'));
      assert.deepEqual(await subscriptions.get('b1'), first);
      assert.deepEqual(await subscriptions.get('a2'), second);
      assert.equal(await subscriptions.get('zz'), null);
      assert.deepEqual(await subscriptions.list(), [first, second]);
      assert.deepEqual(await subscriptions.list({ guildId: '200000000000000001' }), [first]);
      assert.deepEqual(await subscriptions.list({ target: 'webhook:legal' }), [second]);
      assert.deepEqual(await subscriptions.list({ state: 'paused' }), [second]);
    }));

  it('leave the lists when deleted, and keep who changed what', () =>
    withStore(async ({ subscriptions }) => {
      const first = subscription({ id: 'b1' });
      await subscriptions.add(first, change('b1', 'added'));
      await subscriptions.update({ ...first, hour: 9 }, change('b1', 'hour: 8 -> 9'));
      assert.equal((await subscriptions.get('b1'))?.hour, 9);
      await subscriptions.update({ ...first, state: 'deleted' }, change('b1', 'deleted'));
      assert.deepEqual(await subscriptions.list(), []);
      assert.equal((await subscriptions.list({ state: 'deleted' })).length, 1);
      assert.deepEqual(
        (await subscriptions.changes('b1')).map(({ who, what }) => `${who}: ${what}`),
        ['ada: added', 'ada: hour: 8 -> 9', 'ada: deleted'],
      );
    }));

  it('refuse a second one of the same id', () =>
    withStore(async ({ subscriptions }) => {
      await subscriptions.add(subscription({ id: 'b1' }), change('b1', 'added'));
      await assert.rejects(subscriptions.add(subscription({ id: 'b1' }), change('b1', 'added')));
      assert.equal((await subscriptions.changes('b1')).length, 1);
    }));
});
