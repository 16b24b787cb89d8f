import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { loadKnowledge } from '../../src/classify/load-knowledge.ts';
import type { SourceDef } from '../../src/core/types.ts';
import { loadSources } from '../../src/sources/load-sources.ts';
import { sourceJsonSchema } from '../../src/sources/source-schema.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
export const SOURCES_FILE = path.join(ROOT, 'docs/sources.md');
export const SCHEMA_FILE = path.join(ROOT, 'feeds/schema.json');

const LEAD = `# Sources

Written by \`npm run docs\` from \`feeds/\`. An id is stable and the value of a query: \`source:hk/sfc/news\`, \`source:hk/*\`. Languages are BCP 47. A source that cannot be read by a
plain client, or that only repeats another, is kept here with its reason and the day it was found so.
`;

/** docs/sources.md as the files below feeds/ are. */
export function sourcesMarkdown(): string {
  const { sources } = loadSources([path.join(ROOT, 'feeds')]);
  const { taxonomy } = loadKnowledge(path.join(ROOT, 'classifiers'));
  const names = new Map(taxonomy.jurisdictions.map(({ code, name }) => [code, name]));
  const whole = (def: SourceDef) => def.jurisdiction?.split('-')[0] ?? '';
  const groups = Map.groupBy(sources, whole);
  const titleOf = (code: string) =>
    code === '' ? 'Press and law firms' : code === 'INT' ? 'International' : (names.get(code) ?? code);
  const codes = [...groups.keys()].sort((one, other) =>
    one === '' || other === '' ? (one === '' ? 1 : -1) : titleOf(one).localeCompare(titleOf(other), 'en'),
  );
  const count = (wanted: (def: SourceDef) => boolean) => sources.filter(wanted).length;
  const jurisdictions = new Set(sources.flatMap(({ jurisdiction }) => jurisdiction ?? []));
  return [
    LEAD,
    `${sources.length} sources, ${count(({ enabled }) => enabled)} of them read, in ${jurisdictions.size} jurisdictions and ${new Set(sources.map(({ language }) => language)).size} languages; ${count(({ type }) => type === 'register')} are registers, ${count(({ tier }) => tier === 'press')} are press.`,
    '',
    ...codes.flatMap(code => [
      `## ${titleOf(code)}`,
      '',
      '| id | name | type | tier | format | language | read |',
      '|---|---|---|---|---|---|---|',
      ...(groups.get(code) ?? []).map(def =>
        row(def.id, def.name, def.type, def.tier, def.format, def.language, stateOf(def)),
      ),
      '',
    ]),
  ].join('\n');
}

function stateOf({ enabled, disabled }: SourceDef): string {
  return enabled ? 'yes' : `no: ${disabled?.reason ?? ''} (${disabled?.since ?? ''})`;
}

function row(...cells: readonly string[]): string {
  return `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

/** feeds/schema.json: the schema of source files, for editors. Laid out as `npm run format` leaves it. */
export function sourcesSchema(): string {
  return `${JSON.stringify(sourceJsonSchema(), null, 2)}\n`;
}

if (process.argv[1] === import.meta.filename) {
  writeFileSync(SOURCES_FILE, sourcesMarkdown());
  writeFileSync(SCHEMA_FILE, sourcesSchema());
}
