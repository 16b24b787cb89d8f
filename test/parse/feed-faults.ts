import iconv from 'iconv-lite';

/** What must be read of an item: the title as people see it, the link, the date as written. */
export interface Expected {
  readonly title: string;
  readonly link: string;
  readonly date: string;
}

/** One way in which a real feed is wrong or unusual, with ten items that a reader should get right. */
export interface Fault {
  readonly name: string;
  readonly body: string | Uint8Array;
  readonly contentType?: string;
  readonly expected: readonly Expected[];
}

export const FEED_URL = 'https://regulator.example/feeds/news.xml';

const NUMBERS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const;
const two = (number: number) => String(number).padStart(2, '0');

const basic = (number: number): Expected => ({
  title: `Notice ${number} on custody of virtual assets`,
  link: `https://regulator.example/news/${number}`,
  date: `${two(number)} Mar 2026 10:${two(number)}:00 GMT`,
});

type Change = (item: Expected, number: number) => Partial<Expected>;
type Render = (item: Expected, number: number) => string;

function expectedItems(change?: Change): Expected[] {
  return NUMBERS.map(number => ({ ...basic(number), ...change?.(basic(number), number) }));
}

const rssItem: Render = ({ title, link, date }, number) =>
  `<item><title>${title}</title><link>${link}</link><guid isPermaLink="false">n-${number}</guid><pubDate>${date}</pubDate><description>About ${title}.</description></item>\n`;

function rss(
  items: string,
  head = '<rss version="2.0">',
  prolog = '<?xml version="1.0" encoding="UTF-8"?>\n',
): string {
  return `${prolog}${head}<channel><title>News</title><link>https://regulator.example/</link><description>All news</description>\n${items}</channel></rss>\n`;
}

/** Renders the plain item, where the fault itself makes what is expected of it. */
const plainRss: Render = (_, number) => rssItem(basic(number), number);
const plainAtom: Render = (_, number) => atomItem(basic(number), number);

const isoDate = (number: number) => `2026-03-${two(number)}T10:00:00Z`;
const atomItem: Render = ({ title, link }, number) =>
  `<entry><title>${title}</title><link href="${link}"/><id>urn:example:${number}</id><published>${isoDate(number)}</published><updated>${isoDate(number)}</updated><summary>About it.</summary></entry>\n`;

function atom(items: string, head = '<feed xmlns="http://www.w3.org/2005/Atom">'): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${head}<title>News</title><link href="https://regulator.example/"/><id>urn:example:feed</id><updated>2026-03-10T10:00:00Z</updated>\n${items}</feed>\n`;
}

const isoDates: Change = (_, number) => ({ date: isoDate(number) });

const all = (render: Render, change?: Change): string =>
  expectedItems(change)
    .map((item, index) => render(item, index + 1))
    .join('');

/** A fault in how RSS items are written, or in what stands around them. */
function rssFault(
  name: string,
  render: Render,
  change?: Change,
  wrap: (items: string) => string = rss,
): Fault {
  return { name, body: wrap(all(render, change)), expected: expectedItems(change) };
}

function atomFault(
  name: string,
  render: Render,
  change: Change = isoDates,
  wrap: (items: string) => string = atom,
): Fault {
  return { name, body: wrap(all(render, change)), expected: expectedItems(change) };
}

const replacing =
  (
    from: string | RegExp,
    to: string | ((item: Expected, number: number) => string),
    base: Render = rssItem,
  ): Render =>
  (item, number) => {
    const text = typeof to === 'string' ? to : to(item, number);
    return base(item, number).replace(from, () => text);
  };

function rdf(items: string): string {
  return `<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://regulator.example/"><title>News</title><link>https://regulator.example/</link><description>All</description><items><rdf:Seq/></items></channel>${items}</rdf:RDF>`;
}

function jsonFeed(): Fault {
  const expected = expectedItems(isoDates);
  const items = expected.map(({ title, link, date }, index) => ({
    id: index,
    url: link,
    title,
    content_text: 'x',
    date_published: date,
  }));
  return {
    name: 'JSON Feed under the name of an XML feed',
    body: JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: 'News', items }),
    contentType: 'application/rss+xml',
    expected,
  };
}

const cutAt = (text: string, marker: string): string => text.slice(0, text.lastIndexOf(marker));

/** Faults seen in feeds of regulators and newspapers, each made with ten items. */
export const FAULTS: readonly Fault[] = [
  { name: 'none: plain RSS 2.0', body: rss(all(rssItem)), expected: expectedItems() },
  { name: 'none: plain Atom 1.0', body: atom(all(atomItem)), expected: expectedItems(isoDates) },
  rssFault(
    'RDF with the date in dc:date',
    ({ title, link, date }) =>
      `<item rdf:about="${link}"><title>${title}</title><link>${link}</link><dc:date>${date}</dc:date></item>`,
    isoDates,
    rdf,
  ),
  atomFault(
    'one date in Atom is not a date',
    (item, number) => atomItem(item, number).replaceAll(isoDate(4), 'soon'),
    (_, number) => ({ date: number === 4 ? 'soon' : isoDate(number) }),
  ),
  {
    name: 'cut off after the last item',
    body: cutAt(rss(all(rssItem)), '</channel>'),
    expected: expectedItems(),
  },
  {
    name: 'cut off inside an eleventh item',
    body: `${cutAt(rss(all(rssItem)), '</channel>')}<item><title>Notice 11 on cus`,
    expected: expectedItems(),
  },
  {
    name: 'cut off inside CDATA',
    body: `${cutAt(rss(all(rssItem)), '</channel>')}<item><title><![CDATA[Notice 11`,
    expected: expectedItems(),
  },
  rssFault('items are never closed', replacing('</item>', '')),
  rssFault('titles and links are never closed', replacing(/<\/title>|<\/link>/g, '')),
  rssFault(
    'line breaks and bold in a description are not escaped',
    replacing('About', 'First line<br>second <b>line<hr>'),
  ),
  rssFault('unclosed paragraph in a description', replacing('About', '<p>About')),
  rssFault('bare "&" in the link', rssItem, (item, number) => ({
    link: `${item.link}?id=${number}&lang=en&copy=1`,
  })),
  rssFault('bare "&" in the title', rssItem, item => ({ title: `${item.title} & Q&A at AT&T` })),
  rssFault('"<" in the title', rssItem, item => ({ title: `${item.title} <5 % of assets` })),
  rssFault('no version', rssItem, undefined, items => rss(items, '<rss>')),
  rssFault('odd version', rssItem, undefined, items => rss(items, '<rss version="3.0 beta">')),
  rssFault('RSS 0.91', rssItem, undefined, items => rss(items, '<rss version="0.91">')),
  rssFault('white space before the XML declaration', rssItem, undefined, items =>
    rss(items, undefined, '\r\n\t <?xml version="1.0"?>'),
  ),
  rssFault('a warning before the XML declaration', rssItem, undefined, items =>
    rss(
      items,
      undefined,
      '<br />\n<b>Warning</b>: mysql_connect() in <b>/srv/db.php</b><br />\n<?xml version="1.0"?>',
    ),
  ),
  rssFault(
    'junk after the end',
    rssItem,
    undefined,
    items => `${rss(items)}<!-- cached --><script>var a = 1 < 2;</script>`,
  ),
  atomFault(
    'every element has the prefix atom:',
    (item, number) => atomItem(item, number).replace(/<(\/?)(\w)/g, '<$1atom:$2'),
    isoDates,
    items =>
      `<?xml version="1.0"?><atom:feed xmlns:atom="http://www.w3.org/2005/Atom"><atom:title>News</atom:title>${items}</atom:feed>`,
  ),
  atomFault(
    'a prefix that is not declared',
    (item, number) => atomItem(item, number).replace(/<(\/?)(\w)/g, '<$1atom:$2'),
    isoDates,
    items => `<atom:feed><atom:title>News</atom:title>${items}</atom:feed>`,
  ),
  rssFault('upper-case tags', (item, number) =>
    rssItem(item, number).replace(/<\/?[a-zA-Z]+/g, tag => tag.toUpperCase()),
  ),
  rssFault('an entity of the document itself', replacing(' on ', ' &on; '), undefined, items =>
    rss(items, '<!DOCTYPE rss [<!ENTITY on "on"> <!ENTITY nbsp "&#160;">]><rss version="2.0">'),
  ),
  rssFault(
    'HTML entities without a definition',
    replacing('of virtual', '&ndash; of &eacute;lite', plainRss),
    item => ({ title: item.title.replace('of virtual', '– of élite') }),
  ),
  jsonFeed(),
  rssFault(
    'links relative to the feed',
    replacing(/<link>[^<]*/, (_, number) => `<link>../news/${number}`),
  ),
  atomFault(
    'nested xml:base',
    replacing(
      /href="[^"]*"/,
      (_, number) => `href="${number}"`,
      (item, number) => atomItem(item, number).replace('<entry>', '<entry xml:base="news/">'),
    ),
    isoDates,
    items => atom(items, '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://regulator.example/">'),
  ),
  atomFault(
    'XHTML titles',
    replacing(
      /<title>(.*?)<\/title>/,
      ({ title }) =>
        `<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">${title.replace('custody', '<em>custody</em>')}</div></title>`,
      atomItem,
    ),
  ),
  atomFault(
    'HTML titles',
    replacing(
      /<title>(.*?)<\/title>/,
      (_, number) =>
        `<title type="html">${basic(number).title.replace('custody', '&lt;i&gt;custody&lt;/i&gt;')} &amp;amp; more</title>`,
      plainAtom,
    ),
    (item, number) => ({ title: `${item.title} & more`, date: isoDate(number) }),
  ),
  atomFault(
    'Atom 0.3 dates',
    (item, number) =>
      atomItem(item, number).replaceAll('published>', 'issued>').replaceAll('updated>', 'modified>'),
    isoDates,
    items => atom(items, '<feed version="0.3" xmlns="http://purl.org/atom/ns#">'),
  ),
  atomFault('only updated', (item, number) =>
    atomItem(item, number).replace(/<published>.*?<\/published>/, ''),
  ),
  rssFault('dates in HKT', rssItem, item => ({ date: item.date.replace('GMT', 'HKT') })),
  rssFault('dates without a zone', rssItem, (_, number) => ({ date: `2026-03-${two(number)} 10:00` })),
  rssFault('dates in words of another language', rssItem, (_, number) => ({
    date: `${number} de março de 2026`,
  })),
  rssFault('dates in dc:date only', replacing(/pubDate>/g, 'dc:date>'), isoDates, items =>
    rss(items, '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/">'),
  ),
  rssFault(
    'the guid is the link',
    replacing(/<link>.*<\/guid>/, ({ link }) => `<guid>${link}</guid>`),
  ),
  rssFault(
    'the guid is a relative permalink',
    replacing(/<link>.*<\/guid>/, (_, number) => `<guid isPermaLink="true">/news/${number}</guid>`),
  ),
  rssFault(
    'link as an attribute',
    replacing(/<link>.*<\/link>/, ({ link }) => `<atom:link href="${link}" rel="alternate"/>`),
    undefined,
    items => rss(items, '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">'),
  ),
  rssFault(
    'empty link element before the address',
    replacing(/<link>(.*)<\/link>/, ({ link }) => `<link/>${link}`),
  ),
  atomFault(
    'several links',
    replacing(
      /<link [^>]*>/,
      ({ link }) =>
        `<link rel="self" href="https://regulator.example/api/1"/><link rel="enclosure" type="audio/mpeg" href="https://regulator.example/a.mp3"/><link rel="alternate" type="text/html" href="${link}"/><link rel="related" href="https://regulator.example/r"/>`,
      atomItem,
    ),
  ),
  rssFault('CDATA everywhere, with white space', (item, number) =>
    rssItem(item, number).replace(/<(title|link|pubDate)>(.*?)</g, '<$1>\n  <![CDATA[ $2 ]]>\n<'),
  ),
  rssFault(
    'CDATA and text mixed',
    replacing(
      /<title>(.{6})(.*?)</,
      ({ title }) => `<title>${title.slice(0, 6)}<![CDATA[${title.slice(6, 12)}]]>${title.slice(12)}<`,
    ),
  ),
  rssFault('markup in a title', replacing('custody', '&lt;b&gt;custody&lt;/b&gt;')),
  rssFault('title encoded twice', replacing('<title>', '<title>R&amp;amp;D: ', plainRss), item => ({
    title: `R&D: ${item.title}`,
  })),
  rssFault('control and zero characters', replacing('About', 'Ab\u0000\u0003\u0008out')),
  rssFault('no-break spaces and a byte order mark inside', replacing('<item>', '\ufeff<item>\u00a0')),
  {
    name: 'declared UTF-8, written in Windows-1252',
    body: iconv.encode(
      rss(all(rssItem, item => ({ title: `Société ${item.title} — agréée` }))),
      'windows-1252',
    ),
    expected: expectedItems(item => ({ title: `Société ${item.title} — agréée` })),
  },
  {
    name: 'declared ISO-8859-1, written in UTF-8',
    body: rss(
      all(rssItem, item => ({ title: `${item.title} 質押服務` })),
      undefined,
      '<?xml version="1.0" encoding="ISO-8859-1"?>',
    ),
    expected: expectedItems(item => ({ title: `${item.title} 質押服務` })),
  },
  {
    name: 'declared UTF-16, written in UTF-8',
    body: rss(all(rssItem), undefined, '<?xml version="1.0" encoding="utf-16"?>'),
    expected: expectedItems(),
  },
  {
    name: 'UTF-8 encoded twice',
    body: rss(all(rssItem, item => ({ title: Buffer.from(`Café ${item.title}`).toString('latin1') }))),
    expected: expectedItems(item => ({ title: `Café ${item.title}` })),
  },
  rssFault('all guids are the same', replacing(/n-\d+/, 'n-0')),
  rssFault(
    'items outside of the channel',
    rssItem,
    undefined,
    items => `<rss version="2.0"><channel><title>News</title></channel>${items}</rss>`,
  ),
  rssFault('no channel', rssItem, undefined, items => `<rss version="2.0">${items}</rss>`),
  rssFault('an image in the channel with its own title and link', rssItem, undefined, items =>
    rss(`<image><title>Logo</title><link>https://logo.example/</link><url>x.png</url></image>${items}`),
  ),
  rssFault('an unclosed image before the items', rssItem, undefined, items =>
    rss(`<image><title>Logo</title><link>https://logo.example/</link>${items}`),
  ),
  rssFault(
    'media group with titles of its own',
    replacing(
      '<guid',
      '<media:group><media:title>Picture</media:title><media:description>None</media:description></media:group><guid',
    ),
    undefined,
    items => rss(items, '<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/">'),
  ),
  rssFault(
    'a script in a description',
    replacing('About', '&lt;script&gt;document.write("&lt;/item&gt;")&lt;/script&gt;'),
  ),
  rssFault('attributes without quotes', replacing('isPermaLink="false"', 'isPermaLink=false')),
  rssFault(
    'a comment with markup between items',
    replacing('</item>', '</item><!-- <item><title>old</title></item> -->'),
  ),
  rssFault(
    'spaces and a line break in the link',
    replacing(/<link>(.*)<\/link>/, ({ link }) => `<link>\n    ${link}\n  </link>`),
  ),
];
