import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LOCALE_NAMES, LOCALES, t, toLocale } from '../../src/core/locale.ts';
import { WORDS } from '../../src/core/locales/all.ts';
import { EN } from '../../src/core/locales/en.ts';

/** Names in braces of a text, those of plurals too. */
const namesIn = (text: string) =>
  [...new Set(Array.from(text.matchAll(/\{(\w+)/g), ([, name]) => name))].sort();

describe('fixed texts', () => {
  it('fill in values, with plurals and numbers as the language has them', () => {
    assert.equal(t('en', 'subscriptions.title', { count: 1 }), '1 subscription');
    assert.equal(t('en', 'subscriptions.title', { count: 12 }), '12 subscriptions');
    assert.match(t('en', 'help.items', { items: 1234567, stories: 1, sources: 2 }), /^1,234,567 items/);
    assert.equal(t('en', 'share.by', { name: "<@1> {x} 'q'" }), "Shared by <@1> {x} 'q'");
  });

  it('come in English where a language lacks them', () => {
    for (const locale of LOCALES)
      for (const key of ['words.back', 'error.old'] as const)
        assert.equal(t(locale, key), WORDS[locale][key] ?? EN[key]);
  });

  it('take the same values in every language', () => {
    for (const locale of LOCALES)
      for (const [key, text] of Object.entries(WORDS[locale])) {
        const english = Object.entries(EN).find(([name]) => name === key)?.[1] ?? '';
        const own = namesIn(text);
        assert.deepEqual(
          own.filter(name => !/^(?:one|other)$/.test(name ?? '')),
          namesIn(english).filter(name => !/^(?:one|other)$/.test(name ?? '')),
          `${locale} ${key}`,
        );
        const values = Object.fromEntries(own.map(name => [String(name), 2]));
        assert.ok(String(t(locale, keyOf(key), values)).length > 0);
      }
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
