import type { DecisionChanges } from '../core/learning.ts';
import type { CliContext } from './context.ts';
import { paint, plural } from './output.ts';

/** What changed among stored items, with the newest examples, for people. */
export function changeLines(context: CliContext, changes: DecisionChanges): string[] {
  const { compared, changed, becameRelevant, becameIrrelevant } = changes;
  return [
    `${plural(compared, 'stored item')} looked at, ${changed} tagged otherwise: ${becameRelevant} became relevant, ${becameIrrelevant} no longer are.`,
    ...changes.examples.flatMap(({ id, title, differences }) => [
      `  ${paint(context, 'bold', id)}  ${title.slice(0, 90)}`,
      ...differences.map(line => `      ${line}`),
    ]),
  ];
}
