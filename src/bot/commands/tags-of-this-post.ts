import { parseCustomId } from '../../core/custom-id.ts';
import { flaggedPlace, kindLabel, topicLabel } from '../../core/locale-labels.ts';
import type { StoredItem } from '../../core/types.ts';
import type { BotDeps, Call, Command, TargetMessage } from '../command.ts';
import { messageCommand } from '../command-data.ts';
import { fitLines, itemEmbed, titleOf } from '../items/item-embed.ts';
import { itemComponents, itemModals } from '../items/item-handlers.ts';
import { distinct } from '../items/item-list.ts';
import { ITEM_KEY, itemButtons, itemMenu } from '../items/item-panel.ts';
import { quotesOf, whyReply } from '../items/why-reply.ts';
import type { Component, Embed, Reply } from '../reply.ts';

/** Six embeds of 900 characters stay under 6,000. */
const SHOWN = 6;
const LENGTH = 680;

/** "Tags of this post" in the menu of a message; also answers the buttons on items. */
export const tagsOfThisPost: Command = {
  key: ITEM_KEY,
  data: messageCommand('command.tags'),
  help: { text: 'command.tags.help', examples: [] },

  async handle(call, deps) {
    const { message } = call;
    const ids = message === null || !message.own ? [] : await shownIn(message, deps);
    const items: StoredItem[] = [];
    for (const id of ids.slice(0, 25)) {
      const item = await deps.app.item(id).catch(() => null);
      if (item !== null) items.push(item);
    }
    return reply(call, items, message?.id ?? null, deps);
  },

  components: itemComponents,
  modals: itemModals,
};

/** What the post shows now, by its own buttons; all that its message showed in all its parts, when it has none. */
async function shownIn(message: TargetMessage, { app }: BotDeps): Promise<readonly string[]> {
  const here = [...idsIn(message.components)];
  if (here.length > 0) return [...new Set(here)];
  return app.itemsShownAt({ channelId: message.channelId, messageId: message.id });
}

function* idsIn(components: readonly Component[]): Generator<string> {
  for (const part of components) {
    const inside = Array.isArray(part.components) ? part.components : [];
    yield* idsIn(inside);
    const id = typeof part.custom_id === 'string' ? parseCustomId(part.custom_id) : null;
    if (id?.command !== ITEM_KEY) continue;
    const [item] = id.args;
    if (item !== undefined) yield item;
    const options = Array.isArray(part.options) ? part.options : [];
    for (const { value } of options) if (typeof value === 'string') yield value;
  }
}

function reply(call: Call, items: readonly StoredItem[], post: string | null, deps: BotDeps): Reply {
  const { t } = call;
  const [first, second] = items;
  if (first === undefined) return { content: t('tags.none') };
  if (second === undefined)
    return { ...whyReply(call, first, deps), components: [itemButtons(call, first.id, post)] };
  return {
    ...(items.length > SHOWN ? { content: t('tags.more', { shown: SHOWN, count: items.length }) } : {}),
    embeds: distinct(items.slice(0, SHOWN).map(item => tagsEmbed(call, item, deps))),
    components: [itemMenu(call, items, deps)],
  };
}

/** The tags of one of several items, each with its first quote. */
function tagsEmbed(call: Call, item: StoredItem, deps: BotDeps): Embed {
  const { locale } = call;
  const { jurisdictions, topics, kind } = item.classification;
  const quote = (evidence: (typeof topics)[number]['evidence']) =>
    quotesOf(call, item, evidence, deps.markup, 1);
  const { color } = itemEmbed(call, item, deps);
  return {
    title: titleOf(call, item, deps, 200),
    ...(color === undefined ? {} : { color }),
    description: fitLines(
      [
        `\`${item.id}\``,
        [`**${kindLabel(locale, kind.id)}**`, ...quote(kind.evidence)].join('\n'),
        ...jurisdictions
          .slice(0, 3)
          .map(tag => [`**${flaggedPlace(locale, tag.code)}**`, ...quote(tag.evidence)].join('\n')),
        ...topics
          .slice(0, 4)
          .map(tag => [`**${topicLabel(locale, tag.id)}**`, ...quote(tag.evidence)].join('\n')),
      ],
      LENGTH,
      count => call.t('item.and-more', { count }),
    ),
  };
}
