import type { Command } from '../command.ts';
import { option, slash } from '../command-data.ts';
import { listItems, SEARCH_KEY, turnPage } from '../items/item-list.ts';
import { queryChoices } from '../query-choices.ts';

const QUERY_LENGTH = 1_000;

/** `/search`: the query language, by pages. */
export const search: Command = {
  key: SEARCH_KEY,
  data: slash('search', 'command.search', {
    options: [
      option('text', 'query', 'command.search.query', {
        required: true,
        autocomplete: true,
        max_length: QUERY_LENGTH,
      }),
    ],
  }),
  help: {
    text: 'command.search.help',
    examples: [
      '/search query:stablecoins jurisdiction:HK,SG since:30d',
      '/search query:"proof of reserves" kind:enforcement -is:duplicate',
      '/search query:deadline:next-30d jurisdiction:EU sort:rank',
    ],
  },
  handle: (call, deps) => listItems(call, deps, call.options.text('query')?.trim() ?? '', 'search', 0),
  autocomplete: ({ focused }, deps) => queryChoices(focused.value, deps),
  components: {
    page: { respond: 'update', handle: (call, deps) => turnPage(call, deps, call.args) },
  },
};
