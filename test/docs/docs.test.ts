import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import { COMMANDS_FILE, commandsMarkdown } from './commands-markdown.ts';
import { jsonOutputs } from './json-outputs.ts';

const JSON_FILE = path.resolve(import.meta.dirname, '../../docs/json.md');
/** Objects whose keys are data. */
const TABLES = new Set(['notes', 'fields']);

type Shape = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Shape {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The example of each command in docs/json.md. */
function readExamples(): ReadonlyMap<string, unknown> {
  const text = readFileSync(JSON_FILE, 'utf8');
  return new Map(
    Array.from(
      text.matchAll(/^## regbeat (.+)\n[^#]*?```json\n([\s\S]*?)```/gm),
      ([, name = '', example = '']) => [name, JSON.parse(example)],
    ),
  );
}

/** Puts what "@item" and "@tags" stand for in their places. */
function expand(value: unknown, named: Readonly<Record<string, unknown>>): unknown {
  if (typeof value === 'string') return named[value] ?? value;
  if (Array.isArray(value)) return value.map(part => expand(part, named));
  if (!isObject(value)) return value;
  const { '...': spread, ...own } = value;
  const more = typeof spread === 'string' ? named[spread] : undefined;
  return {
    ...(isObject(more) ? more : {}),
    ...Object.fromEntries(Object.entries(own).map(([key, part]) => [key, expand(part, named)])),
  };
}

/** Where the keys of what was printed and of what is documented differ. */
function differences(documented: unknown, printed: unknown, place: string): string[] {
  if (Array.isArray(documented) && Array.isArray(printed))
    return documented.length === 0
      ? []
      : printed.flatMap((part, index) => differences(documented[0], part, `${place}[${index}]`));
  if (!isObject(documented) || !isObject(printed))
    return documented !== null && printed !== null && typeof documented !== typeof printed
      ? [`${place} is a ${typeof printed}`]
      : [];
  if (TABLES.has(place.split('.').at(-1) ?? '')) return [];
  const optional = new Set(['publishedDay', 'item']);
  return [
    ...Object.keys(documented)
      .filter(key => !(key in printed) && !optional.has(key))
      .map(key => `${place}.${key} is not printed`),
    ...Object.entries(printed).flatMap(([key, part]) =>
      key in documented
        ? differences(documented[key], part, `${place}.${key}`)
        : optional.has(key)
          ? []
          : [`${place}.${key} is not documented`],
    ),
  ];
}

describe('docs/commands.md', () => {
  it('is what the commands say of themselves; `npm run docs` brings it up to date', () => {
    assert.equal(readFileSync(COMMANDS_FILE, 'utf8'), commandsMarkdown());
  });
});

describe('docs/json.md', () => {
  const examples = readExamples();
  let outputs: ReadonlyMap<string, unknown>;
  let named: Record<string, unknown>;

  before(async () => {
    outputs = await jsonOutputs();
    const search = examples.get('search');
    const classify = examples.get('classify');
    assert.ok(isObject(search) && Array.isArray(search.items) && isObject(classify));
    const { title: _, url: __, ...tags } = classify;
    named = { '@item': search.items[0], '@tags': tags };
  });

  it('describes every command that prints a document', () => {
    const documented = [...examples.keys(), 'eval'].sort();
    assert.deepEqual(documented, [...outputs.keys()].sort());
  });

  for (const name of examples.keys()) {
    it(`has the keys that ${name} prints`, () => {
      const documented = expand(examples.get(name), named);
      assert.deepEqual(differences(documented, outputs.get(name), name), []);
    });
  }
});
