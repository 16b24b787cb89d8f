import { type Locale, t } from '../../src/core/locale.ts';
import type { Message, PositionChange } from '../../src/core/message.ts';
import type { Kind, StoredItem, Tier, Topic } from '../../src/core/types.ts';
import { composeAlert } from '../../src/digest/compose-alert.ts';
import { composeDigest } from '../../src/digest/compose-digest.ts';
import { selectStories } from '../../src/digest/select-stories.ts';
import { toStoryBlock } from '../../src/digest/story-block.ts';
import { makeJurisdiction, makeStored, makeTopic } from '../helpers/make-item.ts';

/** The moment at which every sample is looked at. */
export const NOW = new Date('2026-11-22T08:00:00.000Z');

interface Source {
  readonly name: string;
  readonly tier: Tier;
  readonly language: string;
  readonly twin?: string;
}

const SOURCES: Readonly<Record<string, Source>> = {
  'hk/sfc/news': { name: 'SFC news', tier: 'official', language: 'en', twin: 'hk/sfc/news-tc' },
  'hk/sfc/news-tc': { name: '證監會新聞', tier: 'official', language: 'zh-Hant', twin: 'hk/sfc/news' },
  'us/sec/press': { name: 'SEC press releases', tier: 'official', language: 'en' },
  'gb/fca/news': { name: 'FCA news', tier: 'official', language: 'en' },
  'eu/esma/news': { name: 'ESMA news', tier: 'official', language: 'en' },
  'sg/mas/news': { name: 'MAS media releases', tier: 'official', language: 'en' },
  'jp/fsa/news': { name: '金融庁 新着情報', tier: 'official', language: 'ja' },
  'kr/fsc/press': { name: '금융위원회 보도자료', tier: 'official', language: 'ko' },
  'int/bis/press': { name: 'BIS press', tier: 'standard-setter', language: 'en' },
  'media/ledger-post': { name: 'Ledger Post', tier: 'press', language: 'en' },
  'media/chain-courier': { name: 'Chain Courier', tier: 'press', language: 'en' },
  'media/morning-wire': { name: 'Morning Wire', tier: 'press', language: 'en' },
};

type Row = readonly [
  story: string,
  source: string,
  hours: number,
  places: readonly string[],
  topics: readonly Topic[],
  kind: Kind,
  title: string,
  text: string,
  dates?: StoredItem['classification']['dates'],
];

const due = (kind: 'effective' | 'consultation_closes', date: string) => [
  { kind, date, evidence: [] } as unknown as StoredItem['classification']['dates'][number],
];

/** Invented news: nobody named here said any of it. */
const ROWS: readonly Row[] = [
  [
    'a',
    'hk/sfc/news',
    3,
    ['HK'],
    ['staking', 'custody', 'licenses'],
    'rule',
    'SFC sets final conditions for staking services of licensed platforms',
    'Licensed platforms may offer staking to professional and retail clients when they keep control of the keys. The conditions take effect on 1 March 2027.',
    due('effective', '2027-03-01'),
  ],
  [
    'a',
    'hk/sfc/news-tc',
    2.9,
    ['HK'],
    ['staking', 'custody'],
    'rule',
    '證監會公布持牌平台提供質押服務的最終條件',
    '持牌平台如能控制客戶密鑰，可向專業及零售客戶提供質押服務。',
  ],
  [
    'a',
    'media/ledger-post',
    2.4,
    ['HK'],
    ['staking'],
    'other',
    'Hong Kong lets platforms offer staking',
    'Platforms welcomed the conditions.',
  ],
  [
    'a',
    'media/morning-wire',
    1,
    ['HK'],
    ['staking'],
    'other',
    'Staking comes to Hong Kong',
    'The regulator has spoken.',
  ],
  [
    'b',
    'hk/sfc/news',
    20,
    ['HK'],
    ['consumer-protection', 'market-abuse'],
    'warning',
    'Alert: websites that imitate licensed trading platforms',
    'The public is warned of twelve websites that carry the names of licensed platforms.',
  ],
  [
    'c',
    'us/sec/press',
    6,
    ['US'],
    ['stablecoins', 'securities-status'],
    'guidance',
    'Staff statement on reserve-backed payment tokens',
    'Tokens that are redeemable one for one and backed by cash and bills are not offers of securities when they pay no return.',
  ],
  [
    'd',
    'us/sec/press',
    11,
    ['US'],
    ['lending', 'market-abuse'],
    'enforcement',
    'Lending platform settles over unregistered interest accounts',
    'The platform agreed to pay 14 million dollars and to close the accounts.',
  ],
  [
    'e',
    'media/chain-courier',
    5,
    ['US'],
    ['tax'],
    'other',
    'Lawmakers said to weigh a new de minimis rule for digital-asset payments',
    'Three people who saw a draft told the paper of a threshold of 300 dollars.',
  ],
  [
    'f',
    'gb/fca/news',
    9,
    ['GB'],
    ['stablecoins', 'custody'],
    'proposal',
    'Consultation on safeguarding rules for issuers of qualifying stablecoins',
    'We propose that backing assets are held on trust with an independent custodian.',
    due('consultation_closes', '2027-01-31'),
  ],
  [
    'g',
    'eu/esma/news',
    14,
    ['EU', 'DE'],
    ['market-abuse', 'licenses'],
    'guidance',
    'Guidelines on supervisory practices to detect market abuse in crypto-assets',
    'The guidelines apply three months after they are published in all languages.',
  ],
  [
    'h',
    'sg/mas/news',
    16,
    ['SG'],
    ['tokenization', 'funds'],
    'report',
    'Report on tokenised money market funds used as collateral',
    'Four banks exchanged tokenised fund units as margin.',
  ],
  [
    'i',
    'jp/fsa/news',
    8,
    ['JP'],
    ['aml', 'licenses'],
    'enforcement',
    '暗号資産交換業者に対する行政処分について',
    '資金決済に関する法律に基づき、業務改善命令を発出しました。',
  ],
  [
    'j',
    'kr/fsc/press',
    7,
    ['KR'],
    ['consumer-protection', 'custody'],
    'legislation',
    '가상자산 이용자 보호 감독규정 일부개정고시안 예고',
    '이용자 예치금의 관리기관에 대한 요건을 정한다.',
  ],
  [
    'k',
    'int/bis/press',
    22,
    ['INT'],
    ['prudential', 'stablecoins'],
    'report',
    'Committee publishes disclosures of banks’ exposures to crypto-assets',
    'Exposures remain small and concentrated.',
  ],
];

const tierOf = (id: string): Tier => SOURCES[id]?.tier ?? 'press';

/** The sample items, as they would be stored. */
export const ITEMS: readonly StoredItem[] = ROWS.map(
  ([storyId, sourceId, hours, places, topics, kind, title, text, dates = []], index) =>
    makeStored({
      article: {
        sourceId,
        title,
        text,
        summary: text,
        language: SOURCES[sourceId]?.language ?? 'en',
        url: `https://${sourceId.replaceAll('/', '-')}.example/news/${index + 1}`,
        publishedAt: new Date(NOW.getTime() - hours * 3_600_000).toISOString(),
      },
      placement: {
        storyId,
        relation: ROWS.findIndex(([id]) => id === storyId) === index ? 'new' : 'same-story',
      },
      classification: {
        jurisdictions: places.map(code => makeJurisdiction(code)),
        topics: topics.map((topic, at) => makeTopic(topic, 0.9 - at / 20)),
        kind: { id: kind, score: 0.9, evidence: [] },
        authorities: [],
        dates,
      },
    }),
);

/** The sample sources as far as they are asked for. */
export const SAMPLE_SOURCES = Object.entries(SOURCES).map(([id, source]) => ({ id, ...source }));

const SOURCE_FACTS = {
  nameOf: (id: string) => SOURCES[id]?.name ?? id,
  twinOf: (id: string) => SOURCES[id]?.twin ?? null,
};

const CHANGES: readonly PositionChange[] = [
  { jurisdiction: 'HK', topic: 'staking', audience: 'retail', stance: 'conditional', was: 'banned' },
];

const COVERAGE = {
  enabled: 64,
  read: 61,
  gaps: 1,
  failing: [
    { sourceId: 'ky/cima', name: 'CIMA notices', since: '2026-11-20T05:00:00.000Z', error: 'HTTP 403' },
    { sourceId: 'ae/vara', name: 'VARA news', since: '2026-11-21T23:00:00.000Z', error: 'no answer in time' },
  ],
};

/** A daily or weekly digest of the sample items. */
export function sampleDigest(
  period: 'daily' | 'weekly',
  locale: Locale = 'en',
  groupBy: 'jurisdiction' | 'topic' = 'jurisdiction',
): Message {
  const stories = selectStories(ITEMS, { tierOf });
  const [head] = ITEMS;
  return composeDigest({
    stories,
    window: {
      since: new Date(NOW.getTime() - (period === 'weekly' ? 7 : 1) * 86_400_000).toISOString(),
      until: NOW.toISOString(),
      timeZone: 'Asia/Hong_Kong',
      label: t(locale, `digest.${period}`),
    },
    coverage: COVERAGE,
    groupBy,
    locale,
    picture: period === 'weekly',
    sources: SOURCE_FACTS,
    positions: new Map([[head?.id ?? '', CHANGES]]),
    maxStories: 60,
    dedupeKey: `sample:${period}:${locale}:${groupBy}`,
  });
}

/** An alert about one of the sample stories. */
export function sampleAlert(
  storyId: string,
  locale: Locale = 'en',
  why: 'new' | 'confirmed' | 'updated' = 'new',
): Message {
  const [story] = selectStories(
    ITEMS.filter(item => item.storyId === storyId),
    { tierOf },
  );
  if (story === undefined) throw new RangeError(`no sample story ${storyId}`);
  const block = toStoryBlock({ ...story, why }, SOURCE_FACTS);
  const positions = storyId === 'a' ? CHANGES : [];
  return composeAlert(
    { ...block, why, ...(positions.length === 0 ? {} : { positions }) },
    `sample:alert:${storyId}`,
    {
      locale,
      query: 'jurisdiction:HK,US topic:staking,tax',
    },
  );
}

/** A notice for the people who run regbeat. */
export const SAMPLE_NOTICE: Message = {
  kind: 'notice',
  title: 'Sources: 2 in trouble, 1 well again',
  blocks: [
    {
      type: 'list',
      title: 'In trouble',
      lines: [
        'CIMA notices [ky/cima/notices]: blocked (HTTP 403 for two days, three reads)',
        'VARA news [ae/vara/news]: failing (no answer in time, 4 reads)',
      ],
    },
    {
      type: 'list',
      title: 'Well again',
      lines: ['FSC press [kr/fsc/press-en]: well again; was quiet since 2026-11-17 05:00 UTC'],
    },
  ],
  importance: 'normal',
  dedupeKey: 'ops:11-13',
};
