import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';
import { TAXONOMY_FILE, taxonomyMarkdown } from './taxonomy-markdown.ts';

it('docs/taxonomy.md is what the taxonomy is now (npm run docs writes it)', () => {
  assert.equal(readFileSync(TAXONOMY_FILE, 'utf8'), taxonomyMarkdown());
});
