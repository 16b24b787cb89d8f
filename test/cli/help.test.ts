import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import type { Command } from 'commander';
import { createSpeaker, speak } from '../helpers/speak.ts';

/** Commands that take nothing, or only what their usage line says. */
const NEED_NO_EXAMPLE = new Set([
  'demo',
  'doctor',
  'sources',
  'db',
  'db migrate',
  'db backup',
  'db verify',
  'export',
  'registers',
  'story',
]);

function namesOf(command: Command, prefix = ''): string[] {
  return command.commands.flatMap(child => {
    const name = `${prefix}${child.name()}`;
    return [name, ...namesOf(child, `${name} `)];
  });
}

describe('help', () => {
  const names = namesOf(createSpeaker().program);

  it('lists every command', async () => {
    const { code, stdout } = await speak(['--help']);
    assert.equal(code, 0);
    for (const name of names.filter(name => !name.includes(' ')))
      assert.match(stdout, new RegExp(`^ {2}${name}\\b`, 'm'));
    assert.match(stdout, /Exit codes: 0 done, 1 failed, 2 used wrongly, 3 done with some sources failing/);
  });

  for (const name of names) {
    it(`explains ${name}`, async () => {
      const { code, stdout, stderr } = await speak([...name.split(' '), '--help']);
      assert.deepEqual([code, stderr], [0, '']);
      assert.match(stdout, new RegExp(`^Usage: regbeat ${name}\\b`));
      assert.match(stdout, /\n\n[a-z].{15}/, 'has a description');
      if (!NEED_NO_EXAMPLE.has(name)) assert.match(stdout, new RegExp(`\\$ .*regbeat ${name}\\b`));
      for (const line of stdout.split('\n')) assert.ok(line.length <= 110, line);
    });
  }

  it('says the version', async () => {
    assert.deepEqual(await speak(['--version']), { code: 0, stdout: '9.9.9\n', stderr: '' });
  });

  it('offers the nearest command and option, and ends with 2', async () => {
    const command = await speak(['serach', 'staking']);
    assert.equal(command.code, 2);
    assert.match(command.stderr, /unknown command 'serach'[\s\S]*Did you mean search\?/);
    const option = await speak(['crawl', '--frce']);
    assert.equal(option.code, 2);
    assert.match(option.stderr, /unknown option '--frce'[\s\S]*Did you mean --force\?/);
    assert.equal(command.stdout + option.stdout, '');
  });

  it('ends with 2 for missing, surplus and impossible values, and says which', async () => {
    for (const [args, pattern] of [
      [['show'], /missing required argument 'item'/],
      [['show', 'a', 'b'], /too many arguments/],
      [['search', 'x', '--limit', 'many'], /--limit.*whole number from 1 to 100000/],
      [['search', 'x', '--limit', '0'], /--limit.*whole number from 1 to 100000/],
      [['digest', '--period', 'hourly'], /--period.*daily, weekly/],
      [['eval'], /Name what to score: --set FILE/],
      [['export', 'monthly'], /unknown command 'monthly'/],
      [['posts', '--state', 'lost'], /pending, sending, sent, rejected/],
    ] as const) {
      const { code, stdout, stderr } = await speak(args);
      assert.deepEqual([code, stdout], [2, ''], args.join(' '));
      assert.match(stderr, pattern);
    }
  });
});

describe('the command line', () => {
  const SRC = path.resolve(import.meta.dirname, '../../src');

  /** Every module that `file` loads when it is loaded: its own files and packages, without what it imports later on demand. */
  function loadedBy(file: string, seen = new Set<string>()): Set<string> {
    if (seen.has(file)) return seen;
    seen.add(file);
    const code = readFileSync(file, 'utf8');
    for (const [, type, target = ''] of code.matchAll(
      /^(?:import|export) (type )?(?:[^;'=]*? from )?'([^'\n]+)'/gm,
    )) {
      if (type !== undefined) continue;
      if (target.startsWith('.') && target.endsWith('.ts'))
        loadedBy(path.resolve(path.dirname(file), target), seen);
      else seen.add(target);
    }
    return seen;
  }

  it('loads nothing but commander and itself before a command is known', () => {
    const loaded = [...loadedBy(path.join(SRC, 'main.ts'))].map(name => path.relative(SRC, name));
    const foreign = [...loadedBy(path.join(SRC, 'main.ts'))].filter(
      name => !path.isAbsolute(name) && !name.startsWith('node:') && !name.startsWith('.'),
    );
    assert.deepEqual(foreign, ['commander']);
    assert.ok(loaded.includes(path.join('cli', 'commands', 'search.ts')));
    assert.deepEqual(
      loaded.filter(name => /^(app|store|fetch|parse|classify|pipeline|deliver|export)\b/.test(name)),
      [],
    );
  });

  it('has a --json for every command that shows something', () => {
    const without = globSync('cli/commands/*.ts', { cwd: SRC })
      .filter(file => !readFileSync(path.join(SRC, file), 'utf8').includes("'--json'"))
      .map(file => path.basename(file, '.ts'));
    assert.deepEqual(without.sort(), ['demo', 'mcp', 'run']);
  });
});
