import type { Shape } from './shape.ts';

const json = (value: unknown) => JSON.stringify(value);

/** Answers of APIs, and tables. */
export const DATA: readonly Shape[] = [
  [
    'au/asic/bannings',
    json([{ documentNumber: '26-1', name: 'Ban', url: '/x/', publishedDate: '2026-03-03T01:00:00Z' }]),
    'Ban',
    'https://www.asic.gov.au/x/',
    '2026-03-03T01:00:00.000Z',
  ],
  [
    'au/legislation/corporations',
    json({
      value: [{ id: 'F2026L1', name: 'Corporations Instrument', asMadeRegisteredAt: '2026-03-03T10:00:00' }],
    }),
    'Corporations Instrument',
    'https://www.legislation.gov.au/F2026L1/asmade',
    '2026-03-02T23:00:00.000Z',
  ],
  [
    'ch/finma/warnings',
    json({ Items: [{ Id: 1, Title: 'Alpha', Link: '/en/x', Date: '03.03.2026' }] }),
    'Alpha',
    'https://www.finma.ch/en/x',
    '2026-03-02T23:00:00.000Z',
  ],
  [
    'cn/csrc/news-zh',
    json({
      data: {
        results: [
          {
            manuscriptId: '1',
            title: '要闻',
            url: '//www.csrc.gov.cn/x',
            publishedTimeStr: '2026-03-03 09:00:00',
          },
        ],
      },
    }),
    '要闻',
    'https://www.csrc.gov.cn/x',
    '2026-03-03T01:00:00.000Z',
  ],
  [
    'cn/nfra/news-zh',
    json({ data: { rows: [{ docId: 7, docSubtitle: '通知', publishDate: '2026-03-03 09:00:00' }] } }),
    '通知',
    'https://www.nfra.gov.cn/cn/view/pages/ItemDetail.html?docId=7&itemId=861',
    '2026-03-03T01:00:00.000Z',
  ],
  [
    'eu/esma/sanctions',
    json({
      response: {
        docs: [
          {
            id: '1',
            sn_entityName: 'Alpha',
            sn_natureFullName: 'Fine',
            sn_ncaCodeFullName: 'AMF',
            sn_date: '2026-03-03T00:00:00Z',
          },
        ],
      },
    }),
    'Alpha : Fine, AMF',
    null,
    '2026-03-03T00:00:00.000Z',
  ],
  [
    'hk/hkma/press-zh',
    json({
      result: { records: [{ title: '新聞稿', link: 'https://www.hkma.gov.hk/chi/x/', date: '2026-03-03' }] },
    }),
    '新聞稿',
    'https://www.hkma.gov.hk/chi/x/',
    '2026-03-02T16:00:00.000Z',
  ],
  [
    'hk/sfc/news-zh',
    json({ items: [{ newsRefNo: '26PR1', title: '證監會', issueDate: '2026-03-03T09:00:00' }] }),
    '證監會',
    'https://apps.sfc.hk/edistributionWeb/gateway/TC/news-and-announcements/news/doc?refNo=26PR1',
    '2026-03-03T01:00:00.000Z',
  ],
  [
    'kr/kofiu/vasps',
    json({
      result: [
        { ntcnYardOrdrNo: 9, ntcnYardSjNm: '다른 공지' },
        { ntcnYardOrdrNo: 8, ntcnYardSjNm: '가상자산사업자 신고 현황(2026.3.3. 기준)' },
      ],
    }),
    '가상자산사업자 신고 현황(2026.3.3. 기준)',
    'https://www.kofiu.go.kr/kor/notification/notice.do?ntcnYardOrdrNo=8',
    null,
  ],
  ...(['news', 'news-de', 'warnings'] as const).map(
    (list): Shape => [
      `li/fma/${list}`,
      json({
        result: [
          {
            element_id: 1,
            title: 'Alpha',
            detail_url: 'https://www.fma-li.li/x',
            date: 1772492400,
            release_date: 1772492400,
          },
        ],
      }),
      'Alpha',
      'https://www.fma-li.li/x',
      '2026-03-02T23:00:00.000Z',
    ],
  ),
  [
    'li/fma/tvtg-register',
    json({ data: [{ id: 1, description: 'Alpha AG', website: 'www.alpha.example', grants: [] }] }),
    'Alpha AG',
    null,
    null,
  ],
  [
    'ph/bsp/issuances',
    json({
      d: {
        results: [
          {
            Id: 1,
            Title: 'Guidelines on VASPs',
            IssuanceType: 'Circular',
            CircularNumber: '1108',
            DateIssued: '2026-03-03T00:00:00Z',
            Content: '<a href="/Regulations/1108.pdf">pdf</a>',
          },
        ],
      },
    }),
    'Circular 1108: Guidelines on VASPs',
    'https://www.bsp.gov.ph/Regulations/1108.pdf',
    '2026-03-03T00:00:00.000Z',
  ],
  [
    'pl/knf/journal-pl',
    json({
      LegalActs: [{ year: 2026, position: 3, title: 'Uchwała', date: '2026-03-03T10:00:00.1' }],
      TotalItems: 1,
    }),
    'Uchwała',
    'https://dziennikurzedowy.knf.gov.pl/GetActPdf.ashx?year=2026&book=0&position=3',
    '2026-03-03T09:00:00.100Z',
  ],
  [
    'sg/mas/investor-alerts',
    json({
      response: { docs: [{ id: '1', unregulatedpersons_t: ['Alpha Ltd'], date_dt: '2026-03-03T00:00:00Z' }] },
    }),
    'Alpha Ltd',
    null,
    '2026-03-03T00:00:00.000Z',
  ],
  [
    'us/doj/press',
    json({
      results: [{ uuid: '1', title: 'Charged', url: 'https://www.justice.gov/x', date: '1772539200' }],
    }),
    'Charged',
    'https://www.justice.gov/x',
    '2026-03-03T12:00:00.000Z',
  ],
  [
    'eu/esma/mica-others',
    'ae_competentAuthority,ae_lei_name,ae_lei,wp_url,wp_lastupdate\nAFM,Alpha NV,A1,https://alpha.example/wp.pdf,03/03/2026\n',
    'Alpha NV : crypto-asset white paper notified to AFM',
    'https://alpha.example/wp.pdf',
    '2026-03-02T23:00:00.000Z',
  ],
];
