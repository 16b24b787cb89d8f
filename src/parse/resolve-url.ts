const SCHEME = /^[a-z][a-z0-9+.-]*:/i;
/** Schemes that run or embed code when followed. */
const UNSAFE = /^(?:javascript|vbscript|data|livescript|mocha|about|blob|view-source|jar):/i;
const PARTS = /^([a-z][a-z0-9+.-]*:)?(\/\/[^/?#]*)?([^?#]*)(\?[^#]*)?/i;

/** Whether a URL, once browsers have ignored the white space and controls in it, has a scheme that can run code. */
export function isUnsafeUrl(url: string): boolean {
  return UNSAFE.test(
    url.slice(0, 200).replace(/[\u0000-\u0020\u007f-\u00a0\u200b-\u200f\u2028-\u202f\ufeff]+/g, ''),
  );
}

function removeDotSegments(path: string): string {
  if (!path.includes('.')) return path;
  const out: string[] = [];
  const segments = path.split('/');
  for (const [index, segment] of segments.entries()) {
    const last = index === segments.length - 1;
    if (segment === '..') {
      if (out.length > 1 || (out.length === 1 && out[0] !== '')) out.pop();
      if (last) out.push('');
    } else if (segment === '.') {
      if (last) out.push('');
    } else out.push(segment);
  }
  return out.join('/');
}

/**
 * Joins a link to its base as RFC 3986 section 5.2 says, leaving its characters as published (no percent-encoding, no
 * punycode, no slash added), because what people see and what identifies an item should be what the publisher wrote.
 * Without a usable base the link comes back as it is.
 */
export function resolveUrl(base: string | null, link: string): string {
  const target = link.trim().replace(/^([a-z][a-z0-9+.-]*:\/\/)\/+/i, '$1');
  if (base === null || base === '' || SCHEME.test(target)) return target;
  const [, scheme = '', authority = '', basePath = '', baseQuery = ''] = PARTS.exec(base) ?? [];
  if (scheme === '' || (authority === '' && !basePath.startsWith('/'))) return target;
  if (target === '') return base;
  if (target.startsWith('//')) return scheme + target;
  if (target.startsWith('#')) return `${scheme}${authority}${basePath}${baseQuery}${target}`;
  if (target.startsWith('?')) return `${scheme}${authority}${basePath}${target}`;
  const cut = target.search(/[?#]/);
  const path = cut < 0 ? target : target.slice(0, cut);
  const rest = cut < 0 ? '' : target.slice(cut);
  const folder = basePath === '' ? '/' : basePath.slice(0, basePath.lastIndexOf('/') + 1);
  return scheme + authority + removeDotSegments(path.startsWith('/') ? path : folder + path) + rest;
}

/** An absolute, harmless URL, or null: what a link field may hold. */
export function absoluteLink(base: string | null, link: string): string | null {
  if (isUnsafeUrl(link)) return null;
  const resolved = resolveUrl(base, link);
  if (resolved === '' || !SCHEME.test(resolved) || isUnsafeUrl(resolved)) return null;
  return /\s/.test(resolved) ? resolved.replace(/[\t\r\n]+\s*/g, '').replace(/\s/g, '%20') : resolved;
}

/** Whether a text is an absolute web address. */
export function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^\s/]/i.test(text);
}
