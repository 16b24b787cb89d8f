import type { ItemRecord } from '../../../src/core/ports.ts';
import { makeArticle, makeJurisdiction, makeRecord, makeTopic } from '../../helpers/make-item.ts';
import { type BotBench, NOW } from '../setup.ts';

/** Ids of the items that `stockUp` stores. */
export interface Stock {
  /** An SFC circular on staking: a position, a date, a firm; the head of a story of three. */
  readonly circular: string;
  readonly story: string;
  /** The newest item, whose headline means no good. */
  readonly hostile: string;
  /** Of the press, in the story of the circular. */
  readonly press: string;
}

export const HOSTILE_TITLE = `@everyone [win](https://evil.test) **now** <@1> \u202egnp ${'x_*~`|> '.repeat(360)}`;

const hoursAgo = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000).toISOString();
const quoted = (text: string) => [{ field: 'title' as const, start: 0, end: 9, text, rule: 'test' }];

/** Stores news as the crawler would have: a story with its tags, and a dozen items of other places. */
export async function stockUp(bench: BotBench): Promise<Stock> {
  const circular = makeRecord({
    article: { publishedAt: hoursAgo(30), title: 'Circular on staking services of licensed platforms' },
    classification: {
      positions: [
        {
          jurisdiction: 'HK',
          topic: 'staking',
          audience: 'retail',
          stance: 'conditional',
          quote: 'Licensed platforms may offer staking when they keep the keys.',
          confidence: 0.9,
          evidence: quoted('Circular'),
        },
      ],
      dates: [
        {
          kind: 'compliance',
          date: '2026-12-10',
          quote: 'Platforms must comply by 10 December 2026.',
          confidence: 0.9,
          evidence: quoted('Circular'),
        },
      ],
      entities: [
        {
          kind: 'firm',
          id: 'harbour-exchange',
          name: 'Harbour Exchange',
          lei: null,
          score: 0.9,
          evidence: [],
        },
      ],
    },
  });
  const { storyId } = circular.placement;
  const joined = (source: string, title: string, hours: number): ItemRecord =>
    makeRecord({
      article: { sourceId: source, title, publishedAt: hoursAgo(hours) },
      placement: { storyId, relation: 'same-story', toItemId: circular.article.id, because: 'same event' },
      tier: 'press',
    });
  const press = joined('press/coin-daily/news', 'Hong Kong lets platforms offer staking', 29);
  const more = joined('press/block-post/news', 'Staking comes to Hong Kong', 28);
  const hostile = makeRecord({
    article: { title: HOSTILE_TITLE, publishedAt: hoursAgo(1), url: 'https://example.org/a(b)c?d=[e]' },
    classification: {
      jurisdictions: [makeJurisdiction('US')],
      topics: [makeTopic('market-abuse')],
      kind: { id: 'enforcement', score: 0.8, evidence: [] },
      authorities: [{ name: '**SEC**', jurisdiction: 'US', score: 0.9, evidence: quoted('@everyone') }],
    },
  });
  const others = Array.from({ length: 12 }, (_, index) =>
    makeRecord({
      article: makeArticle({
        title: `Consultation paper ${index} on stablecoin reserves`,
        publishedAt: hoursAgo(50 + index),
      }),
      classification: { jurisdictions: [makeJurisdiction('SG')], topics: [makeTopic('stablecoins')] },
    }),
  );
  const store = await bench.store();
  await store.items.insert([circular, press, more, hostile, ...others], hoursAgo(1));
  return {
    circular: circular.article.id,
    story: storyId,
    hostile: hostile.article.id,
    press: press.article.id,
  };
}

/** Nothing in a message mentions anybody or shows a link that an outsider made. */
export const INERT = /@everyone|<@!?&?\d|\]\(https?:\/\/evil/;
