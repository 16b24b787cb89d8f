import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { ParsedDocument } from '../../src/core/types.ts';
import { type DocumentRule, parseDocument } from '../../src/parse/parse-document.ts';
import { FAULTS, FEED_URL } from './feed-faults.ts';

const RULE: DocumentRule = { format: 'rss', language: 'en', timeZone: 'UTC' };
const parse = (
  body: string | Uint8Array,
  rule: DocumentRule | null = null,
  url: string | null = FEED_URL,
): Promise<ParsedDocument> =>
  parseDocument({ bytes: typeof body === 'string' ? Buffer.from(body) : body, contentType: null, url }, rule);
const codes = (document: ParsedDocument) => document.notes.map(note => note.code);

const plainFeed = (index: number): string => {
  const body = FAULTS[index]?.body;
  assert.ok(typeof body === 'string');
  return body;
};

test('an empty body', async () => {
  for (const body of ['', ' \n\t ', '\ufeff', '\u0000\u0000\u0000']) {
    const document = await parse(body, RULE);
    assert.deepEqual([document.items.length, document.complete, codes(document)], [0, false, ['empty-body']]);
  }
});

const CHALLENGE =
  '<!DOCTYPE html><html><head><title>Maintenance</title></head><body>Back soon. <a href="/rss">RSS</a></body></html>';
for (const [format, note] of [
  ['rss', 'html-instead-of-feed'],
  ['atom', 'html-instead-of-feed'],
  ['json-feed', 'html-instead-of-feed'],
  ['json', 'html-instead-of-json'],
  ['csv', 'html-instead-of-csv'],
] as const) {
  test(`a maintenance page instead of ${format}`, async () => {
    const document = await parse(CHALLENGE, { ...RULE, format, read: { items: 'a' } });
    assert.equal(document.format, 'html');
    assert.equal(document.complete, false);
    assert.deepEqual(document.items, []);
    assert.deepEqual(codes(document), [note]);
  });
}

test('formats without a reader, and bytes that are no workbook', async () => {
  assert.deepEqual(codes(await parse('%PDF-1.7', { ...RULE, format: 'pdf' })), ['format-not-read']);
  assert.deepEqual(codes(await parse('%PDF-1.7', { ...RULE, format: 'xlsx' })), ['not-xlsx']);
});

test('without a rule: what each kind of document is', async () => {
  const formats = await Promise.all(
    [
      plainFeed(0),
      plainFeed(1),
      '{"version":"https://jsonfeed.org/version/1","title":"x","items":[]}',
      '{"a":1}',
      CHALLENGE,
      'Hello',
      '<p>A fragment</p>',
    ].map(async body => (await parse(body)).format),
  );
  assert.deepEqual(formats, ['rss', 'atom', 'json-feed', 'json', 'html', 'unknown', 'html']);
});

test('a feed is known by its root, whatever stands before it', async () => {
  for (const before of [
    '<!-- <html><body> -->',
    '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0//EN" "x">',
    'Notice: undefined <br/>\n',
    '<?xml-stylesheet href="a.xsl"?>',
  ]) {
    const document = await parse(before + plainFeed(0).replace(/<\?xml.*?\?>/, ''), RULE);
    assert.equal(document.items.length, 10, before);
  }
});

test('facts of the feed', async () => {
  const body =
    '<rss version="2.0" xml:lang="en"><channel><title>SFC &amp; friends</title><link>/news</link><language>en-hk</language><atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="next" href="?page=2"/></channel></rss>';
  const { title, link, language, nextUrl, complete, items } = await parse(body);
  assert.deepEqual(
    { title, link, language, nextUrl, complete, items },
    {
      title: 'SFC & friends',
      link: 'https://regulator.example/news',
      language: 'en-hk',
      nextUrl: 'https://regulator.example/feeds/news.xml?page=2',
      complete: true,
      items: [],
    },
  );
});

for (const index of [0, 1, 2]) {
  test(`cut anywhere, feed ${index} keeps every item that was whole`, async () => {
    const body = plainFeed(index);
    const whole = await parse(body);
    assert.equal(whole.complete, true);
    const ends = Array.from(body.matchAll(/<\/(?:item|entry)>/g), match => match.index + match[0].length);
    await fc.assert(
      fc.asyncProperty(fc.nat(body.trimEnd().length - 1), async cut => {
        const document = await parse(body.slice(0, cut));
        const count = ends.filter(end => end <= cut).length;
        assert.deepEqual(document.items.slice(0, count), whole.items.slice(0, count));
        assert.ok(document.items.length <= count + 1);
        // Only the very last ">" may be missing without a word being lost.
        if (cut < body.trimEnd().length - 1) assert.equal(document.complete, false);
      }),
      { numRuns: 150 },
    );
  });
}

test('whatever the bytes and the rule, the answer is a document', async () => {
  const rules: (DocumentRule | null)[] = [
    null,
    RULE,
    {
      ...RULE,
      format: 'json',
      read: { items: 'a.b', title: { path: 't' }, link: { template: '/{id}' } },
      paging: { next: 'next' },
    },
    {
      ...RULE,
      format: 'html',
      read: { items: 'li', title: { select: 'a' }, link: { select: 'a', attr: 'href' } },
      paging: { next: 'a.next' },
    },
    { ...RULE, format: 'csv', read: { title: { path: 'a' }, link: { path: 'b' } } },
  ];
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), fc.constantFrom(...rules), async (bytes, rule) => {
      const document = await parse(bytes, rule);
      assert.ok(Array.isArray(document.items));
    }),
    { numRuns: 400 },
  );
});

test('whatever is changed in a feed, it is read without an error, and links stay absolute and harmless', async () => {
  const pieces = fc.constantFrom(
    '<',
    '>',
    '</',
    '&',
    '<![CDATA[',
    ']]>',
    '<item>',
    '</item>',
    '<title>',
    '<!--',
    '"',
    ' xml:base="javascript:x"',
    '<link>javascript:alert(1)</link>',
    '\u0000',
    '<!DOCTYPE x [',
    '<image>',
    '<script>',
  );
  await fc.assert(
    fc.asyncProperty(
      fc.nat(2),
      fc.array(fc.tuple(fc.nat(3000), fc.nat(20), pieces), { maxLength: 6 }),
      async (index, edits) => {
        let body = plainFeed(index);
        for (const [at, remove, insert] of edits) body = body.slice(0, at) + insert + body.slice(at + remove);
        const document = await parse(body);
        assert.ok(!codes(document).includes('unreadable'));
        for (const { link } of document.items)
          if (link !== null) assert.match(link, /^(?!javascript:)[a-z][a-z0-9+.-]*:/i);
      },
    ),
    { numRuns: 300 },
  );
});

test('entities that multiply are resolved once', async () => {
  const entities = Array.from(
    { length: 50 },
    (_, index) => `<!ENTITY e${index + 1} "${`&e${index};`.repeat(10)}">`,
  ).join('');
  const body = `<!DOCTYPE rss [<!ENTITY e0 "lol">${entities}<!ENTITY file SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel><item><title>&e50; &e0; &file;</title></item></channel></rss>`;
  const [item] = (await parse(body)).items;
  assert.equal(item?.title, `${'&e49;'.repeat(10)} lol &file;`);
});

test('hostile nesting, repetition and size are read in one pass', { timeout: 60_000 }, async () => {
  const many = 300_000;
  const bodies = [
    `<rss><channel>${'<a>'.repeat(many)}${'</b>'.repeat(many)}`,
    `<rss><channel><item><description>${'<a>'.repeat(many)}${'</b>'.repeat(many)}`,
    `<rss>${'<![CDATA['.repeat(many)}`,
    `<rss>${'<!--'.repeat(many)}`,
    `<rss><channel>${'<'.repeat(many)}`,
    `<rss><channel><item>${'<title>x'.repeat(many)}`,
    `<rss ${'a="b" '.repeat(many)}>`,
    `<!DOCTYPE rss [${'<!ENTITY a "b">'.repeat(many)}]><rss version="2.0"/>`,
    `{"a":${'['.repeat(many)}`,
  ];
  for (const body of bodies) assert.ok((await parse(body)).items.length <= 1);
  const page = await parse('<div>'.repeat(many), { ...RULE, format: 'html', read: { items: 'li' } });
  assert.deepEqual(codes(page), ['page-too-deep']);
});

test('ten thousand items', async () => {
  const items = Array.from(
    { length: 10_000 },
    (_, index) => `<item><title>Notice ${index}</title><link>https://a.example/${index}</link></item>`,
  );
  const document = await parse(`<rss version="2.0"><channel>${items.join('')}</channel></rss>`);
  assert.equal(document.items.length, 10_000);
  assert.equal(document.items[9_999]?.link, 'https://a.example/9999');
});
