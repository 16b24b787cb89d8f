import { formatCustomId } from '../../core/custom-id.ts';
import { t, toLocale } from '../../core/locale.ts';
import { plainText } from './escape.ts';

/** An item that a message shows. */
export interface ShownItem {
  readonly itemId: string;
  readonly title: string;
  readonly source: string;
}

/** Key of the bot's answers to what is pressed on an item. */
const KEY = 'item';
/** A menu holds so many. */
const MOST_OPTIONS = 25;
const OPTION_LENGTH = 100;
const SECONDARY = 2;

/** What can be done with an item, in the order of its buttons, with the sign of each. */
const ACTIONS = [
  ['why', '🔎'],
  ['wrong', '🏷️'],
  ['follow', '🔔'],
  ['ack', '✅'],
  ['snooze', '⏰'],
] as const;

/**
 * The row under a message: five buttons for its only item, or a menu to choose one of several. Their ids name the items, so that they are understood after
 * any restart; the post is known by the message that they stand on.
 */
export function itemRows(items: readonly ShownItem[], locale: string | undefined) {
  const known = new Map(items.filter(({ itemId }) => isId(itemId)).map(item => [item.itemId, item]));
  const [first, second] = known.values();
  const language = toLocale(locale);
  if (first === undefined) return [];
  if (second === undefined) {
    const buttons = ACTIONS.map(([action, emoji]) => ({
      type: 2,
      style: SECONDARY,
      custom_id: formatCustomId(KEY, action, first.itemId),
      label: t(language, `item.${action}`),
      emoji: { name: emoji },
    }));
    return [{ type: 1 as const, components: buttons }];
  }
  const options = [...known.values()].slice(0, MOST_OPTIONS).map(({ itemId, title, source }) => ({
    value: itemId,
    label: plainText(title, OPTION_LENGTH) || itemId,
    description: plainText(source, OPTION_LENGTH) || itemId,
  }));
  const menu = {
    type: 3,
    custom_id: formatCustomId(KEY, 'choose'),
    placeholder: t(language, 'item.choose'),
    options,
  };
  return [{ type: 1 as const, components: [menu] }];
}

function isId(id: string): boolean {
  return /^[0-9a-z]{1,40}$/.test(id);
}
