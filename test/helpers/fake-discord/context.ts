import { type DiscordRules, loadDiscordRules } from '../discord-rules.ts';
import type { FakeContext, FakeDiscordOptions } from './types.ts';

export const BOT_ID = '900000000000000001';
const EPOCH = 1_420_070_400_000n;

let sharedRules: DiscordRules | null = null;
/** Compiled once for all tests: it is only read. */
export function discordRules(): DiscordRules {
  sharedRules ??= loadDiscordRules();
  return sharedRules;
}

export function createContext(options: FakeDiscordOptions): FakeContext {
  const clock = options.clock ?? (() => new Date());
  let counter = 0n;
  return {
    options,
    token: options.token ?? 'fake.bot-token.for-tests-only',
    rules: options.rules ?? discordRules(),
    channels: new Map(options.channels.map(channel => [channel.id, channel])),
    clock,
    newId: () => {
      counter += 1n;
      return String(((BigInt(clock().getTime()) - EPOCH) << 22n) | (counter & 0x3fffffn));
    },
    bot: { id: BOT_ID, username: 'regbeat', bot: true },
  };
}
