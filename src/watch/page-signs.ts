/** What a web page is that came where a list was asked for. */
export type PageKind = 'challenge' | 'maintenance' | 'login' | 'other';

const WORDS: Readonly<Record<Exclude<PageKind, 'other'>, string>> = {
  challenge: 'answered with a check for bots instead of its list',
  maintenance: 'answered with a maintenance page instead of its list',
  login: 'answered with a login page instead of its list',
};

/** Only the begin of a page is looked at: these pages are small, or say it early. */
const LOOKED_AT = 60_000;

const CHALLENGE =
  /just a moment\.\.\.|cf-chl|challenge-platform|cf-browser-verification|checking your browser|_incapsula_resource|incapsula incident|radware|perfdrive\.com|hcaptcha|g-recaptcha|recaptcha\/api|are you (?:a )?(?:human|robot)|verify (?:that )?you are (?:a )?human|unusual traffic|access denied|request (?:rejected|unsuccessful|blocked)|attention required|bot protection|ddos-guard|datadome|akamai[^<]{0,40}reference|the requested url was rejected|enable javascript and cookies to continue|px-captcha/i;
const MAINTENANCE =
  /(?:under|scheduled|planned|system|site|website)\s+maintenance|maintenance\s+(?:page|mode|notice|in progress)|<title>[^<]{0,80}maintenance|be right back|back (?:soon|shortly)|temporarily (?:unavailable|down|offline)|service unavailable|wartungsarbeiten|mantenimiento|manutenção|en maintenance|メンテナンス|系统维护|系統維護/i;
const LOGIN = /<input[^>]{1,200}type=["']?password/i;

/** Tells a bot check, a maintenance page and a login form from other pages, by their words. */
export function tellPage(html: string): PageKind {
  const text = html.slice(0, LOOKED_AT);
  if (CHALLENGE.test(text)) return 'challenge';
  if (MAINTENANCE.test(text)) return 'maintenance';
  return LOGIN.test(text) ? 'login' : 'other';
}

/** What a page says that came in place of a list, for people and as a fault; null for a page that says nothing of the kind. */
export function pageFault(
  html: string,
): { readonly error: string; readonly fault: 'challenge' | 'content' } | null {
  const kind = tellPage(html);
  return kind === 'other'
    ? null
    : { error: WORDS[kind], fault: kind === 'challenge' ? 'challenge' : 'content' };
}
