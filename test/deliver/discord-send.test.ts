import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createDiscordChannel } from '../../src/deliver/channels/discord.ts';
import { createOutboxWorker } from '../../src/deliver/outbox-worker.ts';
import { type Fault, openFakeDiscord } from '../helpers/fake-discord.ts';
import { CHANNEL, NEVER, note, OTHER, TARGET, titles, withBench } from './setup.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

test('a digest of several parts arrives in order, each part once, pinging nobody', () =>
  withBench(async ({ store, discord, start, enqueue }) => {
    const text = Array.from({ length: 400 }, (_, index) => `Sentence ${index} says @everyone something.`);
    const message = {
      ...note('long', 'Long'),
      blocks: [{ type: 'paragraph' as const, text: text.join(' ') }],
    };
    assert.equal(await enqueue(message), true);
    assert.equal(await enqueue(message), false, 'the same key is queued once');
    const report = await start().worker.drain(NEVER);
    const posts = await store.outbox.list(100, 'sent');
    assert.equal(report.sent, posts.length);
    assert.ok(posts.length >= 3);
    const expected = posts.map((_, index) => `Long (${index + 1}/${posts.length})`);
    assert.deepEqual(titles(discord), expected);
    const ids = discord.messages(CHANNEL).map(({ id }) => id);
    assert.deepEqual(posts.map(post => post.reference).reverse(), ids);
    const bodies = discord.requests
      .filter(({ method }) => method === 'POST')
      .map(({ body }) => JSON.stringify(body));
    assert.ok(
      bodies.every(body => body.includes('"allowed_mentions":{"parse":[]}') && !body.includes('@everyone')),
    );
  }));

const TROUBLE: readonly { readonly name: string; readonly fault: Fault; readonly times?: number }[] = [
  { name: 'a connection reset before the message was taken', fault: { do: 'reset', when: 'before' } },
  { name: 'a connection reset after the message was taken', fault: { do: 'reset', when: 'after' } },
  { name: 'no answer, message not taken', fault: { do: 'hang', when: 'before' } },
  { name: 'no answer, message taken', fault: { do: 'hang', when: 'after' } },
  { name: 'three answers of 500', fault: { do: 'status', status: 500 }, times: 3 },
  { name: 'an answer of 502 after the message was taken', fault: { do: 'accept-then-status', status: 502 } },
  { name: 'a pause of 0.2 s', fault: { do: 'rate-limit', retryAfter: 0.2 } },
  { name: 'a pause without its length', fault: { do: 'rate-limit', retryAfter: 0, noHeaders: true } },
  { name: 'a redirect', fault: { do: 'status', status: 302 } },
];

for (const { name, fault, times = 1 } of TROUBLE) {
  test(`exactly one message after ${name}`, () =>
    withBench(async ({ store, discord, start, enqueue }) => {
      discord.fault({ fault, times });
      await enqueue(note('once'));
      await enqueue(note('then'));
      const report = await start({ timeoutMs: 150 }).worker.drain(NEVER);
      assert.deepEqual(report, { sent: 2, waiting: 0, rejected: 0, problems: [] });
      assert.deepEqual(titles(discord), ['Message once', 'Message then']);
      assert.equal((await store.outbox.list(10, 'sent')).length, 2);
    }));
}

test('after an outage longer than a nonce is known, a message that had arrived is found and not repeated', () =>
  withBench(async ({ store, discord, clock, start, enqueue }) => {
    discord.fault({ fault: { do: 'accept-then-status', status: 503 } });
    discord.fault({ fault: { do: 'status', status: 503 }, times: 50 });
    await enqueue(note('outage'));
    const { worker } = start();
    assert.equal((await worker.drain(NEVER)).waiting, 1);
    for (let index = 0; index < 230; index++) discord.say(CHANNEL, `chatter ${index}`);
    clock.advance(3 * HOUR);
    discord.forgetNonces();
    assert.equal((await worker.drain(NEVER)).sent, 1);
    assert.equal(titles(discord).filter(title => title === 'Message outage').length, 1);
    const [post] = await store.outbox.list(1, 'sent');
    assert.equal(post?.reference, discord.messages(CHANNEL)[0]?.id);
  }));

test('after a long outage a message that had not arrived is sent, whatever others posted', () =>
  withBench(async ({ discord, clock, start, enqueue }) => {
    discord.fault({ fault: { do: 'status', status: 503 }, times: 4 });
    await enqueue(note('outage'));
    const { worker } = start();
    assert.equal((await worker.drain(NEVER)).waiting, 1);
    const body = discord.requests.find(({ method }) => method === 'POST')?.body;
    assert.ok(typeof body === 'object' && body !== null && 'embeds' in body && Array.isArray(body.embeds));
    discord.say(CHANNEL, 'a copy by somebody else', body.embeds);
    clock.advance(3 * HOUR);
    assert.equal((await worker.drain(NEVER)).sent, 1);
    assert.deepEqual(titles(discord), ['Message outage', 'Message outage']);
    assert.equal(discord.messages(CHANNEL)[1]?.author.id, discord.botId);
  }));

test('where the history may not be read, an open question is told and not answered by a second post', () =>
  withBench(async ({ discord, clock, start, enqueue }) => {
    discord.fault({ fault: { do: 'accept-then-status', status: 503 } });
    discord.fault({ fault: { do: 'status', status: 503 }, times: 50 });
    await enqueue(note('hidden'));
    const { worker } = start();
    await worker.drain(NEVER);
    clock.advance(3 * HOUR);
    discord.forgetNonces();
    discord.setChannel({ id: CHANNEL, noHistory: true });
    const report = await worker.drain(NEVER);
    assert.equal(report.waiting, 1);
    assert.match(report.problems.join(), /grant Read Message History/);
    discord.setChannel({ id: CHANNEL });
    clock.advance(2 * HOUR);
    assert.equal((await worker.drain(NEVER)).sent, 1);
    assert.deepEqual(titles(discord), ['Message hidden']);
  }));

for (const [status, code, message, words] of [
  [403, 50001, 'Missing Access', /may not see the channel/],
  [403, 50013, 'Missing Permissions', /grant View Channel, Send Messages, Embed Links/],
  [404, 10003, 'Unknown Channel', /correct its id/],
] as const) {
  test(`code ${code} keeps the posts of its channel, asks rarely and blocks no other channel`, () =>
    withBench(async ({ store, discord, clock, start, enqueue }) => {
      discord.setChannel({ id: CHANNEL, denied: { status, code, message } });
      await enqueue(note('a1'));
      await enqueue(note('a2'));
      await enqueue(note('b1'), `discord:${OTHER}`);
      await enqueue(note('b2'), `discord:${OTHER}`);
      const { worker } = start();
      const report = await worker.drain(NEVER);
      assert.deepEqual(titles(discord, OTHER), ['Message b1', 'Message b2']);
      assert.equal(report.waiting, 1);
      assert.match(report.problems.join(), words);
      const asked = discord.requests.length;
      clock.advance(50 * MINUTE);
      await worker.drain(NEVER);
      assert.equal(discord.requests.length, asked, 'nothing is asked within the hour');
      clock.advance(20 * MINUTE);
      await worker.drain(NEVER);
      const [waiting] = (await store.outbox.list(10, 'pending')).filter(post => post.dedupeKey === 'a1');
      assert.ok(Date.parse(waiting?.nextAt ?? '') - clock.now().getTime() > 5 * HOUR);
      discord.setChannel({ id: CHANNEL });
      clock.advance(7 * HOUR);
      assert.equal((await worker.drain(NEVER)).sent, 2);
      assert.deepEqual(titles(discord), ['Message a1', 'Message a2']);
    }));
}

test('a refused token loses no post, is told without the token and is not tried on every channel', () =>
  withBench(async ({ store, discord, clock, logger, start, enqueue }) => {
    await enqueue(note('a'));
    await enqueue(note('b'), `discord:${OTHER}`);
    const secret = 'wrong.token-that-nobody.may-see';
    const report = await start({ token: secret }).worker.drain(NEVER);
    assert.equal(report.waiting, 2);
    assert.match(report.problems.join(), /DISCORD_TOKEN/);
    const again = start({ token: secret }).worker;
    clock.advance(20 * MINUTE);
    await again.drain(NEVER);
    await again.drain(NEVER);
    assert.ok(discord.requests.length <= 4, `${discord.requests.length} requests`);
    const stored = JSON.stringify(await store.outbox.list(10));
    assert.ok(!`${stored}${logger.text()}${report.problems.join()}`.includes(secret));
    clock.advance(20 * MINUTE);
    assert.equal((await start().worker.drain(NEVER)).sent, 2);
  }));

for (const [status, code, words] of [
  [400, 50035, /form of the message/],
  [400, 200000, /AutoMod/],
  [400, 240000, /harmful links/],
  [413, 40005, /too large/],
] as const) {
  test(`code ${code} gives the message up and goes on with the next`, () =>
    withBench(async ({ store, discord, start, enqueue }) => {
      discord.fault({ fault: { do: 'status', status, code, message: 'No' } });
      await enqueue(note('bad'));
      await enqueue(note('good'));
      const report = await start().worker.drain(NEVER);
      assert.deepEqual([report.sent, report.rejected], [1, 1]);
      assert.match(report.problems.join(), words);
      assert.deepEqual(titles(discord), ['Message good']);
      assert.match((await store.outbox.list(1, 'rejected'))[0]?.error ?? '', words);
    }));
}

test('a body that Discord refuses is given up with the path of the fault', () =>
  withBench(async ({ store, start, clock }) => {
    const payload = JSON.stringify({ embeds: [{ title: 'x'.repeat(257) }], allowed_mentions: { parse: [] } });
    await store.outbox.enqueue(TARGET, 'broken', [payload], clock.now().toISOString());
    const report = await start().worker.drain(NEVER);
    assert.match(report.problems.join(), /embeds\[0\]\.title/);
  }));

test('a long pause is kept to the second and a wall before Discord stops every channel for a while', () =>
  withBench(async ({ store, discord, clock, start, enqueue }) => {
    discord.fault({ fault: { do: 'rate-limit', retryAfter: 1163, global: true } });
    await enqueue(note('slow'));
    const { worker } = start();
    await worker.drain(NEVER);
    const [post] = await store.outbox.list(1, 'pending');
    const wait = Date.parse(post?.nextAt ?? '') - clock.now().getTime();
    assert.ok(wait >= 1_163_000 && wait < 1_165_000, `${wait} ms`);

    clock.advance(HOUR);
    discord.fault({ fault: { do: 'html', status: 403 }, method: 'GET' });
    await enqueue(note('other'), `discord:${OTHER}`);
    const fresh = start().worker;
    const report = await fresh.drain(NEVER, [TARGET]);
    assert.match(report.problems.join(), /wall before Discord/);
    assert.match((await fresh.drain(NEVER, [`discord:${OTHER}`])).problems.join(), /wall before Discord/);
    clock.advance(HOUR);
    assert.equal((await fresh.drain(NEVER)).sent, 2);
  }));

test('without a token posts are kept, and an unreachable Discord is told as such', () =>
  withBench(async ({ store, discord, clock, logger, start, enqueue }) => {
    await enqueue(note('kept'));
    const drain = async (token: string | null, apiBase: string) => {
      const channel = createDiscordChannel({ token, apiBase, clock: clock.now, logger });
      const deps = {
        outbox: store.outbox,
        channels: [channel],
        clock: clock.now,
        logger,
        sleep: clock.sleep,
      };
      const report = await createOutboxWorker(deps).drain(NEVER);
      await channel.close();
      return report.problems.join();
    };
    assert.match(await drain(null, discord.base), /set DISCORD_TOKEN/);
    clock.advance(HOUR);
    const gone = await openFakeDiscord({ channels: [] });
    await gone.close();
    assert.match(await drain('x', gone.base), /cannot be reached/);
    clock.advance(HOUR);
    assert.equal((await start().worker.drain(NEVER)).sent, 1);
  }));
