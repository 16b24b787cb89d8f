import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inlineText } from '../../src/core/html.ts';
import { parseDocument } from '../../src/parse/parse-document.ts';
import { FAULTS, FEED_URL } from './feed-faults.ts';

for (const fault of FAULTS) {
  test(`ten items in spite of: ${fault.name}`, async () => {
    const bytes = typeof fault.body === 'string' ? Buffer.from(fault.body) : fault.body;
    const document = await parseDocument(
      { bytes, contentType: fault.contentType ?? 'application/rss+xml', url: FEED_URL },
      null,
    );
    const read = document.items.map(item => ({
      title: inlineText(item.title ?? ''),
      link: item.link,
      date: item.dateText ?? item.updatedText,
    }));
    assert.deepEqual(read, fault.expected);
  });
}

test('there are more than 43 kinds of faults', () => assert.ok(FAULTS.length > 43));
