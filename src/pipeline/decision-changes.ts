import type { DecisionChange, DecisionChanges } from '../core/learning.ts';
import type { Classification, StoredItem } from '../core/types.ts';

const MOST_EXAMPLES = 20;

/** What differs between two tags of one item, for people; empty when every decision is the same (scores may differ). */
export function differences(before: Classification, after: Classification): string[] {
  const found: string[] = [];
  const word = (relevant: boolean): string => (relevant ? 'yes' : 'no');
  if (before.relevant !== after.relevant)
    found.push(`relevant: ${word(before.relevant)} -> ${word(after.relevant)}`);
  const lists = [
    ['topics', before.topics.map(tag => tag.id), after.topics.map(tag => tag.id)],
    ['jurisdictions', codes(before), codes(after)],
    ['authorities', before.authorities.map(tag => tag.name), after.authorities.map(tag => tag.name)],
    ['positions', positions(before), positions(after)],
    ['dates', dates(before), dates(after)],
    ['entities', entities(before), entities(after)],
  ] as const;
  for (const [what, old, now] of lists) {
    const added = now.filter(one => !old.some(other => other === one)).map(one => `+${one}`);
    const gone = old.filter(one => !now.some(other => other === one)).map(one => `-${one}`);
    if (added.length + gone.length > 0) found.push(`${what}: ${[...added, ...gone].join(' ')}`);
  }
  if (before.kind.id !== after.kind.id) found.push(`kind: ${before.kind.id} -> ${after.kind.id}`);
  return found;
}

function codes({ jurisdictions }: Classification): string[] {
  return jurisdictions.map(({ code, role }) => (role === 'primary' ? code : `${code} (${role})`));
}

/** "HK:staking:conditional:retail", each once: an item may say a thing twice. */
function positions({ positions: tags }: Classification): string[] {
  return once(
    tags.map(({ jurisdiction, topic, stance, audience }) =>
      [jurisdiction, topic, stance, ...(audience === null ? [] : [audience])].join(':'),
    ),
  );
}

function dates({ dates: tags }: Classification): string[] {
  return once(tags.map(({ kind, date }) => `${kind}:${date}`));
}

function entities({ entities: tags }: Classification): string[] {
  return once(tags.map(({ kind, id }) => `${kind}:${id}`));
}

function once(list: readonly string[]): string[] {
  return [...new Set(list)];
}

/** Counts decisions that change while items pass by. */
export function createChangeCount(): {
  add(item: StoredItem, after: Classification): boolean;
  total(): DecisionChanges;
} {
  const counts = { compared: 0, changed: 0, becameRelevant: 0, becameIrrelevant: 0 };
  const examples: DecisionChange[] = [];
  return {
    add(item, after) {
      const before = item.classification;
      counts.compared++;
      const found = differences(before, after);
      if (found.length === 0) return false;
      counts.changed++;
      if (after.relevant && !before.relevant) counts.becameRelevant++;
      if (before.relevant && !after.relevant) counts.becameIrrelevant++;
      if (examples.length < MOST_EXAMPLES)
        examples.push({ id: item.id, title: item.title, differences: found });
      return true;
    },
    total: () => ({ ...counts, examples: [...examples] }),
  };
}
