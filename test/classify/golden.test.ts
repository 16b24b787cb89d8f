import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { createClassifier } from '../../src/classify/create-classifier.ts';
import { evaluate } from '../../src/classify/evaluate.ts';
import { parseLabelledItems } from '../../src/classify/labelled-items.ts';
import { shippedKnowledge } from '../helpers/classify.ts';

const GOLDEN = join(import.meta.dirname, '..', 'golden');

describe('golden headlines', () => {
  const { value, notes } = parseLabelledItems(readFileSync(join(GOLDEN, 'headlines.jsonl'), 'utf8'));
  const knowledge = shippedKnowledge();
  const result = evaluate(value, createClassifier(knowledge), knowledge);
  const floors: Record<string, number> = JSON.parse(readFileSync(join(GOLDEN, 'floors.json'), 'utf8'));
  const scores: Record<string, number> = {
    relevance: result.relevance.f1,
    primary: result.jurisdictions.primary.f1,
    topics: result.topics.micro.f1,
    topicsMacro: result.topics.macro.f1,
    kind: result.kind.accuracy,
    authorities: result.authorities.f1,
  };

  it('are readable, many, and a third of them look like what they are not', () => {
    assert.deepEqual(notes, []);
    assert.ok(value.length >= 150);
    assert.ok(value.filter(item => !item.relevant).length >= value.length / 3);
  });

  for (const [name, floor] of Object.entries(floors)) {
    it(`${name} stays at ${floor} or above`, () => {
      const worst = result.errors
        .slice(0, 5)
        .map(error => `${error.id} ${error.title}: ${error.differences.join('; ')}`);
      assert.ok(
        (scores[name] ?? 0) >= floor,
        `${name} is ${scores[name]}. Worst items:\n${worst.join('\n')}`,
      );
    });
  }
});
