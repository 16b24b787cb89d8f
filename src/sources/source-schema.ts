import { z } from 'zod';
import { REGISTER_FIELDS, REGISTER_IDENTITIES, SOURCE_FORMATS, SOURCE_TYPES, TIERS } from '../core/types.ts';

const text = z.string().trim().min(1);

const fieldRuleSchema = z.union([
  text.describe('Short for { path } in JSON and CSV, for { select } in HTML.'),
  z.strictObject({
    path: text.optional().describe('JSON: dotted path. CSV: column name.'),
    select: z.string().optional().describe('HTML: CSS selector within the item; empty for the item itself.'),
    attr: text.optional().describe('HTML: attribute instead of the text.'),
    template: text.optional().describe('JSON and CSV: "{column}: {other}".'),
    match: text.optional().describe('Regular expression; its first group, or the whole match, is the value.'),
    around: z
      .literal(true)
      .optional()
      .describe('HTML: looked for around the item too, up to its neighbours.'),
  }),
]);

const readSchema = z.strictObject({
  items: z
    .string()
    .optional()
    .describe('JSON: dotted path of the array, "" for the root. HTML: CSS selector of one item.'),
  title: fieldRuleSchema.optional(),
  link: fieldRuleSchema.optional(),
  date: fieldRuleSchema.optional(),
  updated: fieldRuleSchema.optional(),
  summary: fieldRuleSchema.optional(),
  content: fieldRuleSchema.optional(),
  id: fieldRuleSchema.optional().describe("The publisher's own id of the item."),
  linkBase: text.optional().describe('Base of relative links when it is not the address of the list.'),
  sheet: z
    .union([text, z.number().int().min(1)])
    .optional()
    .describe('XLSX: name of the sheet, or its place from 1.'),
  header: z
    .union([text, z.number().int().min(1)])
    .optional()
    .describe('CSV and XLSX: the row with the names of the columns, as its number or the text of one cell.'),
});

const pagingSchema = z.strictObject({
  param: text.optional().describe('Query parameter or body field that carries the page or the offset.'),
  start: z.number().int().min(0).optional(),
  step: z.number().int().min(1).optional(),
  next: text.optional().describe("JSON path or CSS selector of the next page's address."),
  maxPages: z.number().int().min(1).max(1000).optional(),
});

const pageSchema = z.strictObject({
  follow: z.boolean(),
  select: text.optional().describe('CSS selector of the text.'),
  url: text
    .optional()
    .describe('Where the text is when the link leads to a script; {id} and {link} are filled in.'),
  path: text.optional().describe('Dotted path of the text when that address answers JSON.'),
});

const filterSchema = z.strictObject({
  include: z.array(text).min(1).optional().describe('Patterns over the title; one of them must fit.'),
  exclude: z.array(text).min(1).optional().describe('Patterns over the title; none of them may fit.'),
});

const registerSchema = z.strictObject({
  identity: z
    .array(z.enum(REGISTER_IDENTITIES))
    .min(1)
    .describe('What tells one row from another, strongest first.'),
  fields: z.partialRecord(z.enum(REGISTER_FIELDS), fieldRuleSchema),
  separator: z.string().min(1).optional().describe('What stands between the services of one cell.'),
  label: text.optional().describe('What headlines call the register, "ESMA CASP register".'),
});

const archiveSchema = z.strictObject({
  url: text.describe('May hold {year} and {month}: asked once for each.'),
  format: z.enum(SOURCE_FORMATS),
  method: z.enum(['GET', 'POST']).optional(),
  body: text.optional(),
  read: readSchema.optional(),
  dateFormats: z.array(text).optional(),
  paging: pagingSchema.optional(),
});

/** What a whole file may say once for all of its entries, and any entry for itself. */
const inherited = {
  authority: text.nullable().optional().describe('Taxonomy name of the authority ("SFC"), null for press.'),
  jurisdiction: z
    .string()
    .regex(/^[A-Z]{2,3}(?:-[A-Z0-9]{1,3})?$/, 'must be like "HK", "EU", "US-NY" or "INT"')
    .nullable()
    .optional(),
  tier: z.enum(TIERS).optional(),
  type: z.enum(SOURCE_TYPES).optional(),
  language: text.optional().describe('BCP 47: "en", "zh-Hant".'),
  timeZone: text.optional().describe('IANA zone of dates that carry none.'),
  homepage: text.optional(),
  headers: z.record(z.string(), z.string()).optional(),
  cryptoOnly: z.boolean().optional().describe('Everything it publishes is about crypto-assets.'),
  interval: z
    .strictObject({ min: z.number().int().min(1), max: z.number().int().min(1) })
    .refine(({ min, max }) => min <= max, 'min must not be greater than max')
    .optional()
    .describe('Minutes between reads.'),
};

const entrySchema = z.strictObject({
  name: text,
  ...inherited,
  format: z.enum(SOURCE_FORMATS),
  url: text.describe('May hold {year}, {year-1}, {month} and {day} of today in the time zone of the source.'),
  method: z.enum(['GET', 'POST']).optional(),
  body: text.optional().describe('POST body; may hold the same placeholders as url.'),
  dateFormats: z.array(text).optional().describe('Luxon formats, tried first.'),
  read: readSchema.optional(),
  paging: pagingSchema.optional(),
  page: pageSchema.optional().describe('Whether the page behind each new link is read for its text.'),
  filter: filterSchema.optional().describe('Which items of the list count.'),
  archive: archiveSchema.optional().describe('A list that reaches further back.'),
  register: registerSchema.optional().describe('What the columns of a register mean.'),
  robots: z
    .strictObject({ ignore: z.literal(true), reason: text })
    .optional()
    .describe('Why robots.txt is not followed.'),
  insecureHeaders: z.literal(true).optional().describe('Read malformed HTTP headers leniently.'),
  enabled: z.boolean().optional(),
  disabled: z
    .strictObject({ reason: text, since: z.iso.date() })
    .optional()
    .describe('Why it is not read, and since when.'),
  custom: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/, 'must be kebab-case')
    .optional(),
  twin: text.optional().describe("Id of the same publisher's list in another language."),
  notes: text.optional(),
});

/** One feeds/<jurisdiction>/<publisher>.yaml file: facts of the publisher, then its lists by short name. */
export const sourceFileSchema = z.strictObject({
  $schema: z.string().optional(),
  publisher: text,
  ...inherited,
  sources: z
    .record(z.string().regex(/^[a-z0-9][a-z0-9-]*$/), entrySchema)
    .refine(sources => Object.keys(sources).length > 0, 'has no entries'),
});

export type SourceFile = z.infer<typeof sourceFileSchema>;
export type SourceEntry = z.infer<typeof entrySchema>;
export type FieldRuleInput = z.infer<typeof fieldRuleSchema>;

/** The same rules as JSON Schema, for editors and for feeds/schema.json. */
export function sourceJsonSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(sourceFileSchema, { io: 'input', unrepresentable: 'any' });
  return { ...schema, title: 'Sources of one publisher' };
}
