import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { articleFromText } from '../../src/normalise/article-from-text.ts';

const ORIGIN = { sourceId: 'local/ingest', publishedAt: null, language: 'en' };

function read(text: string, origin: Parameters<typeof articleFromText>[1] = ORIGIN) {
  const article = articleFromText(text, origin);
  assert.ok(article);
  return article;
}

test('a short first line is the title', () => {
  const article = read('\ufeff# SFC acts on staking\r\n\r\nFirst paragraph,\nwrapped.\n\n\nSecond.');
  assert.equal(article.title, 'SFC acts on staking');
  assert.equal(article.text, 'First paragraph, wrapped.\n\nSecond.');
  assert.equal(article.textFrom, 'feed');
  assert.equal(read('Title: Hello there\nText').title, 'Hello there');
});

test('without a short first line the first sentence is the title, and the text is whole', () => {
  const text = `The regulator acted on Monday. ${'More words follow here. '.repeat(20)}`;
  const article = read(text);
  assert.equal(article.title, 'The regulator acted on Monday.');
  assert.equal(article.text, text.trim());
});

test('long lines are paragraphs of their own', () => {
  const line = `${'words '.repeat(40)}end.`;
  assert.equal(read(`Heading\n${line}\n${line}`).text, `${line}\n\n${line}`);
});

test('one line is a title without text, and no words are no article', () => {
  const article = read('Only a line');
  assert.deepEqual([article.title, article.text, article.textFrom], ['Only a line', '', 'title']);
  for (const text of ['', ' \n ', '\u200b\u202e']) assert.equal(articleFromText(text, ORIGIN), null);
});

test('the same words are the same item, other words under the same heading are not', () => {
  const one = read('PRESS RELEASE\nAbout A');
  assert.equal(read('PRESS RELEASE\n\nAbout  A ').id, one.id);
  assert.notEqual(read('PRESS RELEASE\nAbout B').id, one.id);
});

test('a given date is kept, an unreadable one is null', () => {
  const article = read('A\nb', { ...ORIGIN, publishedAt: '2026-09-30' });
  assert.deepEqual(
    [article.publishedAt, article.datePrecision, article.dateFrom],
    ['2026-09-30T00:00:00.000Z', 'day', 'feed'],
  );
  assert.equal(read('A\nb', { ...ORIGIN, publishedAt: 'soon' }).publishedAt, null);
});

test('any text gives null or an article with a title and one key', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 600 }), text => {
      const article = articleFromText(text, ORIGIN);
      if (article === null) return;
      assert.notEqual(article.title, '');
      assert.equal(article.keys.length, 1);
    }),
  );
});
