import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { storyId } from '../../src/core/ids.ts';
import type { StoryCandidate } from '../../src/core/ports.ts';
import { placeArticle, toProbe } from '../../src/stories/place-article.ts';
import { makeArticle } from '../helpers/make-item.ts';

const NOW = '2026-11-20T12:00:00.000Z';
const article = makeArticle({ publishedAt: '2026-11-20T08:00:00.000Z' });

/** An earlier item that has nothing in common with the article, but for what is given. */
function candidate(overrides: Partial<StoryCandidate> = {}): StoryCandidate {
  return {
    itemId: 'earlier',
    sourceId: 'media/wire/news',
    storyId: 'story-of-earlier',
    publishedAt: '2026-11-20T07:00:00.000Z',
    firstSeenAt: '2026-11-20T07:05:00.000Z',
    canonicalUrl: 'https://wire.example/1',
    contentHash: 'other words',
    titleKey: 'other title',
    ...overrides,
  };
}

const { canonicalUrl, contentHash, titleKey } = toProbe(article);

describe('an article', () => {
  it('opens a story when nothing like it is known', () => {
    const placed = placeArticle(article, { exact: [candidate()] }, NOW);
    assert.deepEqual([placed.storyId, placed.relation, placed.toItemId], [storyId(article.id), 'new', null]);
  });

  it('joins the story of its address, of its words, or of its title, in this order', () => {
    const byUrl = candidate({ itemId: 'url', storyId: 's-url', canonicalUrl });
    const byWords = candidate({ itemId: 'words', storyId: 's-words', contentHash });
    const byTitle = candidate({ itemId: 'title', storyId: 's-title', titleKey });
    const place = (...known: StoryCandidate[]) => {
      const { storyId: story, relation, toItemId } = placeArticle(article, { exact: known }, NOW);
      return [story, relation, toItemId];
    };
    assert.deepEqual(place(byTitle, byWords, byUrl), ['s-url', 'duplicate', 'url']);
    assert.deepEqual(place(byTitle, byWords), ['s-words', 'duplicate', 'words']);
    assert.deepEqual(place(byTitle), ['s-title', 'same-story', 'title']);
  });

  it('does not join by its title what is older than three days, or of its own source', () => {
    const old = candidate({ titleKey, publishedAt: '2026-11-17T07:59:59.000Z' });
    const own = candidate({ titleKey, sourceId: article.sourceId });
    const known = candidate({ titleKey, publishedAt: '2026-11-17T08:00:00.000Z' });
    assert.equal(placeArticle(article, { exact: [old, own] }, NOW).relation, 'new');
    assert.equal(placeArticle(article, { exact: [known] }, NOW).relation, 'same-story');
  });

  it('without a date counts from when it was seen', () => {
    const undated = makeArticle({ publishedAt: null });
    const near = candidate({ titleKey, publishedAt: null, firstSeenAt: '2026-11-19T12:00:00.000Z' });
    assert.equal(placeArticle(undated, { exact: [near] }, NOW).relation, 'same-story');
    const far = candidate({ titleKey, publishedAt: null, firstSeenAt: '2026-10-19T12:00:00.000Z' });
    assert.equal(placeArticle(undated, { exact: [far] }, NOW).relation, 'new');
  });

  it('of a title alone has no words to be recognised by', () => {
    const bare = makeArticle({ textFrom: 'title', text: '' });
    const same = candidate({ contentHash: bare.contentHash });
    assert.equal(placeArticle(bare, { exact: [same] }, NOW).relation, 'new');
  });

  it('never follows itself, and always lands in its own story or in one that is known', () => {
    const some = fc.record({
      itemId: fc.constantFrom(article.id, 'a', 'b'),
      sourceId: fc.constantFrom(article.sourceId, 'media/wire/news'),
      storyId: fc.constantFrom('s1', 's2'),
      publishedAt: fc.constantFrom(null, '2026-11-20T07:00:00.000Z', '2020-01-01T00:00:00.000Z'),
      firstSeenAt: fc.constant('2026-11-20T07:05:00.000Z'),
      canonicalUrl: fc.constantFrom(null, canonicalUrl, 'https://wire.example/1'),
      contentHash: fc.constantFrom(contentHash, 'other'),
      titleKey: fc.constantFrom(null, titleKey, 'other'),
    });
    fc.assert(
      fc.property(fc.array(some, { maxLength: 6 }), known => {
        const placed = placeArticle(article, { exact: known }, NOW);
        assert.notEqual(placed.toItemId, article.id);
        if (placed.relation === 'new') assert.equal(placed.storyId, storyId(article.id));
        else
          assert.ok(
            known.some(other => other.itemId === placed.toItemId && other.storyId === placed.storyId),
          );
      }),
    );
  });
});
