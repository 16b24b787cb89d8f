import assert from 'node:assert/strict';
import { it } from 'node:test';
import { openTestApp } from '../helpers/open-app.ts';

const page = (limit: string) =>
  `<!doctype html><html><head><title>Circular on staking services</title></head><body><main><h1>Circular on staking services</h1><p>Licensed virtual asset trading platforms may offer staking services to their clients when they keep control of the assets.</p><p>The limit for retail clients is ${limit} of the assets that they hold with the platform, and it applies from January on.</p></main></body></html>`;

it('takes other words in a page that is given again for an edit, and the same words for nothing new', async t => {
  const test = await openTestApp({ sources: [], now: new Date('2026-11-22T12:00:00Z') });
  t.after(test.close);
  const give = async (html: string) => {
    const input = { name: 'circular.html', bytes: Buffer.from(html), contentType: null, url: null };
    return (await test.app.ingest(input, {})).items.map(({ outcome, item }) => [outcome, item.version]);
  };
  assert.deepEqual(await give(page('ten per cent')), [['stored', 1]]);
  assert.deepEqual(await give(page('ten per cent')), [['unchanged', 1]]);
  assert.deepEqual(await give(page('five per cent')), [['updated', 2]]);
});
