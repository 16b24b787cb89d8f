import type { Question } from '../../answers/question.ts';
import { QUESTIONS } from '../../answers/questions.ts';

/** Where the API stands. Names below it change only with its number. */
export const API_BASE = '/api/v1';

/** A question and the address that it is asked at. */
export interface ApiPath {
  /** Below the base, in the words of OpenAPI: "/items/{id}". The names in braces are inputs of the question. */
  readonly path: string;
  readonly question: Question;
  /** Heading that it stands under. */
  readonly group: 'Items and stories' | 'Positions and dates' | 'Firms and registers' | 'Sources and reports';
  /** What a reader may try, below the base; null where an id is needed. */
  readonly example: string | null;
}

const ITEMS = 'Items and stories';
const RULES = 'Positions and dates';
const FIRMS = 'Firms and registers';
const SOURCES = 'Sources and reports';

/** Every address of the API. Longer paths stand before the patterns that would take them. */
export const API_PATHS: readonly ApiPath[] = [
  { path: '/items', question: QUESTIONS.search, group: ITEMS, example: '/items?q=topic:staking&limit=5' },
  { path: '/items/{id}', question: QUESTIONS.item, group: ITEMS, example: null },
  { path: '/items/{id}/why', question: QUESTIONS.why, group: ITEMS, example: null },
  { path: '/stories', question: QUESTIONS.stories, group: ITEMS, example: '/stories?since=7d' },
  { path: '/stories/{id}', question: QUESTIONS.story, group: ITEMS, example: null },
  {
    path: '/matrix',
    question: QUESTIONS.matrix,
    group: RULES,
    example: '/matrix?topics=staking,stablecoins',
  },
  {
    path: '/matrix/{jurisdiction}/{topic}',
    question: QUESTIONS.positionHistory,
    group: RULES,
    example: '/matrix/HK/staking',
  },
  { path: '/figures', question: QUESTIONS.figures, group: RULES, example: '/figures?authority=SFC' },
  { path: '/deadlines', question: QUESTIONS.deadlines, group: RULES, example: '/deadlines?within=30d' },
  { path: '/firms', question: QUESTIONS.firms, group: FIRMS, example: '/firms?q=coin' },
  { path: '/firms/{name}', question: QUESTIONS.firm, group: FIRMS, example: '/firms/coinbase' },
  { path: '/registers', question: QUESTIONS.registers, group: FIRMS, example: '/registers' },
  {
    path: '/registers/changes',
    question: QUESTIONS.registerChanges,
    group: FIRMS,
    example: '/registers/changes?since=30d',
  },
  {
    path: '/registers/counts',
    question: QUESTIONS.registerCounts,
    group: FIRMS,
    example: '/registers/counts',
  },
  { path: '/sources', question: QUESTIONS.sources, group: SOURCES, example: '/sources' },
  { path: '/sources/health', question: QUESTIONS.sourcesHealth, group: SOURCES, example: '/sources/health' },
  { path: '/coverage', question: QUESTIONS.coverage, group: SOURCES, example: '/coverage?since=7d' },
  {
    path: '/reports/weekly/{week}',
    question: QUESTIONS.weeklyReport,
    group: SOURCES,
    example: '/reports/weekly/2026-W25',
  },
];

/** Names in braces of a path. */
export function pathNames(path: string): readonly string[] {
  return Array.from(path.matchAll(/\{(\w+)\}/g), match => match[1] ?? '');
}
