import { formatCustomId } from '../../core/custom-id.ts';
import type { StoredItem } from '../../core/types.ts';
import type { BotDeps, Call, ComponentCall } from '../command.ts';
import { button, type Component, type Reply, row, select } from '../reply.ts';
import { itemEmbed } from './item-embed.ts';

/** Key of the custom ids of everything that is pressed on items. */
export const ITEM_KEY = 'item';

const EPHEMERAL = 1 << 6;

/** The id of a button on an item; `post`: the message that showed it. */
export function itemId(action: string, item: string, post: string | null = null): string {
  return formatCustomId(ITEM_KEY, action, item, ...(post === null ? [] : [post]));
}

/** The message that showed an item: the one named by the button, else the one that it is on, unless that is an answer to somebody. */
export function postOf({ args, message }: Pick<ComponentCall, 'args' | 'message'>): string | null {
  const [, named = ''] = args;
  if (/^\d{1,20}$/.test(named)) return named;
  return (message.flags & EPHEMERAL) === 0 ? message.id : null;
}

/** The five buttons of an item. */
export function itemButtons({ t }: Pick<Call, 't'>, item: string, post: string | null): Component {
  return row(
    button(itemId('why', item, post), t('item.why'), 'secondary', { emoji: '🔎' }),
    button(itemId('wrong', item, post), t('item.wrong'), 'secondary', { emoji: '🏷️' }),
    button(itemId('follow', item, post), t('item.follow'), 'secondary', { emoji: '🔔' }),
    button(itemId('ack', item, post), t('item.ack'), 'secondary', { emoji: '✅' }),
    button(itemId('snooze', item, post), t('item.snooze'), 'secondary', { emoji: '⏰' }),
  );
}

/** A menu that opens the panel of one of some items; at most 25. */
export function itemMenu(
  { t }: Pick<Call, 't'>,
  items: readonly Pick<StoredItem, 'id' | 'title' | 'sourceId'>[],
  { markup }: Pick<BotDeps, 'markup'>,
  placeholder: string = t('item.choose'),
  action = 'choose',
): Component {
  const known = new Map(items.map(item => [item.id, item]));
  return row(
    select(
      formatCustomId(ITEM_KEY, action),
      [...known.values()].slice(0, 25).map(({ id, title, sourceId }) => ({
        value: id,
        label: markup.plain(title, 100) || id,
        description: markup.plain(sourceId, 100) || id,
      })),
      { placeholder },
    ),
  );
}

/** One item with everything that can be done with it. */
export function itemPanel(call: Call, item: StoredItem, post: string | null, deps: BotDeps): Reply {
  return { embeds: [itemEmbed(call, item, deps)], components: [itemButtons(call, item.id, post)] };
}
