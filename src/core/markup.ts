import { Tokenizer } from 'htmlparser2';

/** Attributes of one tag by lower-case name; the first of two with one name wins. */
export type Attributes = ReadonlyMap<string, string>;

/** What a scan reports, in document order. Offsets are UTF-16 positions in the scanned text. */
export interface MarkupHandler {
  /** A start tag; `name` is lower case. */
  open(name: string, attributes: Attributes, selfClosing: boolean, start: number, end: number): void;
  /** An end tag, whether or not anything of that name is open. */
  close(name: string, start: number): void;
  /** Text. Entities are resolved in "html" only (a feed may define its own). */
  text(data: string): void;
  /** A CDATA section (XML only). `closed` is false when the document ended inside it. */
  cdata?(data: string, closed: boolean): void;
  /** What follows "<!" up to ">", for example a DOCTYPE. */
  declaration?(data: string): void;
  /** What is left when the document ends inside a tag: "<a href=". */
  rest?(data: string, start: number): void;
}

const NO_ATTRIBUTES: Attributes = new Map();

/**
 * Walks HTML ("raw-html" leaves entities alone) or XML without building a tree or a stack, in time linear in the length of the text whatever it holds.
 * It stands on htmlparser2's tokenizer and not on its Parser, whose stack of open tags makes "<a><a><a>..." quadratic.
 */
export function scanMarkup(text: string, kind: 'html' | 'raw-html' | 'xml', handler: MarkupHandler): void {
  const xml = kind === 'xml';
  let tagStart = 0;
  let name = '';
  let attributeName = '';
  let value = '';
  let attributes: Map<string, string> | null = null;
  let done = 0;

  const openTag = (end: number, selfClosing: boolean) => {
    done = end + 1;
    handler.open(name, attributes ?? NO_ATTRIBUTES, selfClosing, tagStart, done);
    attributes = null;
  };

  const tokenizer = new Tokenizer(
    { xmlMode: xml, decodeEntities: kind === 'html', recognizeSelfClosing: true },
    {
      onopentagname(start, end) {
        tagStart = start - 1;
        name = text.slice(start, end).toLowerCase();
      },
      onattribname(start, end) {
        attributeName = text.slice(start, end).toLowerCase();
        value = '';
      },
      onattribdata(start, end) {
        value += text.slice(start, end);
      },
      onattribentity(codePoint) {
        value += String.fromCodePoint(codePoint);
      },
      onattribend() {
        attributes ??= new Map();
        if (!attributes.has(attributeName)) attributes.set(attributeName, value);
      },
      onopentagend(end) {
        openTag(end, false);
      },
      onselfclosingtag(end) {
        openTag(end, true);
      },
      onclosetag(start, end) {
        const close = text.indexOf('>', end);
        done = close < 0 ? text.length : close + 1;
        handler.close(text.slice(start, end).toLowerCase(), start - 2);
      },
      ontext(start, end) {
        done = end;
        handler.text(text.slice(start, end));
      },
      ontextentity(codePoint, end) {
        done = end;
        handler.text(String.fromCodePoint(codePoint));
      },
      oncdata(start, end, offset) {
        const closed = text.startsWith(']]>', end - offset);
        done = closed ? end + 1 : text.length;
        handler.cdata?.(text.slice(start, closed ? end - offset : end), closed);
      },
      oncomment(_start, end) {
        done = end + 1;
      },
      ondeclaration(start, end) {
        done = end + 1;
        handler.declaration?.(text.slice(start, end));
      },
      onprocessinginstruction(_start, end) {
        done = end + 2;
      },
      onend() {
        if (done < text.length) handler.rest?.(text.slice(done), done);
      },
    },
  );
  tokenizer.write(text);
  tokenizer.end();
}
