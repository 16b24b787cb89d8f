import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openBotBench, TEXT } from './setup.ts';

describe('bot', () => {
  it('logs in and answers', async () => {
    const bench = await openBotBench();
    try {
      const reply = await bench.discord.user('ada').in(TEXT).slash('help');
      console.log(reply.text, reply.interaction.ackMs);
      assert.equal(reply.ephemeral, true);
    } finally {
      console.log(bench.log());
      await bench.close();
    }
  });
});
