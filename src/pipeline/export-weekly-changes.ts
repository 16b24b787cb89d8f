import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { WeeklyReport } from '../query/report-model.ts';

const MOST_NAMED = 5;
const LONGEST = 100;

const loose = z.looseObject({
  stories: z.array(z.looseObject({ id: z.string(), title: z.string() })).optional(),
});

/** What a report of today says otherwise than a filed one (its JSON; null when there is none): for people, most telling first. */
export function describeChanges(
  filed: string | null,
  report: WeeklyReport,
  files: readonly string[],
): string[] {
  const lines = [`other bytes: ${files.join(', ')}`];
  const before = parse(filed);
  if (before === null) return [...lines, 'no filed JSON to compare with: export json beside the others'];
  const today: Record<string, unknown> = JSON.parse(JSON.stringify(report));
  const old = new Map((before.stories ?? []).map(story => [story.id, story]));
  const now = new Map(report.stories.map(story => [story.id, story]));
  const name = (titles: readonly string[]) => {
    const rest = titles.length - MOST_NAMED;
    const named = titles.slice(0, MOST_NAMED).map(title => `"${title.slice(0, LONGEST)}"`);
    return `${named.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
  };
  const gone = [...old.values()].filter(story => !now.has(story.id)).map(story => story.title);
  const added = [...now.values()].filter(story => !old.has(story.id)).map(story => story.title);
  const plain = new Map(
    (Array.isArray(today.stories) ? today.stories : []).map((story: { id: string }) => [story.id, story]),
  );
  const changed = [...old.values()].flatMap(story => {
    const other = plain.get(story.id);
    if (other === undefined || isDeepStrictEqual(story, other)) return [];
    const fields = Object.keys(other).filter(
      key => !isDeepStrictEqual(Reflect.get(story, key), Reflect.get(other, key)),
    );
    return [`${story.title} (${fields.join(', ')})`];
  });
  if (gone.length > 0) lines.push(`${gone.length} stories are there no more: ${name(gone)}`);
  if (added.length > 0) lines.push(`${added.length} stories were not there: ${name(added)}`);
  if (changed.length > 0) lines.push(`${changed.length} stories are told otherwise: ${name(changed)}`);
  const parts = Object.keys(today).filter(
    key => key !== 'stories' && !isDeepStrictEqual(Reflect.get(before, key), today[key]),
  );
  if (parts.length > 0) lines.push(`other parts: ${parts.join(', ')}`);
  return lines;
}

function parse(text: string | null): z.infer<typeof loose> | null {
  if (text === null) return null;
  try {
    const parsed = loose.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    // A damaged file is told of by its hash.
    return null;
  }
}
