import { z } from 'zod';
import { HOLD_REASONS } from '../core/registers.ts';
import { type Frozen, question } from './question.ts';
import { count, instant, limitInput, sinceInput, url, words } from './shapes.ts';
import { eventJson, registeredJson } from './to-json.ts';

const text = z.string().nullable();

export const registeredFirmShape = z.object({
  register: z.string(),
  id: z.string(),
  name: z.string(),
  otherNames: z.array(z.string()),
  legalName: text,
  lei: text,
  licence: text,
  authority: text,
  homeState: text,
  hostStates: z.array(z.string()),
  services: z.array(z.string()),
  status: text,
  grantedOn: text,
  withdrawnOn: text,
  website: text,
  firstSeenAt: instant,
  removedAt: instant.nullable(),
});

const firmName = z.object({ id: z.string(), name: z.string(), items: count });

export const firmShape = z.object({
  found: z.enum(['one', 'several']),
  firm: firmName
    .extend({
      aliases: z.array(z.string()),
      lei: text,
      registers: z.array(registeredFirmShape),
      timeline: z.array(
        z.object({
          at: z.string().describe('Instant, or a day where a register gives one'),
          kind: z.enum(['licence', 'warning', 'enforcement', 'register', 'news']),
          title: z.string(),
          url,
          source: z.string(),
          itemId: text,
          storyId: text,
          jurisdictions: z.array(z.string()),
          quote: z.string(),
        }),
      ),
      related: z.array(firmName),
    })
    .nullable()
    .describe('Null when several are meant'),
  candidates: z.array(firmName).describe('Firms that the name may mean; ask again by id'),
});

export const firm = question({
  name: 'firm',
  title: 'One firm',
  about:
    'A firm by name, id or LEI: its licences, warnings, enforcement and news on a timeline, newest first.',
  input: z.strictObject({ name: words(200, 'Name, id or LEI'), limit: limitInput(100, 500) }),
  output: firmShape,
  answer: async (app, { name, limit }): Promise<Frozen<z.input<typeof firmShape>>> => {
    const answer = await app.firm(name, { limit });
    if (answer.found === 'several') return { found: 'several', firm: null, candidates: answer.candidates };
    const { registers, timeline, ...facts } = answer.firm;
    return {
      found: 'one',
      firm: {
        ...facts,
        registers: registers.slice(0, limit).map(registeredJson),
        timeline: timeline.slice(0, limit),
      },
      candidates: [],
    };
  },
});

export const firms = question({
  name: 'firms',
  title: 'Firms on registers',
  about: 'Licensed firms whose name, or a word of it, begins so, or with that LEI; those still listed first.',
  input: z.strictObject({ q: words(200, 'Beginning of a name, or a LEI'), limit: limitInput(50, 200) }),
  output: z.object({ firms: z.array(registeredFirmShape) }),
  answer: async (app, { q, limit }) => ({
    firms: (await app.registers.firms(q, limit)).map(registeredJson),
  }),
});

export const registerShape = z.object({
  id: z.string(),
  name: z.string(),
  jurisdiction: text,
  authority: text,
  enabled: z.boolean(),
  readable: z.boolean(),
  entries: count.nullable(),
  firstSnapshot: instant.nullable(),
  lastSnapshot: instant.nullable(),
  snapshots: count,
  added: count,
  removed: count,
  changed: count,
  held: z
    .object({ at: instant, reason: z.enum(HOLD_REASONS), detail: z.string() })
    .nullable()
    .describe('The snapshot that was not applied'),
});

export const registers = question({
  name: 'registers',
  title: 'Registers of licensed firms',
  about: 'Every register with its entries, changes since the first snapshot, and what is held.',
  input: z.strictObject({}),
  output: z.object({ registers: z.array(registerShape) }),
  answer: async app => ({ registers: await app.registers.list() }),
});

const changedValue = z.union([z.array(z.string()), z.string(), z.null()]);

export const registerEventShape = z.object({
  register: z.string(),
  at: instant,
  kind: z.enum(['listed', 'granted', 'changed', 'withdrawn']),
  id: z.string(),
  name: z.string(),
  lei: text,
  homeState: text,
  fields: z.record(z.string(), z.object({ before: changedValue, after: changedValue })),
  item: text.describe('Id of the item that tells of it'),
});

const registerInput = words(120, 'Id of a register; a trailing "*" matches a prefix (eu/*)');

export const registerChanges = question({
  name: 'registers-changes',
  title: 'What changed on registers',
  about: 'Firms granted, changed and withdrawn on registers of licensed firms, oldest first.',
  input: z.strictObject({
    register: registerInput.optional(),
    since: sinceInput.default('30d'),
    until: words(40, 'Before then: a date like "since"').optional(),
    limit: limitInput(200, 2_000),
  }),
  output: z.object({ changes: z.array(registerEventShape) }),
  answer: async (app, { register, since, until, limit }) => {
    const events = await app.registers.diff({
      since,
      limit,
      ...(register === undefined ? {} : { id: register }),
      ...(until === undefined ? {} : { until }),
    });
    return { changes: events.map(eventJson) };
  },
});

export const registerCounts = question({
  name: 'registers-counts',
  title: 'Register sizes over time',
  about: 'One line per applied snapshot, oldest first; of many, the newest.',
  input: z.strictObject({
    register: words(120, 'Id of a register').optional(),
    limit: limitInput(500, 5_000),
  }),
  output: z.object({
    counts: z.array(
      z.object({
        register: z.string(),
        at: instant,
        rows: count,
        entries: count,
        added: count,
        removed: count,
        changed: count,
      }),
    ),
  }),
  answer: async (app, { register, limit }) => ({
    counts: (await app.registers.counts(register)).slice(-limit),
  }),
});
