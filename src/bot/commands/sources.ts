import { formatCustomId } from '../../core/custom-id.ts';
import { HEALTH_STATES, type HealthState } from '../../core/health.ts';
import { jurisdictionFlag } from '../../core/labels.ts';
import type { SourceHealth } from '../../core/watching.ts';
import type { BotDeps, Call, Command } from '../command.ts';
import { choice, option, slash } from '../command-data.ts';
import { oneOf, placeChoices } from '../items/choices.ts';
import { fitLines, timestamp } from '../items/item-embed.ts';
import { button, type Reply, row, shareButton } from '../reply.ts';

const KEY = 'sources';
/** Ten pieces of 380 characters stay under 4,096. */
const PER_PAGE = 10;
const PIECE_LENGTH = 380;
const SIGNS: Readonly<Record<HealthState, string>> = {
  ok: '🟢',
  moved: '🟡',
  degraded: '🟡',
  quiet: '🟡',
  'wrong-shape': '🟠',
  blocked: '🔴',
  failing: '🔴',
};
/** Sources that were never asked come last. */
const RANK = new Map<HealthState | null, number>(
  [...HEALTH_STATES].reverse().map((state, at) => [state, at]),
);

/** `/sources`: how the sources are. */
export const sources: Command = {
  key: KEY,
  data: slash('sources', 'command.sources', {
    options: [
      option('text', 'state', 'command.sources.state', {
        choices: [...HEALTH_STATES].reverse().map(state => choice(state, `health.${state}`)),
      }),
      option('text', 'jurisdiction', 'command.place', { autocomplete: true, max_length: 100 }),
    ],
  }),
  help: {
    text: 'command.sources.help',
    examples: ['/sources', '/sources state:failing', '/sources jurisdiction:US'],
  },

  async handle(call, deps) {
    const [place = ''] = await deps.app.jurisdictionCodes(call.options.text('jurisdiction') ?? '');
    return listPage(call, deps, oneOf(HEALTH_STATES, call.options.text('state')), place, 0);
  },

  autocomplete: ({ focused }, deps) => placeChoices(focused.value, deps),

  components: {
    page: {
      respond: 'update',
      handle: (call, deps) => {
        const [page, state = '', place = ''] = call.args;
        return listPage(call, deps, oneOf(HEALTH_STATES, state), place, Number(page) || 0);
      },
    },
  },
};

async function listPage(
  call: Call,
  deps: BotDeps,
  state: HealthState | null,
  place: string,
  wanted: number,
): Promise<Reply> {
  const { t } = call;
  const found = await deps.app.sourceHealth({
    ...(state === null ? {} : { state }),
    ...(place === '' ? {} : { jurisdiction: place }),
  });
  if (found.length === 0) return { content: t('sources.none') };
  const rankOf = (one: SourceHealth) => RANK.get(one.state) ?? HEALTH_STATES.length;
  const sorted = found.toSorted((a, b) => rankOf(a) - rankOf(b) || (a.id < b.id ? -1 : 1));
  const pages = Math.ceil(sorted.length / PER_PAGE);
  const page = Math.min(Math.max(0, Math.trunc(wanted)), pages - 1);
  const shown = sorted.slice(page * PER_PAGE, (page + 1) * PER_PAGE);
  const turn = (to: number, label: string, disabled: boolean) =>
    button(formatCustomId(KEY, 'page', String(to), state ?? '', place), label, 'secondary', { disabled });
  return {
    embeds: [
      {
        title: t('sources.title', { count: sorted.length }),
        description: [totals(call, sorted), ...shown.map(one => pieceOf(call, one, deps))].join('\n'),
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

function totals({ t }: Call, found: readonly SourceHealth[]): string {
  const counts = Map.groupBy(found, ({ state }) => state);
  const parts = [...HEALTH_STATES].reverse().flatMap(state => {
    const count = counts.get(state)?.length ?? 0;
    return count === 0 ? [] : [`${SIGNS[state]} ${count} ${t(`health.${state}`)}`];
  });
  const unasked = counts.get(null)?.length ?? 0;
  return [...parts, ...(unasked === 0 ? [] : [`⚪ ${unasked} ${t('sources.unasked')}`])].join(' · ');
}

function pieceOf({ t }: Call, one: SourceHealth, { markup }: BotDeps): string {
  const sign = one.state === null ? '⚪' : SIGNS[one.state];
  const flag = one.jurisdiction === null ? '' : jurisdictionFlag(one.jurisdiction);
  const state = one.state === null ? t('sources.unasked') : t(`health.${one.state}`);
  const since = one.since === null ? '' : timestamp(one.since, 'R');
  const head = [
    `${sign} ${flag} **${markup.escape(one.name, 80)}**`,
    `\`${one.id.slice(0, 60)}\``,
    state,
    since,
  ]
    .filter(part => part !== '')
    .join(' · ');
  const evidence = one.state === null || one.state === 'ok' ? '' : markup.escape(one.evidence, 120);
  return fitLines([head, evidence === '' ? '' : `-# ${evidence}`], PIECE_LENGTH);
}
