import type { Call } from '../../src/bot/command.ts';
import { itemEmbed } from '../../src/bot/items/item-embed.ts';
import { itemMenu } from '../../src/bot/items/item-panel.ts';
import { button, type Reply, row, shareButton } from '../../src/bot/reply.ts';
import { detailPage, listPage } from '../../src/bot/subscription-pages.ts';
import { codeOf } from '../../src/bot/subscription-text.ts';
import { drawChart } from '../../src/charts/draw-chart.ts';
import type { Application } from '../../src/core/application.ts';
import { type Locale, t } from '../../src/core/locale.ts';
import type { Message, RenderOptions } from '../../src/core/message.ts';
import type { Subscription } from '../../src/core/ports.ts';
import { escapeWithin, linkText, plainText, safeUrl } from '../../src/deliver/discord/escape.ts';
import { renderDiscord } from '../../src/deliver/discord/render.ts';
import type { Shown } from './page.ts';
import { ITEMS, NOW, SAMPLE_NOTICE, SAMPLE_SOURCES, sampleAlert, sampleDigest } from './samples.ts';

const MARKUP = { escape: escapeWithin, link: linkText, plain: plainText, url: safeUrl };
const ROLE = '700000000000000001';

/** Somebody who asks in a language. */
function callIn(locale: Locale): Call {
  return {
    user: { id: '600000000000000001', name: 'ada' },
    who: 'ada (Discord 600000000000000001)',
    guildId: '500000000000000001',
    channelId: '100000000000000001',
    locale,
    guildLocale: locale,
    t: (key, values) => t(locale, key, values),
    permissions: { member: 0n, app: 0n },
    attachmentLimit: 10 * 1024 * 1024,
    signal: new AbortController().signal,
  };
}

/** The posts of a message as they are sent, their picture drawn. */
export function postsOf(message: Message, options: RenderOptions = {}): readonly Shown[] {
  const chart = message.blocks.find(block => block.type === 'chart')?.chart;
  return renderDiscord(message, { buttons: true, ...options }).map((body, part) => ({
    ...body,
    ...(part === 0 && chart !== undefined
      ? { pictures: [{ data: Buffer.from(drawChart(chart)).toString('base64'), alt: chart.alt }] }
      : {}),
  }));
}

const SUBSCRIPTION: Subscription = {
  id: '4k2m9x1c',
  target: 'discord:100000000000000001',
  guildId: '500000000000000001',
  mode: 'weekly',
  query: 'jurisdiction:HK,SG topic:staking',
  hour: 8,
  weekday: 1,
  quietDays: [6, 7],
  timeZone: 'Asia/Hong_Kong',
  locale: 'zh-Hant',
  groupBy: 'jurisdiction',
  mentionRoleId: ROLE,
  maxPerHour: 10,
  chaseAfterHours: 24,
  state: 'active',
  stateReason: null,
  stateSince: '2026-11-01T08:00:00.000Z',
  createdBy: 'ada (Discord 600000000000000001)',
  createdAt: '2026-11-01T08:00:00.000Z',
  updatedAt: '2026-11-20T08:00:00.000Z',
};

function searchPage(locale: Locale): Reply {
  const call = callIn(locale);
  const found = ITEMS.slice(4, 8);
  // Of the application, only the names of sources are asked for here.
  const app = { sources: SAMPLE_SOURCES } as unknown as Application;
  const deps = { markup: MARKUP, app };
  return {
    content: call.t('search.found', {
      total: 23,
      query: codeOf('stablecoins jurisdiction:US,HK since:30d', 300),
    }),
    embeds: found.map(item => itemEmbed(call, item, deps)),
    components: [
      itemMenu(call, found, deps, call.t('search.choose')),
      row(
        button('search:page:0', '◀', 'secondary', { disabled: true }),
        button('search:here', call.t('search.page', { page: 1, pages: 5 }), 'secondary', { disabled: true }),
        button('search:page:1', '▶'),
        shareButton(call.t('share.button')),
      ),
    ],
  };
}

function subscriptionPage(locale: Locale): readonly Reply[] {
  const call = callIn(locale);
  const places = { find: () => null, of: () => [] } as unknown as Parameters<typeof listPage>[1]['places'];
  const changes = [
    {
      subscriptionId: SUBSCRIPTION.id,
      who: 'ada (Discord 600000000000000001)',
      at: '2026-11-20T08:00:00.000Z',
      what: 'hour: 9 -> 8',
    },
  ];
  const second: Subscription = { ...SUBSCRIPTION, id: '7q8r2b5d', mode: 'alert', state: 'paused', query: '' };
  return [
    listPage(call, { markup: MARKUP, places }, [SUBSCRIPTION, second], 0),
    detailPage(call, { markup: MARKUP }, SUBSCRIPTION, changes),
  ];
}

/** Every screen by its name, with the messages on it. */
export function screens(): ReadonlyMap<string, readonly Shown[]> {
  const ephemeral = (replies: readonly Reply[]): readonly Shown[] =>
    replies.map(reply => ({ ...reply, ephemeral: true }));
  return new Map<string, readonly Shown[]>([
    ['digest', postsOf(sampleDigest('daily'))],
    ['digest-topics', postsOf(sampleDigest('daily', 'en', 'topic'), { groupBy: 'topic' })],
    ['weekly', postsOf(sampleDigest('weekly'))],
    ['weekly-zh-hant', postsOf(sampleDigest('weekly', 'zh-Hant'))],
    ['digest-de', postsOf(sampleDigest('daily', 'de'))],
    [
      'alert',
      [
        ...postsOf(sampleAlert('a'), { mentionRoleId: ROLE }),
        ...postsOf(sampleAlert('e')),
        ...postsOf(sampleAlert('i', 'ja', 'updated')),
      ],
    ],
    ['notice', postsOf(SAMPLE_NOTICE)],
    ['search', ephemeral([searchPage('en')])],
    ['subscription', ephemeral(subscriptionPage('en'))],
    ['subscription-fr', ephemeral(subscriptionPage('fr'))],
  ]);
}

export { NOW };
