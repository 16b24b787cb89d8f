import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { openConfiguredBot } from '../../src/app/bot.ts';
import { createParts } from '../../src/app/parts.ts';
import { AppError } from '../../src/core/errors.ts';
import { createLogger } from '../../src/logger.ts';
import { openTestApp } from '../helpers/open-app.ts';
import { type BotBench, openBotBench, TEXT } from './setup.ts';

async function withBench(
  work: (bench: BotBench) => Promise<void>,
  more: Parameters<typeof openBotBench>[0] = {},
) {
  const bench = await openBotBench(more);
  try {
    await work(bench);
  } finally {
    await bench.close();
  }
}

/** Resolves when `test` holds; rejects after ten seconds. */
async function until(test: () => boolean, what: string): Promise<void> {
  for (let tries = 0; !test(); tries++) {
    if (tries > 1000) throw new Error(`never: ${what}`);
    await wait(10);
  }
}

const isAppError = (code: string, message: RegExp) => (error: unknown) =>
  error instanceof AppError && error.code === code && message.test(error.message);

describe('logging in', () => {
  it('asks for servers only, and answers', () =>
    withBench(async ({ discord }) => {
      assert.equal(discord.intents(), 1);
      const reply = await discord.user('ada').in(TEXT).slash('help');
      assert.equal(reply.ephemeral, true);
      assert.equal(reply.interaction.acknowledged, 5, 'deferred first');
    }));

  it('says what to do about a token that Discord does not know, and about intents', async () => {
    await assert.rejects(
      openBotBench({
        prepare: discord =>
          discord.fault({ method: 'GET', path: /gateway/, fault: { do: 'status', status: 401 } }),
      }),
      isAppError('discord-token', /DISCORD_TOKEN.*Reset Token/),
    );
    await assert.rejects(
      openBotBench({ prepare: discord => discord.refuseLogin(4004) }),
      isAppError('discord-token', /DISCORD_TOKEN/),
    );
    await assert.rejects(
      openBotBench({ prepare: discord => discord.refuseLogin(4014) }),
      isAppError('discord-intents', /intent/),
    );
  });

  it('is no bot without a token', async () => {
    const test = await openTestApp({});
    const logger = await createLogger('silent', false);
    const parts = createParts(test.config, logger, {});
    try {
      assert.equal(await openConfiguredBot(test.config, parts, test.app, logger), null);
    } finally {
      await parts.close();
      await test.close();
    }
  });

  it('goes on trying while Discord cannot be reached', () =>
    withBench(
      async ({ discord, log }) => {
        await until(() => discord.gateway().identified === 1, 'log-in');
        await until(() => discord.commands().length > 0, 'commands');
        await until(() => /bot is in/.test(log()), 'ready');
        assert.match(log(), /discord cannot be reached/);
        assert.match((await discord.user('ada').in(TEXT).slash('help')).text, /regbeat/);
      },
      {
        prepare: discord =>
          discord.fault({ method: 'GET', path: /gateway/, times: 4, fault: { do: 'status', status: 502 } }),
      },
    ));

  it('does not hold up what runs beside it when Discord does not answer', () =>
    withBench(
      async ({ discord, bot, log }) => {
        assert.equal(discord.gateway().identified, 0);
        assert.doesNotMatch(log(), /bot is in/);
        await bot.close(20);
        await bot.done;
      },
      {
        bot: { patienceMs: 50 },
        prepare: discord =>
          discord.fault({ method: 'GET', path: /gateway/, times: 9, fault: { do: 'hang', when: 'before' } }),
      },
    ));

  it('stops for good when Discord locks it out while it runs', () =>
    withBench(async ({ discord, bot }) => {
      discord.dropConnections(4004);
      await assert.rejects(bot.done, isAppError('discord-token', /DISCORD_TOKEN/));
    }));
});

describe('a connection that is lost', () => {
  it('is resumed, and what happened meanwhile is answered', () =>
    withBench(async ({ discord }) => {
      discord.dropConnections();
      const reply = await discord.user('ada').in(TEXT).slash('help');
      assert.match(reply.text, /regbeat/);
      assert.deepEqual({ ...discord.gateway(), heartbeats: 0 }, { identified: 1, resumed: 1, heartbeats: 0 });
    }));

  it('is taken up again when Discord asks for it, and anew when the session is over', () =>
    withBench(async ({ discord }) => {
      discord.askToReconnect();
      await until(() => discord.gateway().resumed === 1, 'resumed');
      assert.match((await discord.user('ada').in(TEXT).slash('help')).text, /regbeat/);
      discord.invalidateSessions(false);
      await until(() => discord.gateway().identified === 2, 'identified anew');
      assert.match((await discord.user('ada').in(TEXT).slash('help')).text, /regbeat/);
    }));
});

describe('commands', () => {
  it('are registered once for as long as they are the same', () =>
    withBench(async bench => {
      assert.equal(bench.discord.registrations(), 1);
      await bench.restart();
      assert.equal(bench.discord.registrations(), 1);
      const store = await bench.store();
      await store.settings.set(`bot-commands:${bench.discord.botId}`, 'those of an older version');
      await bench.restart();
      assert.equal(bench.discord.registrations(), 2);
    }));

  it('are named as missing when the bot was invited without them', () =>
    withBench(
      async ({ discord, log }) => {
        assert.deepEqual(discord.commands(), []);
        assert.match(log(), /commands not registered.*applications\.commands/);
      },
      { prepare: discord => discord.forbidCommands() },
    ));
});

describe('closing', () => {
  it('finishes the answers that are under way', () =>
    withBench(async ({ discord, bot }) => {
      const asked = discord.user('ada').in(TEXT).slash('help');
      await until(() => discord.interactions[0]?.acknowledged === 5, 'deferred');
      await bot.close();
      assert.match((await asked).text, /regbeat/);
      await bot.done;
    }));
});
