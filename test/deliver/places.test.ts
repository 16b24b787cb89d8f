import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { StoryBlock } from '../../src/core/message.ts';
import { createWebhookChannel } from '../../src/deliver/channels/webhook.ts';
import { openDiscordApi } from '../../src/deliver/discord/api.ts';
import type { FakeChannel } from '../helpers/fake-discord/types.ts';
import { type Bench, CHANNEL, NEVER, note, OTHER, TARGET, titles, withBench } from './setup.ts';

const HOUR = 3_600_000;
const ROLE = '700000000000000001';

function story(topics: StoryBlock['topics'], jurisdictions: readonly string[]): StoryBlock {
  return {
    storyId: 's',
    itemId: 'i',
    title: 'SFC sets conditions for staking',
    url: 'https://www.example.org/a',
    source: 'SFC',
    tier: 'official',
    publishedAt: null,
    dayOnly: false,
    jurisdictions,
    mentioned: [],
    topics,
    kind: 'rule',
    authorities: [],
    quote: null,
    alsoReportedBy: [],
    unconfirmed: false,
  };
}

const TAGS = [
  { id: '61', name: 'Staking' },
  { id: '62', name: 'Hong Kong' },
  { id: '63', name: 'secret', moderated: true },
];
const FORUM: FakeChannel = { id: CHANNEL, type: 15, tags: TAGS, tagRequired: true };

function forumNote(key: string, topics: StoryBlock['topics'] = ['staking']) {
  const stories = [story(topics, ['HK'])];
  return { ...note(key), blocks: [{ type: 'section' as const, title: 'Hong Kong', stories }] };
}

/** Threads of the forum, oldest first, as [name, tags]. */
function threads({ discord }: Bench): readonly (readonly [string | undefined, readonly string[]])[] {
  return [
    ...new Set(discord.requests.filter(({ path }) => path.endsWith('/threads')).map(() => CHANNEL)),
  ].flatMap(parent =>
    discord
      .channels()
      .filter(channel => channel.parentId === parent)
      .map(channel => [channel.name, channel.appliedTags ?? []] as const),
  );
}

test('a forum gets a post with a title and tags, and the later parts within it', () =>
  withBench(
    async bench => {
      const { discord, enqueue, start, store } = bench;
      const text = Array.from({ length: 500 }, (_, index) => `Sentence ${index} says something.`).join(' ');
      const long = {
        ...forumNote('long'),
        blocks: [...forumNote('long').blocks, { type: 'paragraph' as const, text }],
      };
      await enqueue(long);
      await enqueue(forumNote('short', ['aml']));
      const report = await start().worker.drain(NEVER);
      assert.deepEqual([report.waiting, report.rejected, report.problems], [0, 0, []]);
      assert.deepEqual(threads(bench), [
        ['Message long', ['61', '62']],
        ['Message short', ['62']],
      ]);
      const [first] = discord.channels().filter(channel => channel.parentId === CHANNEL);
      const id = first?.id ?? '';
      assert.ok(discord.messages(id).length > 1);
      assert.equal(discord.messages(id)[0]?.id, id);
      const last = discord.messages(id).at(-1)?.id ?? '';
      for (const target of [TARGET, `discord:${id}`])
        assert.equal(
          (await store.outbox.list(9)).some(post => post.reference === last && post.target === TARGET),
          true,
          target,
        );
    },
    [FORUM],
  ));

test('a forum that wants a tag gets its first when none fits', () =>
  withBench(
    async bench => {
      await bench.enqueue(note('plain'));
      assert.equal((await bench.start().worker.drain(NEVER)).sent, 1);
      assert.deepEqual(threads(bench), [['Message plain', ['61']]]);
    },
    [FORUM],
  ));

for (const fault of [
  { do: 'accept-then-status', status: 502 },
  { do: 'reset', when: 'after' },
  { do: 'hang', when: 'after' },
  { do: 'reset', when: 'before' },
  { do: 'status', status: 500 },
] as const) {
  test(`a forum's post stands there once after ${JSON.stringify(fault)}`, () =>
    withBench(
      async bench => {
        const { discord, clock, enqueue, start } = bench;
        discord.fault({ fault });
        await enqueue(forumNote('once'));
        await enqueue(forumNote('then'));
        const { worker } = start({ timeoutMs: 150 });
        await worker.drain(NEVER);
        clock.advance(HOUR);
        await worker.drain(NEVER);
        assert.deepEqual(
          threads(bench).map(([name]) => name),
          ['Message once', 'Message then'],
        );
      },
      [FORUM],
    ));
}

test('a thread that was archived is opened again for a post, a locked one waits for people', () =>
  withBench(
    async ({ discord, enqueue, start }) => {
      await enqueue(note('a'));
      await enqueue(note('b'), `discord:${OTHER}`);
      const report = await start().worker.drain(NEVER);
      assert.deepEqual([report.sent, report.waiting], [1, 1]);
      assert.deepEqual(titles(discord), ['Message a']);
      assert.equal(discord.channel(CHANNEL)?.archived, false);
      assert.match(report.problems.join(), /locked: unlock it/);
    },
    [
      { id: CHANNEL, type: 11, archived: true },
      { id: OTHER, type: 11, locked: true },
    ],
  ));

test('digests are published from an announcement channel, ten an hour, and hold up nothing', () =>
  withBench(
    async ({ discord, clock, enqueue, start }) => {
      for (let index = 0; index < 12; index++) await enqueue({ ...note(`d${index}`), kind: 'digest' });
      await enqueue({ ...note('alert'), kind: 'alert' });
      const { worker } = start();
      assert.equal((await worker.drain(NEVER)).sent, 13);
      const published = () => discord.messages(CHANNEL).map(message => message.flags & 1);
      assert.deepEqual(published(), [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0]);
      const tries = () => discord.requests.filter(({ path }) => path.endsWith('/crosspost')).length;
      assert.equal(tries(), 10, 'an eleventh within the hour is not even asked for');
      for (let round = 0; round < 12; round++) {
        clock.advance(10 * 60_000);
        await worker.drain(NEVER);
      }
      assert.deepEqual(published(), [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0]);
      assert.ok(discord.requests.every(({ status }) => status !== 429));
    },
    [{ id: CHANNEL, type: 5 }],
  ));

test('a person gets direct messages, and one who takes none is left alone', () =>
  withBench(async ({ discord, enqueue, start }) => {
    const closed = discord.directChannel('31');
    discord.setChannel({ id: closed, type: 1, denied: { status: 403, code: 50007, message: 'Cannot send' } });
    await enqueue(note('open'), 'dm:30');
    await enqueue(note('closed'), 'dm:31');
    const report = await start().worker.drain(NEVER);
    assert.deepEqual([report.sent, report.rejected], [1, 1]);
    assert.deepEqual(titles(discord, discord.directChannel('30')), ['Message open']);
  }));

test('only the role of the subscription is pinged, and embeds that Discord drops are noticed', () =>
  withBench(
    async ({ store, discord, clock, start }) => {
      const { worker, channel } = start();
      const at = clock.now().toISOString();
      const payloads = channel.render(note('ping'), { mentionRoleId: ROLE });
      for (const target of [TARGET, `discord:${OTHER}`])
        await store.outbox.enqueue(target, 'ping', payloads, at);
      const report = await worker.drain(NEVER);
      assert.deepEqual([report.sent, report.waiting], [1, 1]);
      assert.equal(discord.messages(CHANNEL)[0]?.content, `<@&${ROLE}>`);
      const body = discord.requests.find(({ method }) => method === 'POST')?.body;
      assert.match(
        JSON.stringify(body),
        new RegExp(`"allowed_mentions":\\{"parse":\\[\\],"roles":\\["${ROLE}"\\]\\}`),
      );
      assert.match(report.problems.join(), /grant Embed Links/);
      assert.deepEqual(discord.messages(OTHER), [], 'half a post is taken away again');
    },
    [{ id: CHANNEL }, { id: OTHER, botLacks: 1n << 14n }],
  ));

/** A worker that posts to one webhook of a channel, with or without a bot that can look there. */
async function withWebhook(
  withBot: boolean,
  work: (
    bench: Bench & {
      readonly post: (key: string) => Promise<boolean>;
      readonly drain: () => ReturnType<ReturnType<Bench['start']>['worker']['drain']>;
    },
  ) => Promise<void>,
): Promise<void> {
  await withBench(async bench => {
    const { discord, clock, logger, store } = bench;
    discord.addWebhook({ id: '321', token: 'hook-secret_1', channelId: CHANNEL });
    const api = await openDiscordApi({ token: discord.token, apiBase: discord.base, timeoutMs: 500 });
    const channel = createWebhookChannel({
      webhooks: new Map([['team', `${discord.base}/webhooks/321/hook-secret_1`]]),
      clock: clock.now,
      logger,
      timeoutMs: 150,
      bot: async () => (withBot ? api : null),
    });
    const { worker } = bench.start({ channels: [channel] });
    const post = (key: string) =>
      store.outbox.enqueue('webhook:team', key, channel.render(note(key)), clock.now().toISOString());
    try {
      await work({ ...bench, post, drain: () => worker.drain(NEVER) });
      const stored = JSON.stringify(await store.outbox.list(20));
      assert.ok(!`${stored}${logger.text()}`.includes('hook-secret_1'), 'the address stays secret');
    } finally {
      await channel.close();
      await api.close();
    }
  });
}

test('a webhook gets its posts in order and pings nobody', () =>
  withWebhook(false, async ({ discord, post, drain }) => {
    await post('a');
    await post('b');
    assert.equal((await drain()).sent, 2);
    assert.deepEqual(titles(discord), ['Message a', 'Message b']);
  }));

for (const withBot of [true, false]) {
  test(`a webhook's post that Discord did not confirm is ${withBot ? 'looked for by the bot' : 'sent again and says so'}`, () =>
    withWebhook(withBot, async ({ discord, clock, post, drain }) => {
      discord.fault({ fault: { do: 'accept-then-status', status: 502 } });
      await post('once');
      await post('then');
      await drain();
      clock.advance(HOUR);
      await drain();
      const posted = discord.messages(CHANNEL);
      if (withBot) assert.deepEqual(titles(discord), ['Message once', 'Message then']);
      else {
        assert.deepEqual(titles(discord), ['Message once', 'Message once', 'Message then']);
        assert.deepEqual(
          posted.map(({ content }) => content.slice(0, 10)),
          ['', 'Sent again', ''],
        );
      }
    }));
}

test('what Discord surely did not take is not called a repetition', () =>
  withWebhook(false, async ({ discord, clock, post, drain }) => {
    discord.fault({ fault: { do: 'status', status: 403, code: 50013 } });
    await post('a');
    assert.equal((await drain()).waiting, 1);
    clock.advance(2 * HOUR);
    await drain();
    assert.deepEqual(
      discord.messages(CHANNEL).map(({ content }) => content),
      [''],
    );
  }));

test('a webhook that is gone keeps its posts and asks rarely', () =>
  withWebhook(false, async ({ discord, clock, store, post, drain }) => {
    discord.removeWebhook('321');
    await post('a');
    assert.match((await drain()).problems.join(), /make a new one/);
    clock.advance(HOUR / 2);
    await drain();
    assert.equal(discord.requests.length, 1);
    assert.equal((await store.outbox.list(5, 'pending')).length, 1);
  }));
