import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { renderDiscord } from '../../src/deliver/discord/render.ts';
import { hostileMessage } from '../helpers/arbitrary-message.ts';
import { discordRules } from '../helpers/fake-discord-state.ts';
import { inertProblems, pingProblems } from '../helpers/inert-text.ts';

test('any message becomes payloads that Discord takes, loses no story and keeps their order', () => {
  const { create } = discordRules();
  fc.assert(
    fc.property(hostileMessage(), ({ message, marks }) => {
      const payloads = renderDiscord(message);
      assert.ok(payloads.length > 0);
      for (const payload of payloads) {
        const body: unknown = JSON.parse(JSON.stringify({ ...payload, nonce: 'x', enforce_nonce: true }));
        assert.deepEqual(create(body), []);
        assert.deepEqual(payload.allowed_mentions, { parse: [] });
      }
      const words = payloads
        .flatMap(payload => payload.embeds.map(embed => `${embed.title ?? ''} ${embed.description ?? ''}`))
        .join(' ');
      assert.deepEqual(words.match(/Story\d+Mark/g) ?? [], marks);
    }),
    { numRuns: 150 },
  );
});

test('no syntax of a hostile message survives', () => {
  fc.assert(
    fc.property(hostileMessage(6), ({ message }) => {
      for (const payload of renderDiscord(message))
        for (const { title, description, author, footer } of payload.embeds)
          assert.deepEqual(
            [
              ...[title, description].flatMap(text => inertProblems(text ?? '')),
              ...[author?.name, footer?.text].flatMap(text => pingProblems(text ?? '')),
            ],
            [],
          );
    }),
    { numRuns: 150 },
  );
});
