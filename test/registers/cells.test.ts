import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { isChanged, mend, readCell } from '../../src/registers/cell-values.ts';
import { countDamage, sameButDamaged, undoMojibake } from '../../src/registers/encoding-damage.ts';
import { foldFirmName, nameSuffixes } from '../../src/registers/fold-name.ts';
import { readLei } from '../../src/registers/lei.ts';
import { readDay } from '../../src/registers/read-day.ts';
import { readServices, shortService, splitService } from '../../src/registers/services.ts';

const RULE = { language: 'en', formats: [], separator: '|' };

describe('readLei', () => {
  it('takes valid codes, also in lower case, in groups or with a stop behind them', () => {
    assert.equal(readLei('5299005V5GBSN2A4C303'), '5299005V5GBSN2A4C303');
    assert.equal(readLei(' 5299 005v 5gbs n2a4 c303. '), '5299005V5GBSN2A4C303');
  });

  it('refuses what spreadsheets made of a code, one character too many and wrong check digits', () => {
    for (const text of ['9.60E+19', '69940000HAL9ODW3IMO22', '5299005V5GBSN2A4C304', '', 'n/a'])
      assert.equal(readLei(text), null, text);
  });

  it('refuses every code with one figure or one letter wrong', () => {
    const code = '984500F14CA4571AAC11';
    const chars = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('');
    fc.assert(
      fc.property(fc.nat(19), fc.constantFrom(...chars), (place, char) => {
        const isFigure = (text: string) => /\d/.test(text);
        fc.pre(isFigure(char) === isFigure(code.charAt(place)));
        const other = code.slice(0, place) + char + code.slice(place + 1);
        assert.equal(readLei(other), other === code ? code : null);
      }),
    );
  });
});

describe('readDay', () => {
  const days = (
    language: string,
    formats: readonly string[],
    pairs: readonly (readonly [string, string | null])[],
  ) => {
    for (const [text, day] of pairs) assert.equal(readDay(text, { language, formats }), day, text);
  };

  it('reads the ways in which registers write days', () => {
    days(
      'en',
      [],
      [
        ['28/05/2025', '2025-05-28'],
        ['01/12/.2025', '2025-12-01'],
        ['2025-05-28', '2025-05-28'],
        ['2025/5/28', '2025-05-28'],
        ['2025-05-28T00:00:00+08:00', '2025-05-28'],
        ['28.5.2025', '2025-05-28'],
        ['28. 5. 2025', '2025-05-28'],
        ['5/28/2025', '2025-05-28'],
        ['45805', '2025-05-28'],
        ['45805.5', '2025-05-28'],
        ['28 May 2025', '2025-05-28'],
        ['Apr 19, 2024 12:00:00 AM', '2024-04-19'],
        ['28/05/2568', '2025-05-28'],
        ['31/02/2025', null],
        ['2025', null],
        ['May 2025', null],
        ['12345678901', null],
        ['tomorrow', null],
        ['', null],
      ],
    );
    days('en-US', [], [['04/05/2025', '2025-04-05']]);
    days('en', ['MM/dd/yyyy'], [['04/05/2025', '2025-04-05']]);
    days('ja', [], [['令和7年5月28日', '2025-05-28']]);
  });

  it('never throws, and gives days that exist or nothing', () => {
    fc.assert(
      fc.property(fc.string(), text => {
        const day = readDay(text, { language: 'en', formats: ['dd/MM/yyyy'] });
        if (day !== null) assert.equal(new Date(`${day}T00:00:00Z`).toISOString().slice(0, 10), day);
      }),
    );
  });
});

describe('readServices', () => {
  it('gives each service of MiCA one form, whatever its spelling, and trusts words over letters', () => {
    const cell =
      'a.\tproviding custody and administration of crypto-assets on behalf of client | c.exchange of crypto-assets for funds|d. exchange of crypto-assets for other|e. placing of crypto-assets; | h. providing portfolio management on crypto assets.| j. providing transfer services';
    assert.deepEqual(
      readServices(cell, '|').map(service => splitService(service).letter),
      ['a', 'c', 'd', 'f', 'i', 'j'],
    );
  });

  it('parts services that were run on, and knows bare letters', () => {
    const cell =
      'e. execution of orders for crypto-assets on behalf of clients, g. reception and transmission of orders for crypto-assets on behalf of clients ;  j. providing transfer services for crypto-assets';
    assert.deepEqual(
      readServices(cell, '|').map(service => service.slice(0, 2)),
      ['e.', 'g.', 'j.'],
    );
    assert.deepEqual(readServices('a | B) | (c)', '|').map(shortService), [
      'custody',
      'trading platform',
      'exchange for funds',
    ]);
  });

  it('leaves the services of other registers as they are', () => {
    assert.deepEqual(readServices('Broker-Dealer Services; Custody Services', ';'), [
      'Broker-Dealer Services',
      'Custody Services',
    ]);
    assert.deepEqual(readServices('Exchange, custody', undefined), ['Exchange, custody']);
    assert.deepEqual(splitService('Custody Services'), { letter: null, name: 'Custody Services' });
  });
});

describe('foldFirmName', () => {
  it('is the same for one firm whatever its legal form, case, punctuation and diacritics', () => {
    const same = (...names: readonly string[]) =>
      assert.deepEqual([...new Set(names.map(foldFirmName))].length, 1, names.map(foldFirmName).join(' | '));
    same(
      'Example GmbH',
      'EXAMPLE',
      'Example Ltd.',
      'Example, S.A.',
      'example s. r. o.',
      'Éxample d.o.o.',
      'Example Sp. z o.o.',
    );
    same('UAB Nuvei Liquidity', 'Nuvei Liquidity UAB', 'Nuvei Liquidity, UAB');
    same('株式会社サンプル', 'サンプル', 'サンプル(株)');
    same('İstanbul Kripto A.Ş.', 'ISTANBUL KRIPTO', 'istanbul kripto anonim'.replace(' anonim', ''));
    same('Müller & Söhne KG', 'Muller and Sohne');
    same("O'Neil B.V", 'ONeil BV');
  });

  it('keeps firms apart that differ in more, and leaves names that are nothing but a form', () => {
    assert.notEqual(foldFirmName('Binance US'), foldFirmName('Binance'));
    assert.equal(foldFirmName('SA'), 'sa');
    assert.equal(foldFirmName('...'), '');
  });

  it('finds a name by each of its words', () => {
    assert.deepEqual(nameSuffixes('Interactive Brokers Ireland'), [
      'interactive brokers ireland',
      'brokers ireland',
      'ireland',
    ]);
  });
});

describe('damage by wrong encodings', () => {
  it('is mended where UTF-8 was read as Latin-1 or windows-1252', () => {
    assert.equal(undoMojibake('KÃ¶ln, SociÃ©tÃ© GÃ©nÃ©rale â€“ Forge'), 'Köln, Société Générale – Forge');
    for (const whole of ['Köln', 'Ã', 'São Paulo', 'Ã¶ und ö', 'plain']) {
      if (whole !== 'Ã¶ und ö') assert.equal(undoMojibake(whole), whole);
    }
  });

  it('is no difference: a lost letter stands for one beyond ASCII', () => {
    assert.ok(sameButDamaged('Donau-City-Stra\ufffde 7', 'Donau-City-Straße 7'));
    assert.ok(sameButDamaged('Soci\ufffd\ufffdt\ufffd\ufffd', 'Société'));
    assert.ok(sameButDamaged('Caf?s Bleus', 'Cafés Bleus'));
    assert.ok(!sameButDamaged('Stra\ufffde', 'Strase'));
    assert.ok(!sameButDamaged('Stra\ufffde 7', 'Straße 8'));
    assert.ok(!sameButDamaged('\ufffd', ''));
  });

  it('holds for every text whose letters beyond ASCII are lost', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'B', ' ', '.', 'é', 'ß', '東', 'ñ'), maxLength: 40 });
    fc.assert(
      fc.property(text, whole => {
        const damaged = whole.replace(/[^\p{ASCII}]/gu, '\ufffd');
        assert.ok(sameButDamaged(damaged, whole));
        assert.deepEqual(mend([whole], [damaged]), [whole]);
        assert.equal(isChanged('address', [whole], [damaged]), false);
        assert.equal(isChanged('address', [damaged], [whole]), false);
      }),
    );
  });

  it('takes no longer for a hostile text', () => {
    const hostile = '\ufffd?a'.repeat(6000);
    assert.equal(sameButDamaged(hostile, 'é?a'.repeat(6000)), true);
    assert.equal(countDamage(hostile) >= 6000, true);
  });
});

describe('readCell and isChanged', () => {
  const changed = (field: Parameters<typeof readCell>[0], before: string, after: string) =>
    isChanged(field, readCell(field, before, RULE), readCell(field, after, RULE));

  it('finds no change in white space, order, date formats, the case of addresses and empty words', () => {
    assert.ok(
      !changed(
        'authority',
        'Austrian Financial Market Authority (FMA)\u00a0',
        'Austrian  Financial Market Authority (FMA)',
      ),
    );
    assert.ok(!changed('website', 'www.one.example\r\nwww.two.example', 'www.two.example\nWWW.ONE.example/'));
    assert.ok(!changed('hostStates', 'AT | BE | EL', 'GR|AT|BE'));
    assert.ok(
      !changed(
        'services',
        'a. custody of crypto-assets|c. exchange of crypto-assets for funds',
        'c.\texchange of crypto-assets for funds. | a. custody of crypto-assets',
      ),
    );
    assert.ok(!changed('grantedOn', '01/12/.2025', '2025-12-01'));
    assert.ok(!changed('withdrawnOn', 'n/a', ''));
    assert.ok(!changed('licence', 'VL/23/08-001', 'vl 23 08 001'));
    assert.ok(!changed('status', 'Electronic money institution', 'Electronic Money Institution'));
  });

  it('finds every other change', () => {
    assert.ok(changed('website', 'https://www.example.com', 'https.//example.com'));
    assert.ok(changed('legalName', 'BITSTACK SAS', 'BITSTACK DIGITAL ASSETS SAS'));
    assert.ok(changed('services', 'a', 'a|f'));
    assert.ok(changed('hostStates', '', 'HR|SI'));
    assert.ok(changed('grantedOn', '01/12/2025', '02/12/2025'));
    assert.ok(changed('name', 'Example', ''));
  });
});
