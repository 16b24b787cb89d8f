import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AppError } from '../../src/core/errors.ts';
import { formatTarget, parseTarget } from '../../src/deliver/target.ts';

test('reads what people write and writes what the outbox stores', () => {
  assert.deepEqual(parseTarget(' console '), { kind: 'console' });
  assert.deepEqual(parseTarget('File'), { kind: 'file' });
  assert.deepEqual(parseTarget('discord:1234567890123456789'), {
    kind: 'discord',
    channelId: '1234567890123456789',
  });
  for (const target of ['console', 'file', 'discord:42'])
    assert.equal(formatTarget(parseTarget(target)), target);
});

for (const [text, words] of [
  ['', /No target was given.*discord:<channel id>/],
  ['slack:7', /"slack:7" is not a target/],
  ['discord', /lacks its channel id.*Copy Channel ID/],
  ['discord:', /lacks its channel id/],
  ['discord:#general', /"#general" is not a Discord channel id.*Developer Mode/],
  ['discord:-5', /not a Discord channel id/],
  ['discord:99999999999999999999', /not a Discord channel id/],
  ['file:/etc/passwd', /takes nothing after it/],
  ['x'.repeat(5000), /not a target/],
] as const) {
  test(`says what is wrong with the target "${text.slice(0, 20)}"`, () => {
    assert.throws(
      () => parseTarget(text),
      (error: unknown) => error instanceof AppError && error.code === 'target' && words.test(error.message),
    );
  });
}
