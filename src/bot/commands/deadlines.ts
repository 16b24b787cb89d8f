import { formatCustomId } from '../../core/custom-id.ts';
import type { Deadline } from '../../core/deadlines.ts';
import { calendarLabel, dateLabel, flaggedPlace } from '../../core/locale-labels.ts';
import { TOPICS } from '../../core/types.ts';
import type { BotDeps, Call, Command } from '../command.ts';
import { option, slash } from '../command-data.ts';
import { oneOf, placeChoices, TOPIC_CHOICES, timeChoices } from '../items/choices.ts';
import { fitLines, linkTo, sourceName, timestamp } from '../items/item-embed.ts';
import { button, type Reply, row, shareButton } from '../reply.ts';

const KEY = 'deadlines';
const WITHIN = '90d';
const TIMES = ['7d', '30d', '90d', '6m', '1y'];
/** Six pieces of 640 characters stay under 4,096. */
const PER_PAGE = 6;
const PIECE_LENGTH = 640;
/** Codes that fit into a button. */
const MOST_PLACES = 8;

/** What a list of deadlines is asked for with; its parts stand in the buttons that turn it. */
interface Asked {
  readonly within: string;
  readonly places: readonly string[];
  readonly topic: string | null;
  readonly passed: boolean;
}

/** `/deadlines`: what is due by when. */
export const deadlines: Command = {
  key: KEY,
  data: slash('deadlines', 'command.deadlines', {
    options: [
      option('text', 'within', 'command.deadlines.within', { autocomplete: true, max_length: 10 }),
      option('text', 'jurisdiction', 'command.places', { autocomplete: true, max_length: 100 }),
      option('text', 'topic', 'command.topic', { choices: TOPIC_CHOICES }),
      option('flag', 'passed', 'command.deadlines.passed'),
    ],
  }),
  help: {
    text: 'command.deadlines.help',
    examples: [
      '/deadlines',
      '/deadlines within:30d jurisdiction:HK, SG',
      '/deadlines topic:Stablecoins passed:True',
    ],
  },

  async handle(call, deps) {
    const { options } = call;
    const places = await deps.app.jurisdictionCodes(options.text('jurisdiction') ?? '');
    const asked: Asked = {
      within: (options.text('within') ?? WITHIN).slice(0, 10),
      places: places.slice(0, MOST_PLACES),
      topic: oneOf(TOPICS, options.text('topic')),
      passed: options.flag('passed') ?? false,
    };
    return listPage(call, deps, asked, 0);
  },

  async autocomplete({ focused }, deps) {
    return focused.name === 'within' ? timeChoices(focused.value, TIMES) : placeChoices(focused.value, deps);
  },

  components: {
    page: {
      respond: 'update',
      handle: (call, deps) => {
        const [page, within = WITHIN, places = '', topic = '', passed] = call.args;
        const asked: Asked = {
          within,
          places: places.split(',').filter(place => place !== ''),
          topic: oneOf(TOPICS, topic),
          passed: passed === '1',
        };
        return listPage(call, deps, asked, Number(page) || 0);
      },
    },
  },
};

async function listPage(call: Call, deps: BotDeps, asked: Asked, wanted: number): Promise<Reply> {
  const { t, locale } = call;
  const report = await deps.app.deadlines({
    within: asked.within,
    jurisdictions: asked.places,
    topics: asked.topic === null ? [] : [asked.topic],
    passed: asked.passed,
  });
  const days = { from: calendarLabel(locale, report.from), to: calendarLabel(locale, report.to) };
  const count = report.deadlines.length;
  if (count === 0) return { content: t('deadlines.none', days) };
  const pages = Math.ceil(count / PER_PAGE);
  const page = Math.min(Math.max(0, Math.trunc(wanted)), pages - 1);
  const shown = report.deadlines.slice(page * PER_PAGE, (page + 1) * PER_PAGE);
  const turn = (to: number, label: string, disabled: boolean) => {
    const { within, places, topic, passed } = asked;
    const id = formatCustomId(
      KEY,
      'page',
      String(to),
      within,
      places.join(','),
      topic ?? '',
      passed ? '1' : '',
    );
    return button(id, label, 'secondary', { disabled });
  };
  return {
    embeds: [
      {
        title: t('deadlines.title', { count, ...days }),
        description: shown.map(one => pieceOf(call, one, deps)).join('\n\n'),
        ...(pages > 1 ? { footer: { text: t('search.page', { page: page + 1, pages }) } } : {}),
      },
    ],
    components: [
      row(
        ...(pages > 1 ? [turn(page - 1, '◀', page === 0), turn(page + 1, '▶', page >= pages - 1)] : []),
        shareButton(t('share.button')),
      ),
    ],
  };
}

function pieceOf(call: Call, one: Deadline, deps: BotDeps): string {
  const { t, locale } = call;
  const places = one.jurisdictions.slice(0, 4).map(code => flaggedPlace(locale, code));
  const doubt = one.unconfirmed ? ` (${t('deadlines.unconfirmed')})` : '';
  const [moved] = one.moved;
  const [conflict] = one.conflicts;
  const lines = [
    `🗓️ **${calendarLabel(locale, one.date)}** ${dueIn(one)} · ${dateLabel(locale, one.kind)}${doubt} · ${places.join(', ')}`,
    `${linkTo(call, one, deps, 110)} · ${sourceName(one.source, deps)} · \`${one.itemId}\``,
    `> ${deps.markup.escape(one.quote, 130)}`,
    moved === undefined ? '' : `↪️ ${t('deadlines.moved', { date: calendarLabel(locale, moved.date) })}`,
    conflict === undefined
      ? ''
      : `⚠️ ${t('deadlines.otherwise', {
          source: sourceName(conflict.source, deps),
          date: calendarLabel(locale, conflict.date),
        })}`,
  ];
  return fitLines(lines, PIECE_LENGTH);
}

/** "in 12 days" in the reader's own words, by noon of the day so that no zone shifts it. */
function dueIn({ due }: Deadline): string {
  return timestamp(`${due}T12:00:00.000Z`, 'R');
}
