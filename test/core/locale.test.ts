import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { IntlMessageFormat } from 'intl-messageformat';
import { DATE_LABELS, KIND_LABELS, STANCE_LABELS, TOPIC_LABELS } from '../../src/core/labels.ts';
import { LOCALE_NAMES, LOCALES, type Locale, t, toLocale } from '../../src/core/locale.ts';
import { calendarLabel, placeLabel } from '../../src/core/locale-labels.ts';
import { WORDS } from '../../src/core/locales/all.ts';
import { EN } from '../../src/core/locales/en.ts';

/** Types of the parts of a text, as the reader of ICU messages numbers them. */
const TYPE = { literal: 0, select: 5, plural: 6, pound: 7, tag: 8 } as const;

type Nodes = ReturnType<IntlMessageFormat['getAst']>;

/** Values that a text takes, those within plurals too; and the plural forms that it gives. */
function partsOf(locale: Locale, text: string) {
  const names = new Set<string>();
  const forms = new Set<string>();
  const walk = (nodes: Nodes): void => {
    for (const node of nodes) {
      if (node.type === TYPE.literal || node.type === TYPE.pound || node.type === TYPE.tag) continue;
      names.add(node.value);
      if (node.type !== TYPE.plural && node.type !== TYPE.select) continue;
      for (const [form, { value }] of Object.entries(node.options)) {
        forms.add(form);
        walk(value);
      }
    }
  };
  walk(new IntlMessageFormat(text, locale, undefined, { ignoreTag: true }).getAst());
  return { names: [...names].sort(), forms: [...forms] };
}

/** Names of a language are the same in all of them. */
const SAME_EVERYWHERE = /^language\./;

describe('fixed texts', () => {
  it('fill in values, with plurals and numbers as the language has them', () => {
    assert.equal(t('en', 'subscriptions.title', { count: 1 }), '1 subscription');
    assert.equal(t('en', 'subscriptions.title', { count: 12 }), '12 subscriptions');
    assert.match(t('en', 'help.items', { items: 1234567, stories: 1, sources: 2 }), /^1,234,567 items/);
    assert.equal(t('en', 'share.by', { name: "<@1> {x} 'q'" }), "Shared by <@1> {x} 'q'");
  });

  it('are complete in every language, each with a word of its own or one that is the same there', () => {
    for (const locale of LOCALES) {
      if (locale === 'en') continue;
      const missing = Object.keys(EN).filter(key => !SAME_EVERYWHERE.test(key) && !(key in WORDS[locale]));
      assert.deepEqual(missing, [], `${locale} lacks texts`);
      const unknown = Object.keys(WORDS[locale]).filter(key => !(key in EN));
      assert.deepEqual(unknown, [], `${locale} has texts that nobody uses`);
      const english = Object.entries(WORDS[locale]).filter(
        ([key, text]) => text.length > 60 && text === EN[keyOf(key)],
      );
      assert.deepEqual(english, [], `${locale} has English sentences`);
    }
  });

  it('take the same values in every language, in plural forms that it has', () => {
    for (const locale of LOCALES) {
      const known = new Set<string>(new Intl.PluralRules(locale).resolvedOptions().pluralCategories);
      for (const [key, text] of Object.entries(WORDS[locale])) {
        const { names, forms } = partsOf(locale, text);
        assert.deepEqual(names, partsOf('en', EN[keyOf(key)]).names, `${locale} ${key}`);
        for (const form of forms)
          assert.ok(known.has(form) || /^=\d+$/.test(form), `${locale} ${key}: ${form}`);
        const values = Object.fromEntries(names.map(name => [name, 2]));
        assert.ok(t(locale, keyOf(key), values).length > 0);
      }
    }
  });

  it('fit where Discord has little room', () => {
    for (const locale of LOCALES)
      for (const [key, text] of Object.entries(WORDS[locale])) {
        if (/^command\./.test(key) && !/\.help$/.test(key)) assert.ok(text.length <= 100, `${locale} ${key}`);
        if (/\.form\.|^setup\.zone\.label$|^item\.wrong-(?:title|tags|reason)$/.test(key))
          assert.ok(text.length <= 45, `${locale} ${key}`);
      }
  });

  it('name tags in English as everything else does', () => {
    for (const [labels, kind] of [
      [TOPIC_LABELS, 'topic'],
      [KIND_LABELS, 'kind'],
      [STANCE_LABELS, 'stance'],
      [DATE_LABELS, 'date'],
    ] as const)
      for (const [id, label] of Object.entries(labels)) assert.equal(EN[keyOf(`${kind}.${id}`)], label);
    assert.deepEqual(
      LOCALES.map(locale => placeLabel(locale, 'HK')),
      ['Hong Kong', '香港', '香港', '香港', '홍콩', 'Hongkong', 'Hong Kong', 'Hong Kong', 'Hong Kong'],
    );
    assert.equal(placeLabel('de', 'US-NY'), 'Vereinigte Staaten (NY)');
    assert.equal(placeLabel('fr', 'INT'), 'International');
    assert.equal(calendarLabel('zh-Hant', '2025-04-07'), '2025年4月7日');
    assert.equal(calendarLabel('en', '2025-04'), 'Apr 2025');
  });

  it('are chosen by the tags that Discord uses', () => {
    assert.deepEqual(
      ['en-US', 'en-GB', 'zh-TW', 'zh-CN', 'zh-HK', 'zh-Hant', 'pt-BR', 'es-419', 'ja', 'tlh', '', null].map(
        toLocale,
      ),
      ['en', 'en', 'zh-Hant', 'zh-Hans', 'zh-Hant', 'zh-Hant', 'pt', 'es', 'ja', 'en', 'en', 'en'],
    );
    assert.equal(Object.keys(LOCALE_NAMES).length, LOCALES.length);
  });
});

function keyOf(name: string): keyof typeof EN {
  const known = Object.keys(EN).find((key): key is keyof typeof EN => key === name);
  assert.ok(known !== undefined, `${name} is no text`);
  return known;
}
