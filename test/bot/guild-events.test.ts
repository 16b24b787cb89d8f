import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import type { Subscription } from '../../src/core/ports.ts';
import { GUILD_ID } from '../helpers/fake-discord/world.ts';
import { type BotBench, MUTE, NEWS, NOW, openBotBench, THREAD } from './setup.ts';

const BY = { who: 'test' };

describe('subscriptions and their servers', () => {
  let bench: BotBench;
  beforeEach(async () => {
    bench = await openBotBench();
  });
  afterEach(() => bench.close());

  const subscribe = (channelId: string, guildId = GUILD_ID) =>
    bench.app.subscriptions.add({ target: `discord:${channelId}`, guildId }, BY);
  const state = async (id: string): Promise<Subscription> => bench.app.subscriptions.get(id, BY);
  async function until(id: string, wanted: Subscription['state']): Promise<Subscription> {
    for (let tries = 0; tries < 500; tries++) {
      const one = await state(id);
      if (one.state === wanted) return one;
      await wait(10);
    }
    throw new Error(`never ${wanted}`);
  }

  it('break when the bot is removed, not when Discord has an outage', async () => {
    const one = await subscribe(NEWS);
    bench.discord.dispatch('GUILD_DELETE', { id: GUILD_ID, unavailable: true });
    await wait(100);
    assert.equal((await state(one.id)).state, 'active');
    bench.discord.dispatch('GUILD_DELETE', { id: GUILD_ID });
    const broken = await until(one.id, 'broken');
    assert.match(broken.stateReason ?? '', /removed from the server/);
    const changes = await bench.app.subscriptions.changes(one.id, BY);
    assert.deepEqual([changes.at(-1)?.who, changes.at(-1)?.at], ['regbeat', NOW.toISOString()]);
  });

  it('break with their channel or thread, and no other', async () => {
    const [news, thread, other] = [await subscribe(NEWS), await subscribe(THREAD), await subscribe(MUTE)];
    bench.discord.dispatch('CHANNEL_DELETE', { id: NEWS, type: 5, guild_id: GUILD_ID, name: 'news' });
    bench.discord.dispatch('THREAD_DELETE', { id: THREAD, type: 11, guild_id: GUILD_ID, parent_id: '1' });
    await until(news.id, 'broken');
    await until(thread.id, 'broken');
    assert.equal((await state(other.id)).state, 'active');
  });

  it('are mended when permissions come back, paused ones stay paused', async () => {
    const [broken, paused] = [await subscribe(MUTE), await subscribe(NEWS)];
    await bench.app.subscriptions.markBroken({ target: `discord:${MUTE}` }, 'Missing Permissions');
    await bench.app.subscriptions.pause(paused.id, BY);
    const channel = { id: MUTE, type: 0, guild_id: GUILD_ID, name: 'quiet', permission_overwrites: [] };
    bench.discord.dispatch('CHANNEL_UPDATE', channel);
    const mended = await until(broken.id, 'active');
    assert.equal(mended.stateReason, null);
    assert.equal((await state(paused.id)).state, 'paused');
  });

  it('stay broken while something is still lacking', async () => {
    const one = await subscribe(MUTE);
    await bench.app.subscriptions.markBroken({ target: `discord:${MUTE}` }, 'Missing Permissions');
    bench.discord.dispatch('CHANNEL_UPDATE', {
      id: MUTE,
      type: 0,
      guild_id: GUILD_ID,
      name: 'still quiet',
      permission_overwrites: [{ id: bench.discord.botId, type: 1, allow: '0', deny: String(1n << 11n) }],
    });
    await wait(150);
    assert.equal((await state(one.id)).state, 'broken');
  });

  it('are looked at when the bot comes back: servers gone meanwhile, permissions regained', async () => {
    const [gone, regained] = [await subscribe('777777777777777777', '777'), await subscribe(NEWS)];
    await bench.app.subscriptions.markBroken({ target: `discord:${NEWS}` }, 'Missing Permissions');
    await bench.restart();
    assert.equal((await state(gone.id)).state, 'broken');
    assert.equal((await state(regained.id)).state, 'active');
  });

  it('are kept for 30 days after the bot was removed', async () => {
    const [gone, other] = [await subscribe('777777777777777777', '777'), await subscribe(MUTE)];
    await bench.app.subscriptions.markBroken({ guildId: '777' }, 'The bot was removed from the server.');
    await bench.app.subscriptions.markBroken({ target: `discord:${MUTE}` }, 'Missing Permissions');
    bench.clock.now = new Date(NOW.getTime() + 29 * 86_400_000);
    assert.equal(await bench.app.subscriptions.forgetGone(), 0);
    bench.clock.now = new Date(NOW.getTime() + 31 * 86_400_000);
    assert.equal(await bench.app.subscriptions.forgetGone(), 1);
    await assert.rejects(state(gone.id), /no subscription/);
    assert.equal((await state(other.id)).state, 'broken');
  });
});
