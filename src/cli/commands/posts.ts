import { Command, Option } from 'commander';
import type { PostState } from '../../core/ports.ts';
import type { CliContext } from '../context.ts';
import { formatInstant, formatTable, print, printJson } from '../output.ts';

interface PostsFlags {
  readonly state?: PostState;
  readonly target?: string;
  readonly subscription?: string;
  readonly retry?: boolean;
  readonly json?: boolean;
}

/** `regbeat posts`: what was sent, what waits, what was given up and why. */
export function postsCommand(context: CliContext): Command {
  return new Command('posts')
    .description('list deliveries: what was sent, what waits, what was given up and why')
    .addOption(
      new Option('--state <state>', 'only these').choices(['pending', 'sending', 'sent', 'rejected']),
    )
    .option('--target <target>', 'only of this target, as it is listed')
    .option('--subscription <id>', 'only of this subscription')
    .option('--retry', 'first try again, now, whatever waits for a later try (at that target)')
    .option('--json', 'print them as JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  $ regbeat posts --state rejected\n  $ regbeat posts --subscription 7f3k2m9a\n  $ regbeat posts --retry            after mending a token or a permission',
    )
    .action(async (flags: PostsFlags) => {
      const app = await context.open({ quiet: true });
      const { target, subscription } = flags;
      if (flags.retry) await app.retryPosts(context.signal, target);
      const posts = await app.posts(100, flags.state, {
        ...(target === undefined ? {} : { target }),
        ...(subscription === undefined ? {} : { subscriptionId: subscription }),
      });
      if (flags.json) {
        printJson(
          context,
          posts.map(({ payload: _, ...post }) => post),
        );
        return;
      }
      print(
        context,
        posts.length === 0
          ? 'Nothing was posted yet.'
          : formatTable(
              posts.map(post => [
                formatInstant(post.createdAt),
                post.target,
                post.subscriptionId ?? '',
                `${post.dedupeKey} (${post.part + 1}/${post.parts})`,
                post.state,
                post.error ?? post.reference ?? '',
              ]),
            ),
      );
    });
}
