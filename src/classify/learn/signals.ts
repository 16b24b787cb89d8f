import type { SourceHint } from '../../core/types.ts';
import { type NamedBody, nameBodies } from '../bodies.ts';
import { type KindPoints, weighKinds } from '../kind.ts';
import { guessLanguage, homeOfLanguage } from '../language.ts';
import { createLexicon } from '../lexicon.ts';
import type { Knowledge } from '../load-knowledge.ts';
import { type Relevance, scoreRelevance } from '../relevance.ts';
import { type Scan, scan } from '../scan.ts';
import { type TopicPoints, weighTopics } from '../topics.ts';

/** What the rules make of an item, before anything is decided. */
export interface RuleSignals {
  readonly relevance: Relevance;
  readonly topics: readonly TopicPoints[];
  /** Every kind, most points first. */
  readonly kinds: readonly KindPoints[];
}

/** An item's words as the rules read them. */
export interface ReadItem {
  readonly scan: Scan;
  readonly bodies: readonly NamedBody[];
  readonly source: SourceHint | null;
  readonly rules: RuleSignals;
}

export type ItemReader = (title: string, text: string, source: SourceHint | null) => ReadItem;

/** Characters of text that are read; what follows in a longer one changes no tag. */
const MOST_TEXT = 60_000;

/** Reads items by the taxonomy and the vocabulary alone: what both the tagger and its training begin with. */
export function createItemReader(knowledge: Pick<Knowledge, 'taxonomy' | 'vocabulary'>): ItemReader {
  const lexicon = createLexicon(knowledge);
  const { topics, kinds, crypto } = knowledge.vocabulary;
  const homeOf = (words: string): string | null => homeOfLanguage(crypto.languageHome, guessLanguage(words));
  return (title, text, source) => {
    const found = scan(title, text.slice(0, MOST_TEXT), lexicon);
    const bodies = nameBodies(found, source, homeOf);
    const rules = {
      relevance: scoreRelevance(found, bodies, source, crypto),
      topics: weighTopics(found, topics),
      kinds: weighKinds(found, kinds),
    };
    return { scan: found, bodies, source, rules };
  };
}
