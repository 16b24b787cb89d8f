import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readRows } from '../../src/parse/read-rows.ts';
import { cellOf } from '../../src/parse/table.ts';
import { makeWorkbook } from '../parse/make-workbook.ts';
import { createReadAs } from './read-as.ts';
import { DATA } from './shapes/data.ts';
import { PAGES_AE_TO_JP } from './shapes/pages-of-ae-to-jp.ts';
import { PAGES_KR_TO_US } from './shapes/pages-of-kr-to-us.ts';

const { sources, source, readAs } = createReadAs();
const SHAPES = [...PAGES_AE_TO_JP, ...PAGES_KR_TO_US, ...DATA];

describe('a list in the shape of the source is read', () => {
  for (const [id, body, title, url, at] of SHAPES) {
    it(id, async () => {
      const { articles } = await readAs(id, body);
      const [first] = articles;
      assert.deepEqual([first?.title, first?.url, first?.publishedAt], [title, url, at]);
    });
  }

  it('for every list of pages that is enabled', () => {
    const known = new Set(SHAPES.map(([id]) => id));
    /** Read from recordings, from traps, or by a reader that has a test of its own. */
    const elsewhere =
      /^(?:eu\/esma\/(?:consultations)|int\/iosco\/media|us\/(?:ofac\/recent|treasury\/press)|ie\/cbi\/unauthorised|za\/fsca\/media|tw\/fsc\/vasps|th\/sec\/digital-asset-businesses)$/;
    assert.deepEqual(
      sources
        .filter(
          ({ id, enabled, format }) => enabled && format === 'html' && !known.has(id) && !elsewhere.test(id),
        )
        .map(({ id }) => id),
      [],
    );
  });
});

describe('rows of registers have what their rules name', () => {
  const firms = async (id: string, body: string | Uint8Array) => {
    const def = source(id);
    const bytes = typeof body === 'string' ? Buffer.from(body) : body;
    const { value: table, notes } = await readRows(bytes, null, def);
    assert.deepEqual(notes, [], id);
    const fields = Object.entries(def.register?.fields ?? {});
    return table.rows.map(row =>
      Object.fromEntries(fields.map(([name, rule]) => [name, cellOf(table, row, rule.path ?? name) ?? null])),
    );
  };

  it('jp/fsa', async () => {
    const line = ['Kanto', 'No. 00001', { date: 43007 }, 'Alpha', 1, '100', 'Tokyo', '03', 'BTC, ETH'];
    for (const [id, header] of [
      [
        'jp/fsa/crypto-exchanges-en',
        [
          'Bureau',
          'Registration Number',
          'Date',
          'Name',
          'Corporate Number',
          'Post',
          'Address',
          'Phone',
          'Assets',
        ],
      ],
      [
        'jp/fsa/crypto-exchanges-ja',
        ['所管', '登録番号', '登録年月日', '名称', '法人番号', '郵便番号', '所在地', '電話番号', '暗号資産'],
      ],
    ] as const) {
      const workbook = makeWorkbook({
        S: [['Registered firms'], ['As of 1 April 2026'], [], [...header], line],
      });
      assert.deepEqual(await firms(id, workbook), [
        {
          authority: 'Kanto',
          licence: 'No. 00001',
          grantedOn: '2017-09-29',
          name: 'Alpha',
          address: 'Tokyo',
          services: 'BTC, ETH',
        },
      ]);
    }
  });

  it('ch/finma', async () => {
    const workbook = makeWorkbook({ S: [['FinTech licences'], [], ['Name', 'Ort'], ['Alpha AG', 'Zug']] });
    assert.deepEqual(await firms('ch/finma/fintech-licences', workbook), [
      { name: 'Alpha AG', address: 'Zug' },
    ]);
  });

  it('hk/sfc', async () => {
    const page =
      '<h2>Licensed platforms</h2><table><tr><th>Name</th><th>CE</th></tr><tr><td>Alpha</td><td>ABC123</td><td><a href="https://alpha.example">x</a></td></tr></table><p><strong>Applicants</strong></p><table><tr><td>Beta</td><td>03/03/2026</td></tr></table>';
    assert.deepEqual(await firms('hk/sfc/trading-platforms', page), [
      { name: 'Alpha', licence: 'ABC123', website: 'https://alpha.example', status: 'Licensed platforms' },
      { name: 'Beta', licence: '03/03/2026', website: '', status: 'Applicants' },
    ]);
  });

  it('ae/vara', async () => {
    const cell = (label: string, text: string) => `<td data-label="${label}">${text}</td>`;
    const page = `<table><tr>${cell('VASP Name', 'Alpha FZE')}${cell('Reference', 'VL/24/01/001')}${cell('Licence Type', 'Full')}${cell('Licensed Activities', '<ul><li>Custody</li><li>Exchange</li></ul>')}${cell('Licence Issued', '2024/01/03')}${cell('Status', 'Active')}</tr></table>`;
    assert.deepEqual(await firms('ae/vara/register', page), [
      {
        name: 'Alpha FZE',
        licence: 'VL/24/01/001',
        services: 'Custody | Exchange',
        status: 'Active',
        grantedOn: '2024/01/03',
        comments: 'Full',
      },
    ]);
  });

  it('li/fma and ae/adgm', async () => {
    const grants = [
      { descriptionEnglish: 'Token issuer', status: 'active', registered: '2026-03-03' },
      { descriptionEnglish: 'Token depositary', status: 'active', registered: '2026-04-03' },
    ];
    const [firm] = await firms(
      'li/fma/tvtg-register',
      JSON.stringify({
        data: [{ id: 5, description: 'Alpha AG', website: 'alpha.example', grants }],
        page: 0,
      }),
    );
    assert.deepEqual(
      [firm?.licence, firm?.name, firm?.services, firm?.status],
      ['5', 'Alpha AG', 'Token issuer | Token depositary', 'active | active'],
    );
    const [adgm] = await firms(
      'ae/adgm/fsra-register',
      JSON.stringify({
        firms: { totalitems: 1, items: [{ title: 'Alpha Ltd', url: '/public-registers/fsra/alpha/190005' }] },
      }),
    );
    assert.equal(adgm?.name, 'Alpha Ltd');
  });
});
