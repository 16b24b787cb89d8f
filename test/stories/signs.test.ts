import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { amountsOf } from '../../src/stories/amounts.ts';
import { compareSigns, prepareSign } from '../../src/stories/compare.ts';
import { scorePair } from '../../src/stories/score-pair.ts';
import { toSign, voiceOf } from '../../src/stories/sign.ts';
import { resemblance, toSketch } from '../../src/stories/sketch.ts';
import { storyTerms } from '../../src/stories/story-keys.ts';
import { termsOf } from '../../src/stories/words-of.ts';
import { hostileText } from '../helpers/arbitrary-message.ts';
import { makeArticle, makeClassification } from '../helpers/make-item.ts';

const prepare = (title: string, more: { text?: string; sourceId?: string; publishedAt?: string } = {}) =>
  prepareSign(
    toSign(
      makeArticle({ title, text: '', textFrom: more.text ? 'feed' : 'title', ...more }),
      makeClassification(),
      'press',
      '2026-01-01T00:00:00.000Z',
    ),
  );

describe('terms of a line', () => {
  it('tell dropping a case from falling, and lifting a ban from banning', () => {
    const acts = (line: string) => termsOf(line).filter(term => term.startsWith('v:'));
    assert.ok(acts('SEC Drops Lawsuit Against Veltra').includes('v:dismiss'));
    assert.ok(!acts('SEC Drops Lawsuit Against Veltra').includes('v:market'));
    assert.ok(acts('Bitcoin drops below $60K').includes('v:market'));
    for (const line of ['FCA lifts ban on notes', 'FCA to permit notes', 'FCA erlaubt Notes', 'FCA 允許票據'])
      assert.ok(acts(line).includes('v:allow'), line);
    for (const line of ['The law takes effect', 'Das Gesetz tritt in Kraft', '條例今日生效'])
      assert.ok(acts(line).includes('v:effect'), line);
    assert.ok(termsOf('SBF appeals').includes('n:bankman'));
  });

  it('meet across inflections, scripts and languages', () => {
    const shared = (a: string, b: string) => termsOf(a).filter(term => termsOf(b).includes(term));
    assert.ok(shared('Exchange settles charges', 'A settlement with the exchange').includes('v:settle'));
    assert.ok(shared('Veltra sued by regulator', 'Veltra遭起訴').includes('n:veltra'));
    assert.ok(shared('Veltra sued by regulator', 'Veltra遭起訴').includes('v:sue'));
    assert.ok(shared('Binance fined', '幣安遭罰款').includes('n:binanc'));
    assert.ok(shared('Regulator proposes tax', '세금 의견수렴').includes('v:propose'));
    assert.ok(shared('BaFin bans the offer', 'BaFin untersagt das Angebot').includes('v:ban'));
    assert.ok(shared('La CNMV multa a la firma', 'The firm was fined').includes('v:fine'));
  });

  it('are few and clean whatever the line holds', () => {
    fc.assert(
      fc.property(hostileText(), line => {
        for (const term of termsOf(line)) assert.match(term, /^[wnvcrh]:./u);
      }),
    );
  });
});

describe('amounts', () => {
  it('mean the same however they are written', () => {
    for (const [line, wanted] of [
      ['$30m fine', 'm:30000000'],
      ['30 million', 'm:30000000'],
      ['支付3000万美元', 'm:30000000'],
      ['3000萬', 'm:30000000'],
      ['€70,000', 'm:70000'],
      ['70,000 euros', 'm:70000'],
      ['$4.3 billion', 'm:4300000000'],
      ['43億美元', 'm:4300000000'],
      ['20%', '%:20'],
      ['nine licences', '#:9'],
      ['9 licences', '#:9'],
    ] as const)
      assert.ok(amountsOf(line).includes(wanted), `${line}: ${amountsOf(line)}`);
    assert.deepEqual(amountsOf('in 2026'), []);
  });
});

describe('sketches', () => {
  const words = Array.from({ length: 300 }, (_, index) => `word${(index * 7919) % 5000}`);

  it('tell edited copies from other texts', () => {
    const text = words.join(' ');
    const edited = [...words.slice(0, 140), 'another', 'view', ...words.slice(143)].join(' ');
    const other = words.map(word => `x${word}`).join(' ');
    const sketch = toSketch(text) ?? [];
    assert.ok(resemblance(sketch, toSketch(edited) ?? []) > 0.8);
    assert.ok(resemblance(sketch, toSketch(other) ?? []) < 0.1);
    assert.equal(toSketch('too short'), null);
  });

  it('let copies find each other by a band', () => {
    const terms = (text: string) =>
      new Set(
        storyTerms(prepare('A title of some words', { text }).sign).filter(term => term.startsWith('s:')),
      );
    const copy = terms([...words.slice(0, 290), 'and', 'more'].join(' '));
    assert.ok([...terms(words.join(' '))].some(term => copy.has(term)));
  });

  it('cost no more for a text of megabytes', () => {
    assert.ok(toSketch('word '.repeat(400_000)) !== null);
    assert.ok(storyTerms(prepare('One line').sign).length < 40);
  });
});

describe('a pair of items', () => {
  it('is judged alike from both sides', () => {
    const titles = [
      'Veltra settles for $12M',
      'SEC fines Veltra $12 million',
      'Orbitex wins license',
      '美國制裁',
    ];
    for (const a of titles)
      for (const b of titles) {
        const first = compareSigns(prepare(a), prepare(b)).signals;
        const second = compareSigns(prepare(b), prepare(a)).signals;
        for (const [name, value] of Object.entries(first))
          assert.ok(
            Math.abs(value - (second[name as keyof typeof second] ?? 0)) < 1e-9,
            `${name}: ${a} / ${b}`,
          );
      }
  });

  it('of one voice with one title a month apart is two statements', () => {
    const text = `${'The authority publishes the number of registered firms as of the end of the month. '.repeat(8)}`;
    const [may, june, correction] = ['2026-05-04', '2026-06-04', '2026-05-05'].map(day =>
      prepare('Register of virtual asset firms updated', { text, publishedAt: `${day}T08:00:00.000Z` }),
    );
    assert.ok(may && june && correction);
    assert.ok(scorePair(may, june).score < 0.5);
    assert.ok(scorePair(may, correction).sameText);
  });

  it('of warnings from one form that name two firms is two events', () => {
    const text =
      'The authority warns that this firm may be providing financial services without its permission. '.repeat(
        6,
      );
    const a = prepare('Warning: unauthorised firm Zentrobit', { text });
    const b = prepare('Warning: unauthorised firm Aquivest', { text });
    assert.ok(scorePair(a, b).score < 0.5);
  });
});

it('a voice is a publisher, or the host of what was given by hand', () => {
  assert.equal(voiceOf('https://www.example.org/a', 'media/wire/news'), 'media/wire');
  assert.equal(voiceOf('https://www.example.org/a', 'local/ingest'), 'example.org');
  assert.equal(voiceOf(null, 'local/ingest'), 'local');
});
