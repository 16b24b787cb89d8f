import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { dump, load } from 'js-yaml';
import { parseSourceFile } from '../../src/sources/parse-source-file.ts';

const PATH = 'feeds/hk/body.yaml';
const GOOD = `
publisher: A body
authority: SFC
jurisdiction: HK
tier: official
type: regulator
language: en
timeZone: Asia/Hong_Kong
headers: { accept: text/xml }
sources:
  news:
    name: News
    format: rss
    url: https://body.example/rss
`;

/** The good file with changes: dotted paths to new values, undefined removes. */
function changed(changes: Readonly<Record<string, unknown>>): string {
  const file: unknown = load(GOOD);
  for (const [path, value] of Object.entries(changes)) {
    const keys = path.split('.');
    const last = keys.pop() ?? '';
    let at = file as Record<string, unknown>;
    for (const key of keys) {
      at[key] ??= {};
      at = at[key] as Record<string, unknown>;
    }
    if (value === undefined) delete at[last];
    else at[last] = value;
  }
  return dump(file);
}

function problemsOf(text: string, path = PATH): string[] {
  const { problems } = parseSourceFile(path, text);
  return problems.map(
    ({ entry, field, problem }) => `${[entry, field].filter(Boolean).join('.')}: ${problem}`,
  );
}

test('an entry inherits what the file says, and has defaults for the rest', () => {
  const { sources, problems } = parseSourceFile(PATH, GOOD);
  assert.deepEqual(problems, []);
  assert.deepEqual(sources, [
    {
      id: 'hk/body/news',
      name: 'News',
      publisher: 'A body',
      authority: 'SFC',
      jurisdiction: 'HK',
      tier: 'official',
      type: 'regulator',
      format: 'rss',
      url: 'https://body.example/rss',
      method: 'GET',
      headers: { accept: 'text/xml' },
      language: 'en',
      timeZone: 'Asia/Hong_Kong',
      dateFormats: [],
      cryptoOnly: false,
      enabled: true,
      interval: { min: 15, max: 60 },
    },
  ]);
});

test('an entry may say otherwise than its file', () => {
  const [def] = parseSourceFile(
    'C:\\feeds\\hk\\body.yml',
    changed({
      'sources.news': {
        name: 'Register',
        authority: null,
        jurisdiction: null,
        type: 'register',
        language: 'zh-Hant',
        format: 'json',
        url: 'https://body.example/{year}/api',
        method: 'POST',
        body: '{"year":{year}}',
        headers: { 'content-type': 'application/json' },
        read: {
          items: '',
          title: 'name',
          link: { template: 'https://body.example/{id}' },
          linkBase: 'https://body.example',
        },
        paging: { param: 'page', start: 0, step: 1 },
        disabled: { reason: 'bot protection', since: '2026-09-30' },
      },
    }),
  ).sources;
  assert.ok(def);
  assert.deepEqual(
    [def.authority, def.jurisdiction, def.type, def.language],
    [null, null, 'register', 'zh-Hant'],
  );
  assert.deepEqual(def.headers, { accept: 'text/xml', 'content-type': 'application/json' });
  assert.deepEqual(def.read?.title, { path: 'name' });
  assert.equal(def.enabled, false);
  assert.deepEqual(def.interval, { min: 720, max: 1440 });
});

test('a text as a field rule is a selector in HTML and a path elsewhere', () => {
  const read = { items: 'li', title: 'a' };
  const html = parseSourceFile(PATH, changed({ 'sources.news.format': 'html', 'sources.news.read': read }));
  assert.deepEqual(html.sources[0]?.read, { items: 'li', title: { select: 'a' } });
  const csv = parseSourceFile(
    PATH,
    changed({ 'sources.news.format': 'csv', 'sources.news.read': { title: 'a' } }),
  );
  assert.deepEqual(csv.sources[0]?.read, { title: { path: 'a' } });
});

test('every problem is named with its entry and field', () => {
  const table: readonly (readonly [Readonly<Record<string, unknown>>, RegExp])[] = [
    [{ publishr: 'x' }, /^publishr: is not known; did you mean "publisher"\?$/],
    [{ 'sources.news.tiimeZone': 'UTC' }, /^news\.tiimeZone: is not known; did you mean "timeZone"\?$/],
    [
      { 'sources.news.format': 'json', 'sources.news.read': { items: '', titel: 'x', title: 'x' } },
      /^news\.read\.titel: is not known; did you mean "title"\?$/,
    ],
    [
      { 'sources.news.format': 'json', 'sources.news.read': { items: '', title: { pth: 'x' } } },
      /^news\.read\.title\.pth: is not known; did you mean "path"\?$/,
    ],
    [{ 'sources.news.zzzzzz': 1 }, /^news\.zzzzzz: is not known$/],
    [{ publisher: undefined }, /^publisher: is missing$/],
    [{ sources: {} }, /^sources: has no entries$/],
    [{ sources: [] }, /^sources: /],
    [{ 'sources.news.url': undefined }, /^news\.url: is missing$/],
    [
      { 'sources.news.url': 'ftp://x.example/' },
      /^news\.url: "ftp:\/\/x\.example\/" is no http or https address$/,
    ],
    [{ 'sources.news.url': 'https://x.example/a b' }, /^news\.url: /],
    [
      { 'sources.news.url': 'https://x.example/{yaer}' },
      /^news\.url: \{yaer\} is no placeholder; did you mean "year"\?$/,
    ],
    [
      { timeZone: 'Asia/Hong_kong_' },
      /^news\.timeZone: .* is no IANA time zone; did you mean "Asia\/Hong_Kong"\?$/,
    ],
    [{ timeZone: undefined }, /^news\.timeZone: is missing, in the entry and in the file$/],
    [{ tier: 'oficial' }, /^tier: Invalid option/],
    [{ jurisdiction: 'Hong Kong' }, /^jurisdiction: must be like "HK"/],
    [{ language: 'english_UK' }, /^news\.language: .* BCP 47/],
    [{ homepage: 'body.example' }, /^news\.homepage: /],
    [{ interval: { min: 60, max: 15 } }, /^interval: min must not be greater than max$/],
    [{ 'headers.User-Agent': 'x' }, /^news\.headers\.User-Agent: is set by the program/],
    [{ 'headers.bad name': 'x' }, /^news\.headers\.bad name: is no header name$/],
    [{ 'headers.x': 'a\nb' }, /^news\.headers\.x: /],
    [{ 'sources.news.dateFormats': ['%Y-%m-%d'] }, /^news\.dateFormats: "%Y-%m-%d" is not a luxon format/],
    [{ 'sources.news.body': 'x' }, /^news\.body: is only sent with method: POST$/],
    [{ 'sources.news.enabled': false }, /^news\.disabled: is missing/],
    [{ 'sources.news.disabled': { since: '2026-09-30' } }, /^news\.disabled\.reason: is missing$/],
    [{ 'sources.news.disabled': { reason: 'x', since: 'May' } }, /^news\.disabled\.since: /],
    [
      { 'sources.news.enabled': true, 'sources.news.disabled': { reason: 'x', since: '2026-09-30' } },
      /^news\.enabled: is true although/,
    ],
    [{ 'sources.news.format': 'json' }, /^news\.read: is missing: json needs/],
    [{ 'sources.news.format': 'csv', 'sources.news.read': {} }, /^news\.read\.title: is missing$/],
    [
      { 'sources.news.format': 'html', 'sources.news.read': { title: 'a' } },
      /^news\.read\.items: is missing$/,
    ],
    [
      { 'sources.news.format': 'html', 'sources.news.read': { items: 'li[', title: 'a' } },
      /^news\.read\.items: "li\[" is no CSS selector$/,
    ],
    [
      { 'sources.news.format': 'html', 'sources.news.read': { items: 'li', title: 'a:bogus(' } },
      /^news\.read\.title\.select: /,
    ],
    [
      { 'sources.news.format': 'html', 'sources.news.read': { items: 'li', title: { path: 'x' } } },
      /^news\.read\.title\.path: means nothing in HTML$/,
    ],
    [
      { 'sources.news.format': 'json', 'sources.news.read': { items: '', title: { select: 'x' } } },
      /^news\.read\.title\.select: means nothing in JSON/,
    ],
    [
      { 'sources.news.format': 'csv', 'sources.news.read': { title: { path: 'x', match: '(' } } },
      /^news\.read\.title\.match: "\(" is no regular expression$/,
    ],
    [
      { 'sources.news.format': 'csv', 'sources.news.read': { title: 'x', linkBase: '/x' } },
      /^news\.read\.linkBase: /,
    ],
    [{ 'sources.news.paging': { start: 1 } }, /^news\.paging: needs either param or next$/],
    [{ 'sources.news.format': 'pdf' }, /^news\.custom: is missing/],
    [{ 'sources.Bad Name': {} }, /^Bad Name: is no name for an entry/],
  ];
  for (const [changes, expected] of table) {
    const problems = problemsOf(changed(changes));
    assert.ok(
      problems.some(problem => expected.test(problem)),
      `${expected} in ${JSON.stringify(problems)}`,
    );
  }
});

test('all problems of a file are listed at once, and good entries are still read', () => {
  const text = changed({
    'sources.bad': { name: 'Bad', format: 'html', url: 'nowhere', timeZone: 'Mars', paging: {} },
  });
  const { sources, problems } = parseSourceFile(PATH, text);
  assert.deepEqual(
    sources.map(({ id }) => id),
    ['hk/body/news'],
  );
  assert.deepEqual(problems.map(({ field }) => field).sort(), ['paging', 'read', 'timeZone', 'url']);
});

test('files that are no YAML, no object or have no proper name', () => {
  assert.match(problemsOf('a: [')[0] ?? '', /is not valid YAML: .*line \d/);
  assert.match(problemsOf(`${GOOD}  news: {}`)[0] ?? '', /is not valid YAML: duplicated mapping key/);
  assert.equal(problemsOf('').length, 1);
  assert.equal(problemsOf('- 1').length, 1);
  assert.match(problemsOf(GOOD, 'feeds/body.yaml'.replace('feeds/', ''))[0] ?? '', /must be called/);
  const bomb = [
    'a: &a [1,1,1,1,1,1,1,1,1]',
    ...'bcdefgh'.split('').map((key, index) => `${key}: &${key} [${`*${'abcdefg'[index]},`.repeat(9)}]`),
  ].join('\n');
  assert.ok(problemsOf(bomb).length > 0);
});

test('no text makes the reader throw', () => {
  const words = fc.constantFrom(
    'publisher: x\n',
    'sources:\n',
    '  news:\n',
    '    url: ',
    '- ',
    '{',
    '&a ',
    '*a ',
    '"',
    '\t',
    '!!js ',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(words, fc.string()), { maxLength: 20 }), parts => {
      const { sources, problems } = parseSourceFile(PATH, parts.join(''));
      assert.ok(sources.length > 0 || problems.length > 0);
    }),
  );
});
