import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { headlineClassifier, shippedKnowledge } from '../helpers/classify.ts';

describe('examples of the vocabulary', () => {
  const knowledge = shippedKnowledge();
  // The terms themselves, without what was learned on top of them.
  const classify = headlineClassifier({ ...knowledge, model: null });

  for (const topic of knowledge.vocabulary.topics) {
    it(`${topic.id}: every yes has it, no no has it`, () => {
      assert.ok(topic.yes.length >= 2 && topic.no.length >= 2, 'two examples each at least');
      for (const example of topic.yes)
        assert.ok(
          classify(example).topics.some(tag => tag.id === topic.id),
          `missing in: ${example}`,
        );
      for (const example of topic.no)
        assert.ok(!classify(example).topics.some(tag => tag.id === topic.id), `wrongly in: ${example}`);
    });
  }

  for (const kind of knowledge.vocabulary.kinds) {
    it(`${kind.id}: its examples are of that kind`, () => {
      assert.ok(kind.yes.length >= 1);
      for (const example of kind.yes) assert.equal(classify(example).kind.id, kind.id, example);
    });
  }
});
