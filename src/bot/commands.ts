import type { Command } from './command.ts';
import { help } from './commands/help.ts';
import { setup } from './commands/setup.ts';
import { subscribe } from './commands/subscribe.ts';
import { subscriptions } from './commands/subscriptions.ts';

/** Every command of the bot, in the order of its help. */
export const COMMANDS: readonly Command[] = [setup, subscribe, subscriptions, help];
