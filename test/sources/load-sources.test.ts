import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { AppError } from '../../src/core/errors.ts';
import { loadSources } from '../../src/sources/load-sources.ts';

function file(name: string, url: string, more = ''): string {
  return `publisher: A body
authority: null
jurisdiction: null
tier: press
type: news
language: en
timeZone: UTC
sources:
  ${name}:
    name: News
    format: rss
    url: ${url}
${more}`;
}

/** Runs with a folder that holds the given files, and removes it. */
function withFolder(files: Readonly<Record<string, string>>, run: (folder: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'regbeat-sources-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    run(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function messageOf(folders: readonly string[]): string {
  try {
    loadSources(folders);
  } catch (error) {
    assert.ok(error instanceof AppError);
    assert.equal(error.code, 'sources-invalid');
    return error.message;
  }
  return assert.fail('expected an error');
}

test('sources come in order of id, and a later folder replaces an earlier entry', () => {
  const files = {
    'one/us/b.yaml': file('news', 'https://b.example/rss'),
    'one/hk/a.yaml': file('news', 'https://a.example/rss'),
    'one/schema.json': '{}',
    'two/us/b.yaml': file('news', 'https://other.example/rss'),
    'two/us/c.yml': file('news', 'https://c.example/rss'),
  };
  withFolder(files, folder => {
    const { sources } = loadSources([join(folder, 'one'), join(folder, 'two')]);
    assert.deepEqual(
      sources.map(({ id, url }) => [id, url]),
      [
        ['hk/a/news', 'https://a.example/rss'],
        ['us/b/news', 'https://other.example/rss'],
        ['us/c/news', 'https://c.example/rss'],
      ],
    );
  });
});

test('one error lists every problem of every file', () => {
  const files = {
    'hk/a.yaml': file('news', 'nowhere', '    colour: red\n'),
    'us/b.yaml': 'publisher: [',
    'us/c.yaml': file('news', 'nowhere'),
    'stray.yaml': file('news', 'https://a.example/rss'),
  };
  withFolder(files, folder => {
    const lines = messageOf([folder, join(folder, 'missing')]).split('\n');
    assert.match(lines[0] ?? '', /^The sources have \d problems; correct them and start again:$/);
    for (const pattern of [
      /hk\/a\.yaml: news: colour is not known/,
      /us\/b\.yaml: is not valid YAML/,
      /us\/c\.yaml: news: url /,
      /missing: cannot be read/,
    ]) {
      assert.ok(
        lines.some(line => pattern.test(line)),
        `${pattern} in ${lines.join('\n')}`,
      );
    }
  });
});

test('two files for one id, and a twin that does not exist, are problems', () => {
  withFolder(
    { 'hk/a.yaml': file('news', 'https://a.example/'), 'hk/a.yml': file('news', 'https://b.example/') },
    folder => {
      assert.match(
        messageOf([folder]),
        /hk\/a\.yml: hk\/a\/news has the same id as an entry of .*hk\/a\.yaml/,
      );
    },
  );
  withFolder({ 'hk/a.yaml': file('news', 'https://a.example/', '    twin: hk/a/nws\n') }, folder => {
    assert.match(
      messageOf([folder]),
      /twin names "hk\/a\/nws", which does not exist; did you mean "hk\/a\/news"\?/,
    );
  });
});
