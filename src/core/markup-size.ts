import { scanMarkup } from './markup.ts';

/** The HTML algorithm takes time with the square of these, and no page that people read comes near them. */
const MAX_DEPTH = 1000;
const MAX_OPEN_FORMATTING = 100;
const FORMATTING = new Set('a b big code em font i nobr s small strike strong tt u'.split(' '));
/** Elements that are empty, or that the next of their kind ends. */
const VOID = new Set(
  'area base br col embed hr img input link meta param source track wbr p li dt dd tr td th option'.split(
    ' ',
  ),
);

/** How large the tree of a page would be. */
export interface MarkupSize {
  readonly elements: number;
  /** How deep the deepest element is. */
  readonly depth: number;
  /** Most elements such as `<b>` that are open at once. */
  readonly formatting: number;
  /** Sum of the depths of all elements: what looking at the ancestors of each costs. */
  readonly paths: number;
}

/** Measures a page without building its tree, in linear time. */
export function measureMarkup(html: string): MarkupSize {
  let elements = 0;
  let depth = 0;
  let open = 0;
  let deepest = 0;
  let formatting = 0;
  let paths = 0;
  scanMarkup(html, 'raw-html', {
    open(name, _attributes, selfClosing) {
      elements++;
      paths += depth + 1;
      if (selfClosing || VOID.has(name)) return;
      deepest = Math.max(deepest, ++depth);
      if (FORMATTING.has(name)) formatting = Math.max(formatting, ++open);
    },
    close(name) {
      if (VOID.has(name)) return;
      depth = Math.max(0, depth - 1);
      if (FORMATTING.has(name)) open = Math.max(0, open - 1);
    },
    text: () => undefined,
  });
  return { elements, depth: deepest, formatting, paths };
}

/** Whether a page nests so deep that building its tree would take for ever. */
export function isTooDeep(html: string): boolean {
  const { depth, formatting } = measureMarkup(html);
  return depth > MAX_DEPTH || formatting > MAX_OPEN_FORMATTING;
}
