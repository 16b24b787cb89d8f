import type { Classifier } from '../core/ports.ts';
import type { Classification, ClassifyInput } from '../core/types.ts';
import { tagAuthorities } from './authorities.ts';
import { publishingBody } from './bodies.ts';
import { createClaimReader } from './claims.ts';
import { dateContextOf } from './dates/date-context.ts';
import { tagDates } from './dates/tag-dates.ts';
import { createEntityLexicon } from './entities/entity-lexicon.ts';
import { tagEntities } from './entities/tag-entities.ts';
import { tagJurisdictions } from './jurisdictions.ts';
import { kindOfRegisterRow, tagKind } from './kind.ts';
import { guessLanguage, homeOfLanguage } from './language.ts';
import type { Judgement } from './learn/learned-model.ts';
import { createItemReader, type ReadItem } from './learn/signals.ts';
import type { Knowledge } from './load-knowledge.ts';
import { tagTopics } from './topics.ts';

/** Characters of text that its language is guessed from. */
const MOST_GUESSED = 2000;

/** Builds a classifier out of taxonomy and vocabulary (and a learned model, when there is one). Pure: same input, same tags. */
export function createClassifier(knowledge: Knowledge): Classifier {
  const read = createItemReader(knowledge);
  const readClaims = createClaimReader(knowledge.vocabulary);
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
  const dateContext = dateContextOf(taxonomy);
  const names = createEntityLexicon(knowledge.entities);
  const classify = (input: ClassifyInput): Classification => {
    const item = read(input.title, input.text, input.source);
    const { scan, bodies } = item;
    const publisher = publishingBody(input.source, taxonomy);
    const language = input.language ?? guessLanguage(`${input.title}\n${input.text.slice(0, MOST_GUESSED)}`);
    const jurisdictions = tagJurisdictions(scan, bodies, input.source, {
      members,
      home: homeOfLanguage(
        vocabulary.crypto.languageHome,
        language === 'zh' ? guessLanguage(input.title) : language,
      ),
    });
    const verdict = model === null ? byRules(item, vocabulary.crypto.relevance.threshold) : model.judge(item);
    const relevant = verdict.relevance >= verdict.relevanceThreshold;
    const kind = kindOfRegisterRow(input.source, input.title) ?? verdict.kind;
    const authorities = tagAuthorities(scan, bodies, jurisdictions, publisher, groups);
    return {
      relevant,
      ...verdict,
      kind,
      jurisdictions,
      authorities,
      ...readClaims(item, { relevant, kind, authorities, jurisdictions }),
      dates: relevant ? tagDates(input.title, input.text, dateContext(input, language, jurisdictions)) : [],
      entities: relevant ? tagEntities(scan, names, jurisdictions) : [],
      language,
      model: version,
    };
  };
  return { version, classify };
}

/** The rules alone decide: without a learned model, and to see what it adds. */
function byRules({ rules }: ReadItem, relevanceThreshold: number): Judgement {
  return {
    relevance: rules.relevance.score,
    relevanceThreshold,
    relevanceEvidence: rules.relevance.evidence,
    missing: rules.relevance.missing,
    ...tagTopics(rules.topics),
    kind: tagKind(rules.kinds),
  };
}
