import type { Attributes } from '../core/markup.ts';
import { prefixOf, usualPrefix } from './feed-names.ts';
import { absoluteLink } from './resolve-url.ts';

/** What an open element is to the reader of a feed. */
export type Role = 'item' | 'skip' | 'person' | 'field' | 'root' | 'other';

/** An open element, with what it inherits. */
export interface Frame {
  readonly tag: string;
  readonly role: Role;
  /** Base for relative links inside (xml:base). */
  readonly base: string | null;
  /** Language inside (xml:lang). */
  readonly language: string | null;
  readonly defaultPrefix: string;
}

/** The open elements of a document. */
export interface ElementStack {
  depth(): number;
  top(): Frame | undefined;
  base(): string | null;
  /** Whether an element written like this is open. */
  isOpen(tag: string): boolean;
  /** Registers the namespaces that a start tag declares, and gives its own default prefix. */
  declare(attributes: Attributes): string;
  /** The name of an element by namespace, whatever prefix the document chose: "dc:date", "title". */
  nameOf(tag: string, defaultPrefix: string): string;
  push(tag: string, attributes: Attributes, role: Role, defaultPrefix: string): void;
  /** Ends the innermost element. `closing` runs while it is still the innermost. */
  pop(): void;
  /** Ends elements up to and including the innermost that `isIt` accepts. */
  popThrough(isIt: (frame: Frame) => boolean): void;
}

/**
 * An empty stack for a document found at `url`. Tags that are open are counted, so that an end tag which nothing opened
 * costs nothing however deep the document is.
 */
export function createElementStack(
  url: string | null,
  decode: (text: string) => string,
  closing: (frame: Frame) => void,
): ElementStack {
  const frames: Frame[] = [];
  const openTags = new Map<string, number>();
  const prefixes = new Map<string, string>();
  const top = (): Frame | undefined => frames[frames.length - 1];
  const base = (): string | null => top()?.base ?? url;

  function pop(): void {
    const frame = top();
    if (frame === undefined) return;
    closing(frame);
    frames.pop();
    const left = (openTags.get(frame.tag) ?? 1) - 1;
    if (left === 0) openTags.delete(frame.tag);
    else openTags.set(frame.tag, left);
  }

  return {
    depth: () => frames.length,
    top,
    base,
    isOpen: tag => openTags.has(tag),
    declare(attributes) {
      for (const [name, value] of attributes) {
        if (!name.startsWith('xmlns:')) continue;
        const known = prefixOf(value);
        if (known !== null) prefixes.set(name.slice(6), known);
      }
      const own = attributes.get('xmlns');
      return own === undefined ? (top()?.defaultPrefix ?? '') : (prefixOf(own) ?? '');
    },
    nameOf(tag, defaultPrefix) {
      const colon = tag.indexOf(':');
      const given = tag.slice(0, Math.max(colon, 0));
      const prefix = colon < 0 ? defaultPrefix : (prefixes.get(given) ?? usualPrefix(given));
      const local = tag.slice(colon + 1);
      return prefix === '' ? local : `${prefix}:${local}`;
    },
    push(tag, attributes, role, defaultPrefix) {
      const baseAttribute = attributes.get('xml:base')?.trim();
      const language = attributes.get('xml:lang')?.trim();
      const ownBase = baseAttribute === undefined ? null : absoluteLink(base(), decode(baseAttribute));
      frames.push({
        tag,
        role,
        defaultPrefix,
        base: ownBase ?? base(),
        language: language === undefined ? (top()?.language ?? null) : language.replaceAll('_', '-') || null,
      });
      openTags.set(tag, (openTags.get(tag) ?? 0) + 1);
    },
    pop,
    popThrough(isIt) {
      for (let frame = top(); frame !== undefined; frame = top()) {
        pop();
        if (isIt(frame)) return;
      }
    },
  };
}
