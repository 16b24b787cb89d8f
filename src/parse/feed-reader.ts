import type { Attributes, MarkupHandler } from '../core/markup.ts';
import type { DocumentFormat, Note } from '../core/types.ts';
import { createElementStack, type Frame } from './element-stack.ts';
import { decodeEntities, fixControls } from './entities.ts';
import { type Draft, emptyDraft, putContent, putLeaf } from './feed-item.ts';
import { putGuid, putLink } from './feed-links.ts';
import {
  breaksField,
  CONTENT_FIELDS,
  type ContentField,
  LEAF_FIELDS,
  type LeafField,
  PERSON_FIELDS,
  PERSON_NAMES,
  ROOTS,
  SKIPPED,
} from './feed-names.ts';
import { isWebAddress } from './resolve-url.ts';
import {
  addClose,
  addOpen,
  addText,
  finishText,
  isInline,
  startText,
  type TextConstruct,
  undoDoubleEncoding,
} from './text-construct.ts';

/** Deeper elements are read as if they were not there: no real feed nests so far, and memory stays bounded. */
const MAX_DEPTH = 500;
const MAX_ITEMS = 200_000;

/** What the reader is in the middle of. */
type Field =
  | { readonly kind: 'content'; readonly field: ContentField; readonly text: TextConstruct }
  | { readonly kind: 'leaf'; readonly field: LeafField; value: string; readonly attributes: Attributes };

export interface FeedReading {
  readonly feed: Draft;
  readonly items: readonly Draft[];
  readonly format: DocumentFormat;
  readonly complete: boolean;
}

/** A reader that takes the events of one document and gives drafts of the feed and its items. */
export function createFeedReader(
  url: string | null,
  entities: ReadonlyMap<string, string>,
): { readonly handler: MarkupHandler; finish(notes: Note[]): FeedReading } {
  const feed = emptyDraft(null);
  const items: Draft[] = [];
  let tooDeep = 0;
  let skipping = 0;
  let overflow = 0;
  let item: Draft | null = null;
  let field: Field | null = null;
  let person: { text: string; name: string; email: string } | null = null;
  let format: DocumentFormat = 'unknown';
  let atomVersion: 'atom-1.0' | 'atom-0.3' = 'atom-1.0';
  let rootTag: string | null = null;
  let rootClosed = false;
  /** An empty <link/> may be followed by its address as text, when an HTML tool rewrote the feed. */
  let linkExpected = false;

  const decode = (data: string) => decodeEntities(data, entities);
  const stack = createElementStack(url, decode, closing);
  const { base, push, pop } = stack;
  const target = (): Draft => item ?? feed;

  function finishField(): void {
    if (field === null) return;
    const done = field;
    field = null;
    const depth = stack.depth();
    if (done.kind === 'content') {
      putContent(
        target(),
        done.field,
        finishText(done.text, base(), format === 'atom' ? atomVersion : 'other'),
        depth,
      );
      return;
    }
    const value = undoDoubleEncoding(fixControls(done.value.trim()));
    if (person !== null) {
      if (done.field === 'name' || done.field === 'email') person[done.field] ||= value;
    } else if (done.field === 'guid') putGuid(item, value, done.attributes, base());
    else if (done.field === 'link' && done.attributes.has('rel')) {
      putLink(target(), new Map([...done.attributes, ['href', value]]), base());
    } else putLeaf(target(), done.field, value, depth, base());
  }

  function finishPerson(): void {
    if (person === null) return;
    const { name, email, text } = person;
    person = null;
    const value =
      name !== '' && email !== '' ? `${name} (${email})` : name || email || text.replace(/\s+/g, ' ').trim();
    const authors = target().authors;
    if (value !== '' && !authors.includes(value) && authors.length < 100) authors.push(value);
  }

  function finishItem(): void {
    if (item === null) return;
    if (items.length < MAX_ITEMS) items.push(item);
    else overflow++;
    item = null;
  }

  function closing(frame: Frame): void {
    if (frame.role === 'field') finishField();
    else if (frame.role === 'person') finishPerson();
    else if (frame.role === 'item') finishItem();
    else if (frame.role === 'skip') skipping--;
  }

  function openRoot(name: string, attributes: Attributes, tag: string, defaultPrefix: string): boolean {
    const root = ROOTS[name];
    if (root === undefined || (root === 'cdf' && format !== 'unknown')) return false;
    const isBareChannel = root === 'cdf' && !attributes.has('href') && !attributes.has('lastmod');
    if (format === 'unknown') format = isBareChannel ? 'rss' : root;
    if (root === 'atom' && attributes.get('version')?.startsWith('0.')) atomVersion = 'atom-0.3';
    push(tag, attributes, 'root', defaultPrefix);
    rootTag ??= tag;
    feed.language ??= stack.top()?.language ?? null;
    putCdf(feed, attributes);
    return true;
  }

  /** Channel Definition Format keeps link and date in attributes. */
  function putCdf(draft: Draft, attributes: Attributes): void {
    const href = attributes.get('href');
    const modified = attributes.get('lastmod');
    if (href !== undefined) putLeaf(draft, 'link', decode(href), stack.depth(), base());
    if (modified !== undefined) putLeaf(draft, 'updated', decode(modified), stack.depth(), base());
  }

  function openItem(attributes: Attributes, tag: string, defaultPrefix: string): void {
    finishItem();
    if (format === 'unknown') format = tag.endsWith('entry') ? 'atom' : 'rss';
    push(tag, attributes, 'item', defaultPrefix);
    item = emptyDraft(stack.top()?.language ?? null);
    for (const [name, value] of attributes) {
      if (name === 'rdf:about' || name === 'about') item.guid = decode(value).trim() || null;
    }
    putCdf(item, attributes);
  }

  /** Opens an element outside of any text. */
  function openElement(name: string, tag: string, attributes: Attributes, defaultPrefix: string): void {
    linkExpected = false;
    if (skipping > 0 && (name === 'item' || name === 'entry'))
      stack.popThrough(frame => frame.role === 'skip');
    if (skipping > 0) {
      push(tag, attributes, 'other', defaultPrefix);
      return;
    }
    if (name === 'item' || name === 'entry') {
      if (item !== null) stack.popThrough(frame => frame.role === 'item');
      openItem(attributes, tag, defaultPrefix);
      return;
    }
    if (openRoot(name, attributes, tag, defaultPrefix)) return;
    if (SKIPPED.has(name)) {
      push(tag, attributes, 'skip', defaultPrefix);
      skipping++;
      return;
    }
    if (person !== null) {
      const part: LeafField | null = PERSON_NAMES.has(name)
        ? 'name'
        : name === 'email' || name === 'itunes:email'
          ? 'email'
          : null;
      push(tag, attributes, part === null ? 'other' : 'field', defaultPrefix);
      if (part !== null) field = { kind: 'leaf', field: part, value: '', attributes };
      return;
    }
    if (PERSON_FIELDS.has(name)) {
      push(tag, attributes, 'person', defaultPrefix);
      person = { text: '', name: '', email: '' };
      return;
    }
    const content = CONTENT_FIELDS[name];
    if (content !== undefined) {
      push(tag, attributes, 'field', defaultPrefix);
      const text = startText(attributes, content[1]);
      field = { kind: 'content', field: content[0], text };
      return;
    }
    openLeaf(name, tag, attributes, defaultPrefix);
  }

  function openLeaf(name: string, tag: string, attributes: Attributes, defaultPrefix: string): void {
    const leaf = LEAF_FIELDS[name];
    push(tag, attributes, leaf === undefined ? 'other' : 'field', defaultPrefix);
    if (name === 'itunes:category')
      putLeaf(target(), 'category', decode(attributes.get('text') ?? ''), stack.depth(), null);
    if (leaf === undefined) return;
    const decoded = new Map([...attributes].map(([key, value]) => [key, decode(value).trim()] as const));
    if (leaf === 'category')
      putLeaf(target(), 'category', decoded.get('term') || decoded.get('label') || '', stack.depth(), null);
    const isAddressed =
      leaf === 'link' && (decoded.get('href') ?? decoded.get('url') ?? decoded.get('uri')) !== undefined;
    if (isAddressed) putLink(target(), decoded, base());
    field = { kind: 'leaf', field: isAddressed ? 'ignored' : leaf, value: '', attributes: decoded };
  }

  /** Ends the field, or the person, that the start of `name` shows to be unclosed. */
  function breakField(name: string): void {
    if (field !== null) {
      const current: ContentField | LeafField = field.field;
      const inline = field.kind === 'content' && isInline(field.text);
      const breaks = inline ? breaksField(name, 'summary') : breaksField(name, current);
      if (breaks) pop();
    }
    if (person !== null && field === null && breaksField(name, 'person'))
      stack.popThrough(frame => frame.role === 'person');
  }

  const handler: MarkupHandler = {
    open(tag, attributes, selfClosing) {
      if (tooDeep > 0 || stack.depth() >= MAX_DEPTH) {
        if (!selfClosing) tooDeep++;
        return;
      }
      const defaultPrefix = stack.declare(attributes);
      const name = stack.nameOf(tag, defaultPrefix);
      breakField(name);
      if (field !== null) {
        if (field.kind === 'content') addOpen(field.text, tag, attributes, selfClosing);
        return;
      }
      openElement(name, tag, attributes, defaultPrefix);
      if (selfClosing && stack.top()?.tag === tag) pop();
      if (selfClosing && name === 'link' && attributes.size === 0) linkExpected = true;
    },
    close(tag) {
      if (tooDeep > 0) {
        tooDeep--;
        return;
      }
      if (field !== null) {
        const inner = field.kind === 'content' ? (field.text.open.get(tag) ?? 0) : 0;
        if (field.kind === 'content' && inner > 0) {
          field.text.open.set(tag, inner - 1);
          addClose(field.text, tag);
          return;
        }
      }
      if (!stack.isOpen(tag)) return;
      stack.popThrough(frame => frame.tag === tag);
      if (tag === rootTag && !stack.isOpen(tag)) rootClosed = true;
    },
    rest(data) {
      // The last end tag lacks its ">": it ends all the same.
      const tag = /^<\/([^\s<>/]+)\s*$/.exec(data)?.[1]?.toLowerCase();
      if (tag !== undefined && tag === rootTag) handler.close(tag, 0);
    },
    text(data) {
      if (skipping > 0) return;
      if (field === null) {
        if (person !== null) person.text += decode(data);
        else if (linkExpected && isWebAddress(data.trim()))
          putLeaf(target(), 'link', decode(data.trim()), stack.depth(), base());
        return;
      }
      if (field.kind === 'content') addText(field.text, decode(data));
      else field.value += decode(data);
    },
    cdata(data) {
      if (skipping > 0) return;
      if (field?.kind === 'content') addText(field.text, data);
      else if (field !== null) field.value += data;
      else if (person !== null) person.text += data;
    },
  };

  function finish(notes: Note[]): FeedReading {
    // Items without any root around them are as complete as they can be.
    const complete = rootClosed || (items.length > 0 && stack.depth() === 0);
    const cutInField = field !== null || person !== null;
    const cut = item;
    // An item that the end of the document cut in the middle of a word is left for the next read, unless it is all there is.
    if (cut !== null && !complete && cutInField && items.length > 0) {
      notes.push({ code: 'item-cut-off', message: 'The last item was cut off and left out.' });
      field = null;
      person = null;
      item = null;
    }
    while (stack.depth() > 0) pop();
    finishItem();
    if (overflow > 0) notes.push({ code: 'too-many-items', message: `${overflow} items were left out.` });
    return { feed, items, format, complete };
  }

  return { handler, finish };
}
