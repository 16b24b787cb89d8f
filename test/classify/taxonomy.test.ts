import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { describeAuthority } from '../../src/classify/describe-authority.ts';
import { loadTaxonomy, parseTaxonomy, type TaxonomyTexts } from '../../src/classify/load-taxonomy.ts';
import type { Authority } from '../../src/classify/taxonomy-schema.ts';
import { AppError } from '../../src/core/errors.ts';

const root = join(import.meta.dirname, '../..');
const folder = join(root, 'classifiers/taxonomy');
const namesFile = join(root, '../shared/eval/NAMES.md');
const taxonomy = loadTaxonomy(folder);

const PLACES = `
- code: KE
  name: Kenya
  names: [Kenya]
  demonyms: [Kenyan]
  local: { fr: [Kenya, kényan], ja: [ケニア] }
- code: KW
  name: Kuwait
  names: [Kuwait]
`;

function texts(changes: Partial<TaxonomyTexts>): TaxonomyTexts {
  return { 'jurisdictions.yaml': PLACES, 'authorities.yaml': '[]', 'laws.yaml': '[]', ...changes };
}

function has(list: readonly string[], form: string): boolean {
  return list.some(one => one.toLowerCase() === form.toLowerCase());
}

/** Whether a form, as met in an item, is one of an authority's. */
function isFormOf(authority: Authority, form: string): boolean {
  return (
    authority.acronyms.includes(form) ||
    has(authority.fullNames, form) ||
    has(authority.aliases, form) ||
    has(authority.descriptions, form)
  );
}

test('the taxonomy is broad', () => {
  assert.ok(taxonomy.jurisdictions.length >= 200);
  assert.ok(taxonomy.authorities.length >= 600);
  assert.ok(taxonomy.laws.length >= 120);
  const countries = taxonomy.jurisdictions.filter(one => one.parent === null);
  assert.ok(countries.length >= 180);
  assert.equal(taxonomy.jurisdictions.filter(one => one.eu).length, 27);
  assert.ok(taxonomy.jurisdictions.filter(one => one.parent === 'US').length >= 50);
  assert.match(taxonomy.version, /^[0-9a-z]{8}$/);
});

test('files are sorted, so that changes stay small', () => {
  const codes = taxonomy.jurisdictions.map(one => one.code);
  assert.deepEqual(codes, [...codes].sort());
  const lawIds = taxonomy.laws.map(one => one.id);
  assert.deepEqual(lawIds, [...lawIds].sort());
  const ids = taxonomy.authorities.map(one => one.id);
  const order = (left: string, right: string): number => {
    const [a, b] = [left.toLowerCase(), right.toLowerCase()];
    if (a !== b) return a < b ? -1 : 1;
    return left < right ? -1 : Number(left > right);
  };
  assert.deepEqual(ids, [...ids].sort(order));
});

test('ids are made of name and jurisdiction, and every authority can be found in text', () => {
  for (const one of taxonomy.authorities) {
    assert.equal(one.id.split('#')[0], `${one.name}@${one.jurisdiction}`);
    const forms = [...one.fullNames, ...one.acronyms, ...one.aliases, ...one.descriptions];
    assert.ok(forms.length > 0, `${one.id} has no form`);
    const free = forms.filter(form => !one.needsContext.includes(form));
    assert.ok(free.length > 0, `${one.id} can never be named by itself`);
  }
});

test('no two authorities of one jurisdiction share a name', () => {
  const seen = new Map<string, string>();
  for (const one of taxonomy.authorities) {
    const key = `${one.name.toLowerCase()}@${one.jurisdiction}`;
    assert.equal(seen.get(key), undefined, `${one.id} and ${seen.get(key)}`);
    seen.set(key, one.id);
  }
});

test('a description fixes one body only', () => {
  const owners = new Map<string, string>();
  for (const one of taxonomy.authorities) {
    for (const form of one.descriptions) {
      const other = owners.get(form);
      assert.equal(other, undefined, `"${form}" is ${other} and ${one.id}`);
      owners.set(form, one.id);
    }
  }
  assert.equal(owners.get("kenya's central bank"), 'CBK@KE');
  assert.equal(owners.get('brazilian central bank'), 'BCB@BR');
  assert.equal(owners.get('central bank of the philippines'), 'BSP@PH');
  assert.equal(owners.get('uk securities regulator'), 'FCA@GB');
  assert.equal(owners.get("estonia's ministry of finance"), 'MOF@EE');
  assert.equal(owners.get('banco central australiano'), 'RBA@AU');
  assert.equal(owners.get('捷克央行'), 'CNB@CZ');
});

test('every name of the labelling guide maps to the body of its first column', t => {
  if (!existsSync(namesFile)) return t.skip('the shared evaluation folder is not here');
  const rows = readFileSync(namesFile, 'utf8')
    .split('\n')
    .filter(line => /^\| .*\(\d+\)/.test(line))
    .map(line => line.split('|').map(cell => cell.trim()));
  assert.ok(rows.length > 80);
  const missing: string[] = [];
  for (const [, name = '', countries = '', fullName = '', also = ''] of rows) {
    for (const code of Array.from(countries.matchAll(/([A-Z]{2,3}) \(\d+\)/g), match => match[1] ?? '')) {
      const body = taxonomy.authorities.find(one => one.name === name && one.jurisdiction === code);
      if (body === undefined) {
        missing.push(`${name}@${code}`);
        continue;
      }
      const forms = formsOfRow(code, fullName, also);
      missing.push(...forms.filter(form => !isFormOf(body, form)).map(form => `${body.id}: ${form}`));
    }
  }
  assert.deepEqual(missing, []);
  for (const [id, form] of [
    ['SEC@US', 'US SEC'],
    ['SEC@PH', 'Philippine SEC'],
    ['SEC@TH', 'SEC of Thailand'],
    ['MOF@JP', 'Finance Ministry'],
  ] as const) {
    const body = taxonomy.authorities.find(one => one.id === id);
    assert.ok(body !== undefined && isFormOf(body, form), form);
  }
});

/** The forms of one table row that are forms in text: remarks and forms of other countries are left out. */
function formsOfRow(code: string, fullName: string, also: string): string[] {
  const cells = [fullName, also].flatMap(cell =>
    cell
      .replace(/\((not|US, )[^)]*\)/g, '')
      .replaceAll('Banking, Housing, and Urban', 'Banking; Housing; and Urban')
      .split(/,\s*|;\s(?!Housing|and)/),
  );
  return cells.flatMap(cell => {
    const home = /^(KR|TW):? (?=[A-Z가-힣一-鿿])/.exec(cell)?.[1] ?? /\((US)\)$/.exec(cell)?.[1] ?? code;
    const form = cell
      .replace(/^(KR|TW):? /, '')
      .replace(/\s*\([^')]*\)$/, '')
      .replaceAll('"', '')
      .replaceAll(';', ',')
      .trim();
    const ofOneCountry = /^(US SEC|Philippine SEC|SEC of Thailand|ministry of finance of the country)$/;
    return home !== code || form === '' || ofOneCountry.test(form) ? [] : expand(form);
  });
}

/** "UK / Britain's central bank" and "Singapore('s) central bank" written out. */
function expand(form: string): string[] {
  const either = /^(\S+) \/ (\S+?)('s)? (.*)$/.exec(form);
  if (either !== null)
    return [`${either[1]}${either[3] ?? ''} ${either[4]}`, `${either[2]}${either[3] ?? ''} ${either[4]}`];
  if (form.includes("('s)")) return [form.replace("('s)", "'s"), form.replace("('s)", '')];
  return [form];
}

test('every problem is told at once, with file, entry and field', () => {
  const { problems } = parseTaxonomy(
    texts({
      'jurisdictions.yaml': `${PLACES}- code: ke\n  name: Kenya\n  colour: red\n- code: KE\n  name: Kenya again\n- code: US-NY\n  name: New York\n  parent: US\n`,
      'authorities.yaml': `
- { id: X, name: X, jurisdiction: KE, kind: securities }
- { id: Y@ZZ, name: "Y", jurisdiction: ZZ, kind: bank, urlHosts: [www.example.org] }
- { id: Z@ZZ, name: Z, jurisdiction: ZZ, kind: tax, default: [ZZZ] }
`,
      'laws.yaml': '- { id: Some Law, name: Law, jurisdiction: KE, topics: [magic] }\n- nothing\n',
    }),
  );
  const told = problems.join('\n');
  for (const expected of [
    /^jurisdictions\.yaml: entry 3 \(ke\): code: /m,
    /^jurisdictions\.yaml: entry 3 \(ke\): entry: .*colour/m,
    /^jurisdictions\.yaml: KE: code: is used twice/m,
    /^jurisdictions\.yaml: US-NY: parent: unknown jurisdiction US/m,
    /^authorities\.yaml: entry 1 \(X\): id: must look like/m,
    /^authorities\.yaml: entry 2 \(Y@ZZ\): kind: /m,
    /^authorities\.yaml: entry 2 \(Y@ZZ\): urlHosts\.0: must be a host/m,
    /^authorities\.yaml: Z@ZZ: jurisdiction: unknown jurisdiction ZZ/m,
    /^authorities\.yaml: Z@ZZ: default: "ZZZ" is none of its forms/m,
    /^laws\.yaml: entry 1 \(Some Law\): id: must be kebab-case/m,
    /^laws\.yaml: entry 1 \(Some Law\): topics\.0: /m,
    /^laws\.yaml: entry 2: /m,
  ]) {
    assert.match(told, expected);
  }
});

test('a file that is no YAML, no list or not there is told, and the others are still checked', () => {
  const { problems } = parseTaxonomy(
    texts({ 'authorities.yaml': '- id: [', 'laws.yaml': 'laws: none', 'jurisdictions.yaml': '- code: 7' }),
  );
  assert.ok(problems.some(line => line.startsWith('authorities.yaml: the file: YAML: ')));
  assert.ok(problems.includes('laws.yaml: the file: root: must be a list of entries'));
  assert.ok(problems.some(line => line.startsWith('jurisdictions.yaml: entry 1: code: ')));

  const empty = mkdtempSync(join(tmpdir(), 'taxonomy-'));
  try {
    writeFileSync(join(empty, 'jurisdictions.yaml'), PLACES);
    assert.throws(
      () => loadTaxonomy(empty),
      (error: unknown) =>
        error instanceof AppError &&
        error.code === 'taxonomy-invalid' &&
        error.message.includes('authorities.yaml: cannot be read') &&
        error.message.includes('laws.yaml: cannot be read'),
    );
  } finally {
    rmSync(empty, { recursive: true });
  }
});

test('a shared form has one default, or needs context everywhere', () => {
  const row = (code: string, extra: string): string =>
    `- { id: CBK@${code}, name: CBK, jurisdiction: ${code}, kind: central-bank, acronyms: [CBK]${extra} }\n`;
  const problemsOf = (first: string, second: string): readonly string[] =>
    parseTaxonomy(texts({ 'authorities.yaml': row('KE', first) + row('KW', second) })).problems;

  assert.equal(problemsOf('', '').length, 2);
  assert.match(problemsOf('', '')[0] ?? '', /CBK@KE: needsContext: "CBK" is shared by CBK@KE, CBK@KW/);
  assert.deepEqual(problemsOf(', default: [CBK]', ''), []);
  assert.deepEqual(problemsOf(', needsContext: [CBK]', ', needsContext: [CBK]'), []);
  assert.match(problemsOf(', default: [CBK]', ', default: [CBK]')[0] ?? '', /more than one/);
});

test('the version changes with the words of the files', () => {
  const first = parseTaxonomy(texts({})).taxonomy.version;
  assert.equal(parseTaxonomy(texts({})).taxonomy.version, first);
  assert.notEqual(parseTaxonomy(texts({ 'laws.yaml': '[] # none yet' })).taxonomy.version, first);
});

test('descriptions are written out with names and adjectives, each in its own pattern', () => {
  const kenya = parseTaxonomy(texts({})).taxonomy.jurisdictions[0];
  assert.ok(kenya !== undefined);
  const forms = describeAuthority(['central bank'], kenya);
  for (const expected of [
    "kenya's central bank",
    'kenyan central bank',
    'central bank of kenya',
    'banque centrale du kenya',
    'banque centrale kényan',
    'ケニア中央銀行',
  ]) {
    assert.ok(forms.includes(expected), expected);
  }
  assert.ok(!forms.includes('banque centrale du kényan'));
  assert.equal(new Set(forms).size, forms.length);
  assert.deepEqual(describeAuthority([], kenya), []);
});

test('words that are something else are excluded or need company', () => {
  const place = (code: string) => taxonomy.jurisdictions.find(one => one.code === code);
  assert.ok(has(place('JE')?.exclusions ?? [], 'New Jersey'));
  assert.ok(place('GE')?.weak.some(one => one.form === 'Georgia'));
  assert.ok(has(place('CN')?.exclusions ?? [], 'Shanghai upgrade'));
  assert.ok(has(place('IN')?.exclusions ?? [], 'Indian Ocean'));
  const body = (id: string) => taxonomy.authorities.find(one => one.id === id);
  assert.ok(has(body('ASIC@AU')?.exclusions ?? [], 'ASIC miner'));
  assert.ok(!body('BNB@BG')?.acronyms.includes('BNB'));
  assert.ok(!body('BCH@HN')?.acronyms.includes('BCH'));
  assert.ok(body('BOT@TH')?.needsContext.includes('BOT'));
  assert.deepEqual(body('SEC@US')?.default, ['SEC', 'Securities and Exchange Commission']);
});
