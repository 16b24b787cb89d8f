import type { SourceState } from '../../core/ports.ts';
import type { Article } from '../../core/types.ts';

const DAY_MS = 86_400_000;

/**
 * Which articles of a list are historic: at a source's first successful read, those that were published before it was first asked. A source
 * that failed from the start is told about from the moment on at which it should have been read.
 */
export function historicAt(state: SourceState | undefined): (article: Article) => boolean {
  if (state?.firstSuccessAt) return () => false;
  const asked = state?.watch.firstAskedAt ?? state?.failingSince;
  if (!asked) return () => true;
  return ({ publishedAt, datePrecision }) => {
    if (publishedAt === null) return true;
    // A day without a time may have been any hour of it.
    const latest = Date.parse(publishedAt) + (datePrecision === 'day' ? DAY_MS : 0);
    return latest < Date.parse(asked);
  };
}
