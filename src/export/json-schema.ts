import { DATE_KINDS, KINDS, STANCES, TIERS, TOPICS } from '../core/types.ts';
import { HEADLINE_IDS, REPORT_SCHEMA } from '../query/report-model.ts';
import { DEADLINE_STATES, REPORT_STATES } from '../query/report-parts.ts';

const text = { type: 'string' };
const textOrNull = { type: ['string', 'null'] };
const count = { type: 'integer', minimum: 0 };
const instant = { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$' };
const instantOrNull = { anyOf: [instant, { type: 'null' }] };
const link = { anyOf: [{ type: 'string', pattern: '^https?://' }, { type: 'null' }] };
const day = { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\d$' };
const partialDate = { type: 'string', pattern: '^\\d{4}(-(\\d\\d(-\\d\\d)?|Q[1-4]|H[12]))?$' };
const dateKind = { enum: DATE_KINDS };
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

const witness = { itemId: text, title: text, url: link, source: text };
const heading = record({ id: text, title: text });
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
  date: day,
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
  model: text,
  dates: listOf(record({ kind: dateKind, date: partialDate, quote: text })),
  figures: listOf(
    record({ what: text, value: { type: 'number' }, unit: textOrNull, authority: textOrNull, quote: text }),
  ),
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
    state: { enum: REPORT_STATES },
    asOf: instantOrNull,
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
    positions: listOf(
      record({
        jurisdiction: text,
        topic: { enum: TOPICS },
        audience: textOrNull,
        stance: { enum: STANCES },
        was: { enum: [...STANCES, null] },
        tier: { enum: TIERS },
        date: day,
        quote: text,
        conflicts: count,
        ...witness,
      }),
    ),
    deadlines: listOf(
      record({
        kind: dateKind,
        date: partialDate,
        due: day,
        storyId: text,
        jurisdictions: listOf(text),
        quote: text,
        state: { enum: DEADLINE_STATES },
        movedFrom: { anyOf: [partialDate, { type: 'null' }] },
        unconfirmed: { type: 'boolean' },
        ...witness,
      }),
    ),
    registerChanges: listOf(
      record({
        register: text,
        registerName: text,
        date: day,
        kind: { enum: ['listed', 'granted', 'changed', 'withdrawn'] },
        firm: text,
        lei: textOrNull,
        homeState: textOrNull,
        changes: listOf(text),
      }),
    ),
    penalties: listOf(
      record({
        storyId: text,
        date: day,
        jurisdictions: listOf(text),
        authority: textOrNull,
        what: textOrNull,
        value: { type: ['number', 'null'] },
        unit: textOrNull,
        quote: textOrNull,
        ...witness,
      }),
    ),
    acknowledgements: listOf(record({ at: instant, who: text, target: text, storyId: text, title: text })),
    heatMap: record({
      rows: listOf(heading),
      columns: listOf(heading),
      counts: listOf(listOf(count)),
    }),
    stories: listOf(story),
    coverage: record({
      basis: { enum: ['week', 'first-read'] },
      enabled: count,
      read: count,
      gaps: count,
      reads: count,
      done: count,
      hoursUnread: { type: 'number', minimum: 0 },
      failing: listOf(record({ sourceId: text, name: text, since: instantOrNull, error: text })),
      sources: listOf(
        record({
          sourceId: text,
          name: text,
          reads: count,
          done: count,
          gaps: count,
          hoursUnread: { type: 'number', minimum: 0 },
          error: textOrNull,
        }),
      ),
    }),
    excluded: listOf(
      record({
        rule: text,
        because: text,
        count,
        examples: listOf(record({ itemId: text, title: text, source: text })),
      }),
    ),
    versions: record({
      tool: text,
      model: text,
      taxonomy: text,
      sources: text,
      models: listOf(record({ model: text, items: count })),
    }),
    method: listOf(text),
  }),
};
