import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { MANAGE_GUILD } from '../../src/bot/command-data.ts';
import { COMMANDS } from '../../src/bot/commands.ts';
import { t } from '../../src/core/locale.ts';
import { commandBreaches } from '../helpers/fake-discord/commands.ts';
import { discordRules } from '../helpers/fake-discord-state.ts';

const BOT = path.resolve(import.meta.dirname, '../../src/bot');
const wire = (): unknown => JSON.parse(JSON.stringify(COMMANDS.map(({ data }) => data)));

describe('every command', () => {
  it('stands in the registry', () => {
    const registry = readFileSync(path.join(BOT, 'commands.ts'), 'utf8');
    const files = globSync('*.ts', { cwd: path.join(BOT, 'commands') });
    assert.deepEqual(
      files.filter(file => !registry.includes(`./commands/${file}`)),
      [],
    );
    assert.equal(COMMANDS.length, files.length);
  });

  it('would be taken by Discord', () => {
    assert.deepEqual(commandBreaches({ rules: discordRules() }, wire()), []);
  });

  it('has a key of its own, for servers only, with the permissions that its handler asks for', () => {
    assert.equal(new Set(COMMANDS.map(({ key }) => key)).size, COMMANDS.length);
    for (const { key, data, manage } of COMMANDS) {
      assert.match(key, /^[a-z][a-z0-9-]{1,15}$/);
      assert.deepEqual([data.contexts, data.integration_types], [[0], [0]], data.name);
      const bits = manage === true ? String(MANAGE_GUILD) : null;
      assert.equal(data.default_member_permissions, bits, data.name);
    }
  });

  it('says what it is for, with examples that are its own', () => {
    for (const { data, help } of COMMANDS) {
      assert.ok(t('en', help.text).length >= 40, data.name);
      if (data.type === 1) assert.ok(help.examples.length > 0, data.name);
      const known = new Set(
        (data.options ?? []).flatMap(one => [one.name, ...(one.options ?? []).map(({ name }) => name)]),
      );
      for (const example of help.examples) {
        assert.ok(example.startsWith(data.type === 1 ? `/${data.name}` : ''), example);
        const named = example.matchAll(/ ([a-z_]+):(?=\S)/g);
        const [first] = named;
        if (first !== undefined) assert.ok(known.has(first[1] ?? ''), `${example}: no option ${first[1]}`);
      }
    }
  });

  it('answers completions exactly when one of its options offers them', () => {
    for (const { data, autocomplete } of COMMANDS) {
      const offers = JSON.stringify(data.options ?? []).includes('"autocomplete":true');
      assert.equal(autocomplete !== undefined, offers, data.name);
    }
  });
});

describe('the rules that commands are held to', () => {
  const rules = discordRules();
  const base = { type: 1, name: 'one', description: 'Does one thing' };
  const codes = (...commands: readonly unknown[]) =>
    commandBreaches({ rules }, commands).map(({ code }) => code);
  const option = { type: 3, name: 'text', description: 'Some text' };

  it('notice what Discord would refuse', () => {
    assert.deepEqual(codes(base), []);
    assert.ok(codes({ ...base, name: 'One' }).includes('APPLICATION_COMMAND_INVALID_NAME'));
    assert.ok(codes({ ...base, name: 'with space' }).includes('APPLICATION_COMMAND_INVALID_NAME'));
    assert.ok(codes({ ...base, description: '' }).includes('BAD_LENGTH'));
    assert.ok(codes(base, base).includes('APPLICATION_COMMANDS_DUPLICATE_NAME'));
    assert.ok(codes({ ...base, default_member_permissions: 32 }).includes('STRING'));
    assert.ok(
      codes({ ...base, options: [option, option] }).includes('APPLICATION_COMMAND_OPTIONS_NAME_DUPLICATED'),
    );
    const late = { ...option, name: 'late', required: true };
    assert.ok(
      codes({ ...base, options: [option, late] }).includes('APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID'),
    );
    const many = Array.from({ length: 25 }, (_, index) => ({
      ...option,
      name: `o${index}`,
      choices: Array.from({ length: 25 }, (_, at) => ({
        name: `choice ${at} of ${index}`,
        value: `${index}/${at}`,
      })),
    }));
    assert.ok(codes({ ...base, options: many }).includes('APPLICATION_COMMAND_TOO_LARGE'));
  });
});
