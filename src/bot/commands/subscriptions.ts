import { AppError } from '../../core/errors.ts';
import { toLocale } from '../../core/locale.ts';
import type { Subscription } from '../../core/ports.ts';
import type { Actor, SubscriptionSettings } from '../../core/subscriptions.ts';
import type { BotDeps, Call, Command, ComponentCall, ComponentHandler, ModalCall } from '../command.ts';
import { option, slash } from '../command-data.ts';
import { readQuiet } from '../quiet-days.ts';
import type { Reply } from '../reply.ts';
import { deletePage, detailPage, editForm, listPage, SUBSCRIPTIONS_KEY } from '../subscription-pages.ts';
import { summary } from '../subscription-text.ts';
import { readZone } from '../time-zones.ts';

const actor = ({ who, guildId }: Call): Actor => ({ who, guildId });
const idOf = ({ args }: { readonly args: readonly string[] }) => args[0] ?? '';

/** `/subscriptions`: what a server's channels get, and everything that can be done to it. */
export const subscriptions: Command = {
  key: SUBSCRIPTIONS_KEY,
  manage: true,
  data: slash('subscriptions', 'command.subscriptions', {
    manage: true,
    options: [option('text', 'id', 'command.subscriptions.id', { autocomplete: true, max_length: 40 })],
  }),
  help: { text: 'command.subscriptions.help', examples: ['/subscriptions', '/subscriptions id:4k2m7x1a'] },

  async handle(call, deps) {
    const wanted = call.options.text('id');
    return wanted === null ? list(call, deps, 0) : show(call, deps, wanted);
  },

  async autocomplete(call, { app, markup }) {
    const typed = call.focused.value.toLowerCase();
    const all = await app.subscriptions.list({ guildId: call.guildId });
    return all
      .map(one => ({ name: `${one.id} · ${markup.plain(summary(call, one, markup), 80)}`, value: one.id }))
      .filter(({ name }) => name.toLowerCase().includes(typed))
      .slice(0, 25);
  },

  components: {
    page: { respond: 'update', handle: (call, deps) => list(call, deps, Number(call.args[0]) || 0) },
    choose: { respond: 'update', handle: (call, deps) => show(call, deps, call.values[0] ?? '') },
    show: { respond: 'update', handle: (call, deps) => show(call, deps, idOf(call)) },
    pause: changing((call, { app }) => app.subscriptions.pause(idOf(call), actor(call))),
    resume: changing((call, { app }) => app.subscriptions.resume(idOf(call), actor(call))),
    mode: edited(({ values }) => {
      const [mode, group] = (values[0] ?? '').split('/');
      return {
        mode: mode === 'alert' || mode === 'weekly' ? mode : 'daily',
        ...(mode === 'alert' ? {} : { groupBy: group === 'topic' ? 'topic' : 'jurisdiction' }),
      };
    }),
    language: edited(({ values }) => ({ locale: toLocale(values[0]) })),
    role: edited(({ values }) => ({ mentionRoleId: values[0] ?? null })),
    quiet: edited(({ values }) => ({ quietDays: readQuiet(values[0] ?? '') })),
    edit: {
      respond: 'modal',
      handle: async (call, { app }) => editForm(call, await app.subscriptions.get(idOf(call), actor(call))),
    },
    test: { respond: 'private', handle: test },
    delete: {
      respond: 'update',
      handle: async (call, deps) =>
        deletePage(call, deps, await deps.app.subscriptions.get(idOf(call), actor(call))),
    },
    remove: {
      respond: 'update',
      async handle(call, { app }) {
        const { id } = await app.subscriptions.remove(idOf(call), actor(call));
        return { content: call.t('subscriptions.deleted', { id }) };
      },
    },
  },

  modals: {
    edit: {
      respond: 'update',
      async handle(call, deps) {
        await deps.app.subscriptions.edit(idOf(call), readForm(call), actor(call));
        return show(call, deps, idOf(call));
      },
    },
  },
};

async function list(call: Call, deps: BotDeps, page: number): Promise<Reply> {
  return listPage(call, deps, await deps.app.subscriptions.list({ guildId: call.guildId }), page);
}

async function show(call: Call, deps: BotDeps, id: string): Promise<Reply> {
  const { subscriptions: all } = deps.app;
  const one = await all.get(id, actor(call));
  return detailPage(call, deps, one, await all.changes(one.id, actor(call)));
}

/** Changes one and shows it again. */
function changing(work: (call: ComponentCall, deps: BotDeps) => Promise<Subscription>): ComponentHandler {
  return {
    respond: 'update',
    handle: async (call, deps) => show(call, deps, (await work(call, deps)).id),
  };
}

function edited(settings: (call: ComponentCall) => SubscriptionSettings): ComponentHandler {
  return changing(
    async (call, { app }) =>
      (await app.subscriptions.edit(idOf(call), settings(call), actor(call))).subscription,
  );
}

async function test(call: ComponentCall, { app, markup }: BotDeps): Promise<Reply> {
  const { t } = call;
  const report = await app.subscriptions.test(idOf(call), actor(call), call.signal);
  const [problem] = report.problems;
  if (problem !== undefined && report.sent === 0)
    return { content: t('subscriptions.untested', { problem: markup.escape(problem, 900) }) };
  return { content: t('subscriptions.tested', { sent: report.sent }) };
}

function readForm(call: ModalCall): SubscriptionSettings {
  const { fields } = call;
  const whole = (name: string): number | undefined => {
    const text = (fields[name] ?? '').trim();
    if (text === '') return undefined;
    if (/^\d{1,3}$/.test(text)) return Number(text);
    throw new AppError('usage', call.t('subscriptions.no-number', { text: text.slice(0, 40) }));
  };
  const zone = (fields.zone ?? '').trim();
  return {
    query: fields.query ?? '',
    hour: whole('hour'),
    weekday: whole('weekday'),
    timeZone: zone === '' ? undefined : readZone(zone),
    maxPerHour: whole('max'),
  };
}
