import { z } from 'zod';
import { toClassificationJson } from '../core/json/classification-json.ts';
import { question } from './question.ts';
import {
  count,
  evidenceShape,
  idInput,
  instant,
  itemShape,
  limitInput,
  queryInput,
  tagsShape,
  topic,
} from './shapes.ts';
import { cutText, itemJson } from './to-json.ts';

const MOST_REPORTS = 100;
const MOST_VERSIONS = 50;

export const searchPageShape = z.object({
  total: count.describe('All matches'),
  items: z.array(itemShape),
  next: z.string().nullable().describe('Cursor of the next page; null on the last'),
});

export const search = question({
  name: 'search',
  title: 'Search items',
  about:
    'Finds stored items by the query language, newest first. Every item carries its source, date, link, tags and a quote.',
  input: z.strictObject({
    q: queryInput.default(''),
    limit: limitInput(20, 200),
    cursor: z
      .string()
      .max(60, 'It has at most 60 characters')
      .optional()
      .describe('The "next" of the page before, with the same query'),
  }),
  output: searchPageShape,
  answer: async (app, { q, limit, cursor }) => {
    const page = await app.searchPage(q, { limit, ...(cursor === undefined ? {} : { cursor }) });
    return { total: page.total, items: page.items.map(itemJson), next: page.next ?? null };
  },
});

export const fullItemShape = itemShape.extend({
  text: z.string(),
  textTruncated: z.boolean(),
  textFrom: z.enum(['page', 'feed', 'summary', 'title']),
  authors: z.array(z.string()),
  tags: tagsShape,
  versions: z.array(z.object({ version: z.int().min(1), title: z.string(), seenAt: instant })),
  alsoReportedBy: z.array(itemShape),
});

export const item = question({
  name: 'item',
  title: 'Read one item',
  about: 'One item with its text, tags with their evidence, versions, and who else reported the same story.',
  input: z.strictObject({
    id: idInput,
    maxText: z
      .int('It is a whole number')
      .min(0, 'It is 0 or more')
      .max(1_000_000, 'It is at most 1000000')
      .default(20_000)
      .describe('At most so many UTF-16 units of its text'),
  }),
  output: fullItemShape,
  answer: async (app, { id, maxText }) => {
    const found = await app.item(id);
    const versions = await app.versions(found.id);
    const story = await app.story(found.storyId);
    const { text, truncated } = cutText(found.text, maxText);
    return {
      ...itemJson(found),
      text,
      textTruncated: truncated,
      textFrom: found.textFrom,
      authors: found.authors,
      tags: toClassificationJson(found.classification),
      versions: versions
        .slice(-MOST_VERSIONS)
        .map(({ version, title, seenAt }) => ({ version, title, seenAt })),
      alsoReportedBy: story
        .filter(other => other.id !== found.id)
        .slice(0, MOST_REPORTS)
        .map(itemJson),
    };
  },
});

export const whyShape = tagsShape.extend({
  id: z.string(),
  title: z.string(),
  relevanceThreshold: z.number(),
  missing: z.array(z.string()).describe('What an item that was left out lacked'),
  nearMisses: z
    .array(
      z.object({ id: topic, score: z.number(), threshold: z.number(), evidence: z.array(evidenceShape) }),
    )
    .describe('Topics that stayed under their threshold'),
});

export const why = question({
  name: 'why',
  title: 'Explain the tags of an item',
  about: 'Where each tag of an item comes from (field, span, words, rule), and why it was taken or left out.',
  input: z.strictObject({ id: idInput }),
  output: whyShape,
  answer: async (app, { id }) => {
    const { id: whole, title, classification } = await app.item(id);
    const { relevanceThreshold, missing, nearMisses } = classification;
    return {
      id: whole,
      title,
      relevanceThreshold,
      missing,
      nearMisses: nearMisses.map(({ id: topicId, score, threshold, evidence }) => ({
        id: topicId,
        score,
        threshold,
        evidence: evidence.map(({ field, start, end, text, rule }) => ({ field, start, end, text, rule })),
      })),
      ...toClassificationJson(classification),
    };
  },
});
