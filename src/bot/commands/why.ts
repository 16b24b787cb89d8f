import type { Command } from '../command.ts';
import { option, slash } from '../command-data.ts';
import { itemChoices } from '../items/choices.ts';
import { findItem } from '../items/item-ids.ts';
import { whyReply } from '../items/why-reply.ts';

/** `/why`: where the tags of an item come from. */
export const why: Command = {
  key: 'why',
  data: slash('why', 'command.why', {
    options: [
      option('text', 'item', 'command.why.item', { required: true, autocomplete: true, max_length: 100 }),
    ],
  }),
  help: { text: 'command.why.help', examples: ['/why item:4k2m7x1a9c3d'] },
  handle: async (call, deps) =>
    whyReply(call, await findItem(call, deps, call.options.text('item') ?? ''), deps),
  autocomplete: ({ focused }, deps) => itemChoices(focused.value, deps, 'item'),
};
