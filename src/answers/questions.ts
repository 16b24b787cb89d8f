import { firm, firms, registerChanges, registerCounts, registers } from './firms.ts';
import { item, search, why } from './items.ts';
import { deadlines, figures, matrix, positionHistory } from './knowledge.ts';
import type { Question } from './question.ts';
import { coverage, sources, sourcesHealth } from './sources.ts';
import { stories, story } from './stories.ts';
import { weeklyReport } from './weekly.ts';

/** Everything that programs can ask. */
export const QUESTIONS = {
  search,
  item,
  why,
  stories,
  story,
  matrix,
  positionHistory,
  figures,
  deadlines,
  firms,
  firm,
  registers,
  registerChanges,
  registerCounts,
  sources,
  sourcesHealth,
  coverage,
  weeklyReport,
} satisfies Record<string, Question>;
