import type { PublishedItem } from '../core/ports.ts';
import type { StorySign } from '../core/story-sign.ts';

/** How far apart a publisher dates the same notice in two languages. */
export const TWIN_DAYS = 1;
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** Digits that a part of an address has beside a date before it is the number of a document. */
const NUMBER_DIGITS = 3;
/** Share of the figures of two texts that both have, from which they say the same, and how many these are at least. */
const SAME_FIGURES = 0.5;
const LEAST_FIGURES = 2;
const LONGEST_ADDRESS = 2_000;

const LANGUAGE =
  /^(?:en|eng|english|us|uk|tc|sc|zh|chi|chn|cn|chinese|zh[-_](?:hant|hans|hk|tw|cn)|ja|jp|jpn|ko|kr|kor|de|deu|ger|deutsch|fr|fra|es|spa|pt|it)$/;
const LANGUAGE_ENDING = /[-_.](?:en|eng|tc|sc|zh|chi|ja|jp|ko|kr|de|fr|es|pt|it)$/;
const LANGUAGE_KEY = /^(?:lang|language|locale|hl|l)$/;
const DATE = /(?:19|20)\d{2}(?:[-_]?(?:0[1-9]|1[0-2])(?:[-_]?(?:0[1-9]|[12]\d|3[01]))?)?/;

/** An item whose twin is sought. */
export interface TwinSeeker {
  readonly itemId: string;
  readonly url: string | null;
  readonly sign: StorySign;
}

export interface Twin {
  readonly item: PublishedItem;
  /** Why, for people. */
  readonly because: string;
}

interface Address {
  /** Parts of the path without languages and endings. */
  readonly path: string;
  readonly query: string;
  /** Parts that name one document: "26pr123". */
  readonly numbers: ReadonlySet<string>;
}

/**
 * The same notice in the list of the same publisher in another language, or null: dated within a day, with the same address but for the language or the
 * same number in it; else with the same figures, or published in the same minute, where nothing else in either list is.
 * `siblings` are other items of the own list, `taken` stories that an item of the own list stands in: only a number leads to them.
 */
export function findTwin(
  own: TwinSeeker,
  candidates: readonly PublishedItem[],
  siblings: readonly TwinSeeker[],
  taken: ReadonlySet<string>,
): Twin | null {
  const isNear = ({ sign }: TwinSeeker) =>
    Math.abs(Date.parse(sign.at) - Date.parse(own.sign.at)) <= TWIN_DAYS * DAY_MS;
  const near = candidates.filter(isNear);
  if (near.length === 0) return null;
  const beside = siblings.filter(one => one.itemId !== own.itemId && isNear(one));
  const address = addressOf(own.url);
  const others = near.map(item => ({ item, address: addressOf(item.url) }));
  const same = only(others, other => isSameAddress(address, other.address));
  if (same !== null && !beside.some(one => isSameAddress(address, addressOf(one.url))))
    return found(same.item, 'same address but for the language');
  const ownNumbers = new Set(beside.flatMap(one => [...addressOf(one.url).numbers]));
  for (const number of address.numbers) {
    if (ownNumbers.has(number)) continue;
    const numbered = only(others, other => other.address.numbers.has(number));
    if (numbered !== null) return found(numbered.item, `number ${number}`);
  }
  const free = others
    .filter(other => !taken.has(other.item.storyId) && !isOtherDocument(address, other.address))
    .map(({ item }) => item);
  const told = only(near, other => isSameFigures(own.sign, other.sign));
  if (
    told !== null &&
    free.includes(told) &&
    !beside.some(one => isSameFigures(own.sign, one.sign) || isSameFigures(one.sign, told.sign))
  )
    return found(told, 'same figures within a day');
  const together = only(near, other => isSameMinute(own.sign, other.sign));
  if (
    together !== null &&
    free.includes(together) &&
    !beside.some(one => isSameMinute(own.sign, one.sign)) &&
    !areOtherFigures(own.sign, together.sign)
  )
    return found(together, 'alone in the minute of both lists');
  return null;
}

function found(item: PublishedItem, why: string): Twin {
  return { item, because: `the same in another language: ${why}` };
}

function only<T>(list: readonly T[], fits: (one: T) => boolean): T | null {
  const fitting = list.filter(fits);
  return fitting.length === 1 ? (fitting[0] ?? null) : null;
}

function addressOf(url: string | null): Address {
  const parsed = url === null || url.length > LONGEST_ADDRESS ? null : URL.parse(url);
  if (parsed === null) return { path: '', query: '', numbers: new Set() };
  const parts = parsed.pathname
    .toLowerCase()
    .split('/')
    .map(part => part.replace(/\.(?:s?html?|aspx?|php|jsp|pdf|do)$/, '').replace(LANGUAGE_ENDING, ''))
    .filter(part => part !== '' && !LANGUAGE.test(part));
  const query = [...parsed.searchParams]
    .map(([key, value]) => [key.toLowerCase(), value.toLowerCase().replace(LANGUAGE_ENDING, '')] as const)
    .filter(([key, value]) => !LANGUAGE_KEY.test(key) && !LANGUAGE.test(value));
  const numbers = [...parts, ...query.map(([, value]) => value)].filter(isNumber);
  return {
    path: parts.join('/'),
    query: query.map(([key, value]) => `${key}=${value}`).join('&'),
    numbers: new Set(numbers),
  };
}

/** Names one document: has digits that are no date. */
function isNumber(part: string): boolean {
  return part.replace(DATE, '').replace(/\D+/g, '').length >= NUMBER_DIGITS;
}

/** Of one document: an address without a digit may be that of the list. */
function isSameAddress(one: Address, other: Address): boolean {
  return (
    one.path !== '' && one.path === other.path && one.query === other.query && /\d/.test(one.path + one.query)
  );
}

/** One page that shows documents by their number, which differ. */
function isOtherDocument(one: Address, other: Address): boolean {
  return one.path !== '' && one.path === other.path && one.query !== other.query;
}

function figuresOf(terms: readonly string[]): ReadonlySet<string> {
  return new Set(terms.filter(term => /^[m%#]:/.test(term)));
}

function isSameFigures(one: StorySign, other: StorySign): boolean {
  const [title, otherTitle] = [figuresOf(one.title), figuresOf(other.title)];
  const speaks = title.size >= LEAST_FIGURES || [...title].some(term => !term.startsWith('#:'));
  if (speaks && title.size === otherTitle.size && [...title].every(term => otherTitle.has(term))) return true;
  const [all, otherAll] = [
    figuresOf([...one.title, ...one.lead]),
    figuresOf([...other.title, ...other.lead]),
  ];
  const shared = [...all].filter(term => otherAll.has(term)).length;
  return shared >= LEAST_FIGURES && shared / (all.size + otherAll.size - shared) > SAME_FIGURES;
}

/** Both titles give figures, and not one is the same. */
function areOtherFigures(one: StorySign, other: StorySign): boolean {
  const [title, otherTitle] = [figuresOf(one.title), figuresOf(other.title)];
  return title.size > 0 && otherTitle.size > 0 && ![...title].some(term => otherTitle.has(term));
}

function isSameMinute(one: StorySign, other: StorySign): boolean {
  return (
    one.exact &&
    other.exact &&
    Math.floor(Date.parse(one.at) / MINUTE_MS) === Math.floor(Date.parse(other.at) / MINUTE_MS)
  );
}
