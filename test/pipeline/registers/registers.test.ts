import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'node:test';
import type { RegisterEntry } from '../../../src/core/registers.ts';
import { isRegister, readRegister } from '../../../src/pipeline/registers/read-register.ts';
import { registerWords } from '../../../src/pipeline/registers/register-words.ts';
import { describeAdded, describeRemoved } from '../../../src/registers/describe-change.ts';
import { loadSources } from '../../../src/sources/load-sources.ts';
import { makeSource } from '../../helpers/open-app.ts';
import { firmRows, REGISTER_RULE, registerCsv } from '../../helpers/register-text.ts';
import { makeWorkbook } from '../../parse/make-workbook.ts';

const { sources } = loadSources([path.resolve(import.meta.dirname, '../../../feeds')]);
const registers = sources.filter(isRegister);

const ESMA_COLUMNS =
  'ae_competentAuthority,ae_homeMemberState,ae_lei_name,ae_lei,ae_lei_cou_code,ae_commercial_name,ae_address,ae_website,ae_website_platform,ac_authorisationNotificationDate,ac_authorisationEndDate,ac_serviceCode,ac_serviceCode_cou,ac_comments,ac_lastupdate';
const TOKEN_COLUMNS =
  'ae_competentAuthority,ae_homeMemberState,ae_lei_name,ae_lei,ae_lei_cou_code,ae_commercial_name,ae_address,ae_website,ac_authorisationNotificationDate,ac_authorisationEndDate,ae_authorisation_other_emt,wp_url,wp_authorisationNotificationDate,wp_comments,wp_lastupdate';
const row = (cells: string) =>
  `<tr>${cells
    .split('|')
    .map(cell => `<td>${cell}</td>`)
    .join('')}</tr>`;
const table = (...rows: readonly string[]) => `<table>${rows.join('')}</table>`;
const vara = (cells: Readonly<Record<string, string>>) =>
  `<tr>${Object.entries(cells)
    .map(([label, cell]) => `<td data-label="${label}">${cell}</td>`)
    .join('')}</tr>`;

/** Invented documents in the form of each register that is read, and what one of their firms must become. */
const SAMPLES: Readonly<
  Record<
    string,
    {
      readonly body: string | Uint8Array;
      readonly ids: readonly string[];
      readonly has?: RegisterEntry['values'];
    }
  >
> = {
  'ae/adgm/fsra-register': {
    body: JSON.stringify({
      firms: {
        items: [
          { title: 'Coin House Limited', url: '/public-registers/fsra/coin-house-200001' },
          { title: 'Token Bank Limited', url: '/public-registers/fsra/token-bank-200002' },
        ],
      },
    }),
    ids: ['licence:200001', 'licence:200002'],
  },
  'ae/vara/register': {
    body: table(
      vara({
        'VASP Name': 'Coin House FZE',
        Reference: 'VL/23/08/001',
        'Licence Type': 'VASP Licence',
        'Licensed Activities': '<ul><li>Exchange Services</li><li>Custody Services</li></ul>',
        'Licence Issued': '2024/08/01',
        Status: 'Active',
      }),
    ),
    ids: ['licence:vl2308001'],
    has: { name: ['Coin House FZE'], grantedOn: ['2024-08-01'], status: ['Active'] },
  },
  'ch/finma/fintech-licences': {
    body: makeWorkbook({
      List: [
        ['Persons with a FinTech licence'],
        [null],
        ['Name', 'Domicile'],
        ['Coin House AG', 'Zug'],
        ['Token AG', 'Bern'],
      ],
    }),
    ids: ['name:coin house', 'name:token'],
    has: { address: ['Zug'] },
  },
  'eu/esma/mica-arts': { body: `\ufeff${TOKEN_COLUMNS}\r\n`, ids: [] },
  'eu/esma/mica-casps': {
    body: `\ufeff${ESMA_COLUMNS},\r\nBaFin,DE,Coin House GmbH,5299005V5GBSN2A4C303,DE,Coin,"Straße 1,\nBerlin",www.coin.example,,01/12/.2025,,a|c,DE|EL,,02/12/2025,\r\n`,
    ids: ['5299005V5GBSN2A4C303'],
    has: { hostStates: ['DE', 'GR'], grantedOn: ['2025-12-01'], address: ['Straße 1, Berlin'] },
  },
  'eu/esma/mica-emts': {
    body: `${TOKEN_COLUMNS}\nCNB,CZ,Coin SE,5299005V5GBSN2A4C303,CZ,Coin,,,26/04/2017,n/a,Electronic money institution,https://coin.example/a.pdf,17/05/2025,,30/10/2025\nCNB,CZ,Coin SE,5299005V5GBSN2A4C303,CZ,Coin,,,26/04/2017,,Electronic money institution,https://coin.example/b.pdf,17/06/2025,,30/10/2025\n`,
    ids: ['5299005V5GBSN2A4C303'],
    has: {
      documents: ['https://coin.example/b.pdf', 'https://coin.example/a.pdf'],
      grantedOn: ['2017-04-26'],
    },
  },
  'eu/esma/mica-ncasps': {
    body: 'ae_competentAuthority,ae_homeMemberState,ae_lei_name,ae_lei,ae_lei_cou_code,ae_commercial_name,ae_website,ae_infrigment,ae_reason,ae_decision_date,ae_comments,ae_lastupdate\nCONSOB,IT,Sham,,,Sham,https://sham.example|https://sham2.example,No,None,12/02/2025,,18/02/2025\n',
    ids: ['name:sham@it'],
    has: { website: ['https://sham.example', 'https://sham2.example'] },
  },
  'eu/esma/mica-others': {
    body: 'ae_competentAuthority,ae_homeMemberState,ae_lei_name,ae_lei,ae_commercial_name,ae_website,wp_url,wp_comments,wp_lastupdate\nCBI,IE,Token Ltd,5299005V5GBSN2A4C303,,,https://token.example/wp.pdf,,01/02/2025\n',
    ids: ['5299005V5GBSN2A4C303'],
  },
  'hk/hkma/stablecoin-issuers': {
    body: table(
      '<tr><th>Licence No.</th><th>Licensee</th><th>Effective date</th></tr>',
      row('FRS01|Coin House (HK) Limited|10/04/2026'),
    ),
    ids: ['licence:frs01'],
    has: { grantedOn: ['2026-04-10'] },
  },
  'hk/sfc/trading-platforms': {
    body: `<h3>List of licensed virtual asset trading platforms</h3>${table(row('Coin House HK Limited|BPL993|<a href="https://coin.example">coin.example</a>'))}<h3>List of applicants</h3>${table(row('Token Limited|-|-'), row('Other Limited|-|-'))}`,
    ids: ['name:coin house hk', 'name:other', 'name:token'],
    has: { licence: ['BPL993'], status: ['List of licensed virtual asset trading platforms'] },
  },
  'jp/fsa/crypto-exchanges-en': {
    body: makeWorkbook({
      List: [
        ['Crypto-asset exchange service providers'],
        [
          'Bureau',
          'Registration Number',
          'Date',
          'Name',
          'Corporate Number',
          'Postcode',
          'Address',
          'Phone',
          'Crypto-assets',
        ],
        [
          'Kanto',
          'Director No. 1',
          { date: 45805 },
          'Coin House Co., Ltd.',
          '1',
          '100',
          'Tokyo',
          '03',
          'BTC, ETH',
        ],
        ['Kinki', 'Director No. 2', { date: 45806 }, 'Token Co., Ltd.', '2', '100', 'Osaka', '06', 'BTC'],
      ],
    }),
    ids: ['licence:directorno1', 'licence:directorno2'],
    has: { grantedOn: ['2025-05-28'], name: ['Coin House Co., Ltd.'] },
  },
  'jp/fsa/crypto-exchanges-ja': {
    body: makeWorkbook({
      一覧: [
        ['暗号資産交換業者登録一覧'],
        ['所管', '登録番号', '登録年月日', '業者名', '法人番号', '郵便番号', '所在地', '電話', '取扱'],
        ['関東', '関東財務局長 第1号', '令和7年5月28日', '株式会社コイン', '1', '100', '東京', '03', 'BTC'],
      ],
    }),
    ids: ['licence:関東財務局長第1号'],
    has: { grantedOn: ['2025-05-28'], name: ['株式会社コイン'] },
  },
  'jp/jvcea/members': {
    body: `<main>${table(row('株式会社コイン|https://coin.example'), row('トークン株式会社|-'))}</main>`,
    ids: ['name:コイン', 'name:トークン'].map(name => name.normalize('NFKC')),
  },
  'kz/afsa/digital-asset-providers': {
    body: table(
      row(
        'Coin House Ltd|AFSA-A-LA-2024-0001|Active|12 March 2024|Operating a Digital Asset Trading Facility',
      ),
    ),
    ids: ['licence:afsaala20240001'],
    has: { grantedOn: ['2024-03-12'] },
  },
  'li/fma/tvtg-register': {
    body: JSON.stringify({
      data: [
        {
          id: 4711,
          description: 'Coin House AG',
          website: 'www.coin.example',
          grants: [
            { descriptionEnglish: 'Token Issuer', status: 'active', registered: '2021-02-03', revoked: null },
            {
              descriptionEnglish: 'TT Depositary',
              status: 'active',
              registered: '2022-03-04',
              revoked: '2024-01-01',
            },
          ],
        },
      ],
      page: 0,
      maxPage: 1,
    }),
    ids: ['licence:4711'],
    has: { services: ['TT Depositary', 'Token Issuer'], grantedOn: ['2021-02-03', '2022-03-04'] },
  },
  'my/sc/digital-asset-exchanges': {
    body: `<h3>Section A: registered</h3>${table(row('1|Coin House Sdn Bhd|www.coin.example'))}`,
    ids: ['name:coin house'],
  },
  'ng/sec/fintech-operators': {
    body: `<h3>Digital asset exchange</h3>${table(row('1|Coin House Limited|SEC/DAX/001'))}`,
    ids: ['licence:secdax001'],
    has: { services: ['Digital asset exchange'] },
  },
  'sg/mas/token-services': {
    body: '<div class="result-list"><a class="font-resize" href="/fid/institution/detail/201234-COIN-HOUSE">COIN HOUSE PTE. LTD.</a></div>',
    ids: ['licence:201234'],
    has: { name: ['COIN HOUSE PTE. LTD.'] },
  },
  'sv/cnad/providers': {
    body: `<main><article><h3>Coin House S.A. de C.V.</h3><p>PSAD-0012</p></article></main>`,
    ids: ['licence:psad0012'],
  },
  'th/sec/digital-asset-businesses': {
    body: `<h3>Digital Asset Exchange</h3><table id="gvExchange">${row('1|Coin House Co., Ltd.|28/05/2568')}</table>`,
    ids: ['name:coin house'],
    has: { grantedOn: ['2025-05-28'] },
  },
  'tr/spk/in-liquidation': {
    body: table(row('1|KOİN EVİ KRİPTO VARLIK A.Ş.')),
    ids: ['name:koin evi kripto varlik'],
  },
  'tr/spk/liquidation-declared': { body: table(row('1|ISI KRİPTO A.Ş.')), ids: ['name:isi kripto'] },
  'tr/spk/operating': { body: table(row('1|Işık Kripto A.Ş.')), ids: ['name:isik kripto'] },
  'tw/fsc/vasps': {
    body: '<p>已完成洗錢防制登記：</p><p>幣屋科技股份有限公司（統一編號：12345678）</p>',
    ids: ['licence:12345678'],
  },
};

const read = (id: string, body: string | Uint8Array) => {
  const def = registers.find(one => one.id === id);
  assert.ok(def !== undefined, id);
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  return readRegister(def, { pages: [{ bytes, contentType: null, url: 'https://register.example/list' }] });
};

describe('registers of the catalogue', () => {
  it('are all tried here, as far as they are read', () => {
    assert.deepEqual(
      registers
        .filter(({ enabled }) => enabled)
        .map(({ id }) => id)
        .toSorted(),
      Object.keys(SAMPLES).toSorted(),
    );
  });

  for (const [id, sample] of Object.entries(SAMPLES)) {
    it(`${id} becomes entries`, async () => {
      const { entries, unusable, missingColumns } = await read(id, sample.body);
      assert.deepEqual([unusable, missingColumns], [null, []]);
      assert.deepEqual(entries.map(entry => entry.id).toSorted(), [...sample.ids].toSorted());
      for (const [field, values] of Object.entries(sample.has ?? {}))
        assert.deepEqual(entries[0]?.values[field as keyof RegisterEntry['values']], values, field);
    });
  }
});

describe('readRegister', () => {
  const def = {
    ...makeSource({ id: 'zz/test/csv', url: 'https://x.example/r.csv' }),
    format: 'csv',
    register: REGISTER_RULE,
  } as const;
  const readText = (text: string | Uint8Array) =>
    readRegister(def, {
      pages: [
        { bytes: typeof text === 'string' ? Buffer.from(text) : text, contentType: 'text/csv', url: def.url },
      ],
    });

  it('gives the same entries for other encodings, line ends, orders of columns and a further column', async () => {
    const rows = [{ name: 'Société Générale Köln', lei: '', state: 'DE' }, ...firmRows(1, 3)];
    const text = registerCsv(rows);
    const { entries } = await readText(text);
    assert.equal(entries.length, 4);
    const latin1 = Buffer.from(text.replace('\ufeff', ''), 'latin1');
    const columns = ['website', 'lei', 'services', 'firm', 'to', 'from', 'last_update', 'home_state'];
    const others = [
      latin1,
      Buffer.from(text.replace('\ufeff', ''), 'utf16le'),
      text.replaceAll('\r\n', '\n'),
      text.replaceAll('\r\n', ',\r\n'),
      registerCsv(rows.toReversed(), columns),
    ];
    for (const [index, other] of others.entries()) {
      if (index === 1) continue;
      assert.deepEqual((await readText(other)).entries, entries, String(index));
    }
  });

  it('says what is missing, and what is no register at all', async () => {
    const missing = await readText(
      registerCsv(firmRows(1, 2), ['firm', 'home_state', 'services', 'from', 'to', 'website', 'last_update']),
    );
    assert.deepEqual(missing.missingColumns, ['lei']);
    assert.match((await readText('<html><p>404</p></html>')).unusable ?? '', /web page instead of CSV/);
    assert.match((await readText('')).unusable ?? '', /is empty/);
    const none = await readText(registerCsv([]));
    assert.deepEqual([none.rows, none.headerSeen, none.unusable, none.missingColumns], [0, true, null, []]);
  });

  it('leaves titles and footnotes of a workbook out', async () => {
    const sheet = [
      ['Firm', 'Place'],
      ...firmRows(1, 9).map(({ name }) => [name ?? '', 'Zug']),
      ['As of 1 May 2026'],
    ];
    const register = {
      identity: ['name'],
      fields: { name: { path: 'Firm' }, address: { path: 'Place' } },
    } as const;
    const bytes = makeWorkbook({ List: sheet });
    const { entries, notes } = await readRegister(
      { ...def, format: 'xlsx', register },
      { pages: [{ bytes, contentType: null, url: def.url }] },
    );
    assert.equal(entries.length, 9);
    assert.ok(notes.some(({ code }) => code === 'row-is-a-note'));
  });

  it('refuses a damaged workbook', async () => {
    const bytes = makeWorkbook({ List: [['firm'], ['x']] }).subarray(0, 300);
    const { unusable } = await readRegister(
      { ...def, format: 'xlsx' },
      { pages: [{ bytes, contentType: null, url: def.url }] },
    );
    assert.match(unusable ?? '', /cannot be read|is not a workbook/);
  });
});

describe('words of changes', () => {
  const titleOf = (id: string, values: RegisterEntry['values']) => {
    const def = registers.find(one => one.id === id);
    assert.ok(def !== undefined, id);
    const entry = { id: 'x', values, published: {}, rows: 1 };
    return [describeAdded(registerWords(def), entry).title, describeRemoved(registerWords(def), entry).title];
  };

  it('say what being on each list means', () => {
    assert.deepEqual(titleOf('eu/esma/mica-ncasps', { name: ['Sham'], homeState: ['IT'] }), [
      'ESMA list of non-compliant entities: Sham named as non-compliant in Italy',
      'ESMA list of non-compliant entities: Sham (Italy) no longer listed',
    ]);
    assert.equal(
      titleOf('hk/sfc/trading-platforms', { name: ['Coin House'], status: ['List of applicants'] })[0],
      'SFC list of virtual asset trading platforms: Coin House newly listed as "List of applicants"',
    );
    assert.match(titleOf('tr/spk/in-liquidation', { name: ['Koin'] })[0] ?? '', /Koin newly listed$/);
    assert.match(
      titleOf('ae/vara/register', { name: ['Coin'], services: ['Custody Services'] })[0] ?? '',
      /Coin authorised for Custody Services$/,
    );
    assert.match(
      titleOf('eu/esma/mica-emts', { name: ['Brand'], legalName: ['Coin SAS'], homeState: ['FR'] })[0] ?? '',
      /Coin SAS \(Brand\) authorised in France$/,
    );
  });
});
