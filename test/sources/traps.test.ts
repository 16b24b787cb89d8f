import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import iconv from 'iconv-lite';
import { canonicalUrl } from '../../src/core/url.ts';
import { readRows } from '../../src/parse/read-rows.ts';
import { listAddress } from '../../src/sources/list-address.ts';
import { entry, rss } from '../helpers/feed-text.ts';
import { createReadAs } from './read-as.ts';

const { sources, source, readAs } = createReadAs();
const enabled = sources.filter(def => def.enabled);

describe('addresses that are dead, invented or walled', () => {
  it('are not in the catalogue', () => {
    const dead =
      /sec\.gov\/rss\/|ofac\.treasury\.gov\/rss|home\.treasury\.gov\/(?:rss|.*feed)|fincen\.gov\/.*rss|cftc\.gov\/rss\/pressreleases|bis\.org\/doclist\/all_rss|bis\.org\/list\/|iosco\.org\/rss|blockworks\.co\/|lexology|austrac\.gov\.au\/rss|asic\.gov\.au\/rss|cma\.org\.sa|sca\.gov\.ae|gfsc\.gi|rssId=(?:171|168)|SiteGlobals\/Functions\/RSSFeed|federalregister\.gov\/documents\/search|courtlistener\.com\/api|presscorner\/(?:home|detail)/i;
    assert.deepEqual(
      sources.filter(({ url }) => dead.test(url)).map(({ id }) => id),
      [],
    );
  });

  it('are not asked where bots are refused', () => {
    const walled =
      /fatf-gafi|oecd\.org|imf\.org|dfs\.ny\.gov|bvifsc|gob\.mx\/cnbv|lautorite\.qc|argentina\.gob\.ar\/cnv|www\.finra\.org|jdsupra|consumerfinancemonitor|blockworks|consob\.it|fsc\.gi|sec\.gov\.ph|iomfsa\.im\/register|centralbank\.ae\/en\/rss|fscmauritius|sama\.gov\.sa|jerseyfsc/;
    assert.deepEqual(
      enabled.filter(({ url }) => walled.test(url)).map(({ id }) => id),
      [],
    );
    for (const def of sources.filter(({ url }) => walled.test(url)))
      assert.notEqual(def.disabled, undefined, def.id);
  });

  it('stay out where no usable source is known', () => {
    const folders = new Set(sources.map(({ id }) => id.split('/')[0]));
    for (const none of ['vn', 'il', 'ge', 'lt']) assert.ok(!folders.has(none), none);
    assert.deepEqual(
      sources.filter(({ id }) => /bnm|fma-nz|qcb|kdaxa|daxa/.test(id)).map(({ id }) => id),
      [],
    );
  });
});

describe('addresses that change with the calendar', () => {
  it('follow the year in the zone of the source', () => {
    const at = (id: string, instant: string) => {
      const { url, body = '' } = listAddress(source(id), new Date(instant));
      return url + body;
    };
    assert.match(at('br/bcb/rules', '2027-01-01T02:00:00Z'), /ano=2026$/);
    assert.match(at('br/bcb/rules', '2027-01-01T04:00:00Z'), /ano=2027$/);
    assert.match(at('hk/sfc/circulars', '2026-12-31T17:00:00Z'), /"year":2027,/);
    assert.match(at('cl/cmf/rules', '2027-06-01T00:00:00Z'), /aa=2027&dd2=31&mm2=12&aa2=2027/);
    assert.match(at('au/asic/tracker', '2026-12-31T14:00:00Z'), /regulatory-tracker-2027\/$/);
    assert.match(at('tr/spk/bulletins-tr', '2027-03-01T00:00:00Z'), /2027-yili/);
    assert.match(at('my/sc/administrative-actions', '2027-03-01T00:00:00Z'), /actions-in-2027$/);
    assert.match(at('au/legislation/corporations', '2026-11-22T00:00:00Z'), /ge%202025-11-01T/);
  });

  it('leave braces that are no placeholders alone', () => {
    assert.match(listAddress(source('nl/afm/news-nl'), new Date(0)).url, /contextItemId=\{E28FA557/);
  });
});

describe('requests that a server insists on', () => {
  it('have what it asks for', () => {
    assert.equal(source('hk/sfc/news').method, 'POST');
    assert.match(source('hk/sfc/news').body ?? '', /"pageNo":0,/);
    assert.match(source('us/doj/press').url, /sort=date&direction=DESC/);
    assert.match(source('ae/adgm/fsra-register').body ?? '', /"numberofitems":1000\}/);
    assert.equal(source('cy/cysec/decisions').insecureHeaders, true);
    assert.match(source('ch/finma/news').url, /\/$/);
    assert.match(source('eu/ecb/press').url, /press\.html$/);
    assert.ok(
      enabled.some(({ id }) => id === 'in/sebi/circulars') && enabled.some(({ id }) => id === 'in/sebi/all'),
    );
    for (const { headers } of sources)
      assert.ok(!Object.keys(headers).some(name => name.toLowerCase() === 'user-agent'));
  });

  it('mark as crypto-only what is nothing else, registers and authorities of crypto-assets', () => {
    const others = enabled.filter(def => def.cryptoOnly && def.type !== 'register').map(({ id }) => id);
    assert.ok(
      others.every(id => /^(?:us\/sec\/crypto|ae\/vara|bm\/bma\/digital|media\/)/.test(id)),
      others.join(),
    );
    for (const id of ['ae/vara/news', 'eu/esma/mica-casps', 'us/sec/crypto-task-force', 'tr/spk/operating'])
      assert.equal(source(id).cryptoOnly, true, id);
    for (const id of ['gb/fca/register', 'ch/finma/fintech-licences', 'ae/adgm/fsra-register'])
      assert.equal(source(id).cryptoOnly, false, id);
  });
});

describe('answers with status 200 that are no answers', () => {
  it('a maintenance page instead of JSON, a script shell instead of a feed', async () => {
    const page = '<!DOCTYPE html><html><head><title>Maintenance</title></head><body>Back soon</body></html>';
    for (const [id, code] of [
      ['sg/mas/news', 'html-instead-of-json'],
      ['eu/commission/press', 'html-instead-of-feed'],
      ['eu/esma/mica-casps', 'html-instead-of-csv'],
      ['jp/fsa/crypto-exchanges-en', 'not-xlsx'],
    ] as const) {
      const { articles, codes, complete } = await readAs(id, page, 'text/html');
      assert.deepEqual([articles, codes, complete], [[], [code], false], id);
    }
  });

  it('a feed without items, a page whose markup changed, a register without rows', async () => {
    const empty = await readAs('tw/fsc/press-zh', rss([]));
    assert.deepEqual([empty.articles, empty.complete], [[], true]);
    const changed = await readAs('sa/cma/news', '<main><div class="card">New</div></main>');
    assert.deepEqual([changed.articles, changed.codes], [[], ['selector-matched-nothing']]);
    const def = source('ae/vara/register');
    const { value, notes } = await readRows(Buffer.from('<main>Register</main>'), 'text/html', def);
    assert.deepEqual([value.rows, notes.map(({ code }) => code)], [[], ['selector-matched-nothing']]);
  });
});

describe('feeds in forms of their own', () => {
  it('Windows-1252 that only the XML declaration names', async () => {
    const body = rss([entry(1, { title: 'Bank’s “reserve” – café' })]).replace('UTF-8', 'windows-1252');
    const { articles } = await readAs('us/occ/news', iconv.encode(body, 'windows-1252'), 'text/xml');
    assert.equal(articles[0]?.title, 'Bank’s “reserve” – café');
  });

  it('a byte order mark, and CDATA around links and dates', async () => {
    const body =
      '\ufeff<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>x</title><item><title><![CDATA[Board acts]]></title><link><![CDATA[https://www.federalreserve.gov/a.htm]]></link><guid isPermaLink="false"><![CDATA[a1]]></guid><pubDate><![CDATA[Sat, 6 Jun 2026 16:00:00 GMT]]></pubDate></item></channel></rss>';
    const { articles } = await readAs('us/federal-reserve/press', body);
    assert.deepEqual(
      articles.map(({ title, url, publishedAt }) => [title, url, publishedAt]),
      [['Board acts', 'https://www.federalreserve.gov/a.htm', '2026-06-06T16:00:00.000Z']],
    );
  });

  it('RSS 1.0 with dates of Dublin Core, and Atom', async () => {
    const rdf =
      '<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>x</title></channel><item rdf:about="https://www.bis.org/press/p1.htm"><title>Committee reports</title><link>https://www.bis.org/press/p1.htm</link><dc:date>2026-09-30T10:00:00Z</dc:date></item></rdf:RDF>';
    assert.equal((await readAs('int/bis/press', rdf)).articles[0]?.publishedAt, '2026-09-30T10:00:00.000Z');
    const atom =
      '<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title><entry><id>1</id><title>Resolução BCB 999</title><updated>2026-09-30T09:00:00-03:00</updated><link rel="alternate" href="/detalhe/999"/><content type="html">&lt;p&gt;Ativos virtuais&lt;/p&gt;</content></entry></feed>';
    const { articles } = await readAs('br/bcb/rules', atom);
    assert.deepEqual(
      articles.map(({ url, publishedAt, text }) => [url, publishedAt, text]),
      [['https://www.bcb.gov.br/detalhe/999', '2026-09-30T12:00:00.000Z', 'Ativos virtuais']],
    );
  });

  it('white space before the declaration, and relative links', async () => {
    const qfcra = await readAs('qa/qfcra/news', `\r\n  \n${rss([entry(1)])}`);
    assert.equal(qfcra.articles.length, 1);
    for (const [id, url] of [
      ['nl/dnb/news', 'https://www.dnb.nl/en/x/'],
      ['za/sarb/publications', 'https://www.resbank.co.za/en/x/'],
      ['kr/fsc/press-ko', 'https://www.fsc.go.kr/en/x/'],
    ] as const) {
      const { articles } = await readAs(
        id,
        rss([entry(1, { link: '/en/x/' })]).replace(
          'https://authority.example/',
          new URL('/', source(id).url).href,
        ),
      );
      assert.equal(articles[0]?.url, url, id);
    }
  });

  it('dates of London in words, with a dash before the time', async () => {
    const { articles } = await readAs(
      'gb/fca/news',
      rss([
        entry(1, { date: 'Wednesday, September 30, 2026 - 13:20' }),
        entry(2, { date: 'Friday, January 9, 2026 - 09:05' }),
      ]),
    );
    assert.deepEqual(
      articles.map(({ publishedAt }) => publishedAt),
      ['2026-09-30T12:20:00.000Z', '2026-01-09T09:05:00.000Z'],
    );
  });

  it('no guids: what an item is known by does not change with its words', async () => {
    const { guid: _, ...plain } = entry(1, { link: 'https://www.bafin.de/SharedDocs/x.html' });
    const [before] = (await readAs('de/bafin/news-de', rss([plain]))).articles;
    const [after] = (await readAs('de/bafin/news-de', rss([{ ...plain, title: 'Alpha: BaFin warnt' }])))
      .articles;
    assert.equal(before?.id, after?.id);
    assert.notEqual(before?.contentHash, after?.contentHash);
  });

  it('old items above new ones, roundups, and what comes again as outdated', async () => {
    const old = entry(1, { date: 'Mon, 01 Jul 2024 10:00:00 +0200', title: 'Call for papers' });
    const eba = await readAs('eu/eba/all', rss([old, entry(2)]));
    assert.deepEqual(
      eba.articles.map(({ publishedAt }) => publishedAt?.slice(0, 4)),
      ['2024', '2026'],
    );
    const commission = await readAs(
      'eu/commission/press',
      rss([entry(1, { title: 'Daily News 12 / 11 / 2026' }), entry(2)]),
    );
    assert.equal(commission.articles.length, 1);
    const cssf = await readAs(
      'lu/cssf/all',
      rss([entry(1, { title: 'Circular 20/1 (outdated)' }), entry(2)]),
    );
    assert.equal(cssf.articles.length, 1);
  });

  it('items of the future and of a day only', async () => {
    const { articles, codes } = await readAs(
      'media/finextra/news',
      rss([entry(1, { date: 'Wed, 10 Mar 2027 09:00:00 GMT' })]),
    );
    assert.equal(articles.length, 1);
    assert.ok(codes.includes('date-in-future'));
  });
});

describe('one item under several addresses', () => {
  it('with and without www, with tracking, with and without a slash', () => {
    for (const [one, other] of [
      ['https://occ.gov/news-issuances/nr-1.html', 'https://www.occ.gov/news-issuances/nr-1.html'],
      ['https://www.theblock.co/post/1/x?utm_source=rss&utm_medium=rss', 'https://www.theblock.co/post/1/x'],
      [
        'https://home.treasury.gov/news/press-releases/sb0001/',
        'https://home.treasury.gov/news/press-releases/sb0001',
      ],
    ] as const)
      assert.equal(canonicalUrl(one), canonicalUrl(other));
  });

  it('lists that only repeat another are not read', () => {
    for (const id of [
      'us/fdic/bulletins',
      'us/sec/statements',
      'us/cftc/all',
      'us/doj/press-rss',
      'hk/hkma/press-rss',
    ])
      assert.equal(source(id).enabled, false, id);
  });
});

describe('JSON in forms of its own', () => {
  it('Hong Kong time without a zone, and conclusions that change a consultation', async () => {
    const record = (ccTitle: string) =>
      JSON.stringify({
        total: 1,
        items: [
          {
            cpRefNo: '26CP1',
            cpTitle: 'Consultation on custody',
            cpIssueDate: '2026-09-01T09:00:00',
            commentDeadline: '2026-10-01T00:00:00',
            ccTitle,
          },
        ],
      });
    const [before] = (await readAs('hk/sfc/consultations', record(''))).articles;
    const [after] = (await readAs('hk/sfc/consultations', record('Conclusions on custody'))).articles;
    assert.equal(before?.publishedAt, '2026-09-01T01:00:00.000Z');
    assert.equal(before?.id, after?.id);
    assert.notEqual(before?.contentHash, after?.contentHash);
  });

  it('NUL bytes within names', async () => {
    const body = '{"items":[{"ceref":"ABC123","name":"Alpha\u0000 Exchange","hasActiveLicenceAmlo":"Y"}]}';
    const { value } = await readRows(Buffer.from(body), 'application/json', source('hk/sfc/public-register'));
    assert.deepEqual(value.rows, [{ ceref: 'ABC123', name: 'Alpha Exchange', hasActiveLicenceAmlo: 'Y' }]);
  });

  it('JSON within a string', async () => {
    const inner = {
      TotalItems: 1,
      RegulatoryTableItems: [
        {
          title: 'Final notice',
          person: 'Alpha Ltd',
          category: 'Fine',
          date: '08 Jan 2026',
          actionlink: '/documents/a.pdf',
        },
      ],
    };
    const { articles } = await readAs('ae/adgm/actions', JSON.stringify(JSON.stringify(inner)));
    assert.deepEqual(
      articles.map(({ title, url, publishedAt }) => [title, url, publishedAt]),
      [['Alpha Ltd: Final notice', 'https://www.adgm.com/documents/a.pdf', '2026-01-07T20:00:00.000Z']],
    );
  });
});

describe('pages in forms of their own', () => {
  it('attributes without quotes, and the date before the headline', async () => {
    const page =
      '<div><div class=row><time class=datetime datetime=2026-09-10T14:00:00Z>September 10</time><h3 class=featured-stories__headline><a href=/news/press-releases/sb0001/ hreflang=en>Treasury acts</a></h3></div><div class=row><time class=datetime datetime=2026-09-09T14:00:00Z>x</time><h3 class=featured-stories__headline><a href=/news/press-releases/sb0000/>Treasury reports</a></h3></div></div>';
    const { articles } = await readAs('us/treasury/press', page);
    assert.deepEqual(
      articles.map(({ title, publishedAt }) => [title, publishedAt]),
      [
        ['Treasury acts', '2026-09-10T14:00:00.000Z'],
        ['Treasury reports', '2026-09-09T14:00:00.000Z'],
      ],
    );
  });

  it('days in the address, of the zone of the source', async () => {
    const { articles } = await readAs(
      'us/ofac/recent',
      '<main><a href="/recent-actions/20260410_33">Designations</a><a href="/recent-actions/enforcement-actions">All</a></main>',
    );
    assert.deepEqual(
      articles.map(({ publishedAt, datePrecision }) => [publishedAt, datePrecision]),
      [['2026-04-10T04:00:00.000Z', 'day']],
    );
  });

  it('Buddhist years, dotted and dotless i, days at the end of titles', async () => {
    const thai =
      '<table id="gvExchange"><tr><th>No</th><th>Name</th></tr><tr><td>1</td><td>Alpha</td><td>10 มิถุนายน 2569</td></tr></table>';
    const { value } = await readRows(Buffer.from(thai), null, source('th/sec/digital-asset-businesses'));
    assert.equal(value.rows[0]?.name, 'Alpha');
    const turkish =
      '<table><tr><td>1</td><td>İSTANBUL KRİPTO VARLIK ALIM SATIM PLATFORMU A.Ş.</td></tr><tr><td>2</td><td>ışık Dijital</td></tr></table>';
    const { articles } = await readAs('tr/spk/operating', turkish);
    assert.deepEqual(
      articles.map(({ title }) => title),
      ['İSTANBUL KRİPTO VARLIK ALIM SATIM PLATFORMU A.Ş.', 'ışık Dijital'],
    );
    const iosco = await readAs(
      'int/iosco/media',
      '<ol><li><a href="/news/pdf/IOSCONEWS1.pdf">IOSCO reports on stablecoins</a> 19 Mar 2026</li></ol>',
    );
    assert.deepEqual(
      iosco.articles.map(({ title, publishedAt }) => [title, publishedAt]),
      [['IOSCO reports on stablecoins', '2026-03-18T23:00:00.000Z']],
    );
  });
});

describe('registers in forms of their own', () => {
  it('a byte order mark, mixed dates, cells with bars, a firm twice', async () => {
    const csv =
      '\ufeffae_competentAuthority,ae_homeMemberState,ae_lei_name,ae_lei,ae_commercial_name,ac_authorisationNotificationDate,ac_serviceCode\r\nAFM,NL,Alpha NV,A1,Alpha,02/03/2026,"a. custody | c. exchange"\r\nAFM,NL,Beta BV,B1,Beta,30/01/.2025,a. custody\r\nAFM,NL,Beta BV,B1,Beta,2025-02-01,c. exchange\r\n';
    const { articles, codes } = await readAs('eu/esma/mica-casps', csv);
    assert.deepEqual(codes, []);
    assert.deepEqual(
      articles.map(({ publishedAt }) => publishedAt),
      ['2026-03-01T23:00:00.000Z', '2025-01-29T23:00:00.000Z', '2025-01-31T23:00:00.000Z'],
    );
  });
});
