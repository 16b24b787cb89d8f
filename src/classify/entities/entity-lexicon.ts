import { createMatcher, type Matcher, type Pattern } from '../matcher.ts';
import { foldWord } from '../tokens.ts';
import type { KnownEntity } from './entity-schema.ts';

/** What a form of a name stands for; `entity` is null for a phrase that means something else. */
export interface NameMeaning {
  readonly entity: KnownEntity | null;
  readonly form: string;
  /** Looks for one of the words that an ambiguous form needs beside it; null for a form that is clear by itself. */
  readonly context: RegExp | null;
}

/** Tickets such as "SOL" and single words such as "Circle" are found as written or with a capital, names in other scripts as they are. */
export function createEntityLexicon(entities: readonly KnownEntity[]): Matcher<NameMeaning> {
  const patterns: Pattern<NameMeaning>[] = [];
  for (const entity of entities) {
    const add = (forms: readonly string[], exact: Pattern<NameMeaning>['exact']) => {
      for (const form of forms) {
        patterns.push({ text: form, exact, value: { entity, form, context: contextOf(entity, form) } });
      }
    };
    // A token's or person's displayed name is one of its forms only where it is listed or plain.
    add(entity.name.includes('(') ? entity.aliases : [entity.name, ...entity.aliases], 'name');
    add(entity.anyCase, 'word');
    add(entity.exact, 'case');
    for (const form of entity.exclusions) {
      patterns.push({ text: form, exact: 'word', value: { entity: null, form, context: null } });
    }
  }
  return createMatcher(patterns);
}

function contextOf(entity: KnownEntity, form: string): RegExp | null {
  const words = entity.needsContext[form];
  if (words === undefined) return null;
  const alternatives = words.map(word => {
    const open = word.endsWith('*');
    const plain = foldWord(open ? word.slice(0, -1) : word).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    return open ? plain : `${plain}(?![\\p{L}\\d])`;
  });
  return new RegExp(`(?<![\\p{L}\\d])(?:${alternatives.join('|')})`, 'u');
}
