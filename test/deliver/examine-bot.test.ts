import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AppError } from '../../src/core/errors.ts';
import { examineBot } from '../../src/deliver/discord/examine-bot.ts';
import { type FakeDiscord, openFakeDiscord } from '../helpers/fake-discord.ts';

const CHANNEL = '100000000000000001';
const MUTE = '100000000000000002';

async function withDiscord(work: (discord: FakeDiscord) => Promise<void>): Promise<void> {
  const discord = await openFakeDiscord({
    channels: [
      { id: CHANNEL, name: 'policy' },
      { id: MUTE, name: 'quiet', botLacks: (1n << 11n) | (1n << 14n) },
    ],
  });
  try {
    await work(discord);
  } finally {
    await discord.close();
  }
}

const ask = ({ base, token }: FakeDiscord, channelId: string | null) =>
  examineBot({ token, apiBase: base, channelId });
const says = (pattern: RegExp) => (error: unknown) =>
  error instanceof AppError && pattern.test(error.message);

describe('the question about the bot', () => {
  it('is answered with its name, its servers, and an invitation with the least permissions', () =>
    withDiscord(async discord => {
      const line = await ask(discord, null);
      assert.match(line, /^logged in as regbeat in 1 server; invite it with https:/);
      const url = new URL(/https:\S+/.exec(line)?.[0] ?? '');
      assert.equal(url.searchParams.get('client_id'), discord.botId);
      assert.equal(url.searchParams.get('scope'), 'bot applications.commands');
      // View Channel, Send Messages, Embed Links, Attach Files, Read Message History, Send Messages in Threads.
      assert.equal(url.searchParams.get('permissions'), '274878024704');
      assert.match(await ask(discord, CHANNEL), /channel policy; invite/);
    }));

  it('says what is wrong: token, channel, permissions, scope, no server', () =>
    withDiscord(async discord => {
      await assert.rejects(
        examineBot({ token: 'x', apiBase: discord.base, channelId: null }),
        says(/DISCORD_TOKEN/),
      );
      await assert.rejects(ask(discord, '5'), says(/cannot see channel 5: give it View Channel/));
      await assert.rejects(ask(discord, MUTE), says(/lacks Send Messages, Embed Links in channel quiet/));
      discord.fault({ method: 'GET', path: /guilds$/, fault: { do: 'status', status: 500 } });
      assert.match(await ask(discord, null), /^logged in as regbeat; invite/);
      discord.forbidCommands();
      await assert.rejects(ask(discord, null), says(/may not have commands: invite it/));
    }));
});
