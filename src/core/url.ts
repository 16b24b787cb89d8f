/** Longer addresses than this are not links that anybody follows; they only cost time. */
const MAX_URL_LENGTH = 8192;

/**
 * Query parameters that say how a reader came, never what is shown. Names such as `id`, `refNo`, `source` or `page`
 * are left alone on purpose: on some site each of them selects the document.
 */
const TRACKING_NAMES = new Set(
  `fbclid gclid gclsrc dclid gbraid wbraid msclkid yclid twclid ttclid li_fat_id igshid igsh mc_cid mc_eid _hsenc _hsmi
  __hssc __hstc __hsfp hsctatracking mkt_tok vero_id vero_conv oly_enc_id oly_anon_id _openstat cmpid cmp ncid icid ocid
  ref ref_src ref_url s_cid sr_share trk trkcampaign _ga _gl fb_action_ids fb_action_types fb_ref fb_source guccounter
  xtor wt_mc wt.mc_id __twitter_impression smid smtyp`.split(/\s+/),
);
const TRACKING_PREFIXES = ['utm_', 'at_', 'hsa_', 'pk_', 'mtm_', 'piwik_', 'matomo_', 'guce_'];

const INDEX_PAGE = /\/index\.(?:html?|php)$/i;
const UNRESERVED = /[A-Za-z0-9\-._~]/;

/** Whether the text is an absolute http or https URL. */
export function isHttpUrl(text: string): boolean {
  return parseHttp(text) !== null;
}

/**
 * The absolute URL that a link means, or null when it means none (empty, another scheme such as mailto: or javascript:, broken,
 * longer than 8,192 characters). White space and line breaks around and inside are repaired, protocol-relative links and links without a
 * scheme that begin with "www." get one, credentials are dropped. `base` may be null for links that must be absolute by themselves.
 */
export function absoluteUrl(href: string, base: string | null): string | null {
  if (href.length > MAX_URL_LENGTH) return null;
  const link = href.trim().replace(/[\t\r\n]+\s*/g, '');
  if (link === '') return null;
  const rooted = /^www\.[^/?#\s]+\.[a-z]/i.test(link) ? `https://${link}` : link;
  const from = base === null && rooted.startsWith('//') ? 'https://invalid.' : (base ?? undefined);
  const url = parseHttp(rooted, from);
  if (url === null) return null;
  url.username = '';
  url.password = '';
  return url.href.length > MAX_URL_LENGTH ? null : url.href;
}

/**
 * A URL folded for comparison only, or null for anything but http and https: https, lower-case host without "www." and default
 * ports, no credentials, no fragment (but "#!" and "#/" routes stay), no tracking parameters, the remaining ones sorted by name, percent
 * escapes in one spelling, no trailing slash or index page. Folding a folded URL changes nothing.
 */
export function canonicalUrl(text: string): string | null {
  const url = text.length > MAX_URL_LENGTH ? null : parseHttp(text);
  if (url === null) return null;
  const host = foldHost(url.hostname);
  if (host === '') return null;
  const port = url.port === '' || url.port === '80' || url.port === '443' ? '' : `:${url.port}`;
  const route = /^#!?\//.test(url.hash) || url.hash.startsWith('#!') ? url.hash : '';
  return `https://${host}${port}${foldPath(url.pathname)}${foldQuery(url.search)}${route}`;
}

function parseHttp(text: string, base?: string): URL | null {
  const url = URL.parse(text.trim(), base);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) return null;
  return url.hostname === '' ? null : url;
}

function foldHost(hostname: string): string {
  let host = hostname.toLowerCase().replace(/\.+$/, '');
  while (host.startsWith('www.') && host.indexOf('.', 4) > 0) host = host.slice(4);
  return host;
}

function foldPath(pathname: string): string {
  let path = foldEscapes(pathname).replace(/\/{2,}/g, '/');
  while (path.startsWith('/index.php/')) path = path.slice('/index.php'.length);
  for (;;) {
    const shorter = path.endsWith('/') ? path.slice(0, -1) : path.replace(INDEX_PAGE, '');
    if (shorter === path) return path;
    path = shorter;
  }
}

function foldQuery(search: string): string {
  const pairs = search
    .replace(/^\?/, '')
    .split('&')
    .map(pair => foldEscapes(pair.replace(/\+/g, '%20')).replace(/^(?:amp;)+/, ''))
    .filter(pair => pair !== '' && pair !== '=' && !isTracking(pair));
  pairs.sort((one, other) => (nameOf(one) < nameOf(other) ? -1 : nameOf(one) > nameOf(other) ? 1 : 0));
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

function nameOf(pair: string): string {
  const equals = pair.indexOf('=');
  return equals < 0 ? pair : pair.slice(0, equals);
}

function isTracking(pair: string): boolean {
  const name = nameOf(pair).toLowerCase();
  // "?ref=rss" says where a reader came from, "?ref=F2026L00012" which document is meant.
  if (name === 'ref' && /\d/.test(pair)) return false;
  return TRACKING_NAMES.has(name) || TRACKING_PREFIXES.some(prefix => name.startsWith(prefix));
}

/** One spelling for percent escapes: upper-case hex, nothing escaped that need not be, a lone "%" escaped. */
function foldEscapes(text: string): string {
  return text.replace(/%(?![0-9a-fA-F]{2})/g, '%25').replace(/%[0-9a-fA-F]{2}/g, found => {
    const char = String.fromCharCode(Number.parseInt(found.slice(1), 16));
    return UNRESERVED.test(char) ? char : found.toUpperCase();
  });
}
