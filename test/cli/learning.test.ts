import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { makeRecord } from '../helpers/make-item.ts';
import { openTestApp, type TestApp } from '../helpers/open-app.ts';
import { speak } from '../helpers/speak.ts';

const NOW = new Date('2026-11-20T13:00:00Z');

async function withItem(work: (test: TestApp, id: string) => Promise<void>): Promise<void> {
  const test = await openTestApp({ sources: [], now: NOW });
  try {
    const record = makeRecord({ article: { title: 'Regulator lets platforms offer staking' } });
    await (await test.store()).items.insert([record], NOW.toISOString());
    await work(test, record.article.id);
  } finally {
    await test.close();
  }
}

describe('verdict, reclassify and train on the command line', () => {
  it('keep a verdict and say what learns from it', () =>
    withItem(async (test, id) => {
      const { code, stdout } = await speak(
        ['verdict', id, '--wrong', 'topic:licenses', '--missing', 'topic:tax', '--by', 'anna'],
        test.app,
      );
      assert.equal(code, 0);
      assert.match(stdout, /^2 verdicts kept.*train --with-verdicts/);
      const kept = await (await test.store()).verdicts.list(id);
      assert.deepEqual(
        kept.map(one => [one.what, one.tag, one.who, one.at]),
        [
          ['wrong-tag', 'topic:licenses', 'anna', NOW.toISOString()],
          ['missing-tag', 'topic:tax', 'anna', NOW.toISOString()],
        ],
      );
    }));

  it('end with 2 when used wrongly', () =>
    withItem(async (test, id) => {
      for (const args of [
        ['verdict', id],
        ['verdict', id, '--wrong', 'topic:staknig'],
        ['verdict', id, '--relevant', '--irrelevant'],
        ['verdict'],
        ['reclassify', '--since', 'soon'],
      ]) {
        const { code, stderr } = await speak(args, test.app);
        assert.deepEqual([code, stderr === ''], [2, false], args.join(' '));
      }
    }));

  it('tag stored items again and tell what changed', () =>
    withItem(async (test, id) => {
      const { code, stdout } = await speak(['reclassify'], test.app);
      assert.equal(code, 0);
      assert.match(stdout, /^1 stored item looked at, 1 tagged otherwise/);
      assert.match(stdout, new RegExp(`${id}  Regulator lets platforms offer staking`));
      const { classification } = await test.app.item(id);
      assert.ok(stdout.includes(`Tagged with ${classification.model}`));
      assert.match((await speak(['reclassify'], test.app)).stdout, /0 tagged otherwise/);
    }));

  it('have nothing to adopt and nothing to take back at first', () =>
    withItem(async test => {
      const adopt = await speak(['train', '--adopt'], test.app);
      assert.deepEqual([adopt.code, adopt.stdout], [1, '']);
      assert.match(adopt.stderr, /train --with-verdicts/);
      const revert = await speak(['train', '--revert'], test.app);
      assert.equal(revert.code, 1);
      assert.match(revert.stderr, /shipped ones are in use already/);
    }));
});
