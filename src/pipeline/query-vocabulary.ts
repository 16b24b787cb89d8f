import type { KnownEntity } from '../classify/entities/entity-schema.ts';
import type { Taxonomy } from '../classify/taxonomy-schema.ts';
import type { SourceDef } from '../core/types.ts';
import type { QueryVocabulary } from '../query/query-vocabulary.ts';
import { LOCAL_SOURCE } from './to-articles.ts';

/** What can be asked for by name: jurisdictions and authorities in every form that the taxonomy knows, firms by any of their names, and the sources. */
export function toQueryVocabulary(
  taxonomy: Taxonomy,
  sources: readonly SourceDef[],
  entities: readonly KnownEntity[] = [],
): QueryVocabulary {
  const names = Map.groupBy(taxonomy.authorities, authority => authority.name);
  return {
    jurisdictions: taxonomy.jurisdictions.map(entry => ({
      id: entry.code,
      aliases: [entry.name, ...entry.names, ...entry.caseSensitive, ...Object.values(entry.local).flat()],
    })),
    authorities: [
      ...Array.from(names, ([name, bodies]) => ({
        id: name,
        aliases: bodies.flatMap(body => [...body.fullNames, ...body.acronyms, ...body.aliases]),
      })),
      ...taxonomy.authorities.map(body => ({ id: `${body.name}@${body.jurisdiction}`, aliases: [] })),
    ],
    sources: [...sources.map(def => def.id), LOCAL_SOURCE.id],
    firms: entities
      .filter(one => one.kind === 'firm')
      .map(one => ({ id: one.id, aliases: [one.name, ...one.aliases, ...one.anyCase, ...one.exact] })),
  };
}
