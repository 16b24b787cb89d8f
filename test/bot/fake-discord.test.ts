import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { FakeInteraction } from '../helpers/fake-discord/interactions.ts';
import { type FakeDiscord, openFakeDiscord } from '../helpers/fake-discord.ts';
import { NOW, TEXT } from './setup.ts';

describe('the fake Discord refuses as Discord does', () => {
  let discord: FakeDiscord;
  const clock = { now: NOW };
  before(async () => {
    discord = await openFakeDiscord({ channels: [{ id: TEXT }], clock: () => clock.now });
    const commands = [{ type: 1, name: 'probe', description: 'Probes' }];
    await ask('PUT', `/applications/${discord.botId}/commands`, commands);
  });
  after(() => discord.close());
  beforeEach(() => {
    clock.now = NOW;
    discord.lateBy(0);
  });

  async function ask(method: string, path: string, body: unknown) {
    const response = await fetch(`${discord.base}/v10${path}`, {
      method,
      headers: { 'content-type': 'application/json', authorization: `Bot ${discord.token}` },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    const answer: { readonly code?: number } = text === '' ? {} : JSON.parse(text);
    return { status: response.status, code: answer.code, type: response.headers.get('content-type') };
  }
  /** An interaction that nobody is there to answer. */
  function begin(): FakeInteraction {
    discord
      .user('ada')
      .in(TEXT)
      .slash('probe')
      .catch(() => undefined);
    const begun = discord.interactions.at(-1);
    assert.ok(begun !== undefined);
    return begun;
  }
  const callback = ({ id, token }: FakeInteraction, body: unknown) =>
    ask('POST', `/interactions/${id}/${token}/callback`, body);
  const original = ({ token }: FakeInteraction) => `/webhooks/${discord.botId}/${token}/messages/@original`;
  const HELLO = { type: 4, data: { content: 'hello' } };

  it('a second acknowledgement', async () => {
    const begun = begin();
    assert.deepEqual(await callback(begun, HELLO), { status: 204, code: undefined, type: null });
    assert.deepEqual(
      [(await callback(begun, HELLO)).status, (await callback(begun, HELLO)).code],
      [400, 40060],
    );
  });

  it('a late one, and one to nothing', async () => {
    discord.lateBy(3_001);
    assert.equal((await callback(begin(), HELLO)).code, 10062);
    assert.equal((await ask('POST', '/interactions/1/nothing/callback', HELLO)).code, 10062);
  });

  it('edits before an answer, and after 15 minutes', async () => {
    const begun = begin();
    assert.equal((await ask('PATCH', original(begun), { content: 'x' })).status, 404);
    await callback(begun, { type: 5, data: { flags: 64 } });
    assert.equal((await ask('PATCH', original(begun), { content: 'x' })).status, 200);
    clock.now = new Date(NOW.getTime() + 15 * 60_000 + 1);
    assert.equal((await ask('PATCH', original(begun), { content: 'y' })).code, 50027);
  });

  it('bodies that break its rules', async () => {
    const bad: readonly unknown[] = [
      { type: 4, data: {} },
      { type: 4, data: { content: 'x'.repeat(2001) } },
      { type: 4, data: { content: 'x', flags: 1 << 15 } },
      { type: 4, data: { embeds: Array.from({ length: 2 }, () => ({ description: 'x'.repeat(3001) })) } },
      { type: 4, data: { content: 'x', components: [{ type: 1, components: [] }] } },
      { type: 8, data: { choices: [] } },
      { type: 9, data: { custom_id: 'x', title: 'x'.repeat(46), components: [] } },
      { type: 99 },
    ];
    for (const body of bad) assert.deepEqual([(await callback(begin(), body)).code, body], [50035, body]);
    const twice = { type: 2, style: 1, label: 'a', custom_id: 'same' };
    const data = { content: 'x', components: [{ type: 1, components: [twice, twice] }] };
    assert.equal((await callback(begin(), { type: 4, data })).code, 50035);
  });

  it('what a person could not send', async () => {
    await assert.rejects(discord.user('ada').in(TEXT).slash('nothing'), /no command/);
    await assert.rejects(discord.user('ada').in(TEXT).slash('probe', { x: 1 }), /no option "x"/);
  });
});
