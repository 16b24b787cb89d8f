import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { formatProblem } from '../../src/core/date-formats.ts';
import { type DateOptions, parseDate } from '../../src/core/dates.ts';
import type { DatePrecision } from '../../src/core/types.ts';

const LONDON = { timeZone: 'Europe/London', language: 'en' };
const NEW_YORK = { timeZone: 'America/New_York', language: 'en' };
const HONG_KONG = { timeZone: 'Asia/Hong_Kong', language: 'en' };
const UTC = { timeZone: 'UTC' };

type Row = readonly [text: string, options: DateOptions, instant: string, precision?: DatePrecision];

function check(rows: readonly Row[]): void {
  for (const [text, options, instant, precision = 'instant'] of rows) {
    const read = parseDate(text, options);
    assert.deepEqual(
      read,
      { instant: new Date(instant).toISOString(), precision },
      `${text} (${options.timeZone})`,
    );
  }
}

test('RFC 822 and its deviations', () => {
  check([
    ['Thu, 01 Jan 2004 19:48:21 GMT', HONG_KONG, '2004-01-01T19:48:21Z'],
    ['Thu, 01 Jan 04 19:48:21 GMT', UTC, '2004-01-01T19:48:21Z'],
    ['Thu, 01 Jan 99 19:48:21 GMT', UTC, '1999-01-01T19:48:21Z'],
    ['1 jan 2004 19:48 gmt', UTC, '2004-01-01T19:48Z'],
    ['Thu, 01 Jan 2004', LONDON, '2004-01-01T00:00Z', 'day'],
    ['Mon, 13 Feb, 2012 06:28:00 UTC', UTC, '2012-02-13T06:28Z'],
    ['Wed, 30 Sept 2026 13:20:00 +0800', UTC, '2026-09-30T05:20Z'],
    ['Wed, 30 Sep 2026 13:20:00 -0400', UTC, '2026-09-30T17:20Z'],
    ['Wed, 30 Sep 2026 13:20:00 +08:00', UTC, '2026-09-30T05:20Z'],
    ['Wed, 30 Sep 2026 13:20:00 +08', UTC, '2026-09-30T05:20Z'],
    ['Wed, 30 Sep 2026 13:20:00 \u22120400', UTC, '2026-09-30T17:20Z'],
    ['Sunday, 30 Sep 2026 13:20:00 +0000 (UTC)', UTC, '2026-09-30T13:20Z'],
    ['Thu Aug 30 2012 17:26:16 +0200', UTC, '2012-08-30T15:26:16Z'],
    ['Thu Aug 30 2012 17:26:16 GMT+0200 (Central European Summer Time)', UTC, '2012-08-30T15:26:16Z'],
    ['Wed, 19 Feb 2012 22:40:00 GMT-01:01', UTC, '2012-02-19T23:41Z'],
    ['Wed, 19 Aug 2009 18:28:00 Etc/GMT', HONG_KONG, '2009-08-19T18:28Z'],
    ['Wed, 30 Sep 2026 24:00:00 GMT', UTC, '2026-10-01T00:00Z'],
    ['Wed, 31 Dec 2026 24:00 GMT', UTC, '2027-01-01T00:00Z'],
    ['  Wed,\n 30 Sep 2026\t13:20:00 GMT ', UTC, '2026-09-30T13:20Z'],
    ['30SEP2026 13:20 GMT', UTC, '2026-09-30T13:20Z'],
    ['Wed, 30 Sep 2026 13:20:00', HONG_KONG, '2026-09-30T05:20Z'],
  ]);
});

test('named and military zones, some of which depend on who writes', () => {
  const at = (zone: string) => `Wed, 30 Sep 2026 12:00:00 ${zone}`;
  check([
    [at('EST'), UTC, '2026-09-30T17:00Z'],
    [at('EDT'), UTC, '2026-09-30T16:00Z'],
    [at('ET'), UTC, '2026-09-30T16:00Z'],
    ['Mon, 26 January 2004 16:31:00 PT', UTC, '2004-01-27T00:31Z'],
    [at('HKT'), UTC, '2026-09-30T04:00Z'],
    [at('JST'), UTC, '2026-09-30T03:00Z'],
    [at('KST'), UTC, '2026-09-30T03:00Z'],
    [at('BST'), UTC, '2026-09-30T11:00Z'],
    [at('CET'), UTC, '2026-09-30T11:00Z'],
    [at('CEST'), UTC, '2026-09-30T10:00Z'],
    [at('MEST'), UTC, '2026-09-30T10:00Z'],
    [at('UT'), HONG_KONG, '2026-09-30T12:00Z'],
    [at('Z'), HONG_KONG, '2026-09-30T12:00Z'],
    [at('A'), HONG_KONG, '2026-09-30T13:00Z'],
    [at('Y'), HONG_KONG, '2026-09-30T00:00Z'],
    [at('IST'), { timeZone: 'Asia/Kolkata' }, '2026-09-30T06:30Z'],
    [at('IST'), { timeZone: 'Europe/Dublin' }, '2026-09-30T11:00Z'],
    [at('IST'), { timeZone: 'Asia/Jerusalem' }, '2026-09-30T10:00Z'],
    [at('CST'), NEW_YORK, '2026-09-30T18:00Z'],
    [at('CST'), { timeZone: 'Asia/Shanghai' }, '2026-09-30T04:00Z'],
    [at('AST'), { timeZone: 'Asia/Riyadh' }, '2026-09-30T09:00Z'],
    [at('XYZT'), HONG_KONG, '2026-09-30T04:00Z'],
    ['2026-09-30T13:20+08:00[Asia/Hong_Kong]', UTC, '2026-09-30T05:20Z'],
    ['2026-09-30 13:20 Asia/Tokyo', UTC, '2026-09-30T04:20Z'],
  ]);
});

test('W3CDTF, ISO 8601 and what is taken for them', () => {
  check([
    ['2003-12-31T10:14:55Z', HONG_KONG, '2003-12-31T10:14:55Z'],
    ['2003-12-31T10:14:55-08:00', UTC, '2003-12-31T18:14:55Z'],
    ['2003-12-31T10:14:55+00', UTC, '2003-12-31T10:14:55Z'],
    ['2003-12-31t10:14z', HONG_KONG, '2003-12-31T10:14Z'],
    ['2007-04-23T23:25:47.538+10:00', UTC, '2007-04-23T13:25:47.538Z'],
    ['2007-04-23T23:25:47,5Z', UTC, '2007-04-23T23:25:47.500Z'],
    ['2007-04-23T23:25:47.1234567Z', UTC, '2007-04-23T23:25:47.123Z'],
    ['2003-12-31 10:14:55.0', HONG_KONG, '2003-12-31T02:14:55Z'],
    ['2004-07-08 23:56:58 -00:20', UTC, '2004-07-09T00:16:58Z'],
    ['2003-12-31', HONG_KONG, '2003-12-30T16:00Z', 'day'],
    ['2003-12-31Z', HONG_KONG, '2003-12-30T16:00Z', 'day'],
    ['2003-12-31T10', UTC, '2003-12-31T10:00Z'],
    ['2003-12', UTC, '2003-12-01', 'month'],
    ['2003', UTC, '2003-01-01', 'year'],
    ['2003-365', UTC, '2003-12-31', 'day'],
    ['2004-366', UTC, '2004-12-31', 'day'],
    ['2003365', UTC, '2003-12-31', 'day'],
    ['20031231', UTC, '2003-12-31', 'day'],
    ['20031231T101455Z', HONG_KONG, '2003-12-31T10:14:55Z'],
    ['20031231101455', HONG_KONG, '2003-12-31T02:14:55Z'],
    ['03-12-31', UTC, '2003-12-31', 'day'],
    ['031231', UTC, '2003-12-31', 'day'],
    ['2003-012-31T10:14:55+00:00', UTC, '2003-12-31T10:14:55Z'],
    ['2026/9/3', UTC, '2026-09-03', 'day'],
    ['2024-02-29', UTC, '2024-02-29', 'day'],
    ['2016-12-31T23:59:60Z', UTC, '2017-01-01T00:00Z'],
    ['2026-09-30T24:00:00Z', UTC, '2026-10-01T00:00Z'],
  ]);
});

test('asctime, Perforce, counted seconds and .NET', () => {
  check([
    ['Sun Jan  4 16:29:06 2004', UTC, '2004-01-04T16:29:06Z'],
    ['Sun Jul 15 01:16:00 +0000 2012', HONG_KONG, '2012-07-15T01:16Z'],
    ['Fri, 2006/09/15 08:19:53 EDT', UTC, '2006-09-15T12:19:53Z'],
    ['1790769600', HONG_KONG, '2026-09-30T12:00Z'],
    ['1790769600.25', HONG_KONG, '2026-09-30T12:00:00.250Z'],
    ['1790769600000', HONG_KONG, '2026-09-30T12:00Z'],
    ['/Date(1790769600000)/', HONG_KONG, '2026-09-30T12:00Z'],
    ['/Date(1790769600000+0800)/', HONG_KONG, '2026-09-30T12:00Z'],
  ]);
});

test('dates as people write them', () => {
  check([
    ['Wednesday, September 30, 2026 - 13:20', LONDON, '2026-09-30T12:20Z'],
    ['Wednesday, January 7, 2026 - 13:20', LONDON, '2026-01-07T13:20Z'],
    ['30 September 2026', LONDON, '2026-09-29T23:00Z', 'day'],
    ['Sept 30, 2026', UTC, '2026-09-30', 'day'],
    ['Sept. 30th, 2026', UTC, '2026-09-30', 'day'],
    ['Published: 30 September 2026', UTC, '2026-09-30', 'day'],
    ["30 Sep '26", UTC, '2026-09-30', 'day'],
    ['September 2026', UTC, '2026-09-01', 'month'],
    ['Jun 02, 2026', NEW_YORK, '2026-06-02T04:00Z', 'day'],
    ['March 8, 2026 at 3:30 p.m. ET', UTC, '2026-03-08T19:30Z'],
    ['30 September 2026 3pm', UTC, '2026-09-30T15:00Z'],
    ['30 September 2026 12:05 AM', UTC, '2026-09-30T00:05Z'],
    ['30 September 2026 12:05 PM', UTC, '2026-09-30T12:05Z'],
    ['30-Sep-2026', UTC, '2026-09-30', 'day'],
    ['Sep-30-2026', UTC, '2026-09-30', 'day'],
    ['30/Sep/2026', UTC, '2026-09-30', 'day'],
    ['30 Sep 2026 12:00 noon', UTC, '2026-09-30T12:00Z'],
    ['30 Sep 2026 10:00 PDT (UTC-7)', UTC, '2026-09-30T17:00Z'],
    ['30 Sep 2026 10:00 (GMT+8)', UTC, '2026-09-30T02:00Z'],
    ['15th of July 2026', UTC, '2026-07-15', 'day'],
    ['10:00, 15 July 2026', UTC, '2026-07-15T10:00Z'],
  ]);
});

test('figures only: day-first, but month-first in English of the United States', () => {
  check([
    ['30/09/2026', LONDON, '2026-09-29T23:00Z', 'day'],
    ['09/10/2026', { timeZone: 'UTC' }, '2026-10-09', 'day'],
    ['09/30/2026', NEW_YORK, '2026-09-30T04:00Z', 'day'],
    ['09/10/2026 1:05 PM', { timeZone: 'UTC', language: 'en-US' }, '2026-09-10T13:05Z'],
    ['30.09.2026', NEW_YORK, '2026-09-30T04:00Z', 'day'],
    ['30.9.26', UTC, '2026-09-30', 'day'],
    [
      '09/30/2026',
      { timeZone: 'Europe/London', formats: ['dd/MM/yyyy', 'MM/dd/yyyy'] },
      '2026-09-29T23:00Z',
      'day',
    ],
    ['2026 09 30 at 4', { timeZone: 'UTC', formats: ["yyyy MM dd 'at' H"] }, '2026-09-30T04:00Z'],
    ['09-2026', { timeZone: 'UTC', formats: ['MM-yyyy'] }, '2026-09-01', 'month'],
  ]);
  assert.equal(parseDate('09/30/2026', LONDON), null);
  assert.equal(parseDate('30/09/2026', NEW_YORK), null);
});

test('other languages', () => {
  const zone = (language: string, timeZone = 'UTC') => ({ timeZone, language });
  const day = '2026-09-30';
  check([
    ['30. September 2026', zone('de'), day, 'day'],
    ['am 30. September 2026 um 14:20 Uhr', zone('de', 'Europe/Berlin'), '2026-09-30T12:20Z'],
    ['3. März 2026', zone('de'), '2026-03-03', 'day'],
    ['30 septembre 2026', zone('fr'), day, 'day'],
    ['mar. 29 septembre 2026 à 13 h 20', zone('fr', 'Europe/Paris'), '2026-09-29T11:20Z'],
    ['1er février 2026', zone('fr'), '2026-02-01', 'day'],
    ['8 août 2026', zone('en'), '2026-08-08', 'day'],
    ['30 de septiembre de 2026', zone('es'), day, 'day'],
    ['30 de setembro de 2026, 13h20', zone('pt-BR', 'America/Sao_Paulo'), '2026-09-30T16:20Z'],
    ['mercoledì 30 settembre 2026', zone('it'), day, 'day'],
    ['30 Eylül 2026', zone('tr'), day, 'day'],
    ['30 EYLÜL 2026 ÇARŞAMBA', zone('tr'), day, 'day'],
    ['5 Kasım 2026', zone('tr'), '2026-11-05', 'day'],
    ['30.9.2026 klo 10.05', zone('fi', 'Europe/Helsinki'), '2026-09-30T07:05Z'],
    ['26/09/30', zone('ja'), day, 'day'],
    ['30 września 2026 r.', zone('pl'), day, 'day'],
    ['30 september 2026', zone('nl'), day, 'day'],
    ['30 сентября 2026 г.', zone('ru'), day, 'day'],
    ['30 September 2026', zone('id'), day, 'day'],
    ['5 Ogos 2026', zone('ms'), '2026-08-05', 'day'],
    ['٣٠ سبتمبر ٢٠٢٦', zone('ar'), day, 'day'],
    ['30 กันยายน พ.ศ. 2569', zone('th', 'Asia/Bangkok'), '2026-09-29T17:00Z', 'day'],
    ['30 ก.ย. 2569 13:20 น.', zone('th', 'Asia/Bangkok'), '2026-09-30T06:20Z'],
    ['30/09/2569', zone('th'), day, 'day'],
    ['๓๐ กันยายน ๒๕๖๙', zone('th'), day, 'day'],
    ['2026年9月30日', zone('zh-Hant', 'Asia/Hong_Kong'), '2026-09-29T16:00Z', 'day'],
    ['2026年9月', zone('zh-Hant'), '2026-09-01', 'month'],
    ['２０２６年９月３０日（星期三）下午3时20分', zone('zh-Hans', 'Asia/Shanghai'), '2026-09-30T07:20Z'],
    ['令和8年9月30日', zone('ja', 'Asia/Tokyo'), '2026-09-29T15:00Z', 'day'],
    ['令和元年5月7日(火) 午後1時', zone('ja', 'Asia/Tokyo'), '2019-05-07T04:00Z'],
    ['平成31年4月1日', zone('ja'), '2019-04-01', 'day'],
    ['民國115年9月30日', zone('zh-Hant'), day, 'day'],
    ['115/09/30', zone('zh-TW', 'Asia/Taipei'), '2026-09-29T16:00Z', 'day'],
    ['2026. 9. 30.', zone('ko'), day, 'day'],
    ['2026년 9월 30일 (수) 오후 1:20', zone('ko', 'Asia/Seoul'), '2026-09-30T04:20Z'],
    ['2004-05-25 오후 11:23:17', zone('ko', 'Asia/Seoul'), '2004-05-25T14:23:17Z'],
    ['2004년 05월 28일  01:31:15', zone('ko', 'Asia/Seoul'), '2004-05-27T16:31:15Z'],
    ['Κυρ, 11 Ιούλ 2004 12:00:00 EST', zone('el'), '2004-07-11T17:00Z'],
    ['30 Σεπτεμβρίου 2026', zone('el'), day, 'day'],
    ['2004-július-13T9:15-05:00', zone('hu'), '2004-07-13T14:15Z'],
  ]);
});

test('what is no date is null', () => {
  const texts = [
    '',
    ' ',
    'yesterday',
    '2 hours ago',
    'TBC',
    'n/a',
    'May',
    '30',
    '013',
    '22013',
    '0',
    '-1',
    '31 February 2026',
    '2026-02-30',
    '2025-02-29',
    '2025-366',
    '2026-13-01',
    '2026-00-10',
    '2026-09-00',
    '31/04/2026',
    '2026-09-30T25:00:00Z',
    '2026-09-30T10:61:00Z',
    '2026-09-30T10:14:61Z',
    '2026-09-30T24:01:00Z',
    '2026-09-30T10:00:00+99:99',
    '2013-01-28T09:00:00+00:xx',
    '2013-01-28T09:xx:00Z',
    '2013-xx-27',
    '2013-01-27-01',
    '2013-01-28T11:30:00-06:00Textra',
    'Sun, 16 zzz 2012 11:47:32 GMT',
    'Sun, Dec x 2012 11:47:32 GMT',
    'Sun, 16 Dec zz 11:47:32 GMT',
    'Sun, 16 Dec 2012 11:47:32 +zz:00',
    'Sun, 16 Dec 2012 1:2:3:4 GMT',
    'Sun, 99 Jun 2009 12:00:00 GMT',
    'Thu, 01 Jan 0100 00:00:01 +0100',
    'Sun, 31 Dec 9999 23:59:59 -9999',
    '1969-12-31',
    '2101-01-01',
    '1890-01-01',
    '2569-09-30',
    '0000-00-00',
    '0001-01-01T00:00:00Z',
    '/Date(-62135596800000)/',
    '99999999999999',
    '30 September 2026 - 15 October 2026',
    '30 September',
    'September 30',
    'Article 12 of 2026',
    '令和8年13月30日',
    '8年9月30日',
    'a'.repeat(5000),
    '1'.repeat(5000),
    '2026-09-30 '.repeat(10),
  ];
  for (const text of texts) assert.equal(parseDate(text, LONDON), null, JSON.stringify(text.slice(0, 60)));
  assert.equal(parseDate('2026-09-30', { timeZone: 'Mars/Olympus' }), null);
});

test('broken options never throw', () => {
  const options = {
    timeZone: 'UTC',
    language: 'no such language!',
    formats: ['', "'", 'yyyy ooo MM', 'TTTT', '%Y'],
  };
  assert.deepEqual(parseDate('2026-09-30', options), {
    instant: '2026-09-30T00:00:00.000Z',
    precision: 'day',
  });
});

const piece = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 4 }),
  fc.integer({ min: -100, max: 20261231 }).map(String),
  fc.constantFrom(
    'Sep',
    'mar',
    '年',
    '月',
    '日',
    '令和',
    ':',
    '-',
    '/',
    '.',
    ' ',
    'T',
    'Z',
    '+08',
    'PM',
    'th',
    'ก.ย.',
    'GMT',
  ),
);

test('parseDate never throws, and what it returns is a valid instant within its bounds', () => {
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 12 }).map(parts => parts.join('')),
      fc.constantFrom('UTC', 'Asia/Hong_Kong', 'America/New_York', 'Asia/Bangkok', 'Asia/Taipei'),
      fc.option(fc.constantFrom('en', 'fr', 'th', 'ko', 'de', 'ja'), { nil: undefined }),
      (text, timeZone, language) => {
        const read = parseDate(text, language === undefined ? { timeZone } : { timeZone, language });
        if (read === null) return;
        assert.equal(new Date(read.instant).toISOString(), read.instant);
        const year = Number(read.instant.slice(0, 4));
        assert.ok(year >= 1969 && year <= 2101, read.instant);
      },
    ),
    { numRuns: 1000 },
  );
});

test('every instant survives its ISO, RFC 822, asctime and epoch spellings', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4_102_444_799 }), seconds => {
      const date = new Date(seconds * 1000);
      const expected = { instant: date.toISOString(), precision: 'instant' };
      for (const text of [date.toISOString(), date.toUTCString(), date.toString()]) {
        assert.deepEqual(parseDate(text, HONG_KONG), expected, text);
      }
    }),
    { numRuns: 200 },
  );
});

test('formatProblem accepts formats that luxon can read back and names what is wrong with others', () => {
  for (const format of [
    'yyyy-MM-dd',
    'dd/MM/yyyy HH:mm',
    "d 'de' MMMM 'de' yyyy",
    'EEEE, MMMM d, yyyy - HH:mm',
    'kkkk-WW',
  ]) {
    assert.equal(formatProblem(format), null, format);
  }
  for (const [format, problem] of [
    ['%Y-%m-%d', /not "%Y/],
    ['dd MMMM', /no year/],
    ["yyyy 'at", /quote/],
    ['YYYY-MM-DD', /"Y"/],
    ['', /no year/],
    ['yyyy ooo MM', /read back/],
  ] as const) {
    assert.match(formatProblem(format) ?? '', problem);
  }
});
