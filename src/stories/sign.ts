import type { StorySign } from '../core/story-sign.ts';
import { cleanLine } from '../core/text.ts';
import type { Article, Classification, Tier } from '../core/types.ts';
import { amountsOf } from './amounts.ts';
import { toSketch } from './sketch.ts';
import { termsOf } from './words-of.ts';

/** Changes when signs are made in another way. */
export const SIGN_VERSION = 2;
/** Units of a text that say what happened; the rest is background that other stories share. */
const LEAD = 420;
const MOST_TERMS = 48;

/** Who speaks: the publisher of a source ("media/coindesk" of "media/coindesk/news"); for what was given by hand the host of its address. */
export function voiceOf(url: string | null, sourceId: string): string {
  const publisher = sourceId.slice(0, Math.max(0, sourceId.lastIndexOf('/'))) || sourceId;
  if (!sourceId.startsWith('local/')) return publisher;
  return /^https?:\/\/(?:www\.|m\.)?([^/:?#]+)/i.exec(url ?? '')?.[1]?.toLowerCase() ?? publisher;
}

/** What an item is compared by. */
export function toSign(article: Article, tags: Classification, tier: Tier, seenAt: string): StorySign {
  const title = cleanLine(article.title).slice(0, 600);
  const text = article.textFrom === 'title' ? '' : article.text;
  const lead = cleanLine(text.slice(0, LEAD));
  const bodies = bodyStems(tags);
  const titleTerms = lineTerms(title, bodies).slice(0, MOST_TERMS);
  const known = new Set(titleTerms);
  return {
    v: SIGN_VERSION,
    voice: voiceOf(article.url, article.sourceId),
    tier,
    at: article.publishedAt ?? seenAt,
    exact: article.datePrecision === 'instant',
    script: scriptOf(title),
    title: titleTerms,
    lead: lineTerms(lead, bodies)
      .filter(term => !known.has(term))
      .slice(0, MOST_TERMS),
    places: tags.jurisdictions.filter(tag => tag.role === 'primary').map(tag => tag.code),
    authorities: tags.authorities.map(tag => `${tag.name}@${tag.jurisdiction}`),
    topics: tags.topics.map(tag => tag.id),
    kind: tags.kind.id,
    firms: tags.entities.filter(tag => tag.kind === 'firm').map(tag => tag.id),
    sketch: toSketch(text),
  };
}

/** Terms of a line; names of places and authorities become ordinary words, because the tags say them already. */
function lineTerms(line: string, bodies: ReadonlySet<string>): string[] {
  const terms = termsOf(line).map(term => (bodies.has(term) ? `b:${term.slice(2)}` : term));
  return [...terms, ...amountsOf(line.normalize('NFKC').toLowerCase())];
}

/** The words by which places and authorities were recognised, as name terms. */
function bodyStems(tags: Classification): ReadonlySet<string> {
  const evidence = [...tags.jurisdictions, ...tags.authorities].flatMap(tag => tag.evidence);
  return new Set(evidence.flatMap(({ text }) => termsOf(text).filter(term => term.startsWith('n:'))));
}

/** The script that most of a title is in; one Chinese name in an English title changes nothing. */
function scriptOf(title: string): string {
  const count = (pattern: RegExp) => title.match(pattern)?.length ?? 0;
  if (count(/[\p{Script=Hiragana}\p{Script=Katakana}]/gu) >= 2) return 'kana';
  if (count(/\p{Script=Hangul}/gu) >= 2) return 'hangul';
  if (count(/\p{Script=Han}/gu) >= 4) return 'han';
  return count(/\p{Script=Latin}/gu) > 0 ? 'latin' : 'other';
}
