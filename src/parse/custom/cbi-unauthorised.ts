import type { ParsedDocument, RawItem } from '../../core/types.ts';
import { decodeEntities } from '../entities.ts';
import { emptyDocument, noItems } from '../no-items.ts';
import { absoluteLink } from '../resolve-url.ts';

const OBJECT = /\{[^{}]{0,4000}?"firmName"[^{}]{0,4000}?\}/g;

/**
 * The Central Bank of Ireland's list of unauthorised firms: the page holds it as objects of a script,
 * { "firmName": decodeTitle("..."), "country": "...", "warningDate": "dd/mm/yyyy", "url": decodeTitle("...") }.
 */
export function readCbiUnauthorised(text: string, url: string | null): ParsedDocument {
  const items = [...text.matchAll(OBJECT)].flatMap(([object]): RawItem[] => {
    const title = textOf(object, 'firmName');
    const address = textOf(object, 'url');
    if (title === null) return [];
    const country = textOf(object, 'country');
    return [
      {
        title,
        link: address === null ? null : absoluteLink(url, address),
        guid: null,
        dateText: textOf(object, 'warningDate'),
        updatedText: null,
        summary: country,
        content: null,
        authors: [],
        categories: [],
        language: null,
      },
    ];
  });
  if (items.length === 0)
    return noItems('html', { code: 'items-not-found', message: 'The page holds no list of firms.' });
  return { ...emptyDocument('html'), link: url, items };
}

function textOf(object: string, key: string): string | null {
  const found = new RegExp(`"?\\b${key}"?\\s*:\\s*(?:\\w{1,30}\\()?\\s*"((?:[^"\\\\]|\\\\.){0,2000})"`).exec(
    object,
  );
  if (found === null) return null;
  const raw = (found[1] ?? '')
    .replace(/\\(["'\\/])/g, '$1')
    .replace(/\\u([\da-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  return decodeEntities(raw).trim() || null;
}
