import { userInfo } from 'node:os';
import { Command } from 'commander';
import { toItemJson } from '../../core/json/item-json.ts';
import type { StoryView } from '../../core/story-desk.ts';
import type { CliContext } from '../context.ts';
import { formatInstant, paint, plural, print, printJson } from '../output.ts';

const DEFAULT_LIMIT = 50;

/** `regbeat story`: what belongs together, and what people say about it. */
export function storyCommand(context: CliContext): Command {
  const command = new Command('story').description(
    'show stories, their stages, and correct what belongs together',
  );
  command
    .command('list')
    .description('stories with news, newest first')
    .option('--since <when>', 'a date or a span like 30d (default: 7d)')
    .option('--limit <n>', 'at most so many', String(DEFAULT_LIMIT))
    .option('--json', 'print them as JSON')
    .addHelpText('after', '\nExample:\n  $ regbeat story list --since 30d')
    .action(async (flags: { since?: string; limit: string; json?: boolean }) => {
      const app = await context.open({ quiet: true });
      const limit = Math.min(100_000, Math.max(1, Number.parseInt(flags.limit, 10) || DEFAULT_LIMIT));
      const stories = await app.stories({
        limit,
        ...(flags.since === undefined ? {} : { since: flags.since }),
      });
      if (flags.json) {
        printJson(context, {
          stories: stories.map(({ story, head }) => ({ ...storyJson(story), head: toItemJson(head) })),
        });
        return;
      }
      if (stories.length === 0) print(context, 'No story in this time.');
      for (const { story, head } of stories)
        print(
          context,
          `${story.id}  ${formatInstant(story.lastItemAt)}  ${plural(story.items, 'report')}${story.confirmed ? '' : '  unconfirmed'}  ${head.title}`,
        );
    });
  command
    .command('show')
    .description('one story: its reports with why they belong to it, its stages, and decisions')
    .argument('<story>', 'id of the story or of one of its items, or the first characters of it')
    .option('--json', 'print it as JSON')
    .addHelpText('after', '\nExample:\n  $ regbeat story show 4k2m')
    .action(async (id: string, flags: { json?: boolean }) => {
      const app = await context.open({ quiet: true });
      show(context, await app.storyView(id), flags.json === true);
    });
  command
    .command('split')
    .description('take an item out of its story into one of its own, for good')
    .argument('<item>', 'its id, or the first characters of it')
    .option('--json', 'print the new story as JSON')
    .addHelpText('after', '\nExample:\n  $ regbeat story split 9x7c')
    .action(async (id: string, flags: { json?: boolean }) => {
      const app = await context.open({ quiet: true });
      show(context, await app.splitStory(id, whoAmI()), flags.json === true);
    });
  command
    .command('merge')
    .description('put all reports of one story into another, for good')
    .argument('<story>', 'the story that ends')
    .argument('<into>', 'the story that stays')
    .option('--json', 'print the merged story as JSON')
    .addHelpText('after', '\nExample:\n  $ regbeat story merge 4k2m 8r1t')
    .action(async (id: string, into: string, flags: { json?: boolean }) => {
      const app = await context.open({ quiet: true });
      show(context, await app.mergeStories(id, into, whoAmI()), flags.json === true);
    });
  return command;
}

function whoAmI(): string {
  return userInfo().username;
}

function storyJson({ id, items, confirmed, openedAt, lastItemAt }: StoryView['story']) {
  return { id, reports: items, unconfirmed: !confirmed, openedAt, lastItemAt };
}

function show(context: CliContext, view: StoryView, json: boolean): void {
  const [head] = view.members;
  if (json) {
    printJson(context, {
      ...storyJson(view.story),
      confirmedAt: view.confirmedAt,
      items: view.members.map(({ item, lagMinutes, toItem, because }) => ({
        ...toItemJson(item),
        tier: item.tier,
        relation: item.relation,
        lagMinutes,
        matchedWith: toItem,
        because,
      })),
      chain: view.chain.map(({ link, direction, head: other }) => ({
        direction,
        kind: link.kind,
        story: direction === 'earlier' ? link.toStoryId : link.storyId,
        title: other?.title ?? null,
        published: other?.publishedAt ?? null,
        because: link.because,
      })),
      decisions: view.decisions,
    });
    return;
  }
  print(
    context,
    paint(context, 'bold', head?.item.title ?? '(no report is left in this story)'),
    `Story ${view.story.id} · ${plural(view.story.items, 'report')} · ${view.story.confirmed ? 'official' : 'unconfirmed'}${view.confirmedAt ? `, confirmed ${formatInstant(view.confirmedAt)}` : ''}`,
  );
  for (const { item, lagMinutes, because } of view.members)
    print(
      context,
      '',
      `${item.id}  ${formatInstant(item.publishedAt)}  ${item.sourceId}${lagMinutes === null ? '' : `  ${lagText(lagMinutes)}`}`,
      `  ${item.title}`,
      ...(because === null ? [] : [`  ${because}`]),
    );
  if (view.chain.length > 0) {
    print(context, '', 'Stages of the matter:');
    for (const { link, direction, head: other } of view.chain)
      print(
        context,
        `  ${direction}  ${link.kind}  ${formatInstant(other?.publishedAt ?? null)}  ${other?.title ?? link.toStoryId}`,
      );
  }
  for (const decision of view.decisions)
    print(context, '', `${formatInstant(decision.at)}  ${decision.what} by ${decision.who}`);
}

function lagText(minutes: number): string {
  return minutes < 0
    ? `${-minutes} min before the official source`
    : `${minutes} min after the official source`;
}
