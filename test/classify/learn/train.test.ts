import assert from 'node:assert/strict';
import { cp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, it } from 'node:test';
import { createClassifier } from '../../../src/classify/create-classifier.ts';
import { isForValidation, toExample } from '../../../src/classify/learn/examples.ts';
import { createLearnedModel } from '../../../src/classify/learn/learned-model.ts';
import { loadCorpus } from '../../../src/classify/learn/load-corpus.ts';
import { loadModels } from '../../../src/classify/learn/load-models.ts';
import { manifestSchema, modelSchema } from '../../../src/classify/learn/model-file.ts';
import { createItemReader } from '../../../src/classify/learn/signals.ts';
import { createStem } from '../../../src/classify/learn/stem.ts';
import { TASKS } from '../../../src/classify/learn/tasks.ts';
import { type Training, trainingPart, trainModels } from '../../../src/classify/learn/train.ts';
import { loadKnowledge } from '../../../src/classify/load-knowledge.ts';
import { createPublisherHints } from '../../../src/classify/publisher-hints.ts';
import { AppError } from '../../../src/core/errors.ts';
import { loadSharedKnowledge } from '../../helpers/open-app.ts';
import { tempFolder } from '../../helpers/temp-store.ts';

const CLASSIFIERS = path.resolve(import.meta.dirname, '../../../classifiers');
const MODELS = path.join(CLASSIFIERS, 'models');
const corpus = loadCorpus(path.join(CLASSIFIERS, 'corpus'));
const { knowledge } = loadSharedKnowledge();

/** Every twentieth item, so that all regions and kinds are there. */
function trainOnSlice(reverse: boolean): Training {
  const items = corpus.items.filter((_, at) => at % 20 === 0);
  const read = createItemReader(knowledge);
  const hint = createPublisherHints(knowledge);
  const stem = createStem();
  const examples = (reverse ? items.toReversed() : items).map(item =>
    toExample(item, hint(item.publisher), read, stem),
  );
  const steps = trainModels(trainingPart(examples));
  for (let step = steps.next(); ; step = steps.next()) if (step.done === true) return step.value;
}

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const { folder, remove } = await tempFolder();
  try {
    await work(folder);
  } finally {
    await remove();
  }
}

describe('training', () => {
  const training = trainOnSlice(false);

  it('gives the same bytes for the same examples, in whatever order they come', () => {
    assert.deepEqual(trainOnSlice(true).texts, training.texts);
  });

  it('writes models that are read back as they are', () => {
    for (const task of TASKS)
      assert.deepEqual(modelSchema.parse(JSON.parse(training.texts[task])), training.models[task]);
  });

  it('quotes the words that a decision rests on', () => {
    const model = createLearnedModel(training.models, 'test');
    const title = 'Tax office publishes guidance on staking rewards';
    const tags = createClassifier({ ...knowledge, model }).classify({
      title,
      text: '',
      url: null,
      publishedAt: null,
      language: 'en',
      source: null,
    });
    const learned = [...tags.topics, tags.kind].flatMap(tag =>
      tag.evidence.filter(one => one.rule.startsWith('model:')),
    );
    assert.ok(learned.length > 0);
    for (const one of learned) assert.equal(title.slice(one.start, one.end), one.text);
    assert.ok(tags.model.endsWith('+test'));
  });
});

describe('the shipped models', () => {
  const { loaded, problems } = loadModels([MODELS]);

  it('were trained on the labelled examples as they are now (npx regbeat train)', () => {
    assert.deepEqual(problems, []);
    assert.equal(loaded?.manifest.corpus, corpus.hash);
    assert.deepEqual(loaded?.manifest.counts.files, corpus.files);
    assert.equal(
      loaded?.manifest.counts.validation,
      corpus.items.filter(item => isForValidation(item.id)).length,
    );
  });

  it('do on examples kept from training nearly what they do in cross-validation, and better than chance', () => {
    const { crossValidation, validation } = loaded?.manifest ?? assert.fail('no models');
    for (const task of TASKS)
      assert.ok(
        validation[task] > crossValidation[task] - 0.05,
        `${task} ${validation[task]} against ${crossValidation[task]}`,
      );
    assert.ok(validation.relevance > 0.9 && validation.topics > 0.78 && validation.kind > 0.6);
  });

  it('are in use, and named in the version of every tag', () => {
    const shipped = loadKnowledge(CLASSIFIERS);
    assert.equal(shipped.model?.version, loaded?.manifest.version);
    assert.ok(createClassifier(shipped).version.endsWith(`+${loaded?.manifest.version}`));
  });

  it('are passed over when a byte is wrong, for the next folder or for the rules alone', () =>
    inFolder(async folder => {
      const damaged = path.join(folder, 'models');
      await cp(MODELS, damaged, { recursive: true });
      const text = await readFile(path.join(damaged, 'kind.json'), 'utf8');
      await writeFile(path.join(damaged, 'kind.json'), text.replace('0.', '1.'));
      const alone = loadModels([damaged]);
      assert.equal(alone.loaded, null);
      assert.match(alone.problems.join(), /kind\.json does not match its manifest/);
      assert.equal(loadModels([damaged, MODELS]).loaded?.folder, MODELS);
      const rules = loadKnowledge(CLASSIFIERS, [damaged]);
      assert.equal(rules.model, null);
      assert.equal(rules.modelProblems.length, 1);
    }));

  it('are passed over when they are of another format, half there or no JSON', () =>
    inFolder(async folder => {
      const manifest = manifestSchema.parse(
        JSON.parse(await readFile(path.join(MODELS, 'manifest.json'), 'utf8')),
      );
      for (const text of [
        '',
        '{',
        '[]',
        JSON.stringify({ ...manifest, format: 99 }),
        JSON.stringify(manifest),
      ]) {
        await writeFile(path.join(folder, 'manifest.json'), text);
        const { loaded: found, problems: told } = loadModels([folder]);
        assert.deepEqual([found, told.length], [null, 1], text.slice(0, 20));
      }
    }));
});

describe('loadCorpus', () => {
  it('lists every line that cannot be read and every id given twice', () =>
    inFolder(async folder => {
      const line = '{"id":"a","title":"t","relevant":false}';
      await writeFile(path.join(folder, 'one.jsonl'), `${line}\nnonsense\n`);
      await writeFile(path.join(folder, 'two.jsonl'), line);
      assert.throws(
        () => loadCorpus(folder),
        (error: unknown) => {
          assert.ok(error instanceof AppError);
          assert.match(error.message, /one\.jsonl, line 2: not JSON/);
          assert.match(error.message, /two\.jsonl: a is there already/);
          return true;
        },
      );
    }));

  it('says when there is nothing', () =>
    inFolder(async folder => {
      assert.throws(() => loadCorpus(folder), /no labelled items/);
      assert.throws(() => loadCorpus(path.join(folder, 'nowhere')), /cannot be read/);
    }));
});
