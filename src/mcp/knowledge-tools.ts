import { z } from 'zod';
import { firmShape, registerEventShape } from '../answers/firms.ts';
import { cellShape, deadlineShape } from '../answers/knowledge.ts';
import { QUESTIONS } from '../answers/questions.ts';
import { count, day, limitInput } from '../answers/shapes.ts';
import { dayOf, facts, linkLines, quoted } from './lines.ts';
import { type Tool, tool } from './tool.ts';

/** What is allowed where, what is due, and who is licensed. */
export const KNOWLEDGE_TOOLS: readonly Tool[] = [
  tool({
    name: 'matrix',
    question: QUESTIONS.matrix,
    narrowed: { limit: limitInput(40, 150) },
    output: z.object({ asOf: z.string(), total: count, cells: z.array(cellShape) }),
    tell: ({ asOf, total, cells }) => [
      `Positions as of ${asOf}: ${total}, ${cells.length} shown.`,
      ...cells.flatMap(cell => [
        '',
        `${facts(cell.jurisdiction, cell.topic, cell.audience === null ? null : `for ${cell.audience}`)}: ${cell.stance}`,
        `  quote: ${quoted(cell.quote)}`,
        `  ${facts(cell.date, `${cell.source} (${cell.tier})`, `confidence ${cell.confidence.toFixed(2)}`, `item ${cell.itemId}`)}`,
        ...linkLines(cell.url),
        ...cell.conflicts
          .slice(0, 3)
          .map(
            other => `  but ${facts(other.stance, other.date, other.source)}: ${quoted(other.quote, 300)}`,
          ),
        ...(cell.underReview === null
          ? []
          : [
              `  under review: ${facts(cell.underReview.date, cell.underReview.source)}: ${quoted(cell.underReview.quote, 300)}`,
            ]),
        ...cell.history.map(
          was => `  was ${facts(was.stance, was.date, was.source)}: ${quoted(was.quote, 300)}`,
        ),
      ]),
    ],
  }),
  tool({
    name: 'deadlines',
    question: QUESTIONS.deadlines,
    narrowed: { limit: limitInput(30, 100) },
    output: z.object({ today: day, from: day, to: day, deadlines: z.array(deadlineShape) }),
    tell: ({ today, from, to, deadlines }) => [
      `${deadlines.length} deadlines from ${from} to ${to}; today is ${today}.`,
      ...deadlines.flatMap(one => [
        '',
        `${facts(one.date, one.kind, one.jurisdictions.join(', '), `${one.daysLeft} days`, one.unconfirmed ? 'unconfirmed' : null)}: ${quoted(one.title, 300)}`,
        `  quote: ${quoted(one.quote)}`,
        `  ${facts(dayOf(one.published), `${one.source} (${one.tier})`, `item ${one.itemId}`, `story ${one.storyId}`)}`,
        ...linkLines(one.url),
        ...one.moved.slice(0, 3).map(was => `  moved from ${facts(was.date, was.source, was.itemId)}`),
        ...one.conflicts.slice(0, 3).map(other => `  but ${facts(other.source, other.date, other.itemId)}`),
      ]),
    ],
  }),
  tool({
    name: 'firm',
    question: QUESTIONS.firm,
    narrowed: { limit: limitInput(30, 100) },
    output: firmShape,
    tell: ({ firm, candidates }) =>
      firm === null
        ? [
            'Several firms are called so. Ask again with the id of one:',
            ...candidates.map(({ id, name, items }) => `${id}: ${quoted(name, 200)}, ${items} items`),
          ]
        : [
            `${quoted(firm.name, 200)} (${firm.id}), ${firm.items} items${firm.lei === null ? '' : `, LEI ${firm.lei}`}`,
            ...firm.registers.map(
              entry =>
                `On register ${facts(entry.register, entry.authority, entry.licence, entry.homeState, entry.removedAt === null ? entry.status : `gone since ${dayOf(entry.removedAt)}`)}`,
            ),
            ...firm.timeline.flatMap(event => [
              '',
              `${facts(event.at.slice(0, 10), event.kind, event.jurisdictions.join(', '), event.source, event.itemId === null ? null : `item ${event.itemId}`)}: ${quoted(event.title, 300)}`,
              ...(event.quote === '' ? [] : [`  quote: ${quoted(event.quote, 400)}`]),
              ...linkLines(event.url),
            ]),
          ],
  }),
  tool({
    name: 'registers_changes',
    question: QUESTIONS.registerChanges,
    narrowed: { limit: limitInput(50, 200) },
    output: z.object({ changes: z.array(registerEventShape) }),
    tell: ({ changes }) => [
      `${changes.length} changes on registers.`,
      ...changes.map(
        one =>
          `${facts(dayOf(one.at), one.kind, one.register, one.homeState, one.lei, one.item === null ? null : `item ${one.item}`)}: ${quoted(one.name, 200)}${Object.keys(one.fields).length === 0 ? '' : ` (${Object.keys(one.fields).join(', ')})`}`,
      ),
    ],
  }),
];
