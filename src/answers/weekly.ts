import { z } from 'zod';
import { AppError } from '../core/errors.ts';
import { weeklyReportSchema } from '../export/json-schema.ts';
import { describedQuestion } from './question.ts';
import { queryInput, words } from './shapes.ts';

const { $schema: _draft, ...outputSchema } = weeklyReportSchema;

export const weeklyReport = describedQuestion({
  name: 'weekly-report',
  title: 'Weekly summary',
  about:
    'The summary of one ISO week as data: headline numbers, what matters most with reasons, stories by jurisdiction and topic, deadlines, enforcement, coverage and what was left out.',
  input: z.strictObject({
    week: words(10, 'ISO week such as 2026-W46'),
    q: queryInput.default('').describe('Only stories that match'),
  }),
  outputSchema,
  answer: async (app, { week, q }) => {
    // A blank query is none, and is answered without a file in the folder of exports.
    const { files } = await app.weeklyFiles({ week, formats: ['json'], query: q === '' ? ' ' : q });
    const file = files.find(({ name }) => name.endsWith('.json') && !name.endsWith('.manifest.json'));
    if (file === undefined) throw new AppError('export', `The summary of ${week} could not be made.`);
    const report: unknown = JSON.parse(Buffer.from(file.bytes).toString('utf8'));
    return report;
  },
});
