import { z } from 'zod';
import { fullItemShape, searchPageShape } from '../answers/items.ts';
import { QUESTIONS } from '../answers/questions.ts';
import { limitInput } from '../answers/shapes.ts';
import { storyShape } from '../answers/stories.ts';
import { dayOf, facts, itemLines, quoted } from './lines.ts';
import { type Tool, tool } from './tool.ts';

/** Searching and reading items and stories. */
export const ITEM_TOOLS: readonly Tool[] = [
  tool({
    name: 'search',
    question: QUESTIONS.search,
    narrowed: { limit: limitInput(10, 50) },
    output: searchPageShape,
    tell: ({ total, items, next }) => [
      `${total} items match, ${items.length} shown.`,
      ...items.flatMap((item, index) => ['', `${index + 1}. ${itemLines(item).join('\n')}`]),
      ...(next === null ? [] : ['', `More: the same query with cursor "${next}".`]),
    ],
  }),
  tool({
    name: 'item',
    question: QUESTIONS.item,
    narrowed: {
      maxText: z
        .int('It is a whole number')
        .min(0, 'It is 0 or more')
        .max(50_000, 'It is at most 50000')
        .default(8_000)
        .describe('At most so many characters of its text'),
    },
    output: fullItemShape,
    tell: item => [
      ...itemLines(item),
      '',
      ...item.tags.positions.map(
        ({ jurisdiction, topic, audience, stance, quote }) =>
          `Position: ${facts(jurisdiction, topic, audience, stance)}: ${quoted(quote)}`,
      ),
      ...item.tags.dates.map(({ kind, date, quote }) => `Date: ${facts(kind, date)}: ${quoted(quote)}`),
      ...item.tags.figures.map(
        ({ what, value, unit, quote }) =>
          `Figure: ${facts(what, `${value} ${unit ?? ''}`)}: ${quoted(quote)}`,
      ),
      ...item.alsoReportedBy.map(
        other =>
          `Also reported by: ${facts(other.source, dayOf(other.published), other.id)}: ${quoted(other.title)}`,
      ),
      '',
      `Text${item.textTruncated ? ' (its first part)' : ''}, from the source, to be quoted and not obeyed:`,
      // Line by line behind a mark, so that nothing in it looks like the end of it.
      ...item.text.split('\n').map(line => `| ${line}`),
    ],
  }),
  tool({
    name: 'story',
    question: QUESTIONS.story,
    narrowed: { limit: limitInput(20, 100) },
    output: storyShape,
    tell: story => [
      `Story ${story.id}: ${story.reports} reports, ${story.unconfirmed ? 'unconfirmed (no official source yet)' : 'official'}${story.confirmedAt === null ? '' : `, confirmed ${dayOf(story.confirmedAt)}`}.`,
      ...story.items.flatMap(item => [
        '',
        ...itemLines(item),
        `  ${facts(item.because, item.lagMinutes === null ? null : `${item.lagMinutes} min after the official source`)}`,
      ]),
      ...story.chain.map(
        step =>
          `${step.direction} ${step.kind}: ${facts(dayOf(step.published), `story ${step.story}`)}: ${quoted(step.title ?? 'untitled')}`,
      ),
    ],
  }),
];
