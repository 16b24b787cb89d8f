import { itemId, sha256, storyId } from '../../src/core/ids.ts';
import type { ItemRecord } from '../../src/core/ports.ts';
import type {
  Article,
  Classification,
  JurisdictionTag,
  Placement,
  StoredItem,
  Topic,
  TopicTag,
} from '../../src/core/types.ts';

const TITLE = 'Regulator sets out conditions for staking services by licensed platforms';
const TEXT =
  'Licensed platforms may offer staking to their clients when they keep control of the keys.\n\nThe conditions take effect on 7 April 2025.';

/** An article with every field filled; id, keys and content hash follow from source, title and text unless given. */
export function makeArticle(overrides: Partial<Article> = {}): Article {
  const sourceId = overrides.sourceId ?? 'hk/sfc/news';
  const title = overrides.title ?? TITLE;
  const text = overrides.text ?? TEXT;
  const slug = sha256(`${sourceId} ${title}`).slice(0, 10);
  const url = overrides.url === undefined ? `https://www.example.org/news/${slug}` : overrides.url;
  const keys = overrides.keys ?? [`guid:${slug}` as const, `url:${url ?? slug}` as const];
  return {
    id: itemId(sourceId, keys[0] ?? slug),
    sourceId,
    keys,
    url,
    canonicalUrl: url,
    title,
    summary: 'Licensed platforms may offer staking.',
    publishedAt: '2025-04-07T08:00:00.000Z',
    datePrecision: 'instant',
    dateFrom: 'feed',
    updatedAt: null,
    language: 'en',
    authors: [],
    categories: [],
    text,
    textFrom: 'feed',
    contentHash: sha256(`${title}\n${text}`.replace(/\s+/g, ' ')),
    ...overrides,
  };
}

/** A jurisdiction tag with one piece of evidence in the title. */
export function makeJurisdiction(code: string, role: 'primary' | 'mentioned' = 'primary'): JurisdictionTag {
  return {
    code,
    role,
    score: role === 'primary' ? 0.9 : 0.5,
    evidence: [{ field: 'title', start: 0, end: 9, text: 'Regulator', rule: `jurisdiction:${code}` }],
  };
}

/** A topic tag over its threshold. */
export function makeTopic(id: Topic, score = 0.9): TopicTag {
  return {
    id,
    score,
    threshold: 0.5,
    evidence: [{ field: 'text', start: 29, end: 36, text: 'staking', rule: `topic:${id}` }],
  };
}

/** Tags of a relevant item: HK, staking and licenses, guidance, SFC. */
export function makeClassification(overrides: Partial<Classification> = {}): Classification {
  return {
    relevant: true,
    relevance: 0.9,
    relevanceThreshold: 0.5,
    relevanceEvidence: [{ field: 'text', start: 29, end: 36, text: 'staking', rule: 'crypto-term' }],
    missing: [],
    jurisdictions: [makeJurisdiction('HK')],
    topics: [makeTopic('staking'), makeTopic('licenses', 0.7)],
    nearMisses: [],
    kind: { id: 'guidance', score: 0.8, evidence: [] },
    authorities: [{ name: 'SFC', jurisdiction: 'HK', score: 0.9, evidence: [] }],
    positions: [],
    dates: [],
    figures: [],
    requirements: [],
    entities: [],
    language: 'en',
    model: 'test-1',
    ...overrides,
  };
}

export interface RecordOverrides {
  readonly article?: Partial<Article>;
  readonly classification?: Partial<Classification>;
  readonly placement?: Partial<Placement>;
  readonly tier?: ItemRecord['tier'];
  readonly historic?: boolean;
  readonly pageWanted?: boolean;
}

/** What the pipeline hands to the store for one new item. */
export function makeRecord(overrides: RecordOverrides = {}): ItemRecord {
  const article = makeArticle(overrides.article);
  return {
    article,
    placement: {
      storyId: storyId(article.id),
      relation: 'new',
      toItemId: null,
      because: 'nothing like it was seen before',
      ...overrides.placement,
    },
    classification: makeClassification(overrides.classification),
    tier: overrides.tier ?? 'official',
    historic: overrides.historic ?? false,
    pageWanted: overrides.pageWanted ?? false,
  };
}

export interface StoredOverrides extends RecordOverrides {
  readonly firstSeenAt?: string;
  readonly lastSeenAt?: string;
  readonly version?: number;
}

/** An item as the store gives it back, without a store. */
export function makeStored(overrides: StoredOverrides = {}): StoredItem {
  const record = makeRecord(overrides);
  const firstSeenAt = overrides.firstSeenAt ?? '2025-04-07T08:05:00.000Z';
  return {
    ...record.article,
    firstSeenAt,
    lastSeenAt: overrides.lastSeenAt ?? firstSeenAt,
    version: overrides.version ?? 1,
    storyId: record.placement.storyId,
    relation: record.placement.relation,
    tier: record.tier,
    historic: record.historic,
    classification: record.classification,
  };
}
