import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dump } from 'js-yaml';
import { parseSourceFile } from '../../src/sources/parse-source-file.ts';

function parse(entry: Readonly<Record<string, unknown>>) {
  const text = dump({
    publisher: 'A body',
    authority: 'SFC',
    jurisdiction: 'HK',
    tier: 'official',
    type: 'regulator',
    language: 'en',
    timeZone: 'Asia/Hong_Kong',
    sources: { news: { name: 'News', format: 'rss', url: 'https://body.example/rss', ...entry } },
  });
  const { sources, problems } = parseSourceFile('feeds/hk/body.yaml', text);
  return { def: sources[0], problems: problems.map(({ field, problem }) => `${field}: ${problem}`) };
}

const REGISTER = {
  type: 'register',
  format: 'csv',
  url: 'https://body.example/firms.csv',
  read: { title: 'name', header: 3 },
  register: {
    identity: ['licence', 'name'],
    fields: { name: 'Firm', licence: { path: 'no', match: '\\d+' } },
  },
};

test('a register names its columns, and an archive and a text address have their rules', () => {
  const { def, problems } = parse({
    ...REGISTER,
    filter: { exclude: ['^tender'] },
    page: { follow: true, url: 'https://body.example/api?id={id}', path: 'html' },
    archive: {
      url: 'https://body.example/{year}/list',
      format: 'html',
      read: { items: 'li', title: 'a', link: { attr: 'href' } },
    },
    robots: { ignore: true, reason: 'the publisher allows it in writing' },
    insecureHeaders: true,
  });
  assert.deepEqual(problems, []);
  assert.deepEqual(def?.register, {
    identity: ['licence', 'name'],
    fields: { name: { path: 'Firm' }, licence: { path: 'no', match: '\\d+' } },
  });
  assert.deepEqual(def?.read, { title: { path: 'name' }, header: 3 });
  assert.deepEqual(def?.archive?.read, { items: 'li', title: { select: 'a' }, link: { attr: 'href' } });
  assert.deepEqual([def?.insecureHeaders, def?.robots?.ignore, def?.page?.path], [true, true, 'html']);
});

test('in HTML a register may select, and a plain name is still a column', () => {
  const { def, problems } = parse({
    ...REGISTER,
    format: 'html',
    read: { items: 'tr', title: 'td' },
    register: { identity: ['name'], fields: { name: { select: 'td' }, status: 'section' } },
  });
  assert.deepEqual(problems, []);
  assert.deepEqual(def?.register?.fields, { name: { select: 'td' }, status: { path: 'section' } });
});

test('every problem says what to change', () => {
  const fields = { name: 'Firm' };
  const table: readonly (readonly [Readonly<Record<string, unknown>>, RegExp])[] = [
    [{ filter: { include: ['('] } }, /^filter\.include: "\(" is no regular expression/],
    [{ filter: { include: [] } }, /^filter\.include: /],
    [{ page: { follow: true, url: 'https://body.example/{guid}' } }, /^page\.url: .*\{id\} or \{link\}/],
    [{ page: { follow: true, path: 'html' } }, /^page\.path: needs page\.url/],
    [{ archive: { url: 'ftp://body.example', format: 'rss' } }, /^archive\.url: /],
    [{ archive: { url: 'https://body.example/{day}', format: 'rss' } }, /^archive\.url: /],
    [{ archive: { url: 'https://body.example', format: 'html' } }, /^archive\.read: is missing/],
    [{ archive: { url: 'https://body.example', format: 'rss', body: 'x' } }, /^archive\.body: is only sent/],
    [{ register: { identity: ['name'], fields } }, /^register: is only for type: register/],
    [{ ...REGISTER, register: { identity: ['lei'], fields } }, /^register\.identity: names lei/],
    [{ ...REGISTER, register: { identity: [], fields } }, /^register\.identity: /],
    [
      { ...REGISTER, register: { identity: ['name'], fields: { colour: 'x', ...fields } } },
      /^register\.fields/,
    ],
    [{ ...REGISTER, register: { identity: ['name'], fields: { name: { select: 'td' } } } }, /only HTML has$/],
    [
      { ...REGISTER, register: { identity: ['name'], fields: { name: { match: 'x' } } } },
      /needs a path or a template/,
    ],
    [
      { ...REGISTER, register: { identity: ['name'], fields: { name: { path: 'x', match: '[' } } } },
      /^register\.fields\.name\.match: "\[" is no regular expression/,
    ],
    [{ robots: { ignore: true } }, /^robots\.reason: is missing/],
    [{ insecureHeaders: false }, /^insecureHeaders: /],
    [{ ...REGISTER, read: { title: { path: 'x', around: true } } }, /^read\.title\.around: means nothing/],
  ];
  for (const [entry, expected] of table) {
    const { problems } = parse(entry);
    assert.ok(
      problems.some(problem => expected.test(problem)),
      `${expected} in ${JSON.stringify(problems)}`,
    );
  }
});
