import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { MEMBER_PERMISSIONS } from '../../helpers/fake-discord/world.ts';
import { makeRecord } from '../../helpers/make-item.ts';
import { type BotBench, NOW, openBotBench, TEXT } from '../setup.ts';
import { INERT, type Stock, stockUp } from './news.ts';

const HOUR_MS = 3_600_000;

describe('buttons on posted items', () => {
  let bench: BotBench;
  let stock: Stock;
  /** Posts: a digest of many stories, and one of the circular alone. */
  let many = '';
  let single = '';
  const ada = () => bench.discord.user('ada').in(TEXT);
  const posts = () => bench.discord.messages(TEXT);
  const last = () => posts().at(-1)?.id ?? '';
  /** Everything that is due is queued and delivered, as the role "deliver" does. */
  const deliver = async () => {
    const stop = new AbortController();
    const running = bench.app.run({ roles: ['deliver'], signal: stop.signal, say: () => undefined });
    for (let waited = 0; waited < 40; waited++) {
      await new Promise(resolve => setTimeout(resolve, 25));
      const waiting = await bench.app.posts(5, 'pending');
      if (waited > 12 && waiting.length === 0) break;
    }
    stop.abort();
    await running;
  };
  const advance = (ms: number) => {
    bench.clock.now = new Date((bench.clock.now ?? NOW).getTime() + ms);
  };

  before(async () => {
    bench = await openBotBench();
    stock = await stockUp(bench);
    await ada().slash('digest', { since: '2026-11-15', to: 'channel' });
    many =
      posts().find(({ components }) => JSON.stringify(components ?? []).includes('item:choose'))?.id ?? '';
    await ada().slash('digest', { since: '2026-11-15', query: `story:${stock.story}`, to: 'channel' });
    single = last();
  });
  after(() => bench.close());

  it('are five where a post shows one story, a menu where it shows several', async () => {
    const labels = (id: string) =>
      JSON.stringify(posts().find(message => message.id === id)?.components ?? []);
    assert.match(labels(single), /Why these tags\?.*Wrong tag.*Follow.*Acknowledge.*Snooze/);
    assert.match(labels(many), /item:choose/);
    for (const [, id = ''] of labels(single).matchAll(/"custom_id":"([^"]+)"/g)) assert.ok(id.length <= 100);
  });

  it('tell why, to whoever asks', async () => {
    const reply = await ada().press(single, 'Why these tags?');
    assert.equal(reply.ephemeral, true);
    assert.match(reply.text, /Relevant/);
  });

  it('note who has seen it, on the post itself and only once', async () => {
    const reply = await ada().press(single, 'Acknowledge');
    assert.match(reply.text, /Noted: you have seen “Circular on staking/);
    assert.match((await ada().press(single, 'Acknowledge')).text, /acknowledged .* before/);
    const [ack] = await (await bench.store()).acks.ofStories([stock.story]);
    const { id } = bench.discord.user('ada');
    assert.deepEqual([ack?.who, ack?.target, ack?.itemId], [id, `discord:${TEXT}`, stock.circular]);
    const post = posts().find(message => message.id === single);
    assert.match(JSON.stringify(post?.embeds), new RegExp(`Acknowledged by <@${id}>`));
    assert.match(JSON.stringify(post?.components), /item:ack/);
  });

  it('are understood after a restart', async () => {
    await bench.restart();
    const bob = await bench.discord.user('bob').in(TEXT).press(single, 'Acknowledge');
    assert.match(bob.text, /as have 2 people in all/);
    const answer = await ada().press(single, 'Snooze');
    assert.match(answer.text, /come up here again/);
  });

  it('take corrections of tags as verdicts', async () => {
    const form = await ada().press(single, 'Wrong tag');
    const [tags] = Array.isArray(form.modal.components) ? form.modal.components : [];
    assert.match(
      JSON.stringify(tags),
      /relevant:yes\\nkind:guidance\\ntopic:staking\\ntopic:licenses\\njurisdiction:HK/,
    );
    const done = await form.submit({
      tags: 'relevant:yes\nkind:rule\ntopic:staking\njurisdiction:HK\nauthority:SFC, topic: custody',
      reason: 'It binds.',
    });
    assert.match(done.text, /not `kind:guidance`, not `topic:licenses`, `kind:rule`, `topic:custody`/);
    const given = await (await bench.store()).verdicts.list(stock.circular);
    assert.deepEqual(
      given.map(({ what, tag, reason }) => [what, tag, reason]),
      [
        ['wrong-tag', 'kind:guidance', 'It binds.'],
        ['wrong-tag', 'topic:licenses', 'It binds.'],
        ['missing-tag', 'kind:rule', 'It binds.'],
        ['missing-tag', 'topic:custody', 'It binds.'],
      ],
    );
    assert.match(given[0]?.who ?? '', /ada \(Discord \d+\)/);
    assert.match((await form.submit()).text, /Nothing was changed/);
    assert.match((await form.submit({ tags: 'topic:stakng' })).text, /Noted|There is no topic/);
    assert.match(
      (await form.submit({ tags: 'relevant:yes\ntopic:stakng' })).text,
      /Did you mean topic:staking/,
    );
    const none = await form.submit({ tags: 'relevant:no' });
    assert.match(none.text, /`irrelevant`/);
  });

  it('open a panel for one of several stories, which knows its post', async () => {
    const message = posts().find(({ id }) => id === many);
    assert.ok(message !== undefined);
    const menu = await bench.discord.user('ada').in(TEXT).menu('Tags of this post', many);
    const panel = await menu.select('item:choose', stock.hostile);
    assert.equal(panel.ephemeral, true);
    assert.doesNotMatch(JSON.stringify(panel.message.embeds), INERT);
    const form = await panel.click('item:wrong');
    assert.match(JSON.stringify(form.modal), /relevant:yes/);
  });

  it('"Tags of this post" tells the tags of what a post shows', async () => {
    const one = await ada().menu('Tags of this post', single);
    assert.match(one.text, /Hong Kong[\s\S]*Staking/);
    const several = await ada().menu('Tags of this post', many);
    assert.match(several.text, /\*\*Enforcement\*\*/);
    assert.doesNotMatch(JSON.stringify(several.message.embeds), INERT);
    const shared = await (await ada().slash('help', { command: 'search' })).click('Share');
    const none = await ada().menu('Tags of this post', shared.message.id);
    assert.match(none.text, /no post of mine that shows items/);
  });

  it('bring a story up again when it was snoozed', async () => {
    const ask = await ada().press(single, 'Snooze');
    const told = await ask.select('item:snooze-for', '3');
    assert.match(told.text, /comes up here again <t:\d+:R>/);
    const before = posts().length;
    await deliver();
    assert.equal(posts().length, before);
    advance(3 * HOUR_MS);
    await deliver();
    assert.match(JSON.stringify(posts().at(-1)?.embeds), /Circular on staking/);
    assert.ok(posts().length > before);
  });

  it('follow a story here and in person: later reports are posted once, and no more after the last wish', async () => {
    const page = await ada().press(single, 'Follow');
    const here = await page.click('Post them here');
    assert.match(here.text, /are posted here/);
    const both = await here.click('Send them to me');
    assert.match(both.text, /direct messages/);
    const store = await bench.store();
    const report = async (title: string) => {
      advance(HOUR_MS);
      const at = (bench.clock.now ?? NOW).toISOString();
      const record = makeRecord({
        article: { sourceId: 'press/late-post/news', title, publishedAt: at },
        placement: {
          storyId: stock.story,
          relation: 'same-story',
          toItemId: stock.circular,
          because: 'same',
        },
        tier: 'press',
      });
      await store.items.insert([record], at);
    };
    const told = (title: string) =>
      posts().filter(({ embeds }) => JSON.stringify(embeds).includes(title)).length;
    await report('Platforms begin to stake');
    await deliver();
    await deliver();
    const followed = posts().filter(({ embeds }) => /followed story/.test(JSON.stringify(embeds)));
    assert.equal(followed.length, 1);
    assert.ok(told('Platforms begin to stake') >= 1);
    const direct = await bench.app.posts(10, 'sent', { target: `dm:${bench.discord.user('ada').id}` });
    assert.equal(direct.length, 1);
    assert.doesNotMatch(direct[0]?.payload ?? '', /custom_id/);
    const again = await ada().press(single, 'Follow');
    await (await again.click('Stop posting here')).click('Stop sending');
    await report('Stakers are content');
    await deliver();
    assert.equal(posts().filter(({ embeds }) => /followed story/.test(JSON.stringify(embeds))).length, 1);
  });

  it('do not let people have something posted where they may not write', async () => {
    const READ_ONLY = { permissions: MEMBER_PERMISSIONS & ~((1n << 11n) | (1n << 38n)) };
    const eve = bench.discord.user('eve', READ_ONLY).in(TEXT);
    assert.match((await eve.press(single, 'Snooze')).text, /may write messages/);
    const page = await eve.press(single, 'Follow');
    const refused = await page.click('Post them here');
    assert.match(refused.text, /may write messages/);
  });

  it('say so when what they name is gone', async () => {
    const panel = await ada().slash('search', { query: 'circular staking' });
    const [option] = panel.components.filter(part => part.custom_id === 'item:choose');
    assert.ok(option !== undefined);
    const gone = await ada().slash('why', { item: 'zzzz9999' });
    assert.match(gone.text, /know no item/);
  });
});
