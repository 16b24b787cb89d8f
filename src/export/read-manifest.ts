import { z } from 'zod';
import { errorText } from '../core/errors.ts';
import { REPORT_STATES } from '../query/report-parts.ts';

const text = z.string().max(20_000);
const manifestSchema = z.object({
  schema: z.literal('regbeat.manifest/2'),
  week: z.object({ label: z.string().regex(/^\d{4}-W\d\d$/), timeZone: text }),
  state: z.enum(REPORT_STATES),
  query: text,
  bom: z.boolean(),
  files: z
    .array(
      z.object({
        // A manifest from elsewhere must not make us read files outside its folder.
        name: z.string().regex(/^regbeat-[\w-]+\.[a-z]{2,5}$/),
        sha256: z.string().regex(/^[0-9a-f]{64}$/),
        bytes: z.int().min(0),
      }),
    )
    .max(100),
  versions: z.object({ tool: text, model: text, taxonomy: text, sources: text }),
  previous: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
});

export type FiledManifest = z.infer<typeof manifestSchema>;

/** A manifest as it was filed, or what is wrong with it. */
export function readManifest(
  bytes: Uint8Array,
):
  | { readonly ok: true; readonly manifest: FiledManifest }
  | { readonly ok: false; readonly problem: string } {
  try {
    const parsed = manifestSchema.safeParse(
      JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)),
    );
    if (parsed.success) return { ok: true, manifest: parsed.data };
    const [issue] = parsed.error.issues;
    return {
      ok: false,
      problem: `${issue?.path.join('.') ?? ''} ${issue?.message ?? 'not understood'}`.trim(),
    };
  } catch (error) {
    return { ok: false, problem: errorText(error) };
  }
}
