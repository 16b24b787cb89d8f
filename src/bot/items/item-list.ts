import { formatCustomId } from '../../core/custom-id.ts';
import { AppError } from '../../core/errors.ts';
import type { BotDeps, Call } from '../command.ts';
import { button, type Embed, type Reply, row, shareButton } from '../reply.ts';
import { codeOf } from '../subscription-text.ts';
import { itemEmbed } from './item-embed.ts';
import { itemMenu } from './item-panel.ts';

/** Key of the custom ids that come back to /search. */
export const SEARCH_KEY = 'search';

/** Five embeds of 1,100 characters stay under 6,000. */
const PER_PAGE = 5;
const MOST_PAGES = 200;
/** No further: nobody turns so many pages, and the count would take longer than the page. */
const MOST_COUNTED = 1_000;
/** Encoded queries up to here stand in the button itself. */
const IN_BUTTON = 70;

/** How a list came about: which words stand above it. */
export type ListKind = 'search' | 'latest';

/** One page of what a query finds, with a menu to look closer and buttons to turn it. @throws AppError "query". */
export async function listItems(
  call: Call,
  deps: BotDeps,
  query: string,
  kind: ListKind,
  wanted: number,
): Promise<Reply> {
  const { t } = call;
  const page = Math.min(Math.max(0, Math.trunc(wanted)), MOST_PAGES - 1);
  const { total, items } = await deps.app.searchPage(query, {
    limit: PER_PAGE,
    offset: page * PER_PAGE,
    countTo: MOST_COUNTED,
  });
  // Nothing is mentioned from within code; this holds for what copies it, too.
  const shown = (query === '' ? t('words.everything') : codeOf(query, 300)).replace(
    /[@<](?=\S)/g,
    '$&\u200b',
  );
  if (total === 0)
    return { content: query === '' ? t('search.nothing') : t('search.none', { query: shown }) };
  const pages = Math.min(MOST_PAGES, Math.ceil(total / PER_PAGE));
  if (items.length === 0) return listItems(call, deps, query, kind, pages - 1);
  const many = total >= MOST_COUNTED ? '-many' : '';
  const state = pages > 1 ? await stateOf(deps, query) : '';
  const turn = (to: number, label: string, disabled: boolean) =>
    button(formatCustomId(SEARCH_KEY, 'page', kind, String(to), state), label, 'secondary', { disabled });
  return {
    content: t(`search.${kind === 'latest' ? 'newest' : 'found'}${many}`, { total, query: shown }),
    embeds: distinct(items.map(item => itemEmbed(call, item, deps))),
    components: [
      itemMenu(call, items, deps, t('search.choose')),
      pages > 1
        ? row(
            turn(page - 1, '◀', page === 0),
            button(
              formatCustomId(SEARCH_KEY, 'here'),
              t('search.page', { page: page + 1, pages }),
              'secondary',
              {
                disabled: true,
              },
            ),
            turn(page + 1, '▶', page >= pages - 1),
            shareButton(t('share.button')),
          )
        : row(shareButton(t('share.button'))),
    ],
  };
}

/** The list that a button names. @throws AppError "too-old" when its query is not kept any more. */
export async function turnPage(call: Call, deps: BotDeps, args: readonly string[]): Promise<Reply> {
  const [kind, page, state = ''] = args;
  const query = state.startsWith('=') ? state.slice(1) : await deps.app.keptText(state);
  if (query === null) throw new AppError('too-old', call.t('error.old'));
  return listItems(call, deps, query, kind === 'latest' ? 'latest' : 'search', Number(page) || 0);
}

/** The query itself where a button has room for it, else a key under which it is kept. */
async function stateOf({ app }: BotDeps, query: string): Promise<string> {
  const inline = `=${query}`.toWellFormed();
  return encodeURIComponent(inline).length <= IN_BUTTON ? inline : app.keepText(query.toWellFormed());
}

/** Discord shows only the first of several embeds with one address. */
export function distinct(embeds: readonly Embed[]): readonly Embed[] {
  const urls = new Set<string>();
  return embeds.map(({ url, ...embed }) => {
    if (url === undefined || urls.has(url.toLowerCase())) return embed;
    urls.add(url.toLowerCase());
    return { url, ...embed };
  });
}
