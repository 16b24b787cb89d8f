import { flaggedPlace, kindLabel, tierLabel, topicLabel } from '../../core/locale-labels.ts';
import { toSentences } from '../../core/text.ts';
import type { StoredItem } from '../../core/types.ts';
import type { BotDeps, Call } from '../command.ts';
import type { Embed } from '../reply.ts';

type Deps = Pick<BotDeps, 'markup' | 'app'>;

const TITLE_LENGTH = 200;
const SOURCE_LENGTH = 80;
const QUOTE_LENGTH = 240;
/** Of one item in a list of five: ten thousand characters of hostile titles still make five of them fit into one message. */
const DESCRIPTION_LENGTH = 880;
const COLOURS = { official: 0x2e7d32, 'standard-setter': 0x1565c0, 'law-firm': 0x6a1b9a, press: 0x757575 };
const MOST_PLACES = 6;
const MOST_TOPICS = 5;

/** An item as an embed of at most 1,100 characters: its title is the link. */
export function itemEmbed(call: Pick<Call, 'locale' | 't'>, item: StoredItem, deps: Deps): Embed {
  const { markup } = deps;
  const url = markup.url(item.url, 2048);
  const lines = [voiceLine(call, item, deps), tagLine(call, item), quoteLine(item, deps), `\`${item.id}\``];
  return {
    title: titleOf(call, item, deps, TITLE_LENGTH),
    ...(url === null ? {} : { url }),
    description: fitLines(lines, DESCRIPTION_LENGTH),
    color: COLOURS[item.tier],
  };
}

/** The title of an item, safe as running text or as the title of an embed. */
export function titleOf(
  { t }: Pick<Call, 't'>,
  { title }: Pick<StoredItem, 'title'>,
  { markup }: Pick<BotDeps, 'markup'>,
  max: number,
): string {
  return markup.escape(title, max) || t('item.untitled');
}

/** A title as a link where its address allows it. */
export function linkTo(
  { t }: Pick<Call, 't'>,
  { title, url }: { readonly title: string; readonly url: string | null },
  { markup }: Pick<BotDeps, 'markup'>,
  max: number,
): string {
  const safe = markup.url(url, 300);
  const masked = safe === null ? '' : markup.link(title, max);
  return masked === '' ? markup.escape(title, max) || t('item.untitled') : `[${masked}](${safe})`;
}

/** Name of a source for people, escaped. */
export function sourceName(sourceId: string, { app, markup }: Deps): string {
  const known = app.sources.find(({ id }) => id === sourceId);
  return markup.escape(known?.name ?? sourceId, SOURCE_LENGTH) || sourceId;
}

function voiceLine(call: Pick<Call, 'locale'>, item: StoredItem, deps: Deps): string {
  const kind = `**${kindLabel(call.locale, item.classification.kind.id)}**`;
  return [kind, sourceName(item.sourceId, deps), tierLabel(call.locale, item.tier), whenOf(item)]
    .filter(part => part !== '')
    .join(' · ');
}

/** When it was published, in each reader's own zone; only a day where no more is known. */
export function whenOf(item: Pick<StoredItem, 'publishedAt' | 'firstSeenAt' | 'datePrecision'>): string {
  const at = item.publishedAt ?? item.firstSeenAt;
  const time = Date.parse(at);
  if (Number.isNaN(time)) return '';
  if (item.publishedAt !== null && item.datePrecision !== 'instant') return at.slice(0, 10);
  return timestamp(at, 'f');
}

/** An instant as Discord shows it to each reader: R relative, f day and time, D day. */
export function timestamp(at: string, style: 'R' | 'f' | 'D'): string {
  const time = Date.parse(at);
  return Number.isNaN(time) ? '' : `<t:${Math.floor(time / 1000)}:${style}>`;
}

function tagLine({ locale }: Pick<Call, 'locale'>, { classification }: StoredItem): string {
  const places = classification.jurisdictions
    .filter(({ role }) => role === 'primary')
    .slice(0, MOST_PLACES)
    .map(({ code }) => flaggedPlace(locale, code));
  const topics = classification.topics.slice(0, MOST_TOPICS).map(({ id }) => topicLabel(locale, id));
  return [places.join(', '), topics.join(', ')].filter(part => part !== '').join(' · ');
}

function quoteLine(item: StoredItem, { markup }: Deps): string {
  const text = (item.text.trim() === '' ? (item.summary ?? '') : item.text).slice(0, 600);
  const [first = ''] = toSentences(text);
  const quote = markup.escape(first, QUOTE_LENGTH);
  return quote === '' || first === item.title ? '' : `> ${quote}`;
}

/** As many of some lines, in order, as fit; empty ones are left out. */
export function fitLines(lines: readonly string[], max: number, rest?: (left: number) => string): string {
  const wanted = lines.filter(line => line !== '');
  const shown: string[] = [];
  let length = 0;
  // Room for the line that counts the rest.
  const reserve = rest === undefined ? 0 : 60;
  for (const [index, line] of wanted.entries()) {
    const last = index === wanted.length - 1;
    if (length + line.length + 1 + (last ? 0 : reserve) > max) continue;
    shown.push(line);
    length += line.length + 1;
  }
  const left = wanted.length - shown.length;
  if (left > 0 && rest !== undefined) shown.push(rest(left));
  return shown.join('\n').slice(0, max);
}
