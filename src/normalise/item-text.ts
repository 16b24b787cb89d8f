import { htmlToText, inlineText } from '../core/html.ts';
import { cleanLine, cleanParagraphs, toSentences, truncate } from '../core/text.ts';
import type { Article, RawItem } from '../core/types.ts';
import { foldTitle } from './item-keys.ts';

export const MAX_TITLE = 1000;
const MAX_SUMMARY = 2000;
const MAX_TEXT = 500_000;
/** Titles made from a first sentence. */
const MAX_MADE_TITLE = 200;
/** How far from the end of a text a footer is looked for. */
const MAX_FOOTER = 700;
/** WordPress appends it to every entry. */
const APPEARED_FIRST =
  /(?:^|\s)The post \S[^\n]{0,400} (?:appeared first on|first appeared on) [^\n]{1,120}$/;

export type ItemText = Pick<Article, 'title' | 'summary' | 'text' | 'textFrom'>;

/**
 * Title, summary and text of an entry as clean plain text, or null when there is no title and nothing to make one of. The
 * text is the content, or the summary where that says more; what only repeats the title is no text.
 */
export function readText(raw: RawItem, note: (code: string, message: string) => void): ItemText | null {
  const summary = plain(raw.summary);
  const content = plain(raw.content);
  const given = cleanLine(inlineText(raw.title ?? ''));
  const title = given === '' ? firstSentence(summary === '' ? content : summary) : given;
  if (title === '') return null;
  if (given === '') note('title-missing', 'no title: its first sentence is used');
  if (title.length > MAX_TITLE) note('title-cut', `title of ${title.length} characters cut to ${MAX_TITLE}`);
  const repeats = (text: string) =>
    text === '' || foldTitle(text.slice(0, title.length + 100)) === foldTitle(title);
  const shown = truncate(title, MAX_TITLE);
  const lead = repeats(summary) ? null : truncate(summary, MAX_SUMMARY);
  if (!repeats(content) && content.length >= summary.length) {
    return { title: shown, summary: lead, text: cut(content, note), textFrom: 'feed' };
  }
  if (lead === null) return { title: shown, summary: null, text: '', textFrom: 'title' };
  return { title: shown, summary: lead, text: cut(summary, note), textFrom: 'summary' };
}

/** The first sentence of a text as a title, at most 200 characters; empty for an empty text. */
export function firstSentence(text: string): string {
  const [sentence = ''] = toSentences(text.slice(0, 2000));
  return truncate(cleanLine(sentence), MAX_MADE_TITLE);
}

/** Names without markup, repetition and empty ones; at most fifty. */
export function readNames(names: readonly string[]): string[] {
  const clean = names.slice(0, 200).map(name => truncate(cleanLine(inlineText(name)), 200));
  return [...new Set(clean.filter(name => name !== ''))].slice(0, 50);
}

function plain(html: string | null): string {
  if (html === null) return '';
  const text = cleanParagraphs(htmlToText(html));
  const end = text.slice(-MAX_FOOTER);
  const footer = APPEARED_FIRST.exec(end);
  return footer === null ? text : text.slice(0, text.length - end.length + footer.index).trimEnd();
}

function cut(text: string, note: (code: string, message: string) => void): string {
  if (text.length <= MAX_TEXT) return text;
  note('text-cut', `text of ${text.length} characters cut to ${MAX_TEXT}`);
  return truncate(text, MAX_TEXT);
}
