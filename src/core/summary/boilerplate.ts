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
  /^by (?:\p{Lu}[\p{L}.'’-]+[ ,|·]*){2,6}(?:and (?:\p{Lu}[\p{L}.'’-]+ ?){1,4})?(?:[,|·–—-].{0,60})?$/iu,
  /^(?:additional )?(?:reporting|writing|editing|edited|written|translated|compiled) by\b/i,
  /^(?:this|the) (?:article|story|post|piece|report|press release)\b.{0,60}\b(?:first|originally|previously) (?:published|appeared|posted)\b/i,
  /^(?:originally|first) (?:published|posted|appeared)\b/i,
  /^(?:you (?:may|might) also (?:like|be interested)|related(?: (?:articles?|news|stories|reading|posts?))?\b\s*:?|story continues|continue reading|most read|trending)/i,
  /^(?:get|receive|sign up for|subscribe to|join) (?:the|our|your|all)\b.{0,80}\b(?:newsletter|inbox|updates?|alerts?|channel|telegram|community)\b/i,
  /^(?:(?:facebook|twitter|x|linkedin|whatsapp|telegram|reddit|e-?mail|copy link|instagram|youtube|line|weibo)[\s,|/·•]*){2,}/i,
  /^(?:we use|by using|this page uses|our site uses).{0,80}\bcookies?\b/i,
  /^(?:follow us|find us|contact us|about (?:us|the author)|the author|about [\p{Lu}])/u,
  /^(?:the views|opinions) expressed\b/i,
  /^(?:nothing (?:in|on) this|the information (?:on|in|provided)|this (?:article|content|material) (?:is|does)).{0,120}\b(?:advice|informational purposes|recommendation)\b/i,
  /^(?:dieser (?:artikel|beitrag)|cet article|este art[ií]culo|este artigo)\b.{0,60}(?:zuerst|erschien|paru|publi[ée]|publicado)/i,
  /^(?:wir verwenden|diese (?:web)?seite verwendet|ce site utilise|este sitio (?:web )?utiliza|este site utiliza)\b.{0,60}cookies/i,
  /^(?:本文(?:首發|首发|最初|原載|原载|由|轉載|转载|來源|来源)|原文(?:連結|链接|標題|标题)|作者[:：]|編譯[:：]|编译[:：]|來源[:：]|来源[:：]|責任編輯|责任编辑|本網站使用|本网站使用|記者[:：]|撰文[:：])/u,
  /^(?:この記事は|本記事は|当サイトは|文[:：]|出典[:：]|関連記事)/u,
  /^(?:이 기사는|본 기사는|관련기사|저작권자|무단 ?전재|기사제보)/u,
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
  // 【本報訊】, （中央社記者王小明台北11日電）, (서울=연합뉴스) 홍길동 기자 =, PANews 2月8日消息，
  /^【[^【】]{1,20}】\s*/u,
  /^[（(][^（()）]{1,40}(?:電|电|讯|訊|共同|時事|뉴스[^（()）]{0,12})[)）]\s*(?:[\p{Script=Hangul} ]{2,12}(?:기자|특파원)\s*=\s*)?/u,
  /^[\p{L}\p{N} ]{2,20}?\s?\d{1,2}月\d{1,2}日(?:消息|訊|讯|電|电|報道|报道)[，,:：]?\s*/u,
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
