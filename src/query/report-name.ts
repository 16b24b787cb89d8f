import { shortId } from '../core/ids.ts';

/** Begins the name of every file of a report: one that was narrowed by a query must not take the place of the week's own. */
export function fileStem({
  week,
  query,
}: {
  readonly week: { readonly label: string };
  readonly query: string;
}): string {
  return `regbeat-${week.label}${query === '' ? '' : `-${shortId(['query', query], 6)}`}`;
}
