import { AppError, errorText } from '../../core/errors.ts';
import { checkPlace } from '../check-place.ts';
import type { BotDeps, Call, Command, ComponentCall, ModalCall } from '../command.ts';
import { placeHere } from '../place-here.ts';
import { button, type Reply, row, select } from '../reply.ts';
import { within } from '../within.ts';
import { timestamp, titleOf } from './item-embed.ts';
import { findItem } from './item-ids.ts';
import { itemId, itemPanel, postOf } from './item-panel.ts';
import { whyReply } from './why-reply.ts';
import { readCorrection, wrongTagForm } from './wrong-tag.ts';

/** Send Messages, its twin for threads, and Administrator. */
const MAY_SPEAK = (1n << 11n) | (1n << 38n) | (1n << 3n);
const EDIT_MS = 2_000;
const SNOOZE_HOURS = [1, 3, 8, 24, 72, 168];
const TITLE_LENGTH = 120;

const itemOf = (call: ComponentCall | ModalCall, deps: BotDeps) => findItem(call, deps, call.args[0] ?? '');
const dmOf = ({ user }: Call) => `dm:${user.id}`;
const channelOf = ({ channelId }: Call) => `discord:${channelId}`;

/** What is pressed on items, wherever they are shown. */
export const itemComponents: NonNullable<Command['components']> = {
  choose: {
    respond: 'private',
    handle: async (call, deps) =>
      itemPanel(call, await findItem(call, deps, call.values[0] ?? ''), postOf(call), deps),
  },
  why: { respond: 'private', handle: async (call, deps) => whyReply(call, await itemOf(call, deps), deps) },
  wrong: {
    respond: 'modal',
    handle: async (call, deps) => wrongTagForm(call, await itemOf(call, deps)),
  },
  ack: { respond: 'private', handle: acknowledge },
  snooze: { respond: 'private', handle: askWhen },
  'snooze-for': { respond: 'update', handle: snooze },
  follow: { respond: 'private', handle: (call, deps) => followPage(call, deps) },
  'follow-here': { respond: 'update', handle: (call, deps) => follow(call, deps, 'here') },
  'follow-me': { respond: 'update', handle: (call, deps) => follow(call, deps, 'me') },
  'unfollow-here': { respond: 'update', handle: (call, deps) => unfollow(call, deps, 'here') },
  'unfollow-me': { respond: 'update', handle: (call, deps) => unfollow(call, deps, 'me') },
};

export const itemModals: NonNullable<Command['modals']> = {
  wrong: {
    respond: 'private',
    async handle(call, deps) {
      const item = await itemOf(call, deps);
      const correction = readCorrection(item, call.fields.tags ?? '');
      if (correction === null) return { content: call.t('item.wrong-same') };
      const reason = (call.fields.reason ?? '').trim();
      const given = await deps.app.giveVerdict(item.id, {
        ...correction,
        reason: reason === '' ? null : reason,
        who: call.who,
      });
      const tags = given.map(({ what, tag }) => {
        const name = `\`${(tag ?? what).replaceAll('`', '')}\``;
        return what === 'wrong-tag' ? call.t('item.wrong-not', { tag: name }) : name;
      });
      return { content: call.t('item.wrong-done', { tags: tags.join(', ').slice(0, 1500) }) };
    },
  },
};

/** Only people who could write here themselves may have something written here. */
function checkVoice({ permissions, t }: Call): void {
  if ((permissions.member & MAY_SPEAK) === 0n) throw new AppError('permission', t('item.may-not'));
}

async function acknowledge(call: ComponentCall, deps: BotDeps): Promise<Reply> {
  const item = await itemOf(call, deps);
  const at = { channelId: call.channelId, messageId: postOf(call) };
  const { added, all } = await deps.app.acknowledge(item.id, at, call.user.id);
  if (added && at.messageId !== null) {
    // The next delivery makes the edit when this one cannot.
    const edit = deps.app.editPosts(call.channelId, call.signal);
    await within(edit, EDIT_MS, () => new Error('took too long')).catch(error =>
      deps.logger.warn({ item: item.id, error: errorText(error) }, 'post not edited at once'),
    );
  }
  const title = titleOf(call, item, deps, TITLE_LENGTH);
  return {
    content: added
      ? call.t('item.acked', { title, count: all.length })
      : call.t('item.acked-before', { title }),
  };
}

async function askWhen(call: ComponentCall, deps: BotDeps): Promise<Reply> {
  checkVoice(call);
  const { t } = call;
  const item = await itemOf(call, deps);
  const options = SNOOZE_HOURS.map(hours => ({
    value: String(hours),
    label: hours < 24 ? t('item.snooze-hours', { hours }) : t('item.snooze-days', { days: hours / 24 }),
  }));
  return {
    content: t('item.snooze-when', { title: titleOf(call, item, deps, TITLE_LENGTH) }),
    components: [
      row(
        select(itemId('snooze-for', item.id, postOf(call)), options, { placeholder: t('item.snooze-pick') }),
      ),
    ],
  };
}

async function snooze(call: ComponentCall, deps: BotDeps): Promise<Reply> {
  checkVoice(call);
  const item = await itemOf(call, deps);
  const chosen = Number(call.values[0]);
  const hours = SNOOZE_HOURS.find(known => known === chosen) ?? 24;
  const at = { channelId: call.channelId, messageId: postOf(call) };
  const until = await deps.app.snooze(item.id, at, call.user.id, hours);
  const title = titleOf(call, item, deps, TITLE_LENGTH);
  return { content: call.t('item.snoozed', { title, when: timestamp(until, 'R') }) };
}

/** Where an item's story is followed, with a button for each change. */
async function followPage(call: ComponentCall, deps: BotDeps, done = ''): Promise<Reply> {
  const { t } = call;
  const item = await itemOf(call, deps);
  const following = await deps.app.followers(item.id, [channelOf(call), dmOf(call)]);
  const title = titleOf(call, item, deps, TITLE_LENGTH);
  const here = following.includes(channelOf(call))
    ? button(itemId('unfollow-here', item.id), t('item.unfollow-here'))
    : button(itemId('follow-here', item.id), t('item.follow-here'), 'primary');
  const me = following.includes(dmOf(call))
    ? button(itemId('unfollow-me', item.id), t('item.unfollow-me'))
    : button(itemId('follow-me', item.id), t('item.follow-me'), 'primary');
  return { content: done === '' ? t('item.follow-where', { title }) : done, components: [row(here, me)] };
}

async function follow(call: ComponentCall, deps: BotDeps, where: 'here' | 'me'): Promise<Reply> {
  const item = await itemOf(call, deps);
  if (where === 'here') {
    checkVoice(call);
    await checkPlace(call, placeHere(call, deps), deps);
  }
  const target = where === 'here' ? channelOf(call) : dmOf(call);
  const locale = where === 'here' ? call.guildLocale : call.locale;
  await deps.app.followStory({ itemId: item.id, target, who: call.who, locale });
  const title = titleOf(call, item, deps, TITLE_LENGTH);
  return followPage(call, deps, call.t(`item.followed-${where}`, { title }));
}

async function unfollow(call: ComponentCall, deps: BotDeps, where: 'here' | 'me'): Promise<Reply> {
  const item = await itemOf(call, deps);
  if (where === 'here') checkVoice(call);
  await deps.app.unfollowStory(item.id, where === 'here' ? channelOf(call) : dmOf(call));
  const title = titleOf(call, item, deps, TITLE_LENGTH);
  return followPage(call, deps, call.t('item.unfollowed', { title }));
}
