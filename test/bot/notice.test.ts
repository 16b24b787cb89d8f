import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Command } from '../../src/bot/command.ts';
import { slash } from '../../src/bot/command-data.ts';
import { openBotBench, TEXT } from './setup.ts';

it('whoever waits is told that it goes on, and then gets the answer in its place', async () => {
  const { promise: done, resolve: finish } = Promise.withResolvers<void>();
  const slow: Command = {
    key: 'slow',
    data: slash('slow', 'command.help'),
    help: { text: 'command.help.help', examples: ['/slow'] },
    handle: async () => {
      await done;
      return { embeds: [{ title: 'Here it is' }] };
    },
  };
  const bench = await openBotBench({ bot: { commands: [slow], noticeMs: 20 } });
  try {
    const reply = await bench.discord.user('ada').in(TEXT).slash('slow');
    assert.match(reply.text, /takes a little longer/);
    finish();
    while (!/Here it is/.test(reply.text)) await new Promise(resolve => setTimeout(resolve, 10));
    assert.equal(reply.text, 'Here it is');
    assert.equal(reply.message.content, '');
  } finally {
    finish();
    await bench.close();
  }
});
