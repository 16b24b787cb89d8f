import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Subscription } from '../../src/core/ports.ts';
import { GUILD_ID, ROLE_ID } from '../helpers/fake-discord/world.ts';
import { type BotBench, MUTE, NEWS, openBotBench, TEXT } from './setup.ts';

const BY = { who: 'test' };

describe('/subscriptions', () => {
  let bench: BotBench;
  let one: Subscription;
  before(async () => {
    bench = await openBotBench();
  });
  after(() => bench.close());
  beforeEach(async () => {
    for (const { id } of await bench.app.subscriptions.list()) await bench.app.subscriptions.remove(id, BY);
    one = await bench.app.subscriptions.add(
      { target: `discord:${NEWS}`, guildId: GUILD_ID, query: 'topic:tax' },
      BY,
    );
  });
  const ada = () => bench.discord.user('ada').in(TEXT);
  const now = async () => bench.app.subscriptions.get(one.id, BY);

  it('says how to begin when there is none', async () => {
    await bench.app.subscriptions.remove(one.id, BY);
    assert.match((await ada().slash('subscriptions')).text, /gets anything yet.*\/setup/);
  });

  it('lists them and shows one with its history', async () => {
    const list = await ada().slash('subscriptions');
    assert.match(list.text, new RegExp(`1 subscription\\n🟢 \`${one.id}\` \\*\\*Daily digest\\*\\*`));
    const detail = await list.select('subs:choose', one.id);
    assert.match(detail.text, /`topic:tax`/);
    assert.match(detail.text, /test: added: daily/);
    const byId = await ada().slash('subscriptions', { id: one.id.toUpperCase() });
    assert.match(byId.text, /`topic:tax`/);
    assert.match((await ada().slash('subscriptions', { id: 'nope' })).text, /no subscription "nope"/);
    const offered = await ada().type('subscriptions', 'id', 'topic:tax');
    assert.deepEqual(
      offered.map(({ value }) => value),
      [one.id],
    );
  });

  it('turns pages', async () => {
    for (let count = 0; count < 12; count++)
      await bench.app.subscriptions.add(
        { target: `discord:${TEXT}`, guildId: GUILD_ID, query: `word${count}` },
        BY,
      );
    const first = await ada().slash('subscriptions');
    assert.match(first.text, /13 subscriptions[\s\S]*Page 1 of 2/);
    const second = await first.click('▶');
    assert.match(second.text, /word11[\s\S]*Page 2 of 2/);
    assert.match((await second.click('◀')).text, /Page 1 of 2/);
  });

  it('pauses and resumes, with who and when', async () => {
    const detail = await ada().slash('subscriptions', { id: one.id });
    const paused = await detail.click('Pause');
    assert.equal((await now()).state, 'paused');
    assert.match(paused.text, /⏸️ paused/);
    assert.match(paused.text, /<t:\d+:f> ada \(Discord \d+\): paused/);
    const resumed = await paused.click('Resume');
    assert.equal((await now()).state, 'active');
    assert.match(resumed.text, /🟢 active/);
  });

  it('edits what is typed, in a form that knows the old values', async () => {
    const form = await (await ada().slash('subscriptions', { id: one.id })).click('Edit');
    const saved = await form.submit({ query: 'topic:staking', hour: '21', zone: 'europe/berlin' });
    assert.match(saved.text, /`topic:staking`/);
    const after = await now();
    assert.deepEqual(
      [after.query, after.hour, after.timeZone, after.weekday],
      ['topic:staking', 21, 'Europe/Berlin', 1],
    );
    assert.match(
      saved.text,
      /ada \(Discord \d+\): query: topic:tax -\\?> topic:staking; hour: 8 -\\?> 21; time zone: UTC -\\?> Europe\/Berlin/,
    );
    const wrong = await form.submit({ query: 'topic:nonsense' });
    assert.match(wrong.text, /cannot be understood/);
    assert.match((await form.submit({ hour: 'x' })).text, /“x” is no whole number/);
    assert.match((await form.submit({ hour: '31' })).text, /hour must be a whole number from 0 to 23/);
    assert.equal((await now()).query, 'topic:staking');
  });

  it('changes what is chosen', async () => {
    const detail = await ada().slash('subscriptions', { id: one.id });
    const weekly = await detail.select('subs:mode', 'weekly/topic');
    const german = await weekly.select('subs:language', 'de');
    const told = await german.select('subs:role', ROLE_ID);
    const quiet = await told.select('subs:quiet', 'weekend');
    const after = await now();
    assert.deepEqual(
      [after.mode, after.groupBy, after.locale, after.mentionRoleId, after.quietDays],
      ['weekly', 'topic', 'de', ROLE_ID, [6, 7]],
    );
    assert.match(quiet.text, /not on Saturday, Sunday/);
    await quiet.select('subs:role');
    assert.equal((await now()).mentionRoleId, null);
  });

  it('sends a test, and says why one did not arrive', async () => {
    const detail = await ada().slash('subscriptions', { id: one.id });
    assert.match((await detail.click('Send a test')).text, /The test is posted/);
    assert.equal(bench.discord.messages(NEWS).length, 1);
    const mute = await bench.app.subscriptions.add({ target: `discord:${MUTE}`, guildId: GUILD_ID }, BY);
    const other = await ada().slash('subscriptions', { id: mute.id });
    assert.match((await other.click('Send a test')).text, /did not arrive/);
  });

  it('asks before it deletes', async () => {
    const detail = await ada().slash('subscriptions', { id: one.id });
    const sure = await detail.click('Delete');
    assert.match(sure.text, /Delete subscription/);
    const back = await sure.click('Cancel');
    const deleted = await (await back.click('Delete')).click('Yes, delete');
    assert.match(deleted.text, new RegExp(`\`${one.id}\` is deleted`));
    assert.deepEqual(await bench.app.subscriptions.list(), []);
  });

  it('shows nothing of other servers', async () => {
    const foreign = await bench.app.subscriptions.add(
      { target: 'discord:777777777777777777', guildId: '5' },
      BY,
    );
    assert.doesNotMatch((await ada().slash('subscriptions')).text, new RegExp(foreign.id));
    assert.match((await ada().slash('subscriptions', { id: foreign.id })).text, /no subscription/);
  });
});
