import { itemId, sha256, shortId, storyId } from '../../src/core/ids.ts';
import type { ItemRecord, Store } from '../../src/core/ports.ts';
import {
  type Classification,
  DATE_KINDS,
  KINDS,
  type Placement,
  STANCES,
  TIERS,
  TOPICS,
} from '../../src/core/types.ts';
import { createRandom, generateText } from './generate.ts';

const PLACES =
  'US EU HK SG GB JP KR AE CH AU BR CA IN DE FR ES IT NL IE LU MT CN TW TH ID MY PH VN TR ZA NG KE AR CL CO MX SV US-NY INT BIS'
    .split(' ')
    .slice(0, 39);
const BODIES = ['SEC', 'SFC', 'MAS', 'FCA', 'ESMA', 'HKMA', 'FSA', 'CFTC', 'BaFin', 'VARA'];
const FIRMS = 3_000;
const SOURCES = 400;
const BATCH = 5_000;
const YEARS = 5;

/**
 * Fills a store with generated items, tagged by chance and told over `span` milliseconds (default: five years) up to `end`, a third of them in an earlier one's story. Much faster than
 * reading feeds: nothing is parsed, compared or classified.
 */
export async function fillStore(
  store: Store,
  count: number,
  end: Date,
  onProgress: (done: number) => void = () => undefined,
  span = YEARS * 365 * 86_400_000,
): Promise<void> {
  const random = createRandom(42);
  const recent: string[] = [];
  for (let from = 0; from < count; from += BATCH) {
    const size = Math.min(BATCH, count - from);
    const records = Array.from({ length: size }, (_, index) => {
      const at = new Date(end.getTime() - span + (span * (from + index + random())) / count);
      return makeItem(random, from + index, at, recent);
    });
    await store.items.insert(records, records.at(-1)?.article.publishedAt ?? end.toISOString());
    onProgress(from + size);
  }
}

function makeItem(random: () => number, number: number, at: Date, recent: string[]): ItemRecord {
  const sourceId = `bench/${Math.floor(random() ** 2 * SOURCES)}/news`;
  const title = `${generateText(random, 9)} ${number}`;
  const text = generateText(random, 45);
  const url = `https://${sourceId.replaceAll('/', '-')}.example/${number}`;
  const id = itemId(sourceId, `guid:${number}`);
  const story = random() < 0.3 ? recent[Math.floor(random() * recent.length)] : undefined;
  const opened = story ?? storyId(id);
  if (story === undefined) {
    recent.push(opened);
    if (recent.length > 300) recent.shift();
  }
  const placement: Placement = {
    storyId: opened,
    relation: story === undefined ? 'new' : random() < 0.2 ? 'update' : 'same-story',
    toItemId: null,
    because: 'generated',
  };
  return {
    article: {
      id,
      sourceId,
      keys: [`guid:${number}`],
      url,
      canonicalUrl: url,
      title,
      summary: null,
      publishedAt: at.toISOString(),
      datePrecision: 'instant',
      dateFrom: 'feed',
      updatedAt: null,
      language: 'en',
      authors: [],
      categories: [],
      text,
      textFrom: 'feed',
      contentHash: sha256(title),
    },
    placement,
    classification: tags(random, title, text, at),
    tier: pick(random, TIERS),
    historic: false,
    pageWanted: false,
  };
}

function pick<T>(random: () => number, list: readonly [T, ...T[]] | readonly T[]): T {
  const one = list[Math.floor(random() ** 2 * list.length)] ?? list[0];
  if (one === undefined) throw new Error('nothing to choose from');
  return one;
}

/** Tags that lean towards the first of each list, each with a quote from the text. */
function tags(random: () => number, title: string, text: string, at: Date): Classification {
  const evidence = [{ field: 'text' as const, start: 0, end: 20, text: text.slice(0, 20), rule: 'bench' }];
  const some = <T>(list: readonly T[], most: number) => [
    ...new Set(Array.from({ length: 1 + Math.floor(random() * most) }, () => pick(random, list))),
  ];
  const places = some(PLACES, 2);
  const topics = some(TOPICS, 2);
  const place = places[0] ?? 'US';
  const topic = topics[0] ?? 'tax';
  const due = new Date(at.getTime() + random() * 180 * 86_400_000).toISOString().slice(0, 10);
  const firm = `firm-${Math.floor(random() ** 2 * FIRMS)}`;
  return {
    relevant: random() < 0.6,
    relevance: 0.8,
    relevanceThreshold: 0.5,
    relevanceEvidence: evidence,
    missing: [],
    jurisdictions: places.map((code, index) => ({
      code,
      role: index === 0 ? 'primary' : 'mentioned',
      score: 0.9,
      evidence,
    })),
    topics: topics.map(id => ({ id, score: 0.8, threshold: 0.5, evidence })),
    nearMisses: [],
    kind: { id: pick(random, KINDS), score: 0.7, evidence },
    authorities:
      random() < 0.5 ? [{ name: pick(random, BODIES), jurisdiction: place, score: 0.9, evidence }] : [],
    positions:
      random() < 0.03
        ? [
            {
              jurisdiction: place,
              topic,
              audience: null,
              stance: pick(random, STANCES),
              quote: title,
              confidence: 0.8,
              evidence,
            },
          ]
        : [],
    dates:
      random() < 0.04
        ? [{ kind: pick(random, DATE_KINDS), date: due, quote: text.slice(0, 80), confidence: 0.8, evidence }]
        : [],
    figures: [],
    requirements: [],
    entities:
      random() < 0.15
        ? [{ kind: 'firm', id: firm, name: `Firm ${firm.slice(5)}`, lei: null, score: 0.9, evidence }]
        : [],
    language: 'en',
    model: shortId(['bench'], 6),
  };
}
