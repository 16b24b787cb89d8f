import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ParsedDocument, RawItem } from '../../src/core/types.ts';
import { readFeed } from '../../src/parse/read-feed.ts';
import { crossCheck } from '../../src/parse/second-reader.ts';

const URL = 'https://a.example/feeds/all.xml';
const rss = (item: string, head = '') =>
  `<rss version="2.0" ${head}><channel><title>Feed</title><item>${item}</item></channel></rss>`;
const atom = (entry: string, head = 'xmlns="http://www.w3.org/2005/Atom"') =>
  `<feed ${head}><title>Feed</title><entry>${entry}</entry></feed>`;
const ATOM_03 = 'version="0.3" xmlns="http://purl.org/atom/ns#"';
const DC = 'xmlns:dc="http://purl.org/dc/elements/1.1/"';

type Case = readonly [what: string, body: string, field: keyof RawItem, value: unknown];

const CASES: readonly Case[] = [
  [
    'the first title stays, a deeper one never replaces it',
    rss(
      '<m:group xmlns:m="http://search.yahoo.com/mrss/"><m:title>Deep</m:title></m:group><title>One</title><title>Two</title>',
    ),
    'title',
    'One',
  ],
  ['less-than in a plain title', rss('<title>1 &lt; 2</title>'), 'title', '1 < 2'],
  [
    'an HTML title keeps its markup, not its scripts',
    atom('<title type="html">A &lt;b&gt;b&lt;/b&gt;&lt;script&gt;x&lt;/script&gt;</title>'),
    'title',
    'A <b>b</b>',
  ],
  ['a plain Atom title is plain', atom('<title>The &lt;blink&gt; tag</title>'), 'title', 'The <blink> tag'],
  [
    'Atom 0.3, base64',
    atom(
      `<title type="text/html" mode="base64">${Buffer.from('<i>Rule</i> 5').toString('base64')}</title>`,
      ATOM_03,
    ),
    'title',
    '<i>Rule</i> 5',
  ],
  [
    'the wrapper of XHTML goes',
    atom(
      '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>A &amp; b</p><br/></div></content>',
    ),
    'content',
    '<p>A &amp; b</p><br />',
  ],
  [
    'two wrappers stay',
    atom(
      '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">A</div><div xmlns="http://www.w3.org/1999/xhtml">B</div></content>',
    ),
    'content',
    '<div>A</div><div>B</div>',
  ],
  [
    'XHTML with a prefix',
    atom(
      '<summary type="xhtml"><h:div xmlns:h="http://www.w3.org/1999/xhtml"><h:em>A</h:em></h:div></summary>',
    ),
    'summary',
    '<em>A</em>',
  ],
  ['content copied to a missing summary', atom('<content>Words</content>'), 'summary', 'Words'],
  ['summary after content', atom('<content>Words</content><summary>Short</summary>'), 'summary', 'Short'],
  [
    'content:encoded beside description',
    rss(
      '<description>Short</description><c:encoded xmlns:c="http://purl.org/rss/1.0/modules/content/"><![CDATA[<p>Long</p>]]></c:encoded>',
    ),
    'content',
    '<p>Long</p>',
  ],
  [
    'a second description is content',
    rss('<description>Short</description><description>Long</description>'),
    'content',
    'Long',
  ],
  [
    'relative links in markup',
    rss('<description>&lt;a href="/x"&gt;y&lt;/a&gt; &lt;img src="p.png"&gt;</description>'),
    'summary',
    '<a href="https://a.example/x">y</a> <img src="https://a.example/feeds/p.png" />',
  ],
  [
    'xml:base reaches into content',
    atom('<content type="html" xml:base="http://b.example/d/">&lt;img src="g.png"&gt;</content>'),
    'content',
    '<img src="http://b.example/d/g.png" />',
  ],
  [
    'a base that runs code is no base',
    atom('<link href="x"/>', 'xmlns="http://www.w3.org/2005/Atom" xml:base="javascript:alert(1)//"'),
    'link',
    'https://a.example/feeds/x',
  ],
  [
    'alternate before self and enclosure',
    atom('<link rel="self" href="/s"/><link href="/p"/><link rel="enclosure" href="/e"/>'),
    'link',
    'https://a.example/p',
  ],
  ['only a self link', atom('<link rel="self" href="/s"/>'), 'link', 'https://a.example/s'],
  ['an enclosure is no link', atom('<link rel="enclosure" href="/e.mp3"/>'), 'link', null],
  [
    'the original link of a proxied feed',
    rss(
      '<link>https://proxy.example/1</link><f:origLink xmlns:f="http://rssnamespace.org/feedburner/ext/1.0">https://a.example/1</f:origLink>',
    ),
    'link',
    'https://a.example/1',
  ],
  [
    'the guid never replaces a link',
    rss('<link>https://a.example/1</link><guid>https://a.example/g</guid>'),
    'link',
    'https://a.example/1',
  ],
  ['a guid that is no address is no link', rss('<guid>2026-17</guid>'), 'link', null],
  [
    'rdf:about is the id',
    `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:r="http://purl.org/rss/1.0/"><r:item rdf:about="https://a.example/7"><r:title>T</r:title></r:item></rdf:RDF>`,
    'guid',
    'https://a.example/7',
  ],
  [
    'an id is not normalised',
    atom('<id>http://WWW.a.example/%7ebob</id>'),
    'guid',
    'http://WWW.a.example/%7ebob',
  ],
  [
    'issued is a publication date',
    rss('<t:issued xmlns:t="http://purl.org/dc/terms/">2026-03-01</t:issued>'),
    'dateText',
    '2026-03-01',
  ],
  [
    'created only where nothing was published',
    atom('<created>2026-01-01</created><issued>2026-03-01</issued>', ATOM_03),
    'dateText',
    '2026-03-01',
  ],
  ['dc:date is a date of change', rss('<dc:date>2026-03-01</dc:date>', DC), 'updatedText', '2026-03-01'],
  [
    'authors: text, dc:creator',
    rss('<author>jo@a.example (Jo)</author><dc:creator>Al</dc:creator>', DC),
    'authors',
    ['jo@a.example (Jo)', 'Al'],
  ],
  [
    'authors: name and email',
    atom(
      '<author><name>Jo</name><email>jo@a.example</email></author><contributor><name>No</name></contributor>',
    ),
    'authors',
    ['Jo (jo@a.example)'],
  ],
  [
    'categories of every kind',
    rss(
      '<category>A</category><dc:subject>B</dc:subject><i:keywords xmlns:i="http://www.itunes.com/DTDs/Podcast-1.0.dtd">C, D</i:keywords><category>A</category>',
      DC,
    ),
    'categories',
    ['A', 'B', 'C', 'D'],
  ],
  ['categories in attributes', atom('<category term="a" label="A"/>'), 'categories', ['a']],
  [
    'language of the item',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><entry xml:lang="zh_HK"/></feed>`,
    'language',
    'zh-HK',
  ],
  [
    'the title of another source does not count',
    atom('<source><title>No</title></source><title>Yes</title>'),
    'title',
    'Yes',
  ],
  [
    'a name of another namespace does not count',
    rss('<x:title xmlns:x="urn:x">No</x:title><title>Yes</title>'),
    'title',
    'Yes',
  ],
  [
    'numbers of characters that do not exist',
    rss('<title>a &#1114112; &#xD800; &#146;b</title>'),
    'title',
    'a \ufffd \ufffd \u2019b',
  ],
];

for (const [what, body, field, value] of CASES) {
  test(what, () => assert.deepEqual(readFeed(body, URL).items[0]?.[field], value));
}

test('Channel Definition Format', () => {
  const body =
    '<CHANNEL HREF="https://a.example/" LASTMOD="2001-01-01"><TITLE>Old</TITLE><ITEM HREF="/i" LASTMOD="2002-02-02"><TITLE>It</TITLE><ABSTRACT>Short</ABSTRACT></ITEM></CHANNEL>';
  const { format, title, link, items, complete } = readFeed(body, URL);
  assert.deepEqual([format, title, link, complete], ['cdf', 'Old', 'https://a.example/', true]);
  const [item] = items;
  assert.deepEqual(
    [item?.title, item?.link, item?.summary, item?.updatedText],
    ['It', 'https://a.example/i', 'Short', '2002-02-02'],
  );
});

test('the second reader gives what the first did not find', async () => {
  const body = `<rss version="2.0"><channel><title>F</title>${[1, 2, 3].map(n => `<item><title>N${n}</title><link>https://a.example/${n}</link><pubDate>Mon, 02 Mar 2026 10:00:00 GMT</pubDate></item>`).join('')}</channel></rss>`;
  const whole = readFeed(body, URL);
  assert.deepEqual(await crossCheck(whole, body, URL), whole);
  const poor: ParsedDocument = { ...whole, items: whole.items.slice(0, 2) };
  const checked = await crossCheck(poor, body, URL);
  assert.deepEqual(
    checked.items.map(item => item.link),
    ['https://a.example/1', 'https://a.example/2', 'https://a.example/3'],
  );
  assert.deepEqual(
    checked.notes.map(note => note.code),
    ['found-by-second-reader'],
  );
});
