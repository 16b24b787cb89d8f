import { Parser } from 'htmlparser2';
import { escapeHtml } from '../core/escape-html.ts';
import { jurisdictionName } from '../core/labels.ts';
import type { Noted, SourceDef } from '../core/types.ts';
import { absoluteUrl } from '../core/url.ts';

/** One feed of an OPML file. */
export interface Outline {
  readonly url: string;
  readonly title: string | null;
  readonly homepage: string | null;
  readonly language: string | null;
}

const FEED_FORMATS = new Set<string>(['rss', 'atom']);
/** An export of any reader has fewer; more is a mistake or an attack. */
const MOST_OUTLINES = 10_000;

/**
 * The feeds of an OPML document in its order, each address once; folders are looked through. Attribute names are read in any case, as
 * programs write them. What has no usable address is left out and noted. Never throws.
 */
export function parseOpml(text: string): Noted<readonly Outline[]> {
  const found = new Map<string, Outline>();
  const notes: { code: string; message: string }[] = [];
  let isOpml = false;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (name === 'opml') isOpml = true;
        if (name !== 'outline') return;
        const link = attributes.xmlurl;
        if (link === undefined) return;
        const url = absoluteUrl(link, null);
        const title = attributes.title?.trim() || attributes.text?.trim() || null;
        if (url === null) {
          notes.push({ code: 'outline-unusable', message: `"${link.slice(0, 80)}" is no web address` });
        } else if (found.size < MOST_OUTLINES && !found.has(url)) {
          const homepage = attributes.htmlurl ? absoluteUrl(attributes.htmlurl, null) : null;
          found.set(url, { url, title, homepage, language: attributes.language?.trim() || null });
        }
      },
    },
    { xmlMode: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
  );
  parser.end(text);
  if (!isOpml) notes.push({ code: 'not-opml', message: 'the document is no OPML' });
  return { value: [...found.values()], notes };
}

/** Sources that are feeds as OPML 2.0, in a folder per jurisdiction; `leftOut` counts those that OPML cannot name. */
export function formatOpml(sources: readonly SourceDef[]): { opml: string; feeds: number; leftOut: number } {
  const enabled = sources.filter(def => def.enabled);
  const feeds = enabled.filter(
    def => FEED_FORMATS.has(def.format) && def.method === 'GET' && !/[{}]/.test(def.url),
  );
  const folders = Map.groupBy(feeds, def =>
    def.jurisdiction ? jurisdictionName(def.jurisdiction) : 'Press',
  );
  const lines = [...folders]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([folder, defs]) => [
      `    <outline text="${escapeHtml(folder)}">`,
      ...defs.map(def => `      <outline ${attributesOf(def)}/>`),
      '    </outline>',
    ]);
  const opml = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<opml version="2.0">',
    '  <head><title>regbeat sources</title></head>',
    '  <body>',
    ...lines,
    '  </body>',
    '</opml>',
    '',
  ].join('\n');
  return { opml, feeds: feeds.length, leftOut: enabled.length - feeds.length };
}

function attributesOf(def: SourceDef): string {
  const attributes = {
    type: 'rss',
    text: def.name,
    title: def.name,
    xmlUrl: def.url,
    ...(def.homepage ? { htmlUrl: def.homepage } : {}),
    language: def.language,
  };
  return Object.entries(attributes)
    .map(([name, value]) => `${name}="${escapeHtml(value)}"`)
    .join(' ');
}
