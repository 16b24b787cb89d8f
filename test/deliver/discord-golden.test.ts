import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import type { Message, RenderOptions } from '../../src/core/message.ts';
import { renderDiscord } from '../../src/deliver/discord/render.ts';
import { discordRules } from '../helpers/fake-discord-state.ts';
import { SAMPLE_NOTICE, sampleAlert, sampleDigest } from '../preview/samples.ts';

const FOLDER = path.resolve(import.meta.dirname, '../golden/discord');
/** `node --test test/deliver/discord-golden.test.ts --update` writes the files anew: look at what changed with `npm run preview`. */
const UPDATE = process.argv.includes('--update');

const ROLE = '700000000000000001';
const POSTS: readonly (readonly [name: string, message: Message, options: RenderOptions])[] = [
  ['digest', sampleDigest('daily'), { buttons: true }],
  ['digest-topics', sampleDigest('daily', 'en', 'topic'), { buttons: true, groupBy: 'topic' }],
  ['weekly', sampleDigest('weekly'), { buttons: true }],
  ['weekly-zh-hant', sampleDigest('weekly', 'zh-Hant'), { buttons: true }],
  ['digest-de-webhook', sampleDigest('daily', 'de'), {}],
  ['alert', sampleAlert('a'), { buttons: true, mentionRoleId: ROLE }],
  ['alert-unconfirmed', sampleAlert('e'), { buttons: true }],
  ['alert-updated-ja', sampleAlert('i', 'ja', 'updated'), { buttons: true, locale: 'ja' }],
  ['notice', SAMPLE_NOTICE, {}],
];

for (const [name, message, options] of POSTS)
  test(`the posts of ${name} are what was looked at, and Discord takes them`, () => {
    const payloads = renderDiscord(message, options);
    const { create } = discordRules();
    for (const payload of payloads) {
      const body: unknown = JSON.parse(JSON.stringify({ ...payload, nonce: 'x', enforce_nonce: true }));
      assert.deepEqual(create(body), []);
    }
    const file = path.join(FOLDER, `${name}.json`);
    const text = `${JSON.stringify(payloads, null, 2)}\n`;
    if (UPDATE) writeFileSync(file, text);
    assert.deepEqual(JSON.parse(text), JSON.parse(readFileSync(file, 'utf8')));
  });

test('a digest is told in the language of its channel, the news in its own', () => {
  const text = JSON.stringify(renderDiscord(sampleDigest('weekly', 'zh-Hant'), {}));
  for (const words of ['每週摘要', '香港', '質押', '官方', 'SFC sets final conditions', '暗号資産交換業者'])
    assert.ok(text.includes(words), words);
  assert.doesNotMatch(text, /Also reported by|Stories|sources read/);
});
