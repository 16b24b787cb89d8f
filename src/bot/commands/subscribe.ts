import { formatCustomId } from '../../core/custom-id.ts';
import { LOCALES, toLocale } from '../../core/locale.ts';
import { SUBSCRIPTION_MODES } from '../../core/ports.ts';
import { checkPlace } from '../check-place.ts';
import type { BotDeps, Choice, Command, CompletionCall, SlashCall } from '../command.ts';
import { choice, option, slash } from '../command-data.ts';
import { placeHere } from '../place-here.ts';
import { POSTABLE_TYPES } from '../places.ts';
import { queryChoices } from '../query-choices.ts';
import { QUIET, readQuiet } from '../quiet-days.ts';
import { button, row } from '../reply.ts';
import { summary } from '../subscription-text.ts';
import { completeZone, readZone } from '../time-zones.ts';

const QUERY_LENGTH = 1_000;

/** `/subscribe`: what a channel gets from now on. */
export const subscribe: Command = {
  key: 'subscribe',
  manage: true,
  data: slash('subscribe', 'command.subscribe', {
    manage: true,
    options: [
      option('text', 'query', 'command.subscribe.query', { autocomplete: true, max_length: QUERY_LENGTH }),
      option('channel', 'channel', 'command.subscribe.channel', { channel_types: POSTABLE_TYPES }),
      option('text', 'mode', 'command.subscribe.mode', {
        choices: SUBSCRIPTION_MODES.map(mode => choice(mode, `mode.${mode}`)),
      }),
      option('number', 'hour', 'command.subscribe.hour', { min_value: 0, max_value: 23 }),
      option('text', 'zone', 'command.subscribe.zone', { autocomplete: true, max_length: 60 }),
      option('role', 'mention', 'command.subscribe.mention'),
      option('number', 'max_per_hour', 'command.subscribe.max', { min_value: 1, max_value: 60 }),
      option('number', 'weekday', 'command.subscribe.weekday', {
        choices: [
          choice(1, 'day.1'),
          choice(2, 'day.2'),
          choice(3, 'day.3'),
          choice(4, 'day.4'),
          choice(5, 'day.5'),
          choice(6, 'day.6'),
          choice(7, 'day.7'),
        ],
      }),
      option('text', 'quiet_days', 'command.subscribe.quiet', {
        choices: QUIET.map(({ value, label }) => choice(value, label)),
      }),
      option('text', 'language', 'command.subscribe.language', {
        choices: LOCALES.map(locale => choice(locale, `language.${locale}`)),
      }),
      option('text', 'group_by', 'command.subscribe.group', {
        choices: [choice('jurisdiction', 'group.jurisdiction'), choice('topic', 'group.topic')],
      }),
      option('number', 'chase_after', 'command.subscribe.chase', { min_value: 1, max_value: 336 }),
    ],
  }),
  help: {
    text: 'command.subscribe.help',
    examples: [
      '/subscribe query:jurisdiction:HK,SG topic:staking mode:Alerts at once',
      '/subscribe channel:#policy mode:Daily digest hour:8 zone:Asia/Hong_Kong',
      '/subscribe query:kind:proposal tier:official mode:Weekly digest weekday:Friday group_by:by topic',
    ],
  },

  async handle(call, deps) {
    const { options, t } = call;
    const place = options.channel('channel') ?? placeHere(call, deps);
    await checkPlace(call, place, deps);
    const role = options.role('mention');
    const subscription = await deps.app.subscriptions.add(
      {
        ...requestOf(call),
        target: `discord:${place.id}`,
        ...(role === null ? {} : { mentionRoleId: role }),
      },
      { who: call.who, guildId: call.guildId },
    );
    const lines = [
      t('subscribe.done', { summary: summary(call, subscription, deps.markup) }),
      t('subscribe.first'),
      ...(role === null ? [] : [t('subscribe.role', { role: `<@&${role}>` })]),
    ];
    return {
      content: lines.join('\n'),
      components: [
        row(
          button(formatCustomId('subs', 'test', subscription.id), t('subscriptions.test'), 'primary'),
          button(formatCustomId('subs', 'show', subscription.id), t('subscriptions.edit')),
        ),
      ],
    };
  },

  autocomplete: (call, deps) =>
    call.focused.name === 'zone' ? zones(call, deps) : queryChoices(call.focused.value, deps),
};

async function zones({ focused }: CompletionCall, { settings, clock }: BotDeps): Promise<readonly Choice[]> {
  return completeZone(focused.value, clock(), [settings.timeZone]);
}

function requestOf({ options, locale }: SlashCall) {
  const zone = options.text('zone');
  const mode = options.text('mode');
  const quiet = options.text('quiet_days');
  const language = options.text('language');
  const groupBy = options.text('group_by');
  return {
    query: options.text('query') ?? '',
    mode: SUBSCRIPTION_MODES.find(known => known === mode) ?? 'daily',
    hour: options.number('hour') ?? undefined,
    timeZone: zone === null ? undefined : readZone(zone),
    weekday: options.number('weekday') ?? undefined,
    quietDays: quiet === null ? undefined : readQuiet(quiet),
    maxPerHour: options.number('max_per_hour') ?? undefined,
    chaseAfterHours: options.number('chase_after') ?? undefined,
    locale: language === null ? locale : toLocale(language),
    groupBy: groupBy === 'topic' ? ('topic' as const) : ('jurisdiction' as const),
  };
}
