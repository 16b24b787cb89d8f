import { KINDS, TOPICS } from '../../core/types.ts';
import type { Command, SlashCall } from '../command.ts';
import { option, slash } from '../command-data.ts';
import { KIND_CHOICES, oneOf, placeChoices, TOPIC_CHOICES, timeChoices } from '../items/choices.ts';
import { listItems } from '../items/item-list.ts';

const TIMES = ['24h', '3d', '7d', '30d', '3m', '1y', 'today', 'yesterday'];

/** `/latest`: the newest items. */
export const latest: Command = {
  key: 'latest',
  data: slash('latest', 'command.latest', {
    options: [
      option('text', 'jurisdiction', 'command.place', { autocomplete: true, max_length: 100 }),
      option('text', 'topic', 'command.topic', { choices: TOPIC_CHOICES }),
      option('text', 'kind', 'command.kind', { choices: KIND_CHOICES }),
      option('text', 'since', 'command.latest.since', { autocomplete: true, max_length: 20 }),
    ],
  }),
  help: {
    text: 'command.latest.help',
    examples: ['/latest', '/latest jurisdiction:HK topic:Staking', '/latest kind:Enforcement since:7d'],
  },

  async handle(call, deps) {
    const places = await deps.app.jurisdictionCodes(call.options.text('jurisdiction') ?? '');
    return listItems(call, deps, queryOf(call, places), 'latest', 0);
  },

  async autocomplete({ focused }, deps) {
    return focused.name === 'since' ? timeChoices(focused.value, TIMES) : placeChoices(focused.value, deps);
  },
};

function queryOf({ options }: SlashCall, places: readonly string[]): string {
  const topic = oneOf(TOPICS, options.text('topic'));
  const kind = oneOf(KINDS, options.text('kind'));
  const since = options.text('since')?.replace(/["\s]/g, '') ?? '';
  return [
    places.length === 0 ? '' : `jurisdiction:${places.join(',')}`,
    topic === null ? '' : `topic:${topic}`,
    kind === null ? '' : `kind:${kind}`,
    since === '' ? '' : `since:"${since}"`,
    '-is:duplicate',
  ]
    .filter(part => part !== '')
    .join(' ');
}
