import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';
import { SOURCES_FILE, sourcesMarkdown } from './sources-markdown.ts';

it('docs/sources.md is what feeds/ is now (npm run docs writes it)', () => {
  assert.equal(readFileSync(SOURCES_FILE, 'utf8'), sourcesMarkdown());
});
