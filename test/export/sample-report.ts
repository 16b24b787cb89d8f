import type { StoredItem } from '../../src/core/types.ts';
import type { HeadlineId, WeekCounts, WeeklyReport } from '../../src/query/report-model.ts';
import type { ReportKnowledge } from '../../src/query/report-parts.ts';
import {
  buildWeeklyReport,
  type ReportSource,
  type WeeklyReportInput,
} from '../../src/query/weekly-report.ts';
import { makeJurisdiction, makeStored, makeTopic } from '../helpers/make-item.ts';

/** Titles that try to become markup, a formula, a mention or a link in some format. */
export const HOSTILE_TITLES = [
  '<script>alert(1)</script><img src=x onerror=alert(2)> @everyone [click](javascript:alert(3))',
  '=HYPERLINK("https://evil.example/","open")',
  '| pipe | `code` **bold** &lt;b&gt; https://evil.example/ www.evil.example',
  '# Heading\n\n- list "quoted", comma\r\n1. one',
  '\u202eexe.fdp\u202c and \u200bzero width \u{e0041}',
  '"><a href="javascript:alert(4)" onclick="x()">x</a>',
];

/** Sources of the sample by id. */
export function sampleSources(): ReadonlyMap<string, ReportSource> {
  return new Map<string, ReportSource>([
    ['hk/sfc/news', { name: 'SFC news', tier: 'official' }],
    ['gb/fca/news', { name: 'FCA news', tier: 'official' }],
    ['media/ledger-post/news', { name: 'Ledger Post', tier: 'press' }],
    ['media/chain-courier/news', { name: 'Chain Courier', tier: 'press' }],
  ]);
}

/** Six relevant items in four stories of 2026-W25 (Hong Kong time), three irrelevant ones, and one of each neighbouring week. */
export function sampleItems(): StoredItem[] {
  const rule = makeStored({
    article: {
      sourceId: 'hk/sfc/news',
      title: 'Rules for staking services take effect',
      publishedAt: '2026-06-16T02:00:00.000Z',
    },
    classification: {
      kind: { id: 'rule', score: 0.9, evidence: [] },
      dates: [
        {
          kind: 'effective',
          date: '2026-07-01',
          quote: 'take effect on 1 July 2026',
          confidence: 0.9,
          evidence: [],
        },
      ],
    },
    firstSeenAt: '2026-06-16T02:10:00.000Z',
  });
  const inStory = { storyId: rule.storyId, relation: 'same-story' as const };
  const fine = makeStored({
    article: {
      sourceId: 'gb/fca/news',
      title: HOSTILE_TITLES[0] ?? '',
      url: 'javascript:alert(5)',
      text: 'The firm was fined. <b>Bold</b> claims & "quotes" were made to its customers over two full years.',
      publishedAt: '2026-06-17T09:30:00.000Z',
    },
    classification: {
      jurisdictions: [makeJurisdiction('GB'), makeJurisdiction('US', 'mentioned')],
      topics: [makeTopic('consumer-protection')],
      kind: { id: 'enforcement', score: 0.9, evidence: [] },
      authorities: [{ name: 'FCA', jurisdiction: 'GB', score: 0.9, evidence: [] }],
      figures: [
        {
          what: 'fine',
          value: 1200000,
          unit: 'GBP',
          authority: 'FCA',
          quote: 'fined GBP 1.2 million',
          evidence: [],
        },
      ],
    },
    firstSeenAt: '2026-06-17T09:40:00.000Z',
    version: 2,
  });
  const items = [
    rule,
    makeStored({
      article: {
        sourceId: 'media/ledger-post/news',
        title: 'Hong Kong staking rules in force from July',
        publishedAt: '2026-06-16T04:05:00.000Z',
      },
      placement: inStory,
      firstSeenAt: '2026-06-16T04:10:00.000Z',
    }),
    makeStored({
      article: {
        sourceId: 'media/chain-courier/news',
        title: 'Staking rules: what Hong Kong platforms must do',
        publishedAt: '2026-06-16T01:30:00.000Z',
      },
      placement: inStory,
      firstSeenAt: '2026-06-16T01:40:00.000Z',
    }),
    fine,
    makeStored({
      article: {
        sourceId: 'media/ledger-post/news',
        title: 'Bank weighs approval of an invented exchange',
        url: 'https://press.example.org/a?b=1&copy;=2',
        publishedAt: '2026-06-18T12:00:00.000Z',
      },
      classification: {
        jurisdictions: [makeJurisdiction('GB'), makeJurisdiction('HK')],
        topics: [],
        kind: { id: 'licence-decision', score: 0.6, evidence: [] },
      },
      firstSeenAt: '2026-06-18T12:10:00.000Z',
    }),
    makeStored({
      article: {
        sourceId: 'hk/sfc/news',
        title: '持牌平台提供質押服務的通函',
        language: 'zh-Hant',
        publishedAt: null,
        datePrecision: null,
        dateFrom: null,
        text: '',
        summary: null,
        textFrom: 'title',
      },
      classification: { jurisdictions: [], kind: { id: 'guidance', score: 0.6, evidence: [] } },
      firstSeenAt: '2026-06-17T23:00:00.000Z',
    }),
    ...['Bitcoin price rises', 'Football results'].map(title =>
      makeStored({
        article: { sourceId: 'media/ledger-post/news', title, publishedAt: '2026-06-17T10:00:00.000Z' },
        classification: { relevant: false, relevance: 0.1, missing: ['no crypto-asset term'], topics: [] },
        firstSeenAt: '2026-06-17T10:10:00.000Z',
      }),
    ),
    makeStored({
      article: {
        sourceId: 'media/chain-courier/news',
        title: 'Token launch',
        publishedAt: '2026-06-17T10:00:00.000Z',
      },
      classification: { relevant: false, relevance: 0.2, missing: ['no public authority'], topics: [] },
      firstSeenAt: '2026-06-17T10:10:00.000Z',
    }),
    makeStored({
      article: {
        title: 'Published in the last millisecond of the week before',
        publishedAt: '2026-06-14T15:59:59.999Z',
      },
    }),
    makeStored({
      article: {
        title: 'Published in the first millisecond of the next week',
        publishedAt: '2026-06-21T16:00:00.000Z',
      },
    }),
  ];
  return items;
}

/** Everything that a report of the sample week is built from. */
export function reportInput(): WeeklyReportInput {
  return {
    week: '2026-W25',
    timeZone: 'Asia/Hong_Kong',
    items: sampleItems(),
    sources: sampleSources(),
    previousWeeks: [3, 5, 2, 1].map((stories, index) => toCounts(`2026-W${24 - index}`, stories)),
    coverage: {
      basis: 'week',
      enabled: 9,
      read: 7,
      gaps: 1,
      reads: 700,
      done: 650,
      hoursUnread: 12.5,
      sources: [
        row('hk/sfc/news', 'SFC news', 42, 42, 0, 0),
        row('us/sec/news', 'SEC news', 14, 0, 0, 10.5),
        row('media/ledger-post/news', '=1+1 Ledger Post', 90, 88, 1, 2),
      ],
      failing: [
        { sourceId: 'us/sec/news', name: 'SEC news', since: '2026-06-15T00:00:00.000Z', error: 'HTTP 503' },
        { sourceId: 'ae/vara/news', name: 'VARA <news>', since: null, error: 'no answer within 30 s' },
      ],
    },
    excludedBefore: [{ rule: 'unreadable', because: 'entry without a title', count: 4, examples: [] }],
    knowledge: sampleKnowledge(),
    versions: { tool: '0.1.0', model: 'test-1', taxonomy: 'tax-1', sources: 'src-1' },
    query: 'topic:staking "exact | phrase"',
  };
}

/** The sample report with the titles of its stories replaced, in order, by hostile ones. */
export function hostileReport(titles: readonly string[] = HOSTILE_TITLES): WeeklyReport {
  const report = buildWeeklyReport(reportInput());
  return {
    ...report,
    stories: report.stories.map((story, index) => ({ ...story, title: titles[index] ?? story.title })),
  };
}

function toCounts(week: string, stories: number): WeekCounts {
  const counts: Record<HeadlineId, number> = {
    stories,
    items: stories * 2,
    official: stories,
    unconfirmed: 0,
    rules: 1,
    proposals: 0,
    enforcement: 0,
    'licence-decisions': 0,
    jurisdictions: 1,
  };
  return { week, counts };
}

function row(sourceId: string, name: string, reads: number, done: number, gaps: number, hoursUnread: number) {
  return { sourceId, name, reads, done, gaps, hoursUnread, error: done === 0 ? 'HTTP 503' : null };
}

/** A position, three dates, a change of a register and an acknowledgement, with hostile words in each. */
export function sampleKnowledge(): ReportKnowledge {
  const witness = {
    itemId: 'item00000001',
    title: '=HYPERLINK("https://evil.example/","rules") for 質押',
    url: 'https://sfc.example/rules?a=1&b=2',
    source: 'SFC news',
  };
  const deadline = { ...witness, storyId: 'story0000001', jurisdictions: ['HK'], unconfirmed: false };
  return {
    positions: [
      {
        ...witness,
        jurisdiction: 'HK',
        topic: 'staking',
        audience: 'retail',
        stance: 'conditional',
        was: 'banned',
        tier: 'official',
        date: '2026-06-16',
        quote: '<b>Platforms</b> may offer staking when they keep the keys',
        conflicts: 2,
      },
    ],
    deadlines: [
      {
        ...deadline,
        kind: 'effective',
        date: '2026-07-01',
        due: '2026-07-01',
        quote: 'take effect on 1 July 2026',
        state: 'new',
        movedFrom: null,
      },
      {
        ...deadline,
        storyId: 'story0000002',
        kind: 'consultation_closes',
        date: '2026-Q3',
        due: '2026-09-30',
        quote: '+extended to the third quarter; BEGIN:VEVENT',
        state: 'moved',
        movedFrom: '2026-06-30',
        unconfirmed: true,
      },
      {
        ...deadline,
        storyId: 'story0000003',
        kind: 'compliance',
        date: '2026-08',
        due: '2026-08-31',
        quote: 'by August 2026',
        state: 'known',
        movedFrom: null,
      },
    ],
    registerChanges: [
      {
        register: 'eu/esma/mica-casps',
        registerName: 'MiCA register',
        date: '2026-06-18',
        kind: 'withdrawn',
        firm: '@SUM(A1) Exchange <i>GmbH</i>',
        lei: '529900T8BM49AURSDO55',
        homeState: 'DE',
        changes: ['status: authorised → withdrawn'],
      },
    ],
    acknowledgements: [
      {
        at: '2026-06-17T08:00:00.000Z',
        who: '-Ada | Officer',
        target: 'discord:123456789',
        storyId: 'story0000001',
        title: 'Rules for staking services take effect',
      },
    ],
  };
}
