import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toFoundJson, toItemJson } from '../../../src/core/json/item-json.ts';
import { makeStored } from '../../helpers/make-item.ts';

const SAYS = 'The commission fined the platform 2 million dollars for offering tokens without a licence.';
const FURNITURE = 'For immediate release. Share this on social media.';

test('the summary of a found item is what its words say, without furniture', () => {
  const item = makeStored({
    article: { title: 'Commission fines a platform', summary: FURNITURE, text: `${FURNITURE}\n\n${SAYS}` },
  });
  assert.equal(toFoundJson(item).summary, SAYS);
  assert.equal(toItemJson(item).summary, FURNITURE);
  assert.deepEqual({ ...toFoundJson(item), summary: FURNITURE }, toItemJson(item));
});

test('it comes from what the source gave where there is no text, and is null where that is the title again', () => {
  const item = makeStored({ article: { title: 'Commission fines a platform', text: '', summary: SAYS } });
  assert.equal(toFoundJson(item).summary, SAYS);
  assert.equal(
    toFoundJson(makeStored({ article: { title: SAYS, text: SAYS, summary: SAYS } })).summary,
    null,
  );
});
