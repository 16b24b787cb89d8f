import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { createClassifier } from '../../src/classify/create-classifier.ts';
import type { Classification } from '../../src/core/types.ts';
import { shippedKnowledge } from '../helpers/classify.ts';

const GOLDEN = path.join(import.meta.dirname, '..', 'golden');
const SEEDS = path.resolve(import.meta.dirname, '../../../shared/seeds');

interface Labelled {
  readonly id: string;
  readonly title?: string;
  readonly text: string;
  readonly positions?: readonly {
    jurisdiction: string;
    topic: string;
    stance: string;
    audience: string | null;
  }[];
  readonly figures?: readonly {
    what: string;
    value: number;
    unit: string | null;
    authority: string | null;
  }[];
}

function read(name: string): Labelled[] {
  const lines = readFileSync(path.join(GOLDEN, `${name}.jsonl`), 'utf8')
    .trim()
    .split('\n');
  return lines.map(line => JSON.parse(line));
}

const classifier = createClassifier(shippedKnowledge());

function classify(title: string, text: string): Classification {
  return classifier.classify({ title, text, url: null, publishedAt: null, language: null, source: null });
}

/** Precision and recall of one kind of tag, and what was wrong. */
function score(
  items: readonly Labelled[],
  wanted: (item: Labelled) => readonly string[],
  given: (item: Labelled) => readonly string[],
) {
  let hits = 0;
  let extra = 0;
  let missed = 0;
  const wrong: string[] = [];
  for (const item of items) {
    const want = new Set(wanted(item));
    const got = new Set(given(item));
    const right = [...got].filter(one => want.has(one)).length;
    hits += right;
    extra += got.size - right;
    missed += want.size - right;
    if (got.size !== right || want.size !== right)
      wrong.push(`${item.id}: want ${[...want]} got ${[...got]}`);
  }
  return { precision: hits / (hits + extra), recall: hits / (hits + missed), wrong: wrong.join('\n') };
}

function scorePositions(items: readonly Labelled[]) {
  return score(
    items,
    item => (item.positions ?? []).map(one => `${one.jurisdiction} ${one.topic} ${one.stance}`),
    item =>
      classify(item.title ?? '', item.text).positions.map(
        one => `${one.jurisdiction} ${one.topic} ${one.stance}`,
      ),
  );
}

function scoreFigures(items: readonly Labelled[]) {
  return score(
    items,
    item => (item.figures ?? []).map(one => `${one.what} ${one.value} ${one.unit}`),
    item =>
      classify('Regulator acts on virtual asset trading platforms', item.text).figures.map(
        one => `${one.what} ${one.value} ${one.unit}`,
      ),
  );
}

describe('golden sentences', () => {
  it('are many, and a third of those on positions are traps', () => {
    const all = [...read('positions-written'), ...read('positions-held-out')];
    assert.ok(all.length >= 150);
    assert.ok(all.filter(item => 'trap' in item && item.trap !== null).length >= all.length / 3);
    assert.ok(read('positions-held-out').length >= 60);
  });

  for (const [name, precision, recall] of [
    ['positions-written', 0.95, 0.9],
    ['positions-held-out', 0.9, 0.85],
    ['positions-fresh-written', 0.9, 0.75],
    ['positions-fresh-unseen', 0.9, 0.75],
    ['positions-fresh-later', 0.75, 0.75],
  ] as const) {
    it(`${name}: precision ${precision}, recall ${recall}`, () => {
      const result = scorePositions(read(name));
      assert.ok(
        result.precision >= precision && result.recall >= recall,
        `${result.precision} ${result.recall}\n${result.wrong}`,
      );
    });
  }

  for (const name of ['figures-written', 'figures-held-out'] as const) {
    it(`${name}: precision and recall 0.9`, () => {
      const result = scoreFigures(read(name));
      assert.ok(
        result.precision >= 0.9 && result.recall >= 0.9,
        `${result.precision} ${result.recall}\n${result.wrong}`,
      );
    });
  }
});

describe('positions', () => {
  const of = (text: string) =>
    classify('', text).positions.map(one =>
      [one.jurisdiction, one.topic, one.audience, one.stance].join(' '),
    );

  it('takes each clause for the jurisdiction it speaks of', () => {
    assert.deepEqual(
      of('Singapore bars retail staking of crypto, while Japan caps leverage on crypto derivatives.').sort(),
      ['JP derivatives  restricted', 'SG staking retail banned'],
    );
  });

  it('gives nothing for questions, single firms, wishes and the past', () => {
    for (const text of [
      'Will Hong Kong ban crypto staking?',
      'Hong Kong allowed HashKey to offer crypto staking.',
      'Analysts urge Hong Kong to permit crypto staking.',
      'Hong Kong previously prohibited crypto staking.',
      'If Hong Kong permitted crypto staking, volumes would rise.',
    ])
      assert.deepEqual(of(text), [], text);
  });

  it('takes every activity of a list, and a bill of one chamber for no law', () => {
    assert.deepEqual(of('The central bank of Qatar prohibits stablecoins and CBDCs.').sort(), [
      'QA cbdc  banned',
      'QA stablecoins  banned',
    ]);
    assert.deepEqual(of('The US Senate passed a bill that would ban crypto mining.'), [
      'US mining  considering',
    ]);
    assert.deepEqual(of('Norway to temporarily ban new crypto mining centres'), ['NO mining  considering']);
  });

  it('lets what the text says go before the headline and its conditions before a bare permission', () => {
    const stances = (title: string, text: string) =>
      classify(title, text).positions.map(one => `${one.jurisdiction} ${one.topic} ${one.stance}`);
    assert.deepEqual(
      stances(
        'HKMA allows crypto custody by banks in Hong Kong',
        'In Hong Kong banks may provide crypto custody services, provided that client assets are segregated.',
      ),
      ['HK custody conditional'],
    );
    assert.deepEqual(
      stances(
        'Norway to ban crypto mining',
        'The Norwegian government is considering a ban on new crypto mining centres.',
      ),
      ['NO mining considering'],
    );
  });

  it('does not take a history, a Chinese name of a firm, or a person for a rule', () => {
    for (const text of [
      'In April 2018 the Reserve Bank of India prohibited crypto trading platforms.',
      '幣安獲准在香港提供質押服務。',
      'The SFC has banned Mr Chan, who held client assets in crypto custody in Hong Kong, for life.',
      'Under EU rules, crypto-asset service providers are prohibited from offering anonymous accounts.',
    ])
      assert.deepEqual(of(text), [], text);
  });

  it('follows negation and what is taken back', () => {
    assert.deepEqual(of('Crypto staking is no longer banned in Hong Kong.'), ['HK staking  permitted']);
    assert.deepEqual(of('Crypto staking is not allowed in Hong Kong.'), ['HK staking  banned']);
    assert.deepEqual(of('Hong Kong has not banned crypto staking.'), []);
  });
});

describe('claims', () => {
  const pieces = fc.constantFrom(
    'Hong Kong ',
    'SFC ',
    'bans ',
    'may allow ',
    'crypto staking',
    ' for retail investors',
    '. ',
    '?',
    '\n\n',
    '• ',
    ' must ',
    'US$3.2bn ',
    'fined ',
    '九',
    '家',
    '禁止',
    '稳定币',
    '。',
    'ステーキング',
    ', while ',
    ' and ',
    'licences ',
    'firms ',
    ':',
    '\u{1f534}',
    '12,34,5 ',
    '🇭🇰',
  );

  it('quote the words at their offsets, whatever the text', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string({ maxLength: 12 })), { maxLength: 40 }), parts => {
        const text = parts.join('');
        const title = 'Hong Kong rules on crypto staking by licensed platforms';
        const tags = classify(title, text);
        for (const claim of [...tags.positions, ...tags.figures, ...tags.requirements]) {
          const [piece] = claim.evidence;
          assert.ok(piece !== undefined);
          const field = piece.field === 'title' ? title : text;
          assert.equal(field.slice(piece.start, piece.end), piece.text);
          assert.equal('quote' in claim ? claim.quote : claim.text, piece.text);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('are the known ones of the first two articles', {
    skip: !existsSync(SEEDS) && 'the articles are not here',
  }, () => {
    const seed = (name: string) => classify('', readFileSync(path.join(SEEDS, `${name}.txt`), 'utf8'));
    const staking = seed('hk-staking');
    assert.deepEqual(
      staking.positions.map(one => [one.jurisdiction, one.topic, one.audience, one.stance].join(' ')).sort(),
      ['HK staking  conditional', 'SG staking retail banned', 'US staking  restricted'],
    );
    assert.deepEqual(staking.figures, []);
    assert.ok(
      staking.requirements.some(one => one.text.startsWith('Maintain full control over customer assets')),
    );
    assert.ok(!staking.requirements.some(one => one.text.includes('investment advice')));
    const derivatives = seed('hk-derivatives');
    assert.deepEqual(
      derivatives.positions
        .map(one => [one.jurisdiction, one.topic, one.audience, one.stance].join(' '))
        .sort(),
      ['HK derivatives professional considering', 'HK lending  considering'],
    );
    assert.deepEqual(derivatives.figures.map(one => `${one.what} ${one.value} ${one.authority}`).sort(), [
      'applications-pending 8 SFC',
      'licences-granted 9 SFC',
    ]);
  });
});
