import { formatCustomId } from '../../core/custom-id.ts';
import { toLocale } from '../../core/locale.ts';
import { SUBSCRIPTION_MODES } from '../../core/ports.ts';
import { checkPlace, lackingIn } from '../check-place.ts';
import type { BotDeps, Command, ComponentCall, ComponentHandler, ModalHandler } from '../command.ts';
import { slash } from '../command-data.ts';
import { placeHere } from '../place-here.ts';
import type { Reply } from '../reply.ts';
import { previewPage, SETUP_KEY, whenPage, wherePage } from '../setup-pages.ts';
import { beginSetup, readSetup, type SetupState, toRequest } from '../setup-state.ts';
import { summary } from '../subscription-text.ts';
import { readZone } from '../time-zones.ts';

const PAGES = { where: wherePage, when: whenPage };

/** `/setup`: four questions, a preview, and a subscription. */
export const setup: Command = {
  key: SETUP_KEY,
  manage: true,
  data: slash('setup', 'command.setup', { manage: true }),
  help: { text: 'command.setup.help', examples: ['/setup'] },

  async handle(call, deps) {
    const here = placeHere(call, deps);
    const usable = (await lackingIn(call, here, deps)).length === 0;
    const key = beginSetup(call, deps, usable ? here : null);
    return wherePage(call, key, readSetup(call, deps, key));
  },

  components: {
    channel: chosen('where', async (call, deps) => {
      const channelId = call.values[0] ?? '';
      const place = deps.places.find(channelId) ?? { id: channelId, name: channelId, kind: 'text' as const };
      await checkPlace(call, place, deps);
      return { place };
    }),
    jurisdictions: chosen('where', async ({ values }) => ({ jurisdictions: values })),
    topics: chosen('where', async ({ values }) => ({ topics: values })),
    mode: chosen('when', async ({ values }) => ({
      mode: SUBSCRIPTION_MODES.find(mode => mode === values[0]) ?? 'daily',
    })),
    hour: chosen('when', async ({ values }) => ({ hour: Number(values[0]) })),
    zone: chosen('when', async ({ values }) => ({ zone: readZone(values[0] ?? '') })),
    language: chosen('when', async ({ values }) => ({ language: toLocale(values[0]) })),
    where: chosen('where', async () => ({})),
    when: chosen('when', async (call, deps) => {
      toRequest(readSetup(call, deps, call.args[0] ?? ''), call);
      return {};
    }),
    otherzone: {
      respond: 'modal',
      handle: async ({ t, args }) => ({
        customId: formatCustomId(SETUP_KEY, 'zone', args[0] ?? ''),
        title: t('setup.zone.title'),
        fields: [
          {
            id: 'zone',
            label: t('setup.zone.label'),
            hint: t('setup.zone.hint'),
            required: true,
            maxLength: 60,
          },
        ],
      }),
    },
    preview: { respond: 'update', handle: preview },
    confirm: { respond: 'update', handle: confirm },
    cancel: {
      respond: 'update',
      async handle({ args, t }, { memory }) {
        memory.drop(args[0] ?? '');
        return { content: t('setup.cancelled') };
      },
    },
  },

  modals: {
    zone: {
      respond: 'update',
      async handle(call, deps) {
        const key = call.args[0] ?? '';
        const state = { ...readSetup(call, deps, key), zone: readZone(call.fields.zone ?? '') };
        deps.memory.set(call.user.id, key, state);
        return whenPage(call, key, state);
      },
    } satisfies ModalHandler,
  },
};

/** Takes over what was chosen and shows a page again. */
function chosen(
  page: keyof typeof PAGES,
  take: (call: ComponentCall, deps: BotDeps) => Promise<Partial<SetupState>>,
): ComponentHandler {
  return {
    respond: 'update',
    async handle(call, deps) {
      const key = call.args[0] ?? '';
      const before = readSetup(call, deps, key);
      const state = { ...before, ...(await take(call, deps)) };
      deps.memory.set(call.user.id, key, state);
      return PAGES[page](call, key, state);
    },
  };
}

async function preview(call: ComponentCall, deps: BotDeps): Promise<Reply> {
  const key = call.args[0] ?? '';
  const request = toRequest(readSetup(call, deps, key), call);
  const { subscriptions } = deps.app;
  const planned = await subscriptions.check(request);
  const { message } = await subscriptions.preview(request);
  const [post] = deps.render(message, { locale: planned.locale, timeZone: planned.timeZone });
  return previewPage(call, key, summary(call, planned, deps.markup), post);
}

async function confirm(call: ComponentCall, deps: BotDeps): Promise<Reply> {
  const key = call.args[0] ?? '';
  const state = readSetup(call, deps, key);
  // The bot's permissions may have changed since the first page.
  if (state.place !== null) await checkPlace(call, state.place, deps);
  const added = await deps.app.subscriptions.add(toRequest(state, call), {
    who: call.who,
    guildId: call.guildId,
  });
  deps.memory.drop(key);
  return { content: call.t('setup.done', { summary: summary(call, added, deps.markup) }) };
}
