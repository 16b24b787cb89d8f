import { KINDS, STANCES, TIERS, TOPICS } from '../core/types.ts';
import { HEADLINE_IDS, REPORT_SCHEMA } from '../query/report-model.ts';

const text = { type: 'string' };
const textOrNull = { type: ['string', 'null'] };
const count = { type: 'integer', minimum: 0 };
const instant = { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$' };
const instantOrNull = { anyOf: [instant, { type: 'null' }] };
const link = { anyOf: [{ type: 'string', pattern: '^https?://' }, { type: 'null' }] };
const partialDate = { type: 'string', pattern: '^\\d{4}(-\\d\\d(-\\d\\d)?)?$' };
const dateKind = { enum: ['consultation_closes', 'effective', 'compliance', 'expiry', 'hearing'] };
const week = record({ label: weekLabel(), timeZone: text, since: instant, until: instant });

function weekLabel() {
  return { type: 'string', pattern: '^\\d{4}-W\\d\\d$' };
}

function record(properties: Record<string, unknown>) {
  return { type: 'object', additionalProperties: false, required: Object.keys(properties), properties };
}

function listOf(items: unknown) {
  return { type: 'array', items };
}

const section = record({ id: text, title: text, storyIds: listOf(text) });

const story = record({
  id: text,
  itemId: text,
  title: text,
  url: link,
  sourceId: text,
  source: text,
  tier: { enum: TIERS },
  language: text,
  publishedAt: instantOrNull,
  date: { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\d$' },
  dated: { type: 'boolean' },
  jurisdictions: listOf(text),
  mentioned: listOf(text),
  topics: listOf({ enum: TOPICS }),
  kind: { enum: KINDS },
  authorities: listOf(text),
  quote: textOrNull,
  alsoReportedBy: listOf(
    record({
      itemId: text,
      sourceId: text,
      source: text,
      title: text,
      url: link,
      publishedAt: instantOrNull,
      lagMinutes: { type: ['integer', 'null'] },
    }),
  ),
  unconfirmed: { type: 'boolean' },
  edited: { type: 'boolean' },
  foundLate: { type: 'boolean' },
  dates: listOf(record({ kind: dateKind, date: partialDate, quote: text })),
  figures: listOf(record({ what: text, value: { type: 'number' }, unit: textOrNull, quote: text })),
  positions: listOf(
    record({
      jurisdiction: text,
      topic: { enum: TOPICS },
      audience: textOrNull,
      stance: { enum: STANCES },
      quote: text,
    }),
  ),
});

/** JSON Schema (draft 7) of the JSON export. Fields are explained on `WeeklyReport`. */
export const weeklyReportSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'regbeat weekly report',
  ...record({
    schema: { const: REPORT_SCHEMA },
    week,
    query: text,
    headline: listOf(
      record({
        id: { enum: HEADLINE_IDS },
        label: text,
        value: count,
        previous: listOf(record({ week: weekLabel(), value: count })),
        previousMean: { type: ['number', 'null'] },
      }),
    ),
    matters: listOf(record({ storyId: text, score: count, reasons: listOf(text) })),
    byJurisdiction: listOf(section),
    byTopic: listOf(section),
    enforcement: listOf(text),
    licenceDecisions: listOf(text),
    deadlines: listOf(record({ date: partialDate, kind: dateKind, storyId: text, quote: text })),
    stories: listOf(story),
    coverage: record({
      enabled: count,
      read: count,
      failing: listOf(record({ sourceId: text, name: text, since: instantOrNull, error: text })),
    }),
    excluded: listOf(
      record({
        rule: text,
        because: text,
        count,
        examples: listOf(record({ itemId: text, title: text, source: text })),
      }),
    ),
    versions: record({ tool: text, model: text, taxonomy: text }),
    method: listOf(text),
  }),
};
