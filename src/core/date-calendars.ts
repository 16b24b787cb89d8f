import type { DateOptions } from './dates.ts';

/** Zones whose English-language publishers write the month first. */
const US_ZONE =
  /^(?:America\/(?:New_York|Detroit|Chicago|Menominee|Denver|Boise|Phoenix|Los_Angeles|Anchorage|Juneau|(?:Indiana|Kentucky|North_Dakota)\/\w+)|Pacific\/Honolulu|US\/\w+)$/;

/** First code point of each block of ten decimal digits that occurs in dates: Arabic, Persian, Devanagari, Thai. */
const DIGIT_BLOCKS = [0x660, 0x6f0, 0x966, 0xe50];

/** Year before the first of an era. The Republic is Taiwan's calendar. */
const ERAS: Readonly<Record<string, number>> = {
  令和: 2018,
  平成: 1988,
  昭和: 1925,
  民國: 1911,
  民国: 1911,
};

const CJK_DATE =
  /(令和|平成|昭和|(?:中華)?民[國国])? ?(\d{1,4}|元) ?[年년] ?(\d{1,2}) ?[月월](?: ?(\d{1,2}) ?[日일号號])?/;
const CJK_TIME = /(\d{1,2}) ?[時时點点시](?: ?(\d{1,2}) ?[分분])?(?: ?(\d{1,2}) ?[秒초])?/;
const CJK_WEEKDAY =
  /(?:星期|礼拜|週|周)[一二三四五六日天]|[月火水木金土日]曜日?|[월화수목금토일]요일|\( ?[日月火水木金土월화수목금토일一二三四五六] ?\)/g;

/** Whether "09/10/2026" means the ninth of October (false) or the tenth of September (true) to this publisher. */
export function isMonthFirst(options: DateOptions): boolean {
  const language = options.language ?? 'en';
  return /^en-US$/i.test(language) || (/^en$/i.test(language) && US_ZONE.test(options.timeZone));
}

/** The Gregorian year of a year as a Thai publisher writes it (2569 is 2026); other publishers' years as they are. */
export function gregorianYear(year: number, options: DateOptions): number {
  const thai = options.timeZone === 'Asia/Bangkok' || /^th\b/i.test(options.language ?? '');
  return thai && year > 2400 ? year - 543 : year;
}

/** Arabic, Persian, Devanagari and Thai digits as 0 to 9. */
export function toAsciiDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, digit => {
    const code = digit.codePointAt(0) ?? 0;
    const block = DIGIT_BLOCKS.find(start => code >= start && code < start + 10);
    return block === undefined ? digit : String(code - block);
  });
}

/**
 * Chinese, Japanese and Korean dates in figures and English: "令和8年9月30日(水) 午後1時20分" -> "2026-9-30 pm 1:20". Also years of the
 * Republic from publishers in Taiwan ("115/09/30"). Other text comes back as it is.
 */
export function spellOutCjk(text: string, options: DateOptions): string {
  if (isTaiwan(options)) {
    const republic = /^(1\d\d)([./-])(\d{1,2})\2(\d{1,2})(?!\d)/.exec(text);
    if (republic)
      return `${1911 + Number(republic[1])}-${republic[3]}-${republic[4]}${text.slice(republic[0].length)}`;
  }
  if (!/[\p{sc=Han}\p{sc=Hangul}]/u.test(text)) return text;
  return text
    .replace(CJK_WEEKDAY, ' ')
    .replace(
      CJK_DATE,
      (found, era: string | undefined, year: string, month: string, day: string | undefined) => {
        const western = westernYear(era, year, options);
        return western === null ? found : `${western}-${month}${day === undefined ? '' : `-${day}`} `;
      },
    )
    .replace(CJK_TIME, (_, hour: string, minute = '0', second = '0') => {
      return ` ${hour}:${minute.padStart(2, '0')}:${second.padStart(2, '0')} `;
    })
    .replace(/오전|上午|午前|凌晨/g, ' am ')
    .replace(/오후|下午|午後|晚上/g, ' pm ');
}

function westernYear(era: string | undefined, text: string, options: DateOptions): number | null {
  const year = text === '元' ? 1 : Number(text);
  if (era !== undefined) return (ERAS[era.replace('中華', '')] ?? 0) + year;
  if (text.length === 4) return year;
  return text.length === 3 && isTaiwan(options) ? 1911 + year : null;
}

function isTaiwan(options: DateOptions): boolean {
  return options.timeZone === 'Asia/Taipei' || /^zh-(?:Hant-)?TW$/i.test(options.language ?? '');
}
