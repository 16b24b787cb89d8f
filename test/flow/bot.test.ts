import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { describe, it } from 'node:test';
import { openFakeDiscord } from '../helpers/fake-discord.ts';
import { finished, startCli } from '../helpers/run-cli.ts';
import { tempFolder } from '../helpers/temp-store.ts';

const CHANNEL = '100000000000000001';

/** Resolves once a process has written this, or has ended. */
function said(child: ChildProcess, pattern: RegExp): Promise<void> {
  return new Promise(resolve => {
    let text = '';
    child.stdout?.on('data', chunk => {
      text += String(chunk);
      if (pattern.test(text)) resolve();
    });
    child.once('close', () => resolve());
  });
}

describe('regbeat run --roles bot', { concurrency: true }, () => {
  it('answers commands until it is told to stop', async t => {
    const { folder, remove } = await tempFolder();
    const discord = await openFakeDiscord({ channels: [{ id: CHANNEL }] });
    const env = { DISCORD_TOKEN: discord.token, DISCORD_API_BASE: discord.base };
    const child = startCli(['run', '--roles', 'bot'], { folder, env });
    t.after(async () => {
      child.kill('SIGKILL');
      await discord.close();
      await remove();
    });
    const end = finished(child);
    await said(child, /Running on schedule/);
    const reply = await discord.user('ada').in(CHANNEL).slash('subscribe', { query: 'topic:staking' });
    assert.match(reply.text, /Subscribed/);
    child.kill('SIGTERM');
    const { code, stdout } = await end;
    assert.equal(code, 0);
    assert.match(stdout, /The Discord bot answers commands/);
    assert.doesNotMatch(stdout, /sources read/);
  });

  it('ends with 1 and says what to do when Discord does not know the token, or none is set', async t => {
    const { folder, remove } = await tempFolder();
    const discord = await openFakeDiscord({ channels: [{ id: CHANNEL }] });
    t.after(async () => {
      await discord.close();
      await remove();
    });
    const env = { DISCORD_TOKEN: 'wrong', DISCORD_API_BASE: discord.base };
    const wrong = await finished(startCli(['run'], { folder, env }));
    assert.equal(wrong.code, 1);
    assert.match(wrong.stderr, /error: Discord does not know this DISCORD_TOKEN: .*Reset Token/);
    assert.doesNotMatch(wrong.stderr, /\n\s+at /);
    const none = await finished(startCli(['run', '--roles', 'bot'], { folder, env: {} }));
    assert.equal(none.code, 1);
    assert.match(none.stderr, /needs a Discord token: put DISCORD_TOKEN/);
  });
});
