import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { wantsPage } from '../../../src/pipeline/pages/page-policy.ts';
import { makeArticle, makeClassification, makeTopic } from '../../helpers/make-item.ts';
import { makeSource } from '../../helpers/open-app.ts';

const def = makeSource({ id: 'zz/test/news', url: 'https://a.example/news', page: { follow: true } });
const nothing = makeClassification({
  relevant: false,
  relevance: 0.01,
  topics: [],
  nearMisses: [],
  kind: { id: 'other', score: 0.5, evidence: [] },
});
const listed = makeArticle({
  title:
    'Regional consultative group for the Americas meets in Lima to discuss the resilience of payment systems',
  url: 'https://a.example/1',
  text: 'The group met for two days and discussed the resilience of payment systems.',
  textFrom: 'summary',
});

describe('whether a page is fetched', () => {
  it('follows what the list says', () => {
    assert.equal(wantsPage(listed, nothing, def, false), false);
    assert.equal(wantsPage(listed, { ...nothing, relevance: 0.05 }, def, false), true);
    assert.equal(wantsPage(listed, { ...nothing, nearMisses: [makeTopic('aml', 0.2)] }, def, false), true);
  });

  it('is yes for titles alone that say nothing, and for warnings of firms that nobody knows', () => {
    const titled = { ...listed, textFrom: 'title' as const };
    assert.equal(wantsPage(titled, nothing, def, false), false);
    assert.equal(wantsPage({ ...titled, title: 'New Q&As available' }, nothing, def, false), true);
    const warning = { ...nothing, kind: { id: 'warning' as const, score: 0.6, evidence: [] } };
    assert.equal(wantsPage(titled, warning, def, false), true);
  });

  it('is yes for whatever a source publishes that publishes nothing else', () => {
    assert.equal(wantsPage(listed, nothing, { ...def, cryptoOnly: true }, false), true);
  });

  it('completes of the past only what is relevant', () => {
    assert.equal(wantsPage(listed, { ...nothing, relevance: 0.05 }, def, true), false);
    assert.equal(wantsPage(listed, makeClassification(), def, true), true);
  });

  it('is no without an address, without being asked to, and when the list gave the whole text', () => {
    const relevant = makeClassification();
    assert.equal(wantsPage({ ...listed, url: null }, relevant, def, false), false);
    assert.equal(wantsPage(listed, relevant, { ...def, page: { follow: false } }, false), false);
    const whole = { ...listed, textFrom: 'feed' as const, text: 'A sentence of the text. '.repeat(120) };
    assert.equal(wantsPage(whole, relevant, def, false), false);
    assert.equal(wantsPage({ ...whole, text: 'A teaser only.' }, relevant, def, false), true);
  });
});
