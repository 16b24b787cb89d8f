import { z } from 'zod';
import { DATE_KINDS, ENTITY_KINDS, KINDS, MODALITIES, STANCES, TIERS, TOPICS } from '../core/types.ts';

/** Shapes that many answers share. Names are those of the command line's --json outputs (docs/json.md). */

export const instant = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  .describe('Instant, ISO 8601 in UTC');
export const day = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d$/)
  .describe('Calendar day');
/** "2026-12-01", "2026-12", "2026-Q4", "2026-H2" or "2026". */
export const partialDate = z
  .string()
  .regex(/^\d{4}(-(\d\d(-\d\d)?|Q[1-4]|H[12]))?$/)
  .describe('As precise as the words: 2026-12-01, 2026-12, 2026-Q4, 2026-H2 or 2026');
export const count = z.int().min(0);
export const tier = z.enum(TIERS);
export const topic = z.enum(TOPICS);
export const url = z.string().nullable().describe('Address as published; open only http and https');

export const itemShape = z.object({
  id: z.string(),
  title: z.string(),
  url,
  source: z.string().describe('Id of the source'),
  tier,
  published: instant.nullable(),
  firstSeen: instant,
  language: z.string(),
  relevant: z.boolean(),
  relevance: z.number(),
  jurisdictions: z.array(z.object({ code: z.string(), role: z.enum(['primary', 'mentioned']) })),
  topics: z.array(topic),
  kind: z.enum(KINDS),
  authorities: z.array(z.string()),
  story: z.string().describe('Id of the story'),
  summary: z.string().nullable(),
  quote: z.string().nullable().describe("First sentence of the item's own text, word for word"),
});

export const evidenceShape = z.object({
  field: z.enum(['title', 'text', 'source']),
  start: count.describe('UTF-16 offset into the field'),
  end: count,
  text: z.string(),
  rule: z.string(),
});

const evidence = z.array(evidenceShape);
const score = z.number();

export const tagsShape = z.object({
  relevant: z.boolean(),
  relevance: score,
  jurisdictions: z.array(
    z.object({ code: z.string(), role: z.enum(['primary', 'mentioned']), score, evidence }),
  ),
  topics: z.array(z.object({ id: topic, score, evidence })),
  kind: z.object({ id: z.enum(KINDS), score, evidence }),
  authorities: z.array(z.string()),
  authorityEvidence: z.array(z.object({ name: z.string(), jurisdiction: z.string(), evidence })),
  positions: z.array(
    z.object({
      jurisdiction: z.string(),
      topic,
      audience: z.string().nullable(),
      stance: z.enum(STANCES),
      quote: z.string(),
      confidence: score,
      evidence,
    }),
  ),
  dates: z.array(
    z.object({ kind: z.enum(DATE_KINDS), date: partialDate, quote: z.string(), confidence: score, evidence }),
  ),
  figures: z.array(
    z.object({
      what: z.string(),
      value: z.number(),
      unit: z.string().nullable(),
      authority: z.string().nullable(),
      quote: z.string(),
    }),
  ),
  requirements: z.array(z.object({ modality: z.enum(MODALITIES), text: z.string() })),
  entities: z.array(
    z.object({ kind: z.enum(ENTITY_KINDS), id: z.string(), name: z.string(), score, evidence }),
  ),
  language: z.string(),
  model: z.string(),
});

/** An id of an item or a story: whole, or its first characters. */
export const idInput = z
  .string()
  .regex(/^[0-9a-z]{4,40}$/i, 'An id has 4 to 40 letters and digits, as search shows it')
  .transform(id => id.toLowerCase())
  .describe('Its id, or at least the first 4 characters of it');

/** A text that people type. */
export const words = (longest: number, what: string) =>
  z.string().trim().min(1, 'It is empty').max(longest, `It has at most ${longest} characters`).describe(what);

export const queryInput = z
  .string()
  .max(2_000, 'A query has at most 2000 characters')
  .describe(
    'Query: words, "exact phrases", -excluded words and fields such as jurisdiction:HK,SG topic:staking kind:rule since:30d. Empty: everything relevant.',
  );

/** A whole number of things, from 1. */
export const limitInput = (usual: number, most: number) =>
  z
    .int(`It is a whole number from 1 to ${most}`)
    .min(1, `It is at least 1`)
    .max(most, `It is at most ${most}`)
    .default(usual)
    .describe(`At most so many, 1 to ${most}`);

export const jurisdictionsInput = z
  .array(words(60, 'Code or name'))
  .max(50, 'At most 50')
  .describe('Codes or names of places (HK, EU, Singapore); any of them');

export const topicsInput = z
  .array(z.enum(TOPICS, `Topics are ${TOPICS.join(', ')}`))
  .max(TOPICS.length)
  .describe('Any of these topics');

export const sinceInput = words(40, 'From then on: 30d, 2026-10-01, 2026-10, or an instant');
