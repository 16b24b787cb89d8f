import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { COMMANDS } from '../src/cli/commands.ts';

const SRC = path.resolve(import.meta.dirname, '../src');
const ALL = '*';

/** Who may import whom; what is not listed is forbidden. A folder may always import itself. Same table as in ARCHITECTURE.md. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  core: [],
  sources: ['core'],
  parse: ['core'],
  normalise: ['core'],
  extract: ['core'],
  stories: ['core'],
  classify: ['core'],
  watch: ['core'],
  registers: ['core'],
  digest: ['core'],
  query: ['core'],
  demo: ['core'],
  fetch: ['core'],
  store: ['core'],
  deliver: ['core', 'charts'],
  schedule: ['core'],
  charts: ['core'],
  export: ['core', 'query', 'charts'],
  pipeline: [
    'core',
    'sources',
    'parse',
    'normalise',
    'extract',
    'stories',
    'classify',
    'registers',
    'digest',
    'query',
    'watch',
  ],
  bot: ['core', 'query', 'export'],
  answers: ['core', 'query', 'export'],
  mcp: ['core', 'query', 'export', 'answers'],
  web: ['core', 'query', 'export', 'charts', 'answers', 'mcp'],
  cli: ['core', 'query', 'export'],
  'config.ts': ['core'],
  'app.ts': [ALL],
  app: [ALL],
  'demo-run.ts': [ALL],
  'logger.ts': ['core'],
  'main.ts': [ALL],
};

const PURE = [
  'core',
  'sources',
  'parse',
  'normalise',
  'extract',
  'stories',
  'classify',
  'registers',
  'digest',
  'query',
  'export',
  'watch',
  'charts',
];
/** Loaders read disk by design; they still read no clock. */
const isLoader = (file: string) => path.basename(file).startsWith('load-');

const files = globSync('**/*.ts', { cwd: SRC }).map(file => file.split(path.sep).join('/'));
const roomOf = (file: string) => file.split('/')[0] ?? file;
const textOf = (file: string) => readFileSync(path.join(SRC, file), 'utf8');
/** Code without comments and string contents, good enough to look for calls in. */
const codeOf = (file: string) =>
  textOf(file)
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/^\s*\/\/.*$/gm, '')
    .replace(/'(?:[^'\\\n]|\\.)*'/g, "''");

function importsOf(file: string): string[] {
  const found = textOf(file).matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g);
  return Array.from(found, match =>
    path.posix.normalize(path.posix.join(path.posix.dirname(file), match[1] ?? '')),
  );
}

function offenders(test: (file: string) => boolean): string[] {
  return files.filter(test);
}

describe('architecture', () => {
  it('lists every folder of src in the import table', () => {
    assert.deepEqual(
      [...new Set(files.map(roomOf))].filter(room => !(room in MAY_IMPORT)),
      [],
    );
  });

  it('imports only what the table allows', () => {
    const broken = files.flatMap(file => {
      const room = roomOf(file);
      const allowed = MAY_IMPORT[room] ?? [];
      return importsOf(file)
        .map(roomOf)
        .filter(target => target !== room && !allowed.includes(ALL) && !allowed.includes(target))
        .map(target => `${file} imports ${target}`);
    });
    assert.deepEqual(broken, []);
  });

  it('reads the environment only in config.ts', () => {
    assert.deepEqual(
      offenders(file => file !== 'config.ts' && codeOf(file).includes('process.env')),
      [],
    );
  });

  it('keeps pure folders free of clocks, chance and consoles', () => {
    const impure =
      /\bDate\.now\(|\bnew Date\(\s*\)|\bMath\.random\(|\bconsole\.|\bperformance\.now\(|\bDateTime\.(now|local|utc)\(\s*\)/;
    assert.deepEqual(
      offenders(file => PURE.includes(roomOf(file)) && impure.test(codeOf(file))),
      [],
    );
  });

  it('keeps pure folders free of files and networks', () => {
    const io = /from 'node:(fs|net|http|https|dns|child_process|tls)(\/promises)?'|from 'undici'/;
    assert.deepEqual(
      offenders(file => PURE.includes(roomOf(file)) && !isLoader(file) && io.test(textOf(file))),
      [],
    );
  });

  it('has no console, default export or enum anywhere', () => {
    assert.deepEqual(
      offenders(file => /\bconsole\.|^export default|^\s*(export )?(const )?enum /m.test(codeOf(file))),
      [],
    );
  });

  it('keeps files at 300 lines or fewer', () => {
    assert.deepEqual(
      offenders(file => textOf(file).split('\n').length - 1 > 300),
      [],
    );
  });

  it('names files in kebab-case', () => {
    assert.deepEqual(
      offenders(file => !file.split('/').every(part => /^[a-z0-9]+(-[a-z0-9]+)*(\.ts)?$/.test(part))),
      [],
    );
  });

  it('has every command file in the registry', () => {
    const registered = readFileSync(path.join(SRC, 'cli/commands.ts'), 'utf8');
    const missing = files
      .filter(file => file.startsWith('cli/commands/'))
      .filter(file => !registered.includes(`./commands/${path.basename(file)}`));
    assert.deepEqual(missing, []);
    assert.ok(COMMANDS.length > 10);
  });

  it('loads heavy modules only where they are used', () => {
    const light = files.filter(file => roomOf(file) === 'cli' || file === 'main.ts');
    const heavy =
      /^import (?!type).*from '(discord\.js|natural|kysely|better-sqlite3|undici|cheerio|linkedom|cli-progress|luxon|zod|pino)/m;
    assert.deepEqual(
      light.filter(file => heavy.test(textOf(file))),
      [],
    );
  });
});
