import { AppError } from '../../core/errors.ts';
import { calendarLabel, flaggedPlace, stanceLabel, topicLabel } from '../../core/locale-labels.ts';
import type { MatrixCell } from '../../core/position-matrix.ts';
import { TOPICS, type Topic } from '../../core/types.ts';
import type { BotDeps, Call, Command } from '../command.ts';
import { option, slash } from '../command-data.ts';
import { oneOf, placeChoices, TOPIC_CHOICES } from '../items/choices.ts';
import { fitLines, linkTo, sourceName, whenOf } from '../items/item-embed.ts';
import { type Reply, row, shareButton } from '../reply.ts';

/** Eight fields of 650 characters stay under 6,000. */
const MOST_PLACES = 8;
const FIELD_LENGTH = 650;
const QUOTE_LENGTH = 180;
const NEWEST = 3;

/** `/compare`: what places say on a topic, side by side. */
export const compare: Command = {
  key: 'compare',
  data: slash('compare', 'command.compare', {
    options: [
      option('text', 'jurisdictions', 'command.places', {
        required: true,
        autocomplete: true,
        max_length: 200,
      }),
      option('text', 'topic', 'command.topic', { required: true, choices: TOPIC_CHOICES }),
    ],
  }),
  help: { text: 'command.compare.help', examples: ['/compare jurisdictions:HK, SG, EU topic:Staking'] },

  async handle(call, deps) {
    const { options, t, locale } = call;
    const places = await deps.app.jurisdictionCodes(options.text('jurisdictions') ?? '');
    const topic = oneOf(TOPICS, options.text('topic')) ?? 'licenses';
    if (places.length === 0) throw new AppError('usage', t('compare.none'));
    if (places.length > MOST_PLACES)
      throw new AppError('usage', t('compare.too-many', { most: MOST_PLACES, count: places.length }));
    const { cells } = await deps.app.positionMatrix({ topics: [topic], jurisdictions: places });
    const fields = [];
    for (const place of places) {
      const own = cells.filter(cell => cell.jurisdiction === place);
      const lines =
        own.length > 0
          ? own.map(cell => cellLines(call, cell, deps))
          : await newestLines(call, place, topic, deps);
      fields.push({
        name: flaggedPlace(locale, place).slice(0, 200),
        value: fitLines(lines, FIELD_LENGTH, count => t('item.and-more', { count })) || '–',
        inline: places.length > 1,
      });
    }
    return answer(call, topic, fields);
  },

  autocomplete: ({ focused }, deps) => placeChoices(focused.value, deps),
};

function answer(
  { t, locale }: Call,
  topic: Topic,
  fields: readonly { readonly name: string; readonly value: string; readonly inline: boolean }[],
): Reply {
  return {
    embeds: [{ title: t('compare.title', { topic: topicLabel(locale, topic) }), fields }],
    components: [row(shareButton(t('share.button')))],
  };
}

/** A position with its words, its source and who disagrees, as one piece. */
function cellLines(call: Call, cell: MatrixCell, deps: BotDeps): string {
  const { t, locale } = call;
  const { markup } = deps;
  const audience = cell.audience === null ? '' : ` (${markup.escape(cell.audience, 40)})`;
  const [conflict] = cell.conflicts;
  return [
    `**${stanceLabel(locale, cell.stance)}**${audience}`,
    `> ${markup.escape(cell.quote, QUOTE_LENGTH)}`,
    `${linkTo(call, { title: sourceLabel(cell.source, deps), url: cell.url }, deps, 60)} · ${calendarLabel(locale, cell.date)}`,
    ...(conflict === undefined
      ? []
      : [
          `⚠️ ${t('compare.says-otherwise', {
            source: sourceName(conflict.source, deps),
            stance: stanceLabel(locale, conflict.stance),
            date: calendarLabel(locale, conflict.date),
          })}`,
        ]),
  ].join('\n');
}

function sourceLabel(sourceId: string, { app }: BotDeps): string {
  return app.sources.find(({ id }) => id === sourceId)?.name ?? sourceId;
}

async function newestLines(
  call: Call,
  place: string,
  topic: Topic,
  deps: BotDeps,
): Promise<readonly string[]> {
  const query = `jurisdiction:${place} topic:${topic} -is:duplicate`;
  const { items } = await deps.app.searchPage(query, { limit: NEWEST, countTo: NEWEST });
  if (items.length === 0) return [call.t('compare.nothing')];
  const lines = items.map(item => `• ${linkTo(call, item, deps, 90)} · ${whenOf(item)}`);
  return [`*${call.t('compare.latest')}*`, ...lines];
}
