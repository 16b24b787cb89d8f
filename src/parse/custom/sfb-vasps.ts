import { inlineText } from '../../core/html.ts';
import { MAX_LENGTH } from '../read-html.ts';
import type { Table } from '../table.ts';

/** A firm and its eight-figure business number, in full-width or plain brackets. */
const FIRM =
  /([^（）()：:，,、；;。\s][^（）()：:；;。]{0,80}?)\s*[（(]\s*統一編號\s*[：:]\s*(\d{8})\s*[）)]/g;
const SECTION =
  /(已完成[^。；（(]{0,40}登記|自行申請[^。；（(]{0,40}(?:註銷|廢止)|(?:尚)?未完成[^。；（(]{0,40}登記|廢止[^。；（(]{0,40}登記|註銷[^。；（(]{0,40}登記)/g;

/**
 * Taiwan's list of registered providers of virtual asset services: running text in which each firm is followed by its business
 * number, "某某股份有限公司（統一編號：12345678）", under headings that say whether it is registered, has left, or never came.
 */
export function readSfbVasps(text: string): Table {
  const plain = inlineText(text.slice(0, MAX_LENGTH));
  const marks = [...plain.matchAll(SECTION)]
    .slice(0, 200)
    .map(match => ({ at: match.index, section: match[1] ?? '' }));
  const rows = [...plain.matchAll(FIRM)].slice(0, 5_000).map(match => ({
    name: (match[1] ?? '').replace(/^[\d.、\s]+/, '').trim(),
    number: match[2] ?? '',
    section: marks.findLast(({ at }) => at < match.index)?.section ?? '',
  }));
  return { header: ['name', 'number', 'section'], rows };
}
