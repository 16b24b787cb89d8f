/** Month names by language, January first; where a language has a second form (genitive, abbreviation), it has a second row. */
const MONTHS: readonly (readonly [string, string])[] = [
  ['en', 'january february march april may june july august september october november december'],
  ['de', 'januar februar marz april mai juni juli august september oktober november dezember'],
  ['de', 'janner feber maerz april mai juni juli august september oktober november dezember'],
  ['fr', 'janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre'],
  ['es', 'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre'],
  ['es', 'ene feb mar abr may jun jul ago setiembre oct nov dic'],
  ['pt', 'janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro'],
  ['it', 'gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre'],
  ['nl', 'januari februari maart april mei juni juli augustus september oktober november december'],
  [
    'pl',
    'stycznia lutego marca kwietnia maja czerwca lipca sierpnia września pazdziernika listopada grudnia',
  ],
  ['pl', 'styczen luty marzec kwiecien maj czerwiec lipiec sierpien wrzesien pazdziernik listopad grudzien'],
  ['cs', 'ledna unora brezna dubna kvetna cervna cervence srpna zari rijna listopadu prosince'],
  ['cs', 'leden unor brezen duben kveten cerven cervenec srpen zari rijen listopad prosinec'],
  ['hu', 'januar februar marcius aprilis majus junius julius augusztus szeptember oktober november december'],
  ['ro', 'ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie'],
  ['tr', 'ocak subat mart nisan mayis haziran temmuz agustos eylul ekim kasim aralik'],
  ['id', 'januari februari maret april mei juni juli agustus september oktober november desember'],
  ['ms', 'januari februari mac april mei jun julai ogos september oktober november disember'],
  ['sv', 'januari februari mars april maj juni juli augusti september oktober november december'],
  ['da', 'januar februar marts april maj juni juli august september oktober november december'],
  ['no', 'januar februar mars april mai juni juli august september oktober november desember'],
  [
    'fi',
    'tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesakuuta heinakuuta elokuuta syyskuuta lokakuuta marraskuuta joulukuuta',
  ],
  ['et', 'jaanuar veebruar marts aprill mai juuni juuli august september oktoober november detsember'],
  [
    'el',
    'ιανουαριος φεβρουαριος μαρτιος απριλιος μαιος ιουνιος ιουλιος αυγουστος σεπτεμβριος οκτωβριος νοεμβριος δεκεμβριος',
  ],
  [
    'el',
    'ιανουαριου φεβρουαριου μαρτιου απριλιου μαιου ιουνιου ιουλιου αυγουστου σεπτεμβριου οκτωβριου νοεμβριου δεκεμβριου',
  ],
  ['ru', 'январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь'],
  ['ru', 'января февраля марта апреля мая июня июля августа сентября октября ноября декабря'],
  ['uk', 'січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня'],
  ['ar', 'يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر'],
  ['th', 'มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม'],
  ['th', 'มค กพ มีค เมย พค มิย กค สค กย ตค พย ธค'],
];

/** Beginnings of the names of weekdays, folded: a weekday is skipped, right or wrong. */
const WEEKDAYS = new RegExp(
  `^(?:${[
    'sun|mon|tue|wed|thu|fri|sat|son|die|mit|don|fre|sam|so$|mo$|di$|mi$|do$|fr$|sa$',
    'dim|lun|mar|mer|jeu|ven|dom|seg|ter|qua|qui|sex|sab|mie|jue|vie|gio',
    'zon|maa|din|woe|vri|zat|zo$|ma$|wo$|vr$|za$|pon|wto|sro|czw|pia|sob|nie|ned|ute|str|ctv|pat',
    'paz|pzt|sal|car|per|cum|cmt|sel|rab|kam|jum|ming|isn|kha|ahad|son|man|tir|ons|tor|lor|lau',
    'vas|het|ked|sze|csu|pen|szo|κυρ|δευ|τρι|τετ|πεμ|παρ|σαβ|вс|пн|вт|ср|чт|пт|сб|вос|пон|пят|сре|чет|суб',
    'ال|วัน|อา$|จ$|อ$|พ$|พฤ$|ศ$|ส$',
  ].join('|')})`,
);

/** Words that stand around a date and say nothing about it. */
const NOISE = new Set(
  `t z noon pukul jam alle of the at on de del di da den der dem dne die le el la les a au um uhr kl klo om o u en em as às h hr hrs hs horas saat godz ore ora il
  published posted updated date issued released last by pubdate po w r г года в ที่ พศ เวลา น`.split(/\s+/),
);

const MORNING = new Set(['am', 'πμ']);
const AFTERNOON = new Set(['pm', 'μμ']);

/** Minutes east of UTC of zone abbreviations as they occur in feeds. */
const ZONES: ReadonlyMap<string, number> = new Map(
  `ut:0 utc:0 gmt:0 z:0 wet:0 west:60 bst:60 met:60 mest:120 mez:60 mesz:120 cet:60 cest:120 eet:120 eest:180 msk:180 trt:180
  sast:120 wat:60 cat:120 eat:180 gst:240 pkt:300 ist:330 npt:345 ict:420 wib:420 hkt:480 sgt:480 myt:480 pht:480 awst:480
  jst:540 kst:540 acst:570 acdt:630 aest:600 aedt:660 nzst:720 nzdt:780 brt:-180 art:-180 clt:-240 cot:-300 ast:-240 adt:-180
  est:-300 edt:-240 cst:-360 cdt:-300 mst:-420 mdt:-360 pst:-480 pdt:-420 akst:-540 akdt:-480 hst:-600 nst:-210 ndt:-150`
    .split(/\s+/)
    .map(entry => [entry.split(':')[0] ?? '', Number(entry.split(':')[1])]),
);

/** Abbreviations that mean something else where the publisher sits. */
const LOCAL_ZONES: readonly (readonly [string, RegExp, number])[] = [
  ['ist', /^Europe\/Dublin$/, 60],
  ['ist', /^Asia\/(?:Jerusalem|Tel_Aviv)$/, 120],
  ['bst', /^Asia\/Dhaka$/, 360],
  ['cst', /^(?:Asia\/(?:Shanghai|Taipei|Hong_Kong|Macau)|PRC|ROC)$/, 480],
  ['ast', /^Asia\/(?:Riyadh|Kuwait|Bahrain|Qatar|Baghdad)$/, 180],
  ['gst', /^Pacific\/Guam$/, 600],
];

/** Zone names without "standard" or "daylight" that a calendar has to decide. */
const GENERAL_ZONES: ReadonlyMap<string, string> = new Map([
  ['et', 'America/New_York'],
  ['ct', 'America/Chicago'],
  ['mt', 'America/Denver'],
  ['pt', 'America/Los_Angeles'],
  ['at', 'America/Halifax'],
]);

/** A word as the tables know it: lower case, without Latin, Greek and Cyrillic accents, without full stops and a closing colon. */
export function foldWord(word: string): string {
  return word
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f.:]/g, '')
    .normalize('NFC')
    .replaceAll('ı', 'i');
}

/** Month number (1 to 12) of a folded word in a language, else in English, else in the only languages that know it; or null. */
export function monthOf(word: string, language: string): number | null {
  const primary = language.toLowerCase().split('-')[0] ?? '';
  return (
    MONTH_INDEX.get(primary)?.get(word) ?? MONTH_INDEX.get('en')?.get(word) ?? ANY_MONTH.get(word) ?? null
  );
}

export type WordMeaning =
  | { readonly is: 'am' | 'pm' | 'noise' | 'weekday' }
  | { readonly is: 'offset'; readonly minutes: number }
  | { readonly is: 'zone'; readonly zone: string };

/**
 * What a word that is no month means next to a date, or null when it means nothing known. `afterTime` is true once a time of
 * day was read: only there can a word be a zone. `word` is as written, `folded` its folded form, `timeZone` the publisher's.
 * Single letters are read as RFC 822 defines them (A is an hour behind, N an hour ahead), for English publishers only.
 */
export function meaningOf(
  word: string,
  folded: string,
  context: { readonly timeZone: string; readonly language: string; readonly afterTime: boolean },
): WordMeaning | null {
  // German: "am 30. September" is "on the 30th".
  if (folded === 'am' && context.language.startsWith('de')) return { is: 'noise' };
  if (MORNING.has(folded)) return { is: 'am' };
  if (AFTERNOON.has(folded)) return { is: 'pm' };
  const capital = word === word.toUpperCase();
  if (context.afterTime) {
    const general = capital ? GENERAL_ZONES.get(folded) : undefined;
    if (general !== undefined) return { is: 'zone', zone: general };
    const local = LOCAL_ZONES.find(([name, where]) => name === folded && where.test(context.timeZone));
    const minutes = local?.[2] ?? ZONES.get(folded);
    if (minutes !== undefined) return { is: 'offset', minutes };
    if (/^[A-IK-Y]$/.test(word) && context.language.startsWith('en'))
      return { is: 'offset', minutes: military(word) };
  }
  if (NOISE.has(folded)) return { is: 'noise' };
  if (WEEKDAYS.test(folded)) return { is: 'weekday' };
  // A zone that we do not know: the publisher's own zone is the better guess than no date at all.
  if (context.afterTime && /^[A-Z]{2,5}$/.test(word)) return { is: 'noise' };
  return null;
}

function military(letter: string): number {
  const index = 'ABCDEFGHIKLM'.indexOf(letter);
  return index >= 0 ? -60 * (index + 1) : 60 * ('NOPQRSTUVWXY'.indexOf(letter) + 1);
}

type MonthMap = ReadonlyMap<string, number>;

const MONTH_INDEX: ReadonlyMap<string, MonthMap> = new Map(
  [...new Set(MONTHS.map(([language]) => language))].map(language => [
    language,
    indexMonths(MONTHS.filter(([other]) => other === language).map(([, names]) => names)),
  ]),
);
const ANY_MONTH: MonthMap = mergeMonths([...MONTH_INDEX.values()]);

/** Full names, and every beginning of at least three letters that only one month of the language has. */
function indexMonths(rows: readonly string[]): MonthMap {
  const starts = new Map<string, number | null>();
  const full = new Map<string, number>();
  for (const row of rows) {
    row.split(' ').forEach((written, index) => {
      const name = foldWord(written);
      full.set(name, index + 1);
      for (let length = 3; length < name.length; length++) agree(starts, name.slice(0, length), index + 1);
    });
  }
  return new Map([...agreed(starts), ...full]);
}

/** What all maps that know a word agree on. */
function mergeMonths(maps: readonly MonthMap[]): MonthMap {
  const merged = new Map<string, number | null>();
  for (const map of maps) for (const [word, month] of map) agree(merged, word, month);
  return new Map(agreed(merged));
}

/** Notes a word's month; null once two months claim it. */
function agree(words: Map<string, number | null>, word: string, month: number): void {
  const known = words.get(word);
  words.set(word, known === undefined || known === month ? month : null);
}

function agreed(words: ReadonlyMap<string, number | null>): [string, number][] {
  return [...words].flatMap(([word, month]) => (month === null ? [] : [[word, month] as [string, number]]));
}
