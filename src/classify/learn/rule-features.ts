import type { RuleSignals } from './signals.ts';
import type { Task } from './tasks.ts';

function within(value: number, most: number): number {
  return Math.max(-most, Math.min(most, value));
}

/** What the names of these features begin with in a model, so that no word is taken for one. */
export const RULE = 'rule:';

/** What the rules say about an item, as features of one task (names without RULE), each within about -1 and 1. */
export function ruleFeatures(rules: RuleSignals, task: Task): readonly (readonly [string, number])[] {
  const found: [string, number][] = [];
  const put = (name: string, value: number): void => {
    found.push([name, value]);
  };
  if (task === 'relevance') {
    put('logit', within(rules.relevance.logit, 4) / 4);
    for (const name in rules.relevance.features) put(name, (rules.relevance.features[name] ?? 0) / 2);
  } else if (task === 'topics') {
    for (const { id, points, threshold } of rules.topics) {
      put(id, 1 + within(points - threshold, 2) / 2);
      if (points >= threshold) put(`${id}!`, 1);
    }
  } else {
    const most = rules.kinds[0]?.points ?? 0;
    rules.kinds.forEach(({ id, points }, rank) => {
      put(id, 1 + Math.max(-4, points - most) / 2);
      if (rank === 0) put(`${id}!`, 1);
    });
  }
  return found;
}
