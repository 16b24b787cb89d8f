import type { Classifier } from '../core/ports.ts';
import type { Classification, ClassifyInput } from '../core/types.ts';
import { tagAuthorities } from './authorities.ts';
import { nameBodies, publishingBody } from './bodies.ts';
import { tagJurisdictions } from './jurisdictions.ts';
import { tagKind } from './kind.ts';
import { guessLanguage } from './language.ts';
import { createLexicon } from './lexicon.ts';
import type { Knowledge } from './load-knowledge.ts';
import { scoreRelevance } from './relevance.ts';
import { scan } from './scan.ts';
import { tagTopics } from './topics.ts';

/** Characters of text that are read; what follows in a longer one changes no tag. */
const MOST_TEXT = 60_000;

/** Builds a classifier out of taxonomy and vocabulary (and a learned model, when there is one). Pure: same input, same tags. */
export function createClassifier(knowledge: Knowledge): Classifier {
  const lexicon = createLexicon(knowledge);
  const { taxonomy, vocabulary, model } = knowledge;
  const version =
    model === null ? `rules-${knowledge.version}` : `rules-${knowledge.version}+${model.version}`;
  const members = new Set(taxonomy.jurisdictions.filter(one => one.eu).map(one => one.code));
  const byId = new Map(taxonomy.authorities.map(one => [one.id, one]));
  const groups = new Map(
    Object.entries(vocabulary.crypto.groups).map(([id, ids]) => [
      id,
      ids.flatMap(one => byId.get(one) ?? []),
    ]),
  );
  const classify = (input: ClassifyInput): Classification => {
    const text = input.text.slice(0, MOST_TEXT);
    const found = scan(input.title, text, lexicon);
    const bodies = nameBodies(found, input.source);
    const publisher = publishingBody(input.source, taxonomy);
    const relevance = scoreRelevance(found, bodies, input.source, vocabulary.crypto);
    const language = input.language ?? guessLanguage(`${input.title}\n${text}`);
    const jurisdictions = tagJurisdictions(found, bodies, input.source, {
      members,
      home: vocabulary.crypto.languageHome[language.slice(0, 2)] ?? null,
    });
    const { topics, nearMisses } = tagTopics(found, vocabulary.topics, model?.score(input.title, text) ?? {});
    return {
      relevant: relevance.score >= vocabulary.crypto.relevance.threshold,
      relevance: relevance.score,
      relevanceThreshold: vocabulary.crypto.relevance.threshold,
      relevanceEvidence: relevance.evidence,
      missing: relevance.missing,
      jurisdictions,
      topics,
      nearMisses,
      kind: tagKind(found, vocabulary.kinds),
      authorities: tagAuthorities(found, bodies, jurisdictions, publisher, groups),
      positions: [],
      dates: [],
      figures: [],
      language,
      model: version,
    };
  };
  return { version, classify };
}
