import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { sha256, shortId } from '../../src/core/ids.ts';
import type { Article, Classification } from '../../src/core/types.ts';
import { placeArticles, type ToPlace } from '../../src/pipeline/stories-place.ts';
import { openStore } from '../../src/store/open-store.ts';
import { createRandom, generateText } from './generate.ts';
import type { Row } from './measure.ts';

const ITEMS = 100_000;
const BATCH = 250;
/** Items a day: 30 days of look-back hold 30,000. */
const PER_DAY = 1000;
const DAY_MS = 86_400_000;
const PLACES = ['US', 'EU', 'GB', 'HK', 'SG', 'JP', 'KR', 'AE', 'BR', 'CH'];
const TOPICS = ['stablecoins', 'licenses', 'staking', 'funds', 'aml', 'tax'] as const;
const FIRMS = 4000;

/**
 * Grouping and storing of 100,000 generated items that arrive in order: a fifth are further reports of an event of the same day. Tags are
 * generated too, so that only stories and the store are timed.
 */
export async function benchCluster(): Promise<readonly Row[]> {
  const dir = await mkdtemp(path.join(tmpdir(), 'regbeat-bench-'));
  const store = await openStore({ path: path.join(dir, 'cluster.sqlite') });
  const random = createRandom(11);
  const times: number[] = [];
  let placing = 0;
  let peak = 0;
  try {
    for (let start = 0; start < ITEMS; start += BATCH) {
      const items = generateItems(start, random);
      const seenAt = items.at(-1)?.article.publishedAt ?? '';
      const before = performance.now();
      await store.transaction(async ops => {
        const begin = performance.now();
        const placed = await placeArticles(ops, items, seenAt);
        placing += performance.now() - begin;
        const records = items.flatMap(({ article, tags, tier }) => {
          const place = placed.get(article.id);
          return place === undefined
            ? []
            : [{ article, tier, ...place, classification: tags, historic: true, pageWanted: false }];
        });
        await ops.items.insert(records, seenAt);
      });
      times.push(performance.now() - before);
      peak = Math.max(peak, process.memoryUsage().rss);
    }
    const { stories } = await store.items.count();
    const rate = (from: number, to: number) => {
      const part = times.slice(from / BATCH, to / BATCH);
      return (part.length * BATCH * 1000) / part.reduce((sum, ms) => sum + ms, 0);
    };
    const row = (figure: string, value: number, unit: string): Row => ({
      bench: `cluster ${ITEMS.toLocaleString('en')} items`,
      figure,
      value,
      unit,
    });
    return [
      row('placed and stored, items 1 to 10,000', rate(0, 10_000), 'items/s'),
      row('placed and stored, items 40,001 to 50,000', rate(40_000, 50_000), 'items/s'),
      row('placed and stored, items 90,001 to 100,000', rate(90_000, 100_000), 'items/s'),
      row('placing alone, mean', placing / ITEMS, 'ms/item'),
      row('stories', stories, 'stories'),
      row('peak memory', peak / 1e6, 'MB'),
    ];
  } finally {
    await store.close();
    await rm(dir, { recursive: true, force: true });
  }
}

function generateItems(start: number, random: () => number): ToPlace[] {
  const items: ToPlace[] = [];
  for (let index = start; index < start + BATCH; index++) {
    const repeated =
      items.length > 0 && random() < 0.2 ? items[Math.floor(random() * items.length)] : undefined;
    const own = `${generateText(random, 6)} Firm${Math.floor(random() * FIRMS)} ${generateText(random, 5)}`;
    const title = repeated ? `${repeated.article.title.split(' ').slice(0, 10).join(' ')} says paper` : own;
    const tags = repeated?.tags ?? generateTags(random);
    items.push({
      article: toArticle(index, title, generateText(random, 60)),
      tags,
      tier: random() < 0.2 ? 'official' : 'press',
    });
  }
  return items;
}

function toArticle(index: number, title: string, text: string): Article {
  const id = shortId(['bench', String(index)]);
  const url = `https://site${index % 200}.example/${index}`;
  return {
    id,
    sourceId: `bench/site${index % 200}/news`,
    keys: [`guid:${id}`],
    url,
    canonicalUrl: url,
    title,
    summary: null,
    publishedAt: new Date(Date.UTC(2026, 0, 1) + (index / PER_DAY) * DAY_MS).toISOString(),
    datePrecision: 'instant',
    dateFrom: 'feed',
    updatedAt: null,
    language: 'en',
    authors: [],
    categories: [],
    text,
    textFrom: 'feed',
    contentHash: sha256(`${title} ${text}`),
  };
}

function generateTags(random: () => number): Classification {
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
  return {
    relevant: true,
    relevance: 0.9,
    relevanceThreshold: 0.5,
    relevanceEvidence: [],
    missing: [],
    jurisdictions: [{ code: pick(PLACES), role: 'primary', score: 0.9, evidence: [] }],
    topics: [{ id: pick(TOPICS), score: 0.9, threshold: 0.5, evidence: [] }],
    nearMisses: [],
    kind: { id: 'rule', score: 0.9, evidence: [] },
    authorities: [],
    positions: [],
    dates: [],
    figures: [],
    requirements: [],
    entities: [],
    language: 'en',
    model: 'bench',
  };
}
