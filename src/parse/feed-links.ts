import type { Attributes } from '../core/markup.ts';
import type { Draft } from './feed-item.ts';
import { absoluteLink, isWebAddress, resolveUrl } from './resolve-url.ts';

const PAGE_TYPES = /^(?:text\/html|application\/xhtml\+xml|html|xhtml)/;

/** Stands in for a missing page link, best first. An enclosure never does. */
const STAND_INS = ['alternate', 'canonical', 'via', 'related', 'self'];

/** Stores a link given by attributes (Atom's link element): the page itself, the next page of the list, or a stand-in. */
export function putLink(draft: Draft, attributes: Attributes, base: string | null): void {
  const address = attributes.get('href') ?? attributes.get('url') ?? attributes.get('uri') ?? '';
  const url = absoluteLink(base, address);
  if (url === null) return;
  const rel = (attributes.get('rel') || 'alternate')
    .toLowerCase()
    .replace(/^http:\/\/www\.iana\.org\/assignments\/relation\//, '');
  const type = (attributes.get('type') || 'text/html').toLowerCase();
  if (rel === 'next') draft.nextLink ??= url;
  if (rel === 'alternate' && PAGE_TYPES.test(type)) {
    draft.link = url;
    return;
  }
  const rank = STAND_INS.indexOf(rel);
  if (rank >= 0 && (draft.otherLink === null || rank < draft.otherLink.rank)) draft.otherLink = { url, rank };
}

/** Stores an item's guid or id. RSS calls it a link unless it says otherwise; it is taken for one when it looks like one. */
export function putGuid(
  draft: Draft | null,
  value: string,
  attributes: Attributes,
  base: string | null,
): void {
  if (draft === null || value === '') return;
  const permanent = attributes.get('ispermalink')?.trim().toLowerCase();
  const isLink = permanent === undefined || permanent === 'true';
  draft.guid = isLink && !/^[\w-]*$/.test(value) && !value.includes(' ') ? resolveUrl(base, value) : value;
  if (permanent === 'true') draft.guidLink = absoluteLink(base, value);
  else if (isLink && isWebAddress(draft.guid)) draft.guidLink = draft.guid;
}
