import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { FIGURES } from '../../src/classify/figures/figure-vocabulary.ts';
import { loadKnowledge } from '../../src/classify/load-knowledge.ts';
import {
  AUDIENCES,
  type STANCE_CUES,
  type StanceVocabulary,
} from '../../src/classify/positions/stance-vocabulary.ts';
import { TOPIC_LABELS } from '../../src/core/labels.ts';
import { STANCES, type Stance } from '../../src/core/types.ts';

export const TAXONOMY_FILE = path.resolve(import.meta.dirname, '../../docs/taxonomy.md');

const LEAD = `# Taxonomy

Written by \`npm run docs\` from \`classifiers/taxonomy/\`. Ids are stable, in English, and the values of queries: \`topic:staking\`, \`kind:rule\`, \`jurisdiction:HK\`, \`authority:SFC\`. An authority's
short name may stand for several bodies: \`authority:SEC\` means each of them, \`authority:SEC@US\` one.

- **Jurisdiction**: ISO 3166-1 alpha-2, EU, or INT for international bodies. *Primary* when its authority, law or market acts or changes, *mentioned* when it is named for comparison or context. What a part of
  a country does is tagged with the country.
- **Kind**: what an item reports. Each item has one.
- **Topics**: what is really treated. An item may have several or none.
`;

/** docs/taxonomy.md as the taxonomy of this version is. */
export function taxonomyMarkdown(): string {
  const { taxonomy, vocabulary } = loadKnowledge(path.resolve(import.meta.dirname, '../../classifiers'));
  const bodies = Map.groupBy(taxonomy.authorities, authority => authority.jurisdiction);
  const wholes = taxonomy.jurisdictions.filter(entry => entry.parent === null);
  return [
    LEAD,
    '## Topics',
    '',
    '| id | name | for example | but not |',
    '|---|---|---|---|',
    ...vocabulary.topics.map(topic =>
      row(topic.id, TOPIC_LABELS[topic.id], topic.yes[0] ?? '', topic.no[0] ?? ''),
    ),
    '',
    '## Kinds',
    '',
    '| id | for example |',
    '|---|---|',
    ...vocabulary.kinds.map(kind => row(kind.id, kind.yes[0] ?? '')),
    '',
    '## Positions',
    '',
    'What a rule makes of an activity, read from one sentence of an item, for a jurisdiction and an audience (or for everybody). `licenses` stands for the business of crypto-assets as a whole.',
    '',
    '| stance | means | read from words such as |',
    '|---|---|---|',
    ...STANCES.map(stance => row(stance, STANCE_MEANINGS[stance], wordsOf(vocabulary.stances, stance))),
    '',
    `Audiences: ${AUDIENCES.join(', ')}.`,
    '',
    '## Figures',
    '',
    '| id | counts |',
    '|---|---|',
    ...Object.entries(FIGURES).map(([id, meaning]) => row(id, meaning)),
    '',
    `## Jurisdictions and authorities`,
    '',
    `${wholes.length} jurisdictions, ${taxonomy.authorities.length} authorities, ${taxonomy.laws.length} laws and programmes.`,
    '',
    '| code | name | authorities |',
    '|---|---|---|',
    ...wholes.map(entry =>
      row(entry.code, entry.name, (bodies.get(entry.code) ?? []).map(authority => authority.name).join(', ')),
    ),
    '',
    '## Laws and programmes',
    '',
    '| name | jurisdiction | since | topics |',
    '|---|---|---|---|',
    ...taxonomy.laws.map(law =>
      row(law.name, law.jurisdiction, law.from === null ? '' : String(law.from), law.topics.join(', ')),
    ),
    '',
  ].join('\n');
}

const STANCE_MEANINGS: Readonly<Record<Stance, string>> = {
  permitted: 'allowed',
  conditional: 'allowed with a licence or within limits, or from a later day',
  considering: 'a change in either direction is consulted on, proposed or announced as being weighed',
  restricted: 'for a limited class only, limited in amount, or fought by enforcement',
  banned: 'not allowed',
};

const CUES: Readonly<Record<Stance, (typeof STANCE_CUES)[number]>> = {
  permitted: 'permit',
  conditional: 'require',
  considering: 'consider',
  restricted: 'restrict',
  banned: 'ban',
};

function wordsOf({ cues }: StanceVocabulary, stance: Stance): string {
  const plain = cues[CUES[stance]].filter(term => /^[a-z]+$/.test(term));
  return plain.slice(0, 6).join(', ');
}

function row(...cells: readonly string[]): string {
  return `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

if (process.argv[1] === import.meta.filename) writeFileSync(TAXONOMY_FILE, taxonomyMarkdown());
