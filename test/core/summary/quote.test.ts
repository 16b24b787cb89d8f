import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { quoteOf } from '../../../src/core/summary/quote.ts';
import { hostileText } from '../../helpers/arbitrary-message.ts';

const FIRST = 'The regulator published conditions under which licensed platforms may offer staking.';
const SECOND = 'Platforms must keep control of the assets of their clients at all times.';

test('skips what the press office and the page put before and between the words', () => {
  for (const before of [
    'FOR IMMEDIATE RELEASE\n\n',
    'Press release\n',
    'Share this article on social media\n\n',
    'This website uses cookies to improve your experience.\n\n',
    'By continuing to use this site you agree to our terms of use and privacy policy.\n\n',
    'WASHINGTON, Nov. 21 (Agency) - ',
    'Hong Kong, 7 April 2025 — ',
    'HONG KONG — ',
    'September 17, 2025 WASHINGTON — ',
    '7 April 2025\n\n',
    'Media enquiries: press office, telephone 1234 5678, between nine and five.\n\n',
    'Photo: the building of the regulator in the evening light of a summer day.\n\n',
  ])
    assert.equal(quoteOf(`${before}${FIRST}\n\n${SECOND}`, 'Staking', 400), `${FIRST} ${SECOND}`, before);
});

test('does not say the title again', () => {
  const title = 'Regulator publishes conditions for staking by licensed platforms';
  assert.equal(quoteOf(`${title}\n\n${FIRST}`, title, 400), FIRST);
  assert.equal(quoteOf(`${title} ${FIRST}`, title, 400), FIRST);
  assert.equal(quoteOf(`${title}.`, title, 400), null);
  assert.equal(quoteOf('', title, 400), null);
  assert.equal(quoteOf('Too short.', title, 400), null);
});

test('an abbreviation ends no sentence', () => {
  const text =
    'The U.S. Securities and Exchange Commission settled with Example Corp. Inc. on Nov. 21 over its staking program. Unrelated words follow here and go on for a while.';
  assert.match(quoteOf(text, 'x', 130) ?? '', /^The U\.S\. Securities .* staking program\.$/);
});

test('cuts at sentence ends in scripts without spaces', () => {
  const first = '證監會今日發布有關質押服務的新規定，適用於所有持牌平台。';
  const second = '平台必須保持對客戶資產的控制，並披露所有風險。';
  assert.equal(quoteOf(`${first}${second}第三句話不應該出現在引文之中。`, '質押', 400), `${first}${second}`);
  assert.equal(quoteOf(`新聞稿\n${first}${second}`, '質押', 40), first);
  const japanese = '金融庁は本日、暗号資産のステーキングに関する新しい指針を公表した。';
  assert.equal(quoteOf(japanese, 'x', 100), japanese);
});

test('a quote is short, clean and taken from the text, whatever that holds', () => {
  fc.assert(
    fc.property(hostileText(), hostileText(3), fc.integer({ min: 50, max: 400 }), (text, title, max) => {
      const quote = quoteOf(text, title, max);
      if (quote === null) return;
      assert.ok(quote.length <= max && quote.length > 0);
      assert.doesNotMatch(quote, /[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/);
      assert.ok(quote.isWellFormed());
    }),
  );
});

test('a text of megabytes costs no more than its start', () => {
  const steps = [100_000, 10_000_000].map(length => {
    const before = process.cpuUsage().user;
    for (const piece of ['a', 'A ', 'A.', '(', '— ', 'Nov. 1, '])
      quoteOf(piece.repeat(length / piece.length), piece.repeat(1000), 300);
    return process.cpuUsage().user - before;
  });
  assert.ok((steps[1] ?? 0) < 20 * (steps[0] ?? 0) + 500_000, String(steps));
});

const seed = path.resolve(import.meta.dirname, '../../../../shared/seeds/hk-derivatives.txt');

test('quotes a real article by its first sentence', t => {
  let text: string;
  try {
    text = readFileSync(seed, 'utf8');
  } catch {
    t.skip('the recorded articles are not at hand');
    return;
  }
  assert.match(
    quoteOf(text, 'Hong Kong considers derivatives', 400) ?? '',
    /^Hong Kong is mulling over .*\.$/,
  );
});

test('leaves out bylines, notes on first publication, share links and cookie banners', () => {
  for (const before of [
    'By Jane Q. Doe and John Smith\n\n',
    'By Jane Doe | 12 May 2026\n\n',
    'Reporting by Jane Doe; editing by John Smith in the London office.\n\n',
    'This article was first published on 3 May 2026 in the members’ bulletin.\n\n',
    'Originally published in the spring issue of the quarterly journal of law.\n\n',
    'Facebook Twitter LinkedIn WhatsApp Email Copy link\n\n',
    'We use cookies to give you the best experience on every page of this site.\n\n',
    'Sign up for our weekly newsletter and never miss another story again.\n\n',
    'Related: What the last five consultations said about reserves of issuers\n\n',
    'Diese Webseite verwendet Cookies, um Ihnen den besten Service zu bieten.\n\n',
    'Cet article a été publié pour la première fois dans la revue mensuelle.\n\n',
  ])
    assert.equal(quoteOf(`${before}${FIRST}\n\n${SECOND}`, 'Staking', 400), `${FIRST} ${SECOND}`, before);
});

test('leaves out what agencies put before their reports in other scripts', () => {
  const chinese = '證監會公布持牌平台提供質押服務的新規定，即日起生效。';
  for (const before of [
    '【本報訊】',
    '（中央社記者王小明台北11日電）',
    '通訊社 2月8日消息，',
    '本文首發於某週刊，作者為王小明先生。\n',
  ])
    assert.equal(quoteOf(`${before}${chinese}`, '質押', 300), chinese, before);
  const korean = '금융위원회는 가상자산 거래소의 스테이킹 서비스 지침을 오늘 발표했다고 밝혔다.';
  assert.equal(quoteOf(`(서울=가나뉴스) 홍길동 기자 = ${korean}`, '스테이킹', 300), korean);
});

test('prefers the statement that says what the title says to a scene before it', () => {
  const title = 'Regulator fines exchange 12 million over missing controls';
  const scene = 'It was a rainy morning when dozens of people gathered outside the glass doors downtown.';
  const news = 'The regulator fined the exchange 12 million for missing controls on withdrawals since 2024.';
  assert.equal(quoteOf(`${scene} ${news}`, title, 200), news);
  assert.equal(quoteOf(`${FIRST} ${scene}`, 'Conditions for staking by platforms', 100), FIRST);
});

test('does not tear a quotation, and takes a shorter whole sentence before a cut one', () => {
  const speech =
    '“We have asked for this. We have waited long enough,” the chair of the commission said on Monday.';
  assert.equal(quoteOf(`${speech} ${SECOND}`, 'x', 120), speech);
  const long = `The authority, ${'which has been asked about this many times, '.repeat(8)}published its rules.`;
  assert.equal(quoteOf(`${long} ${SECOND}`, 'Control of assets of clients', 200), SECOND);
});

test('ends where sentences end: abbreviations, numbers, other marks', () => {
  const cases = [
    [
      'The authority raised the limit to 2.5 million under Regulation No. 5 of the U.S. Treasury on Monday. ',
      'x',
    ],
    ['Nach Art. 3 Abs. 2 der Verordnung dürfen Anbieter ab 5. Mai keine neuen Kunden annehmen. ', 'x'],
    ['أعلنت الهيئة اليوم شروطا جديدة لترخيص منصات تداول الأصول الافتراضية، فهل تكفي؟ ', 'x'],
    ['सेबी ने आज क्रिप्टो परिसंपत्तियों के लिए नए नियमों का मसौदा जारी किया है। ', 'x'],
  ];
  for (const [first = '', title = ''] of cases)
    assert.equal(quoteOf(`${first}${'B'.repeat(380)} end.`, title, 300), first.trim());
  const thai = 'สำนักงานคณะกรรมการกำกับหลักทรัพย์ประกาศหลักเกณฑ์ใหม่สำหรับผู้ประกอบธุรกิจสินทรัพย์ดิจิทัล';
  assert.equal(quoteOf(`${thai}\n\nข้อความถัดไป`, 'x', 300), thai);
});
