import { z } from 'zod';
import { AppError } from '../core/errors.ts';
import { DATE_KINDS, STANCES } from '../core/types.ts';
import { question } from './question.ts';
import {
  count,
  day,
  instant,
  jurisdictionsInput,
  limitInput,
  partialDate,
  tier,
  topic,
  topicsInput,
  url,
  words,
} from './shapes.ts';

const attested = {
  quote: z.string(),
  itemId: z.string(),
  title: z.string(),
  url,
  source: z.string(),
  tier,
  date: day,
};

export const statementShape = z.object({
  ...attested,
  stance: z.enum(STANCES),
  audience: z.string().nullable().describe('Null: everybody'),
  confidence: z.number(),
});

export const cellShape = statementShape.extend({
  jurisdiction: z.string(),
  topic,
  conflicts: z.array(statementShape).describe('Statements of comparable rank that disagree'),
  underReview: statementShape.nullable().describe('Newest statement since that a change is being considered'),
  history: z.array(statementShape).describe('Statements at which it changed, newest first, when asked for'),
});

const asOf = words(30, 'As it stood at the end of a day (2025-05-01), or at an instant');
/** Statements of one cell that are shown. */
const MOST_STATEMENTS = 100;

export const matrix = question({
  name: 'matrix',
  title: 'Positions by jurisdiction and topic',
  about:
    'What each jurisdiction makes of each activity (permitted, conditional, considering, restricted, banned), each with quote, source, date and link, as of any day.',
  input: z.strictObject({
    topics: topicsInput.default([]),
    jurisdictions: jurisdictionsInput.default([]),
    asOf: asOf.optional(),
    history: z
      .boolean('It is true or false')
      .default(false)
      .describe('Also how each cell came about; needs topics or jurisdictions'),
    limit: limitInput(500, 2_000),
  }),
  output: z.object({ asOf: z.string(), total: count, cells: z.array(cellShape) }),
  answer: async (app, { topics, jurisdictions, asOf: at, history, limit }) => {
    if (history && topics.length + jurisdictions.length === 0)
      throw new AppError('usage', '"history": name topics or jurisdictions with it.');
    const codes = jurisdictions.length === 0 ? [] : await app.jurisdictionCodes(jurisdictions.join(','));
    const found = await app.positionMatrix({
      topics,
      jurisdictions: codes,
      history,
      ...(at === undefined ? {} : { asOf: at }),
    });
    const cells = found.cells.slice(0, limit).map(cell => ({
      ...cell,
      conflicts: cell.conflicts.slice(0, MOST_STATEMENTS),
      history: cell.history.slice(0, MOST_STATEMENTS),
    }));
    return { asOf: found.asOf, total: found.cells.length, cells };
  },
});

export const positionHistory = question({
  name: 'position-history',
  title: 'Every statement on one cell',
  about: 'Everything that stored items state on one jurisdiction and one topic, newest first.',
  input: z.strictObject({
    jurisdiction: words(60, 'Code or name'),
    topic: topicsInput.element,
    asOf: asOf.optional(),
    limit: limitInput(100, 1_000),
  }),
  output: z.object({ jurisdiction: z.string(), topic, total: count, statements: z.array(statementShape) }),
  answer: async (app, { jurisdiction, topic: wanted, asOf: at, limit }) => {
    const [code = ''] = await app.jurisdictionCodes(jurisdiction);
    const statements = await app.positionHistory(code, wanted, at);
    return {
      jurisdiction: code,
      topic: wanted,
      total: statements.length,
      statements: statements.slice(0, limit),
    };
  },
});

export const figures = question({
  name: 'figures',
  title: 'Figures that authorities give',
  about:
    'Licences granted, applications pending, fines and other numbers, newest first, each with its quote.',
  input: z.strictObject({
    authority: words(40, 'Short name, e.g. SFC').optional(),
    what: words(60, 'E.g. licences-granted, fine').optional(),
    asOf: asOf.optional(),
    limit: limitInput(100, 1_000),
  }),
  output: z.object({
    figures: z.array(
      z.object({
        ...attested,
        what: z.string(),
        value: z.number(),
        unit: z.string().nullable().describe('ISO 4217 code of money, null for a count'),
        authority: z.string().nullable(),
      }),
    ),
  }),
  answer: async (app, input) => ({ figures: await app.figures(input) }),
});

const dateStatement = z.object({
  date: partialDate,
  quote: z.string(),
  confidence: z.number(),
  itemId: z.string(),
  title: z.string(),
  url,
  source: z.string(),
  tier,
  published: instant.nullable(),
});

export const deadlineShape = dateStatement.extend({
  kind: z.enum(DATE_KINDS),
  due: day.describe('The day that counts'),
  daysLeft: z.int(),
  passed: z.boolean(),
  storyId: z.string(),
  matter: z.array(z.string()),
  jurisdictions: z.array(z.string()),
  topics: z.array(topic),
  unconfirmed: z.boolean(),
  alsoSaidBy: z.array(dateStatement),
  moved: z.array(dateStatement).describe('What it was before, newest first'),
  conflicts: z.array(dateStatement).describe('What other sources say instead'),
});

export const deadlines = question({
  name: 'deadlines',
  title: 'What is due by when',
  about:
    'Consultations that close, dates of effect, compliance, expiry and hearings, each with quote and source; what was moved, and who contradicts.',
  input: z.strictObject({
    within: words(10, 'How far ahead, or back with passed: 90d, 6w, 3m, 1y').default('90d'),
    jurisdictions: jurisdictionsInput.default([]),
    topics: topicsInput.default([]),
    kinds: z
      .array(z.enum(DATE_KINDS, `Kinds are ${DATE_KINDS.join(', ')}`))
      .max(DATE_KINDS.length)
      .default([])
      .describe('Only of these kinds'),
    passed: z.boolean('It is true or false').default(false).describe('Those that have passed instead'),
    limit: limitInput(200, 1_000),
  }),
  output: z.object({ today: day, from: day, to: day, deadlines: z.array(deadlineShape) }),
  answer: async (app, { kinds, ...request }) =>
    app.deadlines({ ...request, ...(kinds.length === 0 ? {} : { kinds }) }),
});
