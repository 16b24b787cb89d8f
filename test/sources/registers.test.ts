import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RegisterField } from '../../src/core/types.ts';
import { isRegister, readRegister } from '../../src/pipeline/registers/read-register.ts';
import { createReadAs } from './read-as.ts';
import { row, table } from './shapes/shape.ts';

const { source } = createReadAs();

type Firm = Readonly<Partial<Record<RegisterField, readonly string[]>>>;

const GRANTS = [
  { descriptionEnglish: 'Token issuer', status: 'active', registered: '2026-03-03' },
  { descriptionEnglish: 'Token depositary', status: 'active', registered: '2026-03-03' },
];

/** Registers in invented documents of their shape, and the firms that must be read out of them. */
const REGISTERS: readonly (readonly [source: string, body: string, firms: readonly Firm[]])[] = [
  [
    'hk/hkma/stablecoin-issuers',
    table(row('FRS01', 'Alpha 3 Limited', '10/04/2026'), row('Beta Limited', 'FRS02', '11/04/2026')),
    [
      { name: ['Alpha 3 Limited'], licence: ['FRS01'], grantedOn: ['2026-04-10'] },
      { name: ['Beta Limited'], licence: ['FRS02'], grantedOn: ['2026-04-11'] },
    ],
  ],
  [
    'th/sec/digital-asset-businesses',
    `<h3>Exchange</h3><table id="x_gvExchange">${row('1', 'Alpha Co., Ltd.', '10 มิถุนายน 2569')}</table>`,
    [{ name: ['Alpha Co., Ltd.'], services: ['Exchange'], grantedOn: ['2026-06-10'] }],
  ],
  [
    'kz/afsa/digital-asset-providers',
    table(row('Alpha Ltd', 'AFSA-A-1', 'Active', '03.03.2026', 'Operating a facility')),
    [
      {
        name: ['Alpha Ltd'],
        licence: ['AFSA-A-1'],
        services: ['Operating a facility'],
        status: ['Active'],
        grantedOn: ['2026-03-03'],
      },
    ],
  ],
  [
    'ng/sec/fintech-operators',
    `<h2>Digital asset exchanges</h2>${table(row('1', 'Alpha', 'SEC/1'))}`,
    [{ name: ['Alpha'], licence: ['SEC/1'], services: ['Digital asset exchanges'] }],
  ],
  [
    'my/sc/digital-asset-exchanges',
    `<h2>A. Active</h2>${table(row('1', 'Alpha Sdn Bhd'))}<h2>B. Revoked</h2>${table(row('1', 'Beta Sdn Bhd'))}`,
    [
      { name: ['Alpha Sdn Bhd'], status: ['A. Active'] },
      { name: ['Beta Sdn Bhd'], status: ['B. Revoked'] },
    ],
  ],
  [
    'sg/mas/token-services',
    '<div class="result-list"><a class="font-resize" href="/fid/institution/detail/123-ALPHA">ALPHA PTE. LTD.</a></div>',
    [{ name: ['ALPHA PTE. LTD.'], licence: ['123'] }],
  ],
  [
    'sv/cnad/providers',
    '<main><article><h3>Alpha S.A.</h3>PSAD-0001 <a href="https://alpha.example">x</a></article></main>',
    [{ name: ['Alpha S.A.'], licence: ['PSAD-0001'], website: ['https://alpha.example'] }],
  ],
  [
    'tw/fsc/vasps',
    '<p>一、已完成洗錢防制登記：甲股份有限公司（統一編號：12345678）</p>',
    [{ name: ['甲股份有限公司'], licence: ['12345678'], status: ['已完成洗錢防制登記'] }],
  ],
  ['tr/spk/operating', table(row('1', 'ALFA KRİPTO A.Ş.')), [{ name: ['ALFA KRİPTO A.Ş.'] }]],
  ['jp/jvcea/members', table(row('アルファ株式会社', '第一種')), [{ name: ['アルファ株式会社'] }]],
  [
    'ae/adgm/fsra-register',
    JSON.stringify({
      firms: { items: [{ title: 'Alpha Ltd', url: '/public-registers/fsra/alpha/190005' }] },
    }),
    [{ name: ['Alpha Ltd'], licence: ['190005'] }],
  ],
  [
    'li/fma/tvtg-register',
    JSON.stringify({ data: [{ id: 5, description: 'Alpha AG', website: 'alpha.example', grants: GRANTS }] }),
    [
      {
        name: ['Alpha AG'],
        licence: ['5'],
        services: ['Token issuer', 'Token depositary'],
        website: ['alpha.example'],
      },
    ],
  ],
];

describe('a register in the shape of the source gives its firms', () => {
  for (const [id, body, firms] of REGISTERS) {
    it(id, async () => {
      const def = source(id);
      assert.ok(isRegister(def));
      const page = { bytes: Buffer.from(body), contentType: null, url: def.url };
      const { entries, unusable, missingColumns } = await readRegister(def, { pages: [page] });
      assert.deepEqual([unusable, missingColumns], [null, []]);
      assert.equal(entries.length, firms.length);
      for (const firm of firms) {
        const found = entries.find(({ values }) => values.name?.[0] === firm.name?.[0]);
        const fields = Object.keys(firm) as RegisterField[];
        assert.deepEqual(
          Object.fromEntries(fields.map(field => [field, found?.values[field]?.toSorted()])),
          Object.fromEntries(fields.map(field => [field, firm[field]?.toSorted()])),
        );
      }
    });
  }
});
