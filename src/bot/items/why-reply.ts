import {
  calendarLabel,
  dateLabel,
  flaggedPlace,
  kindLabel,
  stanceLabel,
  topicLabel,
} from '../../core/locale-labels.ts';
import type { Evidence, StoredItem } from '../../core/types.ts';
import type { BotDeps, Call } from '../command.ts';
import { type Embed, type Reply, row, shareButton } from '../reply.ts';
import { fitLines, titleOf } from './item-embed.ts';

/** Characters of the text shown on each side of the words that count. */
const AROUND = 40;
const WORDS_LENGTH = 90;
const MOST_QUOTES = 2;
/** Eight fields of this length, a title and a description stay under 6,000. */
const FIELD_LENGTH = 620;

/** Where each tag of an item comes from. */
export function whyReply(call: Call, item: StoredItem, deps: Pick<BotDeps, 'markup'>): Reply {
  return { embeds: [whyEmbed(call, item, deps)], components: [row(shareButton(call.t('share.button')))] };
}

function whyEmbed(call: Call, item: StoredItem, { markup }: Pick<BotDeps, 'markup'>): Embed {
  const { t, locale } = call;
  const tags = item.classification;
  const quotes = (evidence: readonly Evidence[]) => quotesOf(call, item, evidence, markup);
  const line = (what: string, evidence: readonly Evidence[]) => [what, ...quotes(evidence)].join('\n');
  const score = (value: number) => value.toFixed(2);
  const relevance = t(tags.relevant ? 'why.relevant' : 'why.irrelevant', {
    score: score(tags.relevance),
    least: score(tags.relevanceThreshold),
  });
  const fields = [
    {
      name: t('why.places'),
      lines: tags.jurisdictions.map(tag =>
        line(
          `**${flaggedPlace(locale, tag.code)}** ${score(tag.score)}${tag.role === 'mentioned' ? ` (${t('why.mentioned')})` : ''}`,
          tag.evidence,
        ),
      ),
    },
    {
      name: t('why.topics'),
      lines: tags.topics.map(tag =>
        line(`**${topicLabel(locale, tag.id)}** ${score(tag.score)} / ${score(tag.threshold)}`, tag.evidence),
      ),
    },
    {
      name: t('why.kind'),
      lines: tags.relevant
        ? [line(`**${kindLabel(locale, tags.kind.id)}** ${score(tags.kind.score)}`, tags.kind.evidence)]
        : [],
    },
    {
      name: t('why.authorities'),
      lines: tags.authorities.map(tag =>
        line(`**${markup.escape(tag.name, 60)}** ${flaggedPlace(locale, tag.jurisdiction)}`, tag.evidence),
      ),
    },
    {
      name: t('why.positions'),
      lines: tags.positions.map(tag =>
        line(
          `**${flaggedPlace(locale, tag.jurisdiction)}, ${topicLabel(locale, tag.topic)}: ${stanceLabel(locale, tag.stance)}**${tag.audience === null ? '' : ` (${markup.escape(tag.audience, 40)})`}`,
          tag.evidence,
        ),
      ),
    },
    {
      name: t('why.dates'),
      lines: tags.dates.map(tag =>
        line(`**${dateLabel(locale, tag.kind)} ${calendarLabel(locale, tag.date)}**`, tag.evidence),
      ),
    },
    {
      name: t('why.entities'),
      lines: tags.entities.map(tag => line(`**${markup.escape(tag.name, 80)}**`, tag.evidence)),
    },
    {
      name: t('why.near'),
      lines: tags.nearMisses.map(
        tag => `${topicLabel(locale, tag.id)} ${score(tag.score)} / ${score(tag.threshold)}`,
      ),
    },
  ];
  const url = markup.url(item.url, 2048);
  return {
    title: titleOf(call, item, { markup }, 200),
    ...(url === null ? {} : { url }),
    description: fitLines(
      [
        `**${relevance}**`,
        ...quotes(tags.relevanceEvidence),
        ...tags.missing.map(what => t('why.missing', { what: markup.escape(what, 100) })),
      ],
      500,
    ),
    fields: fields
      .filter(({ lines }) => lines.length > 0)
      .map(({ name, lines }) => ({
        name,
        value: fitLines(lines, FIELD_LENGTH, count => t('item.and-more', { count })) || '–',
      })),
    footer: { text: markup.plain(`${item.id} · ${t('why.by', { model: tags.model })}`, 120) },
  };
}

/** The words that a tag comes from, in bold, with what stands around them. */
export function quotesOf(
  { t }: Pick<Call, 't'>,
  item: Pick<StoredItem, 'title' | 'text'>,
  evidence: readonly Evidence[],
  markup: BotDeps['markup'],
  most = MOST_QUOTES,
): readonly string[] {
  return evidence.slice(0, most).map(({ field, start, end, text: words }) => {
    if (field === 'source') return `> ${t('why.from-source')}: ${markup.escape(words, WORDS_LENGTH)}`;
    const text = field === 'title' ? item.title : item.text;
    const before = markup.escape(text.slice(Math.max(0, start - AROUND), start).toWellFormed(), 2 * AROUND);
    const after = markup.escape(text.slice(end, end + AROUND).toWellFormed(), 2 * AROUND);
    const marked = markup.escape(words, WORDS_LENGTH);
    return `> …${before} ${marked === '' ? '' : `**${marked}**`} ${after}…`;
  });
}
