import { PAGE, paint } from '../charts/palette.ts';
import { dayText } from '../core/day-text.ts';
import { sha256 } from '../core/ids.ts';
import { createMemory, type Memory } from '../core/memory.ts';
import type { SourceDef, StoredItem } from '../core/types.ts';
import { type Html, raw } from './html.ts';
import type { WebDeps } from './web-types.ts';

/** What every page needs to say things the same way. */
export interface View {
  /** The name of a source, for people; its id when it is known no more. */
  sourceName(id: string): string;
  source(id: string): SourceDef | undefined;
  /** An instant's day: "7 Apr 2025"; an empty text for none. */
  day(instant: string | null): string;
  /** Day and hour in the program's zone: "7 Apr 2025, 14:05". */
  moment(instant: string | null): string;
  /** When an item was published, else first seen. */
  itemDay(item: Pick<StoredItem, 'publishedAt' | 'firstSeenAt'>): string;
  /** What an expensive question was answered a short while ago. */
  readonly recall: Memory['recall'];
  /** A drawing, kept for as long as few others were asked for since: the same data give the same drawing. */
  drawing(data: unknown, draw: () => Promise<string>): Promise<Html>;
}

/** Drawings kept, some 20 KB each. */
const KEPT = 200;

/** How this site writes names, days and drawings. */
export function createView({ app, settings, clock }: WebDeps): View {
  const sources = new Map(app.sources.map(source => [source.id, source]));
  const drawings = new Map<string, string>();
  const hours = new Intl.DateTimeFormat('en-GB', {
    timeZone: settings.timeZone,
    hour: '2-digit',
    minute: '2-digit',
  });
  const day = (instant: string | null) =>
    instant === null ? '' : (dayText(instant, settings.timeZone) ?? instant);
  const { recall } = createMemory(clock);
  return {
    recall,
    sourceName: id => sources.get(id)?.name ?? id,
    source: id => sources.get(id),
    day,
    moment: instant => (instant === null ? '' : `${day(instant)}, ${hours.format(Date.parse(instant))}`),
    itemDay: item => day(item.publishedAt ?? item.firstSeenAt),
    drawing: async (data, draw) => {
      const key = sha256(JSON.stringify(data));
      const svg = drawings.get(key) ?? paint(await draw(), PAGE);
      drawings.delete(key);
      drawings.set(key, svg);
      const [oldest] = drawings.keys();
      if (drawings.size > KEPT && oldest !== undefined) drawings.delete(oldest);
      return raw(svg);
    },
  };
}
