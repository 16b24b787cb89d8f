import assert from 'node:assert/strict';
import { test } from 'node:test';
import iconv from 'iconv-lite';
import { decodeBytes } from '../../src/parse/decode.ts';
import { parseDocument } from '../../src/parse/parse-document.ts';

/** Eighteen encodings that regulators' pages have been served in, each with a sentence of its language. */
const ENCODINGS: readonly (readonly [encoding: string, language: string, text: string])[] = [
  ['utf-8', 'zh-Hant', '證監會公布虛擬資產質押服務指引'],
  ['windows-1252', 'fr', 'L’autorité a délivré un agrément — «très» limité'],
  ['iso-8859-1', 'de', 'Die Aufsicht prüft die Märkte für Kryptowährungen'],
  ['iso-8859-15', 'fr', 'Le régulateur a sanctionné une société'],
  ['windows-1250', 'pl', 'Komisja Nadzoru Finansowego wydała zezwolenie, żółw'],
  ['iso-8859-2', 'cs', 'Česká národní banka udělila licenci žadatelům'],
  ['windows-1251', 'ru', 'Центральный банк выдал лицензию на хранение активов'],
  ['koi8-r', 'ru', 'Центральный банк выдал лицензию на хранение активов'],
  ['iso-8859-5', 'ru', 'Центральный банк выдал лицензию'],
  ['windows-1253', 'el', 'Η επιτροπή κεφαλαιαγοράς εξέδωσε άδεια'],
  ['windows-1254', 'tr', 'Sermaye Piyasası Kurulu şirketlere izin verdi'],
  ['windows-1255', 'he', 'רשות ניירות ערך נתנה רישיון'],
  ['windows-874', 'th', 'สำนักงานออกใบอนุญาตให้บริษัท'],
  ['shift_jis', 'ja', '金融庁は暗号資産の新しい規則を公表しました'],
  ['euc-jp', 'ja', '金融庁は暗号資産の新しい規則を公表しました'],
  ['euc-kr', 'ko', '금융위원회는 가상자산 사업자 신고를 수리했다'],
  ['gb18030', 'zh', '证券监督管理机构发布了新的规定'],
  ['big5', 'zh-Hant', '證監會公布虛擬資產質押服務指引'],
];

function feed(text: string, declaration: string): string {
  return `${declaration}<rss version="2.0"><channel><title>${text}</title><item><title>${text}</title><link>https://a.example/1</link></item></channel></rss>`;
}

async function titleOf(
  bytes: Uint8Array,
  contentType: string | null,
  language = 'en',
): Promise<string | null | undefined> {
  const rule = { format: 'rss', language, timeZone: 'UTC' } as const;
  const document = await parseDocument({ bytes, contentType, url: null }, rule);
  return document.items[0]?.title;
}

for (const [encoding, language, text] of ENCODINGS) {
  const declared = `<?xml version="1.0" encoding="${encoding}"?>`;
  const wrong = `<?xml version="1.0" encoding="${encoding === 'utf-8' ? 'iso-8859-1' : 'utf-8'}"?>`;
  test(`${encoding}: declared in the XML declaration`, async () => {
    assert.equal(await titleOf(iconv.encode(feed(text, declared), encoding), 'text/xml'), text);
  });
  test(`${encoding}: declared in the header`, async () => {
    assert.equal(
      await titleOf(iconv.encode(feed(text, ''), encoding), `text/xml; charset="${encoding}"`),
      text,
    );
  });
  test(`${encoding}: the header wins over a wrong declaration`, async () => {
    assert.equal(
      await titleOf(iconv.encode(feed(text, wrong), encoding), `application/xml;charset=${encoding}`),
      text,
    );
  });
  test(`${encoding}: the declaration wins over a header that the bytes contradict`, async () => {
    assert.equal(
      await titleOf(
        iconv.encode(feed(text, declared), encoding),
        encoding === 'utf-8' ? 'text/xml; charset=windows-1251' : 'text/xml; charset=utf-8',
      ),
      text,
    );
  });
  test(`${encoding}: not declared, the language of the source known`, async () => {
    assert.equal(await titleOf(iconv.encode(feed(text, ''), encoding), 'text/xml', language), text);
  });
}

/** Undeclared and of unknown language, these cannot be told from a neighbour by a sentence alone. */
const AMBIGUOUS = new Set(['iso-8859-15']);
test('not declared, language unknown: nearly all are recognised', () => {
  const wrong = ENCODINGS.filter(
    ([encoding, , text]) =>
      !decodeBytes(iconv.encode(feed(text, ''), encoding), null, null).text.includes(text),
  );
  assert.deepEqual(
    wrong.map(([encoding]) => encoding).filter(encoding => !AMBIGUOUS.has(encoding)),
    [],
  );
});

test('a short undeclared text is told by the signs before its words', () => {
  for (const text of ['fined £2m under §4', 'fees up by ¥500', 'Fine of “£40m”']) {
    const bytes = iconv.encode(`<rss><channel><title>${text}</title></channel></rss>`, 'windows-1252');
    assert.ok(decodeBytes(bytes, null, null).text.includes(text), text);
  }
});

const MARKS: readonly (readonly [name: string, mark: readonly number[], encoding: string])[] = [
  ['UTF-8', [0xef, 0xbb, 0xbf], 'utf-8'],
  ['UTF-16 little-endian', [0xff, 0xfe], 'utf-16le'],
  ['UTF-16 big-endian', [0xfe, 0xff], 'utf-16be'],
  ['UTF-32 little-endian', [0xff, 0xfe, 0, 0], 'utf-32le'],
  ['UTF-32 big-endian', [0, 0, 0xfe, 0xff], 'utf-32be'],
];
for (const [name, mark, encoding] of MARKS) {
  test(`byte order mark of ${name} beats header and declaration`, async () => {
    const body = iconv.encode(feed('Zürich 質押', '<?xml version="1.0" encoding="iso-8859-1"?>'), encoding);
    assert.equal(
      await titleOf(Buffer.concat([Buffer.from(mark), body]), 'text/xml; charset=koi8-r'),
      'Zürich 質押',
    );
  });
  test(`${name} without a mark`, async () => {
    const body = iconv.encode(feed('Zürich 質押', '<?xml version="1.0"?>'), encoding);
    assert.equal(await titleOf(body, 'text/xml'), 'Zürich 質押');
  });
}

test('text/xml without a charset is not US-ASCII', async () => {
  assert.equal(await titleOf(Buffer.from(feed('Café', '')), 'text/xml'), 'Café');
});

test('UTF-8 cut in the middle of a character stays UTF-8', () => {
  const bytes = Buffer.from('<rss><channel><title>質押服務');
  const { text, encoding } = decodeBytes(bytes.subarray(0, -1), 'text/xml; charset=utf-8', null);
  assert.equal(encoding, 'utf-8');
  assert.match(text, /質押服/);
});

test('one broken byte does not turn a UTF-8 document into Latin-1', () => {
  const bytes = Buffer.concat([
    Buffer.from('質押服務指引，證監會公布'),
    Buffer.from([0xff]),
    Buffer.from('虛擬資產'),
  ]);
  const { text, damaged } = decodeBytes(bytes, null, null);
  assert.equal(text, '質押服務指引，證監會公布\ufffd虛擬資產');
  assert.equal(damaged, true);
});

test('ISO-2022-JP is recognised by its escapes', () => {
  const bytes = Buffer.from('<rss><title>\x1b$B6bM;D#\x1b(B</title></rss>', 'latin1');
  assert.match(decodeBytes(bytes, null, null).text, /金融庁/);
});

test('a label that nobody knows is passed over', () => {
  assert.equal(decodeBytes(Buffer.from('é'), 'text/xml; charset=martian', null).text, 'é');
});

test('HTML meta charset', () => {
  const bytes = iconv.encode(
    '<html><head><meta charset="gb2312"></head><body>证券监督管理</body></html>',
    'gb2312',
  );
  assert.match(decodeBytes(bytes, 'text/html', null).text, /证券监督管理/);
});

test('EBCDIC is recognised by its XML declaration', () => {
  // "<?xml encoding="cp037"?><a>R</a>" in code page 037.
  const hex = '4c6fa79493408595839684899587 7e7f8397f0f3f77f6f6e4c816ed94c61816e'.replaceAll(' ', '');
  assert.equal(decodeBytes(Buffer.from(hex, 'hex'), null, null).text, '<?xml encoding="cp037"?><a>R</a>');
});

test('DOS and Macintosh code pages by their names in the wild', () => {
  for (const label of ['cp437', 'ibm850', 'cspc8codepage437', 'macintosh', 'cp_is', 'maclatin2', '866']) {
    const head = `<?xml version="1.0" encoding="${label}"?><rss>`;
    const { text } = decodeBytes(Buffer.concat([Buffer.from(head), Buffer.from([0x80])]), null, null);
    assert.match(text.slice(head.length), /^[ÇАÄ]$/, label);
  }
});

test('Baltic and Kazakh code pages by their names in the wild', () => {
  for (const [label, char] of [
    ['winbaltri', '€'],
    ['kz1048', 'Ђ'],
    ['kz-1048', 'Ђ'],
  ]) {
    const head = `<?xml version="1.0" encoding="${label}"?><rss>`;
    const { text } = decodeBytes(Buffer.concat([Buffer.from(head), Buffer.from([0x80])]), null, null);
    assert.equal(text.slice(head.length), char, label);
  }
});
