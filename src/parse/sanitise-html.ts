import { scanMarkup } from '../core/markup.ts';
import { decodeEntities } from './entities.ts';
import { isUnsafeUrl, resolveUrl } from './resolve-url.ts';

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** Elements that may stay: text, lists, tables, images and media of the HTML standard. Others lose their tags, not their text. */
const ELEMENTS = words(
  'a abbr acronym address area article aside audio b bdi bdo big blockquote br button canvas caption center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 header hr i img input ins kbd label legend li main map mark menu meter nav noscript ol optgroup option output p picture pre progress q rp rt ruby s samp section select small source span strike strong sub summary sup table tbody td textarea tfoot th thead time tr tt u ul var video wbr',
);
const ATTRIBUTES = words(
  'abbr accept accept-charset accesskey action align alt autocomplete axis bgcolor border cellpadding cellspacing char charoff charset checked cite class clear color cols colspan compact controls coords datetime default dir disabled enctype face for frame headers height high href hreflang hspace id ismap kind label lang list longdesc loop low max maxlength media method min multiple name nohref noshade nowrap open optimum pattern placeholder poster preload prompt readonly rel required rev reversed rows rowspan rules scope selected shape size span src srclang srcset start step summary tabindex target title type usemap valign value vspace width wrap xml:lang',
);
const URL_ATTRIBUTES = words('action cite href longdesc poster src usemap');
const VOID = words('area br col hr img input source wbr');
/** Elements that go with all they hold. */
const REMOVED = words('script style applet');

/**
 * Elements whose content browsers take as text. They are dropped here and what they hold is shown, so it must be read, and
 * cleaned, as markup: under another name.
 */
const RAW_TEXT = /<(\/?)(iframe|noembed|noframes|xmp|plaintext|title)(?=[\s>/])/gi;

/** A tag cut off by the end of the text. */
const CUT_TAG = /^<[a-z/!?]/i;

/**
 * Comments that are never closed end at the next ">", as old browsers had it, and any other "<!" that nothing ends is
 * somebody's words: neither may hide the rest of a text.
 */
function closeComments(html: string): string {
  if (!html.includes('<!')) return html;
  const open = html.indexOf('<!--', html.lastIndexOf('-->') + 1);
  const closed = open < 0 ? html : html.slice(0, open) + html.slice(open).replaceAll('<!--', '<?');
  const tail = closed.lastIndexOf('>') + 1;
  return closed.slice(0, tail) + closed.slice(tail).replace(/<!(?=[a-z])/gi, '&lt;!');
}

function attributeText(name: string, raw: string, base: string | null): string | null {
  let value = decodeEntities(raw);
  if (URL_ATTRIBUTES.has(name)) {
    // Browsers read a numeric reference without its semicolon, so the check must too.
    if (isUnsafeUrl(value.replace(/&#(x[\da-f]{1,7}|\d{1,8});?/gi, (_, code: string) => numeric(code))))
      return null;
    value = resolveUrl(base, value);
    if (isUnsafeUrl(value)) return null;
  }
  if (name === 'srcset') value = srcsetAgainst(base, value);
  if (name === 'rel' || name === 'type') value = value.toLowerCase();
  return ` ${name}="${value.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')}"`;
}

/** Every candidate of a srcset ("a.png, b.png 2x") made absolute, those that could run left out. */
function srcsetAgainst(base: string | null, value: string): string {
  return value
    .split(/,\s+/)
    .map(candidate => candidate.trim().split(/\s+/))
    .filter(([address = '']) => address !== '' && !isUnsafeUrl(address))
    .map(([address = '', ...descriptors]) => [resolveUrl(base, address), ...descriptors].join(' '))
    .join(', ');
}

function numeric(code: string): string {
  const value = /^x/i.test(code) ? Number.parseInt(code.slice(1), 16) : Number.parseInt(code, 10);
  return value > 0 && value <= 0x10ffff ? String.fromCodePoint(value) : '';
}

/**
 * HTML without what could run, embed or restyle (scripts, frames, objects, event handlers, style, javascript: links,
 * comments), its links made absolute against `base`, attributes sorted. Text and its entities stay as written.
 */
export function sanitiseHtml(html: string, base: string | null): string {
  if (!html.includes('<')) return html.trim();
  let out = '';
  let removed = 0;
  // CDATA that was escaped along with its content is still only a wrapper.
  const unwrapped = html.includes('<![CDATA[')
    ? html.replaceAll('<![CDATA[', '').replaceAll(']]>', '')
    : html;
  scanMarkup(closeComments(unwrapped).replace(RAW_TEXT, '<$1x-$2'), 'raw-html', {
    open(name, attributes, selfClosing) {
      if (REMOVED.has(name) && !selfClosing) removed++;
      if (removed > 0 || !ELEMENTS.has(name)) return;
      const kept: string[] = [];
      for (const [key, value] of attributes) {
        if (!ATTRIBUTES.has(key)) continue;
        const text = attributeText(key, value, base);
        if (text !== null) kept.push(text);
      }
      const isVoid = VOID.has(name);
      out += `<${name}${kept.sort().join('')}${isVoid ? ' /' : ''}>`;
      if (selfClosing && !isVoid) out += `</${name}>`;
    },
    close(name) {
      if (REMOVED.has(name)) removed = Math.max(0, removed - 1);
      else if (removed === 0 && ELEMENTS.has(name) && !VOID.has(name)) out += `</${name}>`;
    },
    text(data) {
      if (removed === 0) out += data.includes('<') ? data.replace(/</g, '&lt;') : data;
    },
    rest(data) {
      if (removed === 0 && !CUT_TAG.test(data)) out += data.replace(/</g, '&lt;');
    },
  });
  return out.trim().replace(/\r\n/g, '\n');
}

/**
 * Whether text that a format calls plain is HTML after all, as titles of RSS often are: it has a closing tag or an entity,
 * and nothing in it that HTML does not know.
 */
export function looksLikeHtml(text: string): boolean {
  if (!/<\/\w+>|&#?\w+;|<br\s*\/?>|<(?:img|hr)\s/i.test(text)) return false;
  for (const tag of text.matchAll(/<\/?(\w+)/g)) {
    const name = (tag[1] ?? '').toLowerCase();
    if (!ELEMENTS.has(name) && !REMOVED.has(name)) return false;
  }
  for (const entity of text.matchAll(/&\w{1,40};/g)) {
    if (decodeEntities(entity[0]) === entity[0]) return false;
  }
  return true;
}
