import { splitSentences } from '../core/sentences.ts';
import type { Classification, JurisdictionTag } from '../core/types.ts';
import { createFigureWords } from './figures/figure-vocabulary.ts';
import { tagFigures } from './figures/tag-figures.ts';
import type { ReadItem } from './learn/signals.ts';
import { collectMentions } from './mentions.ts';
import { createStanceWords } from './positions/stance-vocabulary.ts';
import { tagPositions } from './positions/tag-positions.ts';
import { createRequirementWords, tagRequirements } from './requirements.ts';
import type { Vocabulary } from './vocabulary-schema.ts';

/** What an item's sentences claim: positions, figures and the conditions of a rule. */
export type Claims = Pick<Classification, 'positions' | 'figures' | 'requirements'>;

/** Reads the claims of an item whose words, jurisdictions and kind are known. An irrelevant item makes none. */
export type ClaimReader = (
  item: ReadItem,
  tags: Pick<Classification, 'relevant' | 'kind' | 'authorities'> & {
    readonly jurisdictions: readonly JurisdictionTag[];
  },
) => Claims;

const NONE: Claims = { positions: [], figures: [], requirements: [] };

/** Builds the reader out of the vocabulary of stances. */
export function createClaimReader({
  stances,
  figures,
  requirements,
}: Pick<Vocabulary, 'stances' | 'figures' | 'requirements'>): ClaimReader {
  const stanceWords = createStanceWords(stances);
  const words = createFigureWords(figures);
  const demands = createRequirementWords(requirements);
  return ({ scan, bodies, source }, { relevant, kind, authorities, jurisdictions }) => {
    if (!relevant) return NONE;
    const title = splitSentences(scan.title.source);
    const text = splitSentences(scan.text.source);
    const mentions = collectMentions(scan, bodies);
    return {
      positions: tagPositions(
        { scan, mentions, jurisdictions, source, kind: kind.id, title, text },
        stanceWords,
      ),
      figures: tagFigures({ scan, bodies, authorities, jurisdictions, source, title, text }, words),
      requirements: tagRequirements({ scan, kind: kind.id, source, text }, demands),
    };
  };
}
