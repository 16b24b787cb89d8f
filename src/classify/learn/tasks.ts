import { KINDS, TOPICS } from '../../core/types.ts';

/** What is learned: whether an item is relevant, what it is about, and what it reports. */
export const TASKS = ['relevance', 'topics', 'kind'] as const;
export type Task = (typeof TASKS)[number];

/** The labels of a task, in the order of a model's weights. */
export function labelsOf(task: Task): readonly string[] {
  return task === 'relevance' ? ['relevant'] : task === 'topics' ? TOPICS : KINDS;
}
