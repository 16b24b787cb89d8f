import { z } from 'zod';
import { QUESTIONS } from '../answers/questions.ts';
import { count, url } from '../answers/shapes.ts';
import { healthShape } from '../answers/sources.ts';
import { dayOf, facts, linkLines, quoted } from './lines.ts';
import { type Tool, tool } from './tool.ts';

/** Stories of a summary that are told, beside those that matter most. */
const MOST_STORIES = 60;
const MOST_DEADLINES = 40;

/** What of a weekly summary fits into a conversation; the JSON API has all of it. */
const extract = z.object({
  week: z.object({ label: z.string(), since: z.string(), until: z.string() }),
  query: z.string(),
  headline: z.array(z.object({ label: z.string(), value: count, previousMean: z.number().nullable() })),
  matters: z.array(z.object({ storyId: z.string(), reasons: z.array(z.string()) })),
  stories: z
    .array(
      z.object({
        id: z.string(),
        itemId: z.string(),
        title: z.string(),
        url,
        source: z.string(),
        tier: z.string(),
        date: z.string(),
        kind: z.string(),
        jurisdictions: z.array(z.string()),
        topics: z.array(z.string()),
        quote: z.string().nullable(),
        unconfirmed: z.boolean(),
      }),
    )
    .describe('Those that matter most first, then the newest'),
  storiesTotal: count,
  deadlines: z.array(
    z.object({ date: z.string(), kind: z.string(), storyId: z.string().nullish(), quote: z.string() }),
  ),
  coverage: z.object({ enabled: count, read: count }),
  excluded: z.array(z.object({ because: z.string(), count })),
});

const report = z.preprocess(value => shorten(value), extract);

function shorten(value: unknown): unknown {
  const whole = extract.omit({ storiesTotal: true }).parse(value);
  const rank = new Map(whole.matters.map(({ storyId }, index) => [storyId, index]));
  const place = (id: string) => rank.get(id) ?? rank.size;
  const stories = whole.stories.toSorted((a, b) => place(a.id) - place(b.id)).slice(0, MOST_STORIES);
  return {
    ...whole,
    stories,
    storiesTotal: whole.stories.length,
    deadlines: whole.deadlines.slice(0, MOST_DEADLINES),
  };
}

/** The week, and whether what was read is enough to believe it. */
export const REPORT_TOOLS: readonly Tool[] = [
  tool({
    name: 'weekly_report',
    question: QUESTIONS.weeklyReport,
    output: report,
    tell: week => [
      `Week ${week.week.label} (${dayOf(week.week.since)} to ${dayOf(week.week.until)})${week.query === '' ? '' : `, only ${quoted(week.query)}`}.`,
      `${week.coverage.read} of ${week.coverage.enabled} sources were read.`,
      ...week.headline.map(
        ({ label, value, previousMean }) =>
          `${label}: ${value}${previousMean === null ? '' : ` (mean of the weeks before: ${previousMean})`}`,
      ),
      '',
      `${week.storiesTotal} stories, ${week.stories.length} shown:`,
      ...week.stories.flatMap(story => [
        '',
        quoted(story.title, 300),
        `  ${facts(story.date, `${story.source} (${story.tier})`, story.jurisdictions.join(', '), story.topics.join(', '), story.kind, story.unconfirmed ? 'unconfirmed' : null)}`,
        ...(story.quote === null ? [] : [`  quote: ${quoted(story.quote)}`]),
        ...linkLines(story.url),
        `  item ${story.itemId}, story ${story.id}`,
        ...week.matters
          .filter(({ storyId }) => storyId === story.id)
          .map(({ reasons }) => `  matters because: ${facts(...reasons)}`),
      ]),
      '',
      ...week.deadlines.map(
        ({ date, kind, quote }) => `Deadline: ${facts(date, kind)}: ${quoted(quote, 300)}`,
      ),
      ...week.excluded.map(({ because, count: left }) => `Left out: ${left} (${because})`),
    ],
  }),
  tool({
    name: 'sources_health',
    question: QUESTIONS.sourcesHealth,
    output: z.object({ sources: z.array(healthShape) }),
    tell: ({ sources }) => [
      `${sources.length} sources, the worst first.`,
      ...sources
        .filter(source => source.state !== 'ok')
        .map(
          source =>
            `${facts(source.state ?? 'not read yet', source.id, source.since === null ? null : `since ${dayOf(source.since)}`)}: ${quoted(source.evidence, 200)}`,
        ),
      `${sources.filter(source => source.state === 'ok').length} are ok.`,
    ],
  }),
];
