export { BOT_ID, discordRules } from './fake-discord/context.ts';
export type { FakeChannel, FakeDiscordOptions, FakeMessage } from './fake-discord/types.ts';
