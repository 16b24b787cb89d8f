import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, it } from 'node:test';
import { createClassifier } from '../../src/classify/create-classifier.ts';
import { loadModels } from '../../src/classify/learn/load-models.ts';
import { loadKnowledge } from '../../src/classify/load-knowledge.ts';
import { AppError } from '../../src/core/errors.ts';
import type { VerdictRequest } from '../../src/core/learning.ts';
import type { Classifier } from '../../src/core/ports.ts';
import { adoptCandidate, inOrder, modelFolders, revertAdopted } from '../../src/pipeline/model-folder.ts';
import { reclassify } from '../../src/pipeline/reclassify.ts';
import { train } from '../../src/pipeline/train.ts';
import { toCorrection } from '../../src/pipeline/verdict-examples.ts';
import { giveVerdict } from '../../src/pipeline/verdicts.ts';
import type { SqliteStore } from '../../src/store/open-store.ts';
import { makeClassification, makeRecord, makeStored, makeTopic } from '../helpers/make-item.ts';
import { loadSharedKnowledge } from '../helpers/open-app.ts';
import { tempFolder, withStore } from '../helpers/temp-store.ts';

const CLASSIFIERS = path.resolve(import.meta.dirname, '../../classifiers');
const SEEN = '2026-06-01T00:00:00.000Z';
const clock = () => new Date(SEEN);
const { knowledge } = loadSharedKnowledge();

const says = (code: string, words: RegExp) => (error: unknown) => {
  assert.ok(error instanceof AppError, String(error));
  assert.equal(error.code, code);
  assert.match(error.message, words);
  return true;
};

const NOTHING: VerdictRequest = { wrong: [], missing: [], relevant: null, reason: null, who: 'anna' };

/** A folder with a small corpus, so that training takes a second. */
async function inLearningFolder(
  work: (folders: ReturnType<typeof modelFolders>, corpusDir: string) => Promise<void>,
): Promise<void> {
  const { folder, remove } = await tempFolder();
  try {
    const corpusDir = path.join(folder, 'classifiers', 'corpus');
    await mkdir(corpusDir, { recursive: true });
    const lines = (await readFile(path.join(CLASSIFIERS, 'corpus', 'us.jsonl'), 'utf8')).split('\n');
    await writeFile(path.join(corpusDir, 'us.jsonl'), lines.slice(0, 150).join('\n'));
    await work(modelFolders(path.join(folder, 'classifiers'), path.join(folder, 'data')), corpusDir);
  } finally {
    await remove();
  }
}

describe('verdicts', () => {
  async function withItem(work: (store: SqliteStore, id: string) => Promise<void>): Promise<void> {
    await withStore(async store => {
      const record = makeRecord();
      await store.items.insert([record], SEEN);
      await work(store, record.article.id);
    });
  }

  it('are kept as they were meant, by a prefix of the id and in any case', () =>
    withItem(async (store, id) => {
      const verdicts = await giveVerdict({ store, knowledge, clock }, id.slice(0, 6), {
        ...NOTHING,
        wrong: ['Topic:Staking', 'jurisdiction:hk'],
        missing: ['kind:rule'],
        relevant: true,
        reason: 'because',
      });
      assert.deepEqual(
        verdicts.map(one => [one.what, one.tag]),
        [
          ['relevant', null],
          ['wrong-tag', 'topic:staking'],
          ['wrong-tag', 'jurisdiction:HK'],
          ['missing-tag', 'kind:rule'],
        ],
      );
      assert.deepEqual(await store.verdicts.list(id), verdicts);
    }));

  it('are refused with what to do instead, and nothing is kept', () =>
    withItem(async (store, id) => {
      const give = (request: Partial<VerdictRequest>, item = id) =>
        giveVerdict({ store, knowledge, clock }, item, { ...NOTHING, ...request });
      await assert.rejects(give({}), says('usage', /--wrong topic:tax/));
      await assert.rejects(give({ wrong: ['staking'] }), says('usage', /Tags are written topic:/));
      await assert.rejects(give({ wrong: ['topic:stakng'] }), says('usage', /Did you mean topic:staking/));
      await assert.rejects(give({ wrong: ['topic:nft'] }), says('usage', /does not carry.*topic:staking/));
      await assert.rejects(give({ missing: ['topic:staking'] }), says('usage', /already/));
      await assert.rejects(
        give({ relevant: false, missing: ['topic:nft'] }),
        says('usage', /carries no tags/),
      );
      await assert.rejects(give({ relevant: false }, 'zzzzzz'), says('not-found', /zzzzzz/));
      assert.deepEqual(await store.verdicts.list(), []);
    }));

  it('on one item are put together, the later over the earlier', () => {
    const item = makeStored();
    const verdict = { itemId: item.id, reason: null, who: 'anna', at: SEEN };
    const correction = toCorrection(item, [
      { ...verdict, what: 'irrelevant', tag: null },
      { ...verdict, what: 'wrong-tag', tag: 'topic:licenses' },
      { ...verdict, what: 'missing-tag', tag: 'topic:custody' },
      { ...verdict, what: 'missing-tag', tag: 'kind:rule' },
      { ...verdict, what: 'relevant', tag: null },
    ]);
    assert.deepEqual(correction, { relevant: true, topics: ['custody', 'staking'], kind: 'rule' });
    assert.deepEqual(toCorrection(item, [{ ...verdict, what: 'irrelevant', tag: null }]), {
      relevant: false,
      topics: null,
      kind: null,
    });
    assert.deepEqual(toCorrection(item, [{ ...verdict, what: 'wrong-tag', tag: 'authority:SFC' }]), {
      relevant: null,
      topics: null,
      kind: null,
    });
  });
});

describe('train', () => {
  it('learns from verdicts, changes nothing until adopted, and goes back', () =>
    inLearningFolder((folders, corpusDir) =>
      withStore(async store => {
        const deps = {
          corpusDir,
          folders,
          knowledge,
          store: async () => store,
          sources: [],
          versions: { regbeat: 'test' },
        };
        const labels: string[] = [];
        const shipped = await train(deps, { onProgress: (_done, _total, label) => labels.push(label) });
        assert.deepEqual(await readdir(folders.shipped), [
          'kind.json',
          'manifest.json',
          'relevance.json',
          'topics.json',
        ]);
        assert.deepEqual([shipped.changes, shipped.adopted, shipped.verdicts], [null, false, 0]);
        assert.equal(shipped.training + shipped.validation, 150);
        assert.equal(labels.length, 18);

        const tagger = () => {
          const now = loadKnowledge(CLASSIFIERS, inOrder(folders));
          const classifier = createClassifier(now);
          return (title: string) =>
            classifier.classify({
              title,
              text: '',
              url: null,
              publishedAt: null,
              language: 'en',
              source: null,
            });
        };
        const title = 'Regulator publishes rules for crypto kiosks in supermarkets';
        const before = tagger()(title);
        assert.ok(!before.topics.some(tag => tag.id === 'mining'));
        const record = makeRecord({
          article: { title, text: '', textFrom: 'title', summary: null },
          classification: before,
          tier: 'press',
        });
        await store.items.insert([record], SEEN);
        await giveVerdict({ store, knowledge, clock }, record.article.id, {
          ...NOTHING,
          missing: ['topic:mining'],
        });
        const report = await train(deps, { withVerdicts: true });
        assert.deepEqual([report.verdicts, report.adopted, report.folder], [1, false, folders.candidate]);
        assert.equal(report.changes?.compared, 1);
        assert.match(report.changes?.examples[0]?.differences.join() ?? '', /topics: .*\+mining/);
        assert.deepEqual(tagger()(title).topics, before.topics, 'not adopted yet');

        assert.deepEqual(await adoptCandidate(folders), { version: report.version, from: 'adopted' });
        assert.ok(tagger()(title).topics.some(tag => tag.id === 'mining'));
        await assert.rejects(adoptCandidate(folders), says('no-candidate', /train --with-verdicts/));

        const again = await train(deps, { withVerdicts: true, adopt: true });
        assert.deepEqual([again.adopted, again.version], [true, report.version]);
        assert.deepEqual(await revertAdopted(folders), { version: report.version, from: 'adopted' });
        assert.deepEqual(await revertAdopted(folders), { version: shipped.version, from: 'shipped' });
        await assert.rejects(revertAdopted(folders), says('nothing-adopted', /shipped/));
        assert.deepEqual(tagger()(title).topics, before.topics);
      }),
    ));

  it('writes the same models again', () =>
    inLearningFolder(async (folders, corpusDir) => {
      const deps = {
        corpusDir,
        folders,
        knowledge,
        store: () => Promise.reject(new Error('training without verdicts needs no database')),
        sources: [],
        versions: {},
      };
      const read = async () =>
        Promise.all(
          (await readdir(folders.shipped)).map(name => readFile(path.join(folders.shipped, name), 'utf8')),
        );
      await train(deps, {});
      const first = await read();
      await train(deps, {});
      assert.deepEqual(await read(), first);
      assert.deepEqual(loadModels([folders.shipped]).problems, []);
    }));
});

describe('reclassify', () => {
  /** Tags everything as mining, but for what is said to be irrelevant. */
  const miner: Classifier = {
    version: 'miner-1',
    classify: ({ title }) =>
      makeClassification({
        relevant: !title.includes('weather'),
        topics: [makeTopic('mining')],
        model: 'miner-1',
      }),
  };

  async function fill(store: SqliteStore, count: number): Promise<string[]> {
    const records = Array.from({ length: count }, (_, at) =>
      makeRecord({
        article: {
          title: at === 0 ? 'About the weather' : `Item ${at}`,
          publishedAt: `2026-05-${String((at % 28) + 1).padStart(2, '0')}T08:00:00.000Z`,
        },
      }),
    );
    await store.items.insert(records, SEEN);
    return records.map(record => record.article.id);
  }

  it('gives every stored item the tags of now, posts nothing and keeps words and versions', () =>
    withStore(async store => {
      const ids = await fill(store, 120);
      const { upTo } = await store.items.news(0);
      await store.outbox.enqueue('console', 'x', ['a'], SEEN);
      const seen: number[] = [];
      const report = await reclassify(
        { store, classifier: miner, sources: [], clock, timeZone: 'UTC' },
        { onProgress: done => seen.push(done) },
      );
      assert.deepEqual(
        [report.compared, report.changed, report.becameIrrelevant, report.becameRelevant, report.finished],
        [120, 120, 1, 0, true],
      );
      assert.deepEqual(seen, [50, 100, 120]);
      for (const id of ids) {
        const item = await store.items.get(id);
        assert.deepEqual([item?.classification.model, item?.version], ['miner-1', 1]);
      }
      assert.deepEqual((await store.items.news(upTo)).items, []);
      assert.equal((await store.outbox.due(SEEN)).length, 1);
      assert.deepEqual(await store.verify(), []);
      const second = await reclassify({ store, classifier: miner, sources: [], clock, timeZone: 'UTC' }, {});
      assert.deepEqual([second.changed, second.resumedAfter], [0, 0]);
    }));

  it('goes on where it was stopped, unless the model is another', () =>
    withStore(async store => {
      await fill(store, 120);
      const deps = { store, classifier: miner, sources: [], clock, timeZone: 'UTC' };
      const stop = new AbortController();
      const first = await reclassify(deps, { signal: stop.signal, onProgress: () => stop.abort() });
      assert.deepEqual([first.finished, first.compared], [false, 50]);
      const second = await reclassify(deps, {});
      assert.deepEqual([second.resumedAfter, second.compared, second.finished], [50, 70, true]);

      const again = new AbortController();
      await reclassify(deps, { signal: again.signal, onProgress: () => again.abort() });
      const other = { ...deps, classifier: { ...miner, version: 'miner-2' } };
      assert.deepEqual((await reclassify(other, {})).resumedAfter, 0);
    }));

  it('leaves older items alone', () =>
    withStore(async store => {
      await fill(store, 28);
      const deps = { store, classifier: miner, sources: [], clock, timeZone: 'UTC' };
      assert.equal((await reclassify(deps, { since: '2026-05-20' })).compared, 9);
      await assert.rejects(reclassify(deps, { since: 'soonish' }), says('usage', /soonish.*30d/));
    }));
});
