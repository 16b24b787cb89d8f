import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { load } from 'js-yaml';
import { z } from 'zod';
import { parseDocument } from '../../src/parse/parse-document.ts';

const FOLDER = join(import.meta.dirname, '../../../shared/recorded');
const About = z.array(
  z.object({ file: z.string(), items: z.number().optional(), source_url: z.string().optional() }),
);
const skip = existsSync(FOLDER) ? false : 'recorded documents are not on this machine';
const about = skip === false ? About.parse(load(readFileSync(join(FOLDER, 'ABOUT.yaml'), 'utf8'))) : [];

test('recorded feeds are there', { skip }, () => assert.ok(about.length > 20));

for (const { file, items, source_url: url = null } of about) {
  if (items === undefined || !/\.(?:rss|xml|atom|csv)$/.test(file)) continue;
  test(`${file} has ${items} items`, async () => {
    const isTable = file.endsWith('.csv');
    const rule = {
      format: 'csv',
      read: { title: { path: 'ae_lei_name' } },
      language: 'en',
      timeZone: 'UTC',
    } as const;
    const bytes = readFileSync(join(FOLDER, file));
    const document = await parseDocument(
      { bytes, contentType: null, url: url?.split(' ')[0] ?? null },
      isTable ? rule : null,
    );
    assert.equal(document.items.length, items);
    assert.equal(document.complete, true);
    for (const item of document.items) {
      assert.ok(item.title !== null && item.title !== '');
      if (isTable) continue;
      assert.match(item.link ?? '', /^https?:\/\//);
      assert.ok((item.dateText ?? item.updatedText) !== null);
    }
  });
}
