import type { Preview, SourceCheck } from '../../core/source-care.ts';
import type { PageAnswer } from '../pages/read-page.ts';
import { type RegisterDef, type RegisterReading, readRegister } from '../registers/read-register.ts';

const SHOWN = 5;

/** What the first page of a register holds, and what is wrong with it. Nothing is compared or stored. */
export async function checkRegister(
  def: RegisterDef,
  answer: PageAnswer,
): Promise<Preview & Pick<SourceCheck, 'problems' | 'notes'>> {
  const { bytes, contentType, finalUrl } = answer;
  const reading = await readRegister(def, { pages: [{ bytes, contentType, url: finalUrl }] });
  const names = reading.entries
    .slice(0, SHOWN)
    .flatMap(({ values }) => values.name ?? values.legalName ?? []);
  return {
    format: def.format === 'pdf' ? 'unknown' : def.format,
    title: null,
    items: reading.entries.length,
    newest: null,
    first: names.map(title => ({ title, url: null, published: null })),
    problems: problemsOf(reading),
    notes: reading.notes,
  };
}

function problemsOf({ unusable, missingColumns, entries, headerSeen }: RegisterReading): string[] {
  if (unusable !== null) return [`what came ${unusable}`];
  const missing = missingColumns.length > 0 ? [`columns are missing: ${missingColumns.join(', ')}`] : [];
  return entries.length === 0 && !headerSeen ? [...missing, 'it holds no entries'] : missing;
}
