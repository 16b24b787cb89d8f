const DAY_MS = 86_400_000;

/** Month and day of holidays that most offices keep, and of the weeks in which little is published. */
const EVERYWHERE = ['01-01', '05-01', '12-24', '12-25', '12-26', '12-31'];
const YEAR_END = ['12-23', '12-27', '12-28', '12-29', '12-30', '01-02', '01-03'];

const FIXED: Readonly<Record<string, readonly string[]>> = {
  US: ['06-19', '07-04', '11-11'],
  GB: [],
  JP: [
    '04-29',
    '05-03',
    '05-04',
    '05-05',
    '08-11',
    '08-13',
    '08-14',
    '08-15',
    '11-03',
    '11-23',
    '01-02',
    '01-03',
  ],
  CN: ['10-01', '10-02', '10-03', '10-04', '10-05', '10-06', '10-07'],
  HK: ['07-01', '10-01'],
  KR: ['03-01', '06-06', '08-15', '10-03', '10-09'],
  TH: ['04-13', '04-14', '04-15', '12-05', '12-10'],
  IN: ['01-26', '08-15', '10-02'],
  BR: ['04-21', '09-07', '10-12', '11-02', '11-15', '11-20'],
  AU: ['01-26', '04-25'],
  CH: ['08-01'],
  FR: ['05-08', '07-14', '08-15', '11-01', '11-11'],
  DE: ['10-03'],
  AE: ['12-02', '12-03'],
  TR: ['04-23', '05-19', '07-15', '08-30', '10-29'],
};

const LUNAR_NEW_YEAR = new Set(['CN', 'HK', 'TW', 'SG', 'KR', 'VN', 'MY', 'ID', 'MO', 'PH']);
const EID = new Set([
  'AE',
  'SA',
  'QA',
  'BH',
  'KW',
  'OM',
  'JO',
  'EG',
  'TR',
  'PK',
  'ID',
  'MY',
  'BN',
  'MA',
  'TN',
  'NG',
  'KZ',
]);
/** Offices that celebrate Easter with days off on both sides. */
const NO_EASTER = new Set([
  'CN',
  'JP',
  'KR',
  'TW',
  'TH',
  'VN',
  'IN',
  'AE',
  'SA',
  'QA',
  'BH',
  'KW',
  'OM',
  'TR',
  'PK',
  'IL',
  'KZ',
  'US',
]);
const AUGUST = new Set([
  'EU',
  'FR',
  'IT',
  'ES',
  'PT',
  'GR',
  'BE',
  'LU',
  'AT',
  'DE',
  'NL',
  'SE',
  'DK',
  'FI',
  'NO',
  'PL',
  'CZ',
  'MT',
  'CY',
  'LI',
  'CH',
  'HU',
  'RO',
  'BG',
  'HR',
  'SI',
  'SK',
]);

const CHINESE = calendar('chinese');
const ISLAMIC = calendar('islamic-umalqura');

/**
 * How much of a usual day's publishing to expect of an office on a day (UTC midnight): 0.1 on public holidays, less in August
 * in Europe and around New Year, else 1. A small list, not a calendar: what it does not know, the silence of a source's neighbours tells.
 */
export function dayFactor(jurisdiction: string | null, day: Date): number {
  const home = jurisdiction?.slice(0, 2) ?? '';
  const date = day.toISOString().slice(5, 10);
  if (EVERYWHERE.includes(date) || FIXED[home]?.includes(date)) return 0.1;
  if (!NO_EASTER.has(home) && isEaster(day)) return 0.1;
  if (home === 'US' && isThanksgiving(day)) return 0.1;
  if (LUNAR_NEW_YEAR.has(home) && isWithin(CHINESE, day, 1, 1, 7)) return 0.1;
  if (EID.has(home) && (isWithin(ISLAMIC, day, 10, 1, 4) || isWithin(ISLAMIC, day, 12, 8, 13))) return 0.1;
  if (YEAR_END.includes(date)) return 0.3;
  return AUGUST.has(home) && day.getUTCMonth() === 7 ? 0.6 : 1;
}

/** The share of the time between two instants that counts as usual. Looks at no more than 120 days. */
export function holidayDiscount(jurisdiction: string | null, from: Date, to: Date): number {
  const first = Math.floor(from.getTime() / DAY_MS);
  const last = Math.min(Math.floor(to.getTime() / DAY_MS), first + 120);
  let days = 0;
  let usual = 0;
  for (let day = first; day <= last; day++) {
    const date = new Date(day * DAY_MS);
    // Weekends are the business of the learned week.
    if (date.getUTCDay() === 0 || date.getUTCDay() === 6) continue;
    days++;
    usual += dayFactor(jurisdiction, date);
  }
  return days === 0 ? 1 : usual / days;
}

/** Good Friday to Easter Monday, by the anonymous Gregorian computus. */
function isEaster(day: Date): boolean {
  const year = day.getUTCFullYear();
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - d - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 19 * l) / 433);
  const month = Math.floor((h + l - 7 * m + 90) / 25);
  const date = (h + l - 7 * m + 33 * month + 19) % 32;
  const distance = Math.round((day.getTime() - Date.UTC(year, month - 1, date)) / DAY_MS);
  return distance >= -2 && distance <= 1;
}

/** The fourth Thursday of November and the day after. */
function isThanksgiving(day: Date): boolean {
  if (day.getUTCMonth() !== 10) return false;
  const date = day.getUTCDate();
  return (
    (day.getUTCDay() === 4 && date >= 22 && date <= 28) || (day.getUTCDay() === 5 && date >= 23 && date <= 29)
  );
}

function calendar(name: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(`en-u-ca-${name}`, { month: 'numeric', day: 'numeric', timeZone: 'UTC' });
}

function isWithin(of: Intl.DateTimeFormat, day: Date, month: number, from: number, to: number): boolean {
  const parts = of.formatToParts(day);
  const numberOf = (type: string) => Number(parts.find(part => part.type === type)?.value);
  return numberOf('month') === month && numberOf('day') >= from && numberOf('day') <= to;
}
