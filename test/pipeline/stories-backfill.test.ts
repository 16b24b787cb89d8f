import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Article, SourceDef } from '../../src/core/types.ts';
import { classifyArticle } from '../../src/pipeline/classify-article.ts';
import { storeArticles } from '../../src/pipeline/store-articles.ts';
import { signAgain } from '../../src/pipeline/stories-backfill.ts';
import { LOCAL_SOURCE } from '../../src/pipeline/to-articles.ts';
import { makeArticle } from '../helpers/make-item.ts';
import { loadSharedKnowledge } from '../helpers/open-app.ts';
import { withStore } from '../helpers/temp-store.ts';

const { classifier } = loadSharedKnowledge();
const AT = '2026-06-10T12:00:00.000Z';
const DAY = { from: '2026-06-09T00:00:00.000Z', to: '2026-06-11T00:00:00.000Z' };

test('an item whose page arrived is compared and found by the words of the page, in the story that it had', () =>
  withStore(async store => {
    const def: SourceDef = { ...LOCAL_SOURCE, id: 'zz/office/news', tier: 'official' };
    const bare = makeArticle({
      sourceId: def.id,
      title: 'Press release no. 17',
      text: '',
      textFrom: 'title',
      publishedAt: AT,
      summary: null,
    });
    const tagsOf = (article: Article) => classifyArticle(article, def, classifier);
    const context = { def, seenAt: AT, isHistoric: () => false, classifier };
    await store.transaction(ops => storeArticles(ops, [bare], new Map([[bare.id, tagsOf(bare)]]), context));
    const placeBefore = await store.stories.places([bare.id]);
    const before = await store.items.get(bare.id);
    const article: Article = {
      ...bare,
      text: 'The office charged the crypto lender Norvane, which raised $48 million from retail investors.',
      textFrom: 'page',
    };
    const carriers = async (term: string) => (await store.stories.withTerm([{ term, ...DAY }], 5))[0]?.length;
    assert.equal(await carriers('n:norvan'), 0);
    await store.transaction(async ops => {
      const record = { article, tier: def.tier, classification: tagsOf(article), pageWanted: false };
      await ops.items.revise(article.id, record, AT);
      await signAgain(ops, { article, tags: tagsOf(article), tier: def.tier }, AT);
    });
    const [signed] = await store.stories.published([def.id], DAY.from, DAY.to, 5);
    assert.ok(signed);
    assert.ok(signed.sign.lead.includes('n:norvan'), signed.sign.lead.join(' '));
    assert.ok(signed.sign.lead.includes('m:48000000'));
    assert.equal(await carriers('n:norvan'), 1);
    assert.equal((await store.items.get(bare.id))?.storyId, before?.storyId);
    assert.deepEqual(await store.stories.places([bare.id]), placeBefore);
  }));
