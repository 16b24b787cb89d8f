import { AppError } from '../../core/errors.ts';
import { jurisdictionFlag } from '../../core/labels.ts';
import type { StoryMember, StoryStep, StoryView } from '../../core/story-desk.ts';
import type { BotDeps, Call, Command } from '../command.ts';
import { option, slash } from '../command-data.ts';
import { itemChoices } from '../items/choices.ts';
import { fitLines, itemEmbed, linkTo, sourceName, timestamp, whenOf } from '../items/item-embed.ts';
import { itemButtons } from '../items/item-panel.ts';
import { type Reply, row, shareButton } from '../reply.ts';

const REPORTS_LENGTH = 2600;
const CHAIN_LENGTH = 1000;

/** `/story`: all that belongs to one story. */
export const story: Command = {
  key: 'story',
  data: slash('story', 'command.story', {
    options: [
      option('text', 'id', 'command.story.id', { required: true, autocomplete: true, max_length: 100 }),
    ],
  }),
  help: { text: 'command.story.help', examples: ['/story id:4k2m7x1a9c3d'] },
  handle: async (call, deps) => storyReply(call, await find(call, deps, call.options.text('id') ?? ''), deps),
  autocomplete: ({ focused }, deps) => itemChoices(focused.value, deps, 'story'),
};

async function find({ t }: Call, { app }: BotDeps, typed: string): Promise<StoryView> {
  const id = typed.trim().toLowerCase();
  try {
    if (/^[0-9a-z]{4,40}$/.test(id)) return await app.storyView(id);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'not-found') throw error;
  }
  throw new AppError('not-found', t('one-story.unknown', { id: typed.trim().slice(0, 40) }));
}

function storyReply(call: Call, view: StoryView, deps: BotDeps): Reply {
  const { t } = call;
  const { id, items, confirmed } = view.story;
  const [head, ...others] = view.members;
  const facts = [
    t('one-story.reports', { count: items }),
    confirmed ? '' : t('one-story.unconfirmed'),
    view.confirmedAt === null ? '' : t('one-story.confirmed', { when: timestamp(view.confirmedAt, 'f') }),
  ].filter(part => part !== '');
  const more = (count: number) => t('item.and-more', { count });
  const chain = fitLines(
    view.chain.map(step => stepLine(call, step, deps)),
    CHAIN_LENGTH,
    more,
  );
  return {
    embeds: [
      ...(head === undefined ? [] : [itemEmbed(call, head.item, deps)]),
      {
        title: t('one-story.title', { id }),
        description: fitLines(
          [facts.join(' · '), ...others.map(member => memberLine(call, member, deps))],
          REPORTS_LENGTH,
          more,
        ),
        ...(chain === '' ? {} : { fields: [{ name: t('one-story.stages'), value: chain }] }),
      },
    ],
    components: [
      ...(head === undefined ? [] : [itemButtons(call, head.item.id, null)]),
      row(shareButton(t('share.button'))),
    ],
  };
}

function memberLine(call: Call, { item, lagMinutes }: StoryMember, deps: BotDeps): string {
  const { t } = call;
  const lag =
    lagMinutes === null
      ? ''
      : t(lagMinutes < 0 ? 'one-story.before' : 'one-story.after', { minutes: Math.abs(lagMinutes) });
  return [
    `• ${linkTo(call, item, deps, 110)}`,
    sourceName(item.sourceId, deps),
    whenOf(item),
    lag,
    `\`${item.id}\``,
  ]
    .filter(part => part !== '')
    .join(' · ');
}

function stepLine(call: Call, { direction, head, link }: StoryStep, deps: BotDeps): string {
  const { t } = call;
  const place = head?.classification.jurisdictions.find(({ role }) => role === 'primary')?.code;
  const flag = place === undefined ? '' : jurisdictionFlag(place);
  const what =
    head === null
      ? `\`${direction === 'earlier' ? link.toStoryId : link.storyId}\``
      : linkTo(call, head, deps, 110);
  const when = head === null ? '' : whenOf(head);
  return [`• *${t(direction === 'earlier' ? 'one-story.earlier' : 'one-story.later')}* ${flag} ${what}`, when]
    .filter(part => part !== '')
    .join(' · ');
}
