/** Openings and whole sentences that say nothing of the matter, in the languages of the sources. All anchored at the start. */
const BOILERPLATE: readonly RegExp[] = [
  /^(?:for|not for) immediate release\b/i,
  /^(?:press|news|media) (?:release|enquiries|inquiries|contacts?)\b/i,
  /^(?:share|tweet|print|e-?mail|save|follow|subscribe|sign up|log ?in|download|listen|watch|read more|read also|see also|click here|learn more|advertisement|sponsored)\b.{0,80}$/i,
  /^(?:share|email|print) (?:this|on|via|to)\b/i,
  /^(?:this (?:web)?site|we|our partners).{0,60}\bcookies\b/i,
  /^(?:accept|manage|reject) (?:all )?cookies\b/i,
  /^(?:by continuing|by clicking|skip to|back to|jump to|please enable|enable javascript|javascript (?:is|must))\b/i,
  /^(?:image|photo|picture|source|credit|illustration|caption|file photo)s?(?: by| courtesy)?\s*:/i,
  /^(?:published|updated|posted|last (?:updated|modified)|date|ref(?:erence)?(?: no)?\.?|release (?:no|number)\.?|issued|category|tags?|topics?|author|by)\s*[:#]/i,
  /^(?:reading time|\d+ min(?:ute)?s? read)\b/i,
  /^(?:\W|\d)*(?:all rights reserved|copyright|©)/i,
  /^(?:disclaimer|note|editor.s note)\s*:/i,
  /^the post .{0,300} (?:appeared first on|first appeared on)\b/i,
  /^(?:unofficial|provisional) translation\b/i,
  /^this translation is (?:for|provided)\b/i,
  /^(?:teilen|drucken|mehr lesen|weiterlesen|pressemitteilung|zur sofortigen veröffentlichung|partager|imprimer|lire la suite|communiqué de presse|compartir|imprimir|leer más|nota de prensa)\b.{0,40}$/i,
  /^(?:即時發布|即时发布|新聞稿|新闻稿|分享|列印|打印|閱讀更多|阅读更多|免責聲明|免责声明|シェア|印刷|続きを読む|プレスリリース|공유|인쇄|보도자료)/u,
];

const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';
const DAY = `(?:${MONTH} \\d{1,2}(?:,? \\d{4})?|\\d{1,2} ${MONTH}(?:,? \\d{4})?)`;
const DASH = '\\s*(?:\\([^()]{1,40}\\)\\s*)?(?:--|[-–—])\\s*';

/** What stands before the first words of a report: place, date and agency, each up to a dash. */
const DATELINES: readonly RegExp[] = [
  /^(?:for immediate release|press release|news release|media release)\s*[:.–—-]?\s*/i,
  /^[|•·*–—-]\s+/u,
  new RegExp(`^${DAY},? (?=\\p{Lu})`, 'iu'),
  new RegExp(`^[\\p{L}.,' ]{2,40}?,? ${DAY}${DASH}`, 'iu'),
  new RegExp(`^${DAY}(?:${DASH}|\\s*\\|\\s*)`, 'iu'),
  /^\p{Lu}[\p{Lu}.,' ]{2,40}(?:\([^()]{1,40}\)\s*)?\s*(?:--|[–—])\s*/u,
];

/** Whether a sentence is furniture of the page or of the press office rather than a statement. */
export function isBoilerplate(sentence: string): boolean {
  const start = sentence.slice(0, 400);
  return BOILERPLATE.some(pattern => pattern.test(start));
}

/** A first sentence without its place, date and agency ("WASHINGTON, Nov. 21 (Agency) - "). */
export function withoutDateline(sentence: string): string {
  let rest = sentence;
  for (const pattern of DATELINES) {
    const match = pattern.exec(rest.slice(0, 140));
    if (match !== null && match[0].length < rest.length) rest = rest.slice(match[0].length);
  }
  return rest.trimStart();
}
