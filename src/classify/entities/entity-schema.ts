import { z } from 'zod';
import { ENTITY_KINDS } from '../../core/types.ts';

const form = z.string().trim().min(1).max(120);
const forms = z.array(form).default([]);
const year = z.number().int().min(1900).max(2100).nullable().default(null);

/** One entry of entities.yaml. */
export const entitySchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be kebab-case'),
  kind: z.enum(ENTITY_KINDS).exclude(['law']),
  name: form,
  aliases: forms,
  anyCase: forms,
  exact: forms,
  exclusions: forms,
  /** Form: words of which one must stand in the item. A word ending in "*" is a beginning. */
  needsContext: z.record(z.string(), z.array(form).min(1)).default({}),
  office: form.nullable().default(null),
  from: year,
  to: year,
});

/** A firm, token, protocol or person that tags can name. */
export type KnownEntity = Readonly<z.infer<typeof entitySchema>>;
