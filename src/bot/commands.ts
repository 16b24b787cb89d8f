import type { Command } from './command.ts';
import { compare } from './commands/compare.ts';
import { deadlines } from './commands/deadlines.ts';
import { digest } from './commands/digest.ts';
import { exportFiles } from './commands/export.ts';
import { help } from './commands/help.ts';
import { latest } from './commands/latest.ts';
import { register } from './commands/register.ts';
import { search } from './commands/search.ts';
import { setup } from './commands/setup.ts';
import { sources } from './commands/sources.ts';
import { story } from './commands/story.ts';
import { subscribe } from './commands/subscribe.ts';
import { subscriptions } from './commands/subscriptions.ts';
import { tagsOfThisPost } from './commands/tags-of-this-post.ts';
import { why } from './commands/why.ts';

/** Every command of the bot, in the order of its help. */
export const COMMANDS: readonly Command[] = [
  latest,
  search,
  story,
  why,
  compare,
  deadlines,
  register,
  sources,
  digest,
  exportFiles,
  tagsOfThisPost,
  setup,
  subscribe,
  subscriptions,
  help,
];
