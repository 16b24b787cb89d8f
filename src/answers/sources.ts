import { z } from 'zod';
import { HEALTH_STATES } from '../core/health.ts';
import { SOURCE_FORMATS, SOURCE_TYPES } from '../core/types.ts';
import { question } from './question.ts';
import { count, instant, sinceInput, tier, words } from './shapes.ts';

const text = z.string().nullable();

export const sourceShape = z.object({
  id: z.string(),
  jurisdiction: text,
  authority: text,
  name: z.string(),
  tier,
  type: z.enum(SOURCE_TYPES),
  format: z.enum(SOURCE_FORMATS),
  enabled: z.boolean(),
  reason: text.describe('Why it is disabled'),
  url: z.string(),
});

export const sources = question({
  name: 'sources',
  title: 'Sources',
  about: 'Every source that regbeat knows, also those that are disabled, with the reason.',
  input: z.strictObject({}),
  output: z.object({ sources: z.array(sourceShape) }),
  answer: async app => ({
    sources: app.sources.map(def => ({
      id: def.id,
      jurisdiction: def.jurisdiction,
      authority: def.authority,
      name: def.name,
      tier: def.tier,
      type: def.type,
      format: def.format,
      enabled: def.enabled,
      reason: def.disabled?.reason ?? null,
      url: def.url,
    })),
  }),
});

export const healthShape = z.object({
  id: z.string(),
  name: z.string(),
  jurisdiction: text,
  tier,
  state: z.enum(HEALTH_STATES).nullable().describe('Null: never answered yet'),
  since: instant.nullable(),
  evidence: z.string(),
  lastReadAt: instant.nullable(),
  nextReadAt: instant.nullable(),
  newestItemAt: instant.nullable(),
  readAt: text.describe('Address that is asked instead of its own'),
});

export const sourcesHealth = question({
  name: 'sources-health',
  title: 'How sources are',
  about: 'Enabled sources, the worst first, with since when and what shows it.',
  input: z.strictObject({
    state: z.enum(HEALTH_STATES, `States are ${HEALTH_STATES.join(', ')}`).optional(),
    jurisdiction: words(60, 'Code or name').optional(),
  }),
  output: z.object({ sources: z.array(healthShape) }),
  answer: async (app, { state, jurisdiction }) => {
    const code = jurisdiction === undefined ? undefined : (await app.jurisdictionCodes(jurisdiction))[0];
    const health = await app.sourceHealth({
      ...(state === undefined ? {} : { state }),
      ...(code === undefined ? {} : { jurisdiction: code }),
    });
    return { sources: health.map(line => ({ ...line, tier: tier.parse(line.tier) })) };
  },
});

export const coverage = question({
  name: 'coverage',
  title: 'What was read',
  about:
    'The ledger since a time, one line per enabled source: reads tried and done, gaps, new items, hours unread.',
  input: z.strictObject({ since: sinceInput.default('7d') }),
  output: z.object({
    since: instant,
    until: instant,
    sources: z.array(
      z.object({
        sourceId: z.string(),
        name: z.string(),
        jurisdiction: text,
        attempts: count,
        done: count,
        gaps: count,
        openGaps: count,
        itemsNew: count,
        hoursUnread: z.number(),
        lastReadAt: instant.nullable(),
      }),
    ),
  }),
  answer: async (app, { since }) => app.ledger(since),
});
