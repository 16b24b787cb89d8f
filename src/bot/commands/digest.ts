import { AppError } from '../../core/errors.ts';
import { parseDateSpan } from '../../query/query-dates.ts';
import { checkPlace } from '../check-place.ts';
import type { BotDeps, Command, SlashCall } from '../command.ts';
import { choice, MANAGE_GUILD, option, slash } from '../command-data.ts';
import { timeChoices } from '../items/choices.ts';
import { placeHere } from '../place-here.ts';
import { queryChoices } from '../query-choices.ts';
import type { Reply } from '../reply.ts';

const ADMINISTRATOR = 1n << 3n;
/** Items that are looked at for an answer at once; a schedule has more patience. */
const MOST_ITEMS = 1_500;
/** Messages of one private answer. */
const MOST_MESSAGES = 5;
const TIMES = ['24h', '3d', '7d', '14d', '30d', 'today', 'yesterday'];

/** `/digest`: a digest at once. */
export const digest: Command = {
  key: 'digest',
  data: slash('digest', 'command.digest', {
    options: [
      option('text', 'period', 'command.digest.period', {
        choices: [choice('daily', 'digest-now.day'), choice('weekly', 'digest-now.week')],
      }),
      option('text', 'since', 'command.digest.since', { autocomplete: true, max_length: 30 }),
      option('text', 'until', 'command.digest.until', { autocomplete: true, max_length: 30 }),
      option('text', 'query', 'command.query', { autocomplete: true, max_length: 1_000 }),
      option('text', 'group_by', 'command.subscribe.group', {
        choices: [choice('jurisdiction', 'group.jurisdiction'), choice('topic', 'group.topic')],
      }),
      option('text', 'to', 'command.digest.to', {
        choices: [choice('me', 'digest-now.me'), choice('channel', 'digest-now.channel')],
      }),
    ],
  }),
  help: {
    text: 'command.digest.help',
    examples: [
      '/digest',
      '/digest period:The last week query:jurisdiction:HK',
      '/digest since:2026-11-01 to:This channel',
    ],
  },

  async handle(call, deps) {
    const toChannel = call.options.text('to') === 'channel';
    if (toChannel) {
      if ((call.permissions.member & (MANAGE_GUILD | ADMINISTRATOR)) === 0n)
        throw new AppError('permission', call.t('error.manage'));
      await checkPlace(call, placeHere(call, deps), deps);
    }
    return toChannel ? postIt(call, deps) : showIt(call, deps);
  },

  async autocomplete({ focused }, deps) {
    return focused.name === 'query' ? queryChoices(focused.value, deps) : timeChoices(focused.value, TIMES);
  },
};

function requestOf({ options, t }: SlashCall, { clock, settings }: BotDeps) {
  const given = (name: string) => {
    const value = options.text(name)?.trim() ?? '';
    return value === '' ? {} : { [name]: value };
  };
  const period = options.text('period') === 'weekly' ? ('weekly' as const) : ('daily' as const);
  const groupBy = options.text('group_by') === 'topic' ? ('topic' as const) : ('jurisdiction' as const);
  const day = (name: 'since' | 'until') => {
    const text = options.text(name)?.trim() ?? '';
    if (text === '') return {};
    const span = parseDateSpan(text, clock(), settings.timeZone);
    if (span === null) throw new AppError('usage', t('digest-now.no-date', { text: text.slice(0, 40) }));
    const at = name === 'since' ? span.from : span.to;
    // By the hour, so that asking again soon is asking for the same.
    return { [name]: at.startOf('hour').toUTC().toISO() };
  };
  return { period, groupBy, ...day('since'), ...day('until'), ...given('query'), most: MOST_ITEMS };
}

async function showIt(call: SlashCall, deps: BotDeps): Promise<Reply> {
  const request = requestOf(call, deps);
  const { message } = await deps.app.digest(request);
  const timeZone = deps.settings.timeZone;
  const all = deps.render(message, {
    locale: call.locale,
    timeZone,
    groupBy: request.groupBy,
    buttons: true,
  });
  const [first = { content: message.title.slice(0, 200) }, ...more] = all.slice(0, MOST_MESSAGES);
  const left = all.length - MOST_MESSAGES;
  return {
    ...first,
    more: [...more, ...(left > 0 ? [{ content: call.t('digest-now.cut', { count: left }) }] : [])],
  };
}

async function postIt(call: SlashCall, deps: BotDeps): Promise<Reply> {
  const { t } = call;
  const made = await deps.app.digest(requestOf(call, deps));
  const report = await deps.app.post(made, `discord:${call.channelId}`, call.signal);
  deps.logger.info({ who: call.who, channel: call.channelId, queued: report.queued }, 'digest asked for');
  if (!report.queued) return { content: t('digest-now.before') };
  const [problem] = report.problems;
  if (problem !== undefined && report.sent === 0)
    return { content: t('digest-now.failed', { problem: deps.markup.escape(problem, 900) }) };
  return { content: t('digest-now.posted', { sent: report.sent }) };
}
