import { formatCustomId } from '../core/custom-id.ts';
import { LOCALE_NAMES, LOCALES } from '../core/locale.ts';
import type { Subscription, SubscriptionChange } from '../core/ports.ts';
import type { BotDeps, Call } from './command.ts';
import { QUIET, quietValue } from './quiet-days.ts';
import { button, type Component, type Modal, type Reply, roleSelect, row, select } from './reply.ts';
import { codeOf, placeOf, summary, whenOf } from './subscription-text.ts';

/** Key of the custom ids that come back to /subscriptions. */
export const SUBSCRIPTIONS_KEY = 'subs';

const PER_PAGE = 10;
const SHOWN_CHANGES = 5;
const STATE_SIGNS = { active: '🟢', paused: '⏸️', broken: '🔴', deleted: '🗑️' } as const;

const id = (action: string, ...args: readonly string[]) => formatCustomId(SUBSCRIPTIONS_KEY, action, ...args);

/** What a server's channels get, with a menu to choose one. */
export function listPage(
  call: Call,
  deps: Pick<BotDeps, 'markup' | 'places'>,
  all: readonly Subscription[],
  wanted: number,
): Reply {
  const { t } = call;
  if (all.length === 0) return { content: t('subscriptions.none') };
  const pages = Math.ceil(all.length / PER_PAGE);
  const page = Math.min(Math.max(0, wanted), pages - 1);
  const shown = all.slice(page * PER_PAGE, (page + 1) * PER_PAGE);
  const lines = shown.map(
    one => `${STATE_SIGNS[one.state]} \`${one.id}\` ${summary(call, one, deps.markup).slice(0, 380)}`,
  );
  const turn = [
    button(id('page', String(page - 1)), '◀', 'secondary', { disabled: page === 0 }),
    button(id('page', String(page + 1)), '▶', 'secondary', { disabled: page === pages - 1 }),
  ];
  return {
    embeds: [
      {
        title: t('subscriptions.title', { count: all.length }),
        description: lines.join('\n'),
        ...(pages > 1 ? { footer: { text: t('subscriptions.page', { page: page + 1, pages }) } } : {}),
      },
    ],
    components: [
      row(
        select(
          id('choose'),
          shown.map(one => ({
            value: one.id,
            label: `${one.id} · ${t(`mode.${one.mode}`)}`,
            description: deps.markup.plain(`${nameOf(one, deps)} ${one.query}`, 100) || one.id,
          })),
          { placeholder: t('subscriptions.choose') },
        ),
      ),
      ...(pages > 1 ? [row(...turn)] : []),
    ],
  };
}

function nameOf({ target }: Subscription, { places }: Pick<BotDeps, 'places'>): string {
  const place = places.find(target.replace(/^discord:/, ''));
  return place === null ? target : `#${place.name}`;
}

/** One subscription with everything that can be done to it. */
export function detailPage(
  call: Call,
  { markup }: Pick<BotDeps, 'markup'>,
  one: Subscription,
  changes: readonly SubscriptionChange[],
): Reply {
  const { t, locale } = call;
  const field = (name: string, value: string) => ({ name, value: value.slice(0, 1024) });
  const reason = one.stateReason === null ? '' : ` · ${markup.escape(one.stateReason, 300)}`;
  const since = `<t:${Math.floor(Date.parse(one.stateSince) / 1000)}:R>`;
  return {
    embeds: [
      {
        title: `${t(`mode.${one.mode}`)} ${one.id}`,
        fields: [
          field(t('subscriptions.where'), placeOf(one.target, markup)),
          field(t('subscriptions.query'), one.query === '' ? t('words.everything') : codeOf(one.query, 1000)),
          field(t('subscriptions.when'), whenOf(locale, one)),
          field(
            t('subscriptions.state'),
            `${STATE_SIGNS[one.state]} ${t(`state.${one.state}`)} ${since}${reason}`,
          ),
          field(
            t('subscriptions.mention'),
            one.mentionRoleId === null ? t('words.none') : `<@&${one.mentionRoleId}>`,
          ),
          field(t('subscriptions.changes'), changes.slice(-SHOWN_CHANGES).map(changeLine).join('\n') || '–'),
        ],
      },
    ],
    components: controls(call, one),
  };

  function changeLine({ who, at, what }: SubscriptionChange): string {
    const when = `<t:${Math.floor(Date.parse(at) / 1000)}:f>`;
    return `${when} ${markup.escape(who, 60)}: ${markup.escape(what, 100)}`;
  }
}

function controls({ t }: Call, one: Subscription): readonly Component[] {
  const toggle =
    one.state === 'active'
      ? button(id('pause', one.id), t('subscriptions.pause'))
      : button(id('resume', one.id), t('subscriptions.resume'), 'success');
  const orders = [
    { value: 'alert/jurisdiction', label: t('mode.alert') },
    ...(['daily', 'weekly'] as const).flatMap(mode =>
      (['jurisdiction', 'topic'] as const).map(group => ({
        value: `${mode}/${group}`,
        label: `${t(`mode.${mode}`)}, ${t(`group.${group}`)}`,
      })),
    ),
  ];
  const order = one.mode === 'alert' ? 'alert/jurisdiction' : `${one.mode}/${one.groupBy}`;
  const quiet = quietValue(one.quietDays);
  return [
    row(
      button(id('edit', one.id), t('subscriptions.edit'), 'primary'),
      toggle,
      button(id('test', one.id), t('subscriptions.test')),
      button(id('delete', one.id), t('subscriptions.delete'), 'danger'),
      button(id('page', '0'), t('subscriptions.list')),
    ),
    row(select(id('mode', one.id), orders, { placeholder: t('subscriptions.mode'), chosen: [order] })),
    row(
      select(
        id('language', one.id),
        LOCALES.map(value => ({ value, label: LOCALE_NAMES[value] })),
        { placeholder: t('subscriptions.language'), chosen: [one.locale] },
      ),
    ),
    row(roleSelect(id('role', one.id), t('subscriptions.role'), one.mentionRoleId)),
    row(
      select(
        id('quiet', one.id),
        QUIET.map(({ value, label }) => ({ value, label: t(label) })),
        { placeholder: t('subscriptions.quiet'), chosen: quiet === null ? [] : [quiet] },
      ),
    ),
  ];
}

/** What is typed rather than chosen. */
export function editForm({ t }: Call, one: Subscription): Modal {
  return {
    customId: id('edit', one.id),
    title: t('subscriptions.form', { id: one.id }),
    fields: [
      { id: 'query', label: t('subscriptions.form.query'), value: one.query, long: true, maxLength: 1000 },
      { id: 'hour', label: t('subscriptions.form.hour'), value: String(one.hour), maxLength: 2 },
      { id: 'weekday', label: t('subscriptions.form.weekday'), value: String(one.weekday), maxLength: 1 },
      { id: 'zone', label: t('subscriptions.form.zone'), value: one.timeZone, maxLength: 60 },
      { id: 'max', label: t('subscriptions.form.max'), value: String(one.maxPerHour), maxLength: 2 },
    ],
  };
}

/** Asks before something is deleted. */
export function deletePage({ t }: Call, { markup }: Pick<BotDeps, 'markup'>, one: Subscription): Reply {
  return {
    content: t('subscriptions.sure', { id: one.id, place: placeOf(one.target, markup) }),
    components: [
      row(
        button(id('remove', one.id), t('subscriptions.yes'), 'danger'),
        button(id('show', one.id), t('words.cancel')),
      ),
    ],
  };
}
