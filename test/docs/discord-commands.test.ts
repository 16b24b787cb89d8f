import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';
import { DISCORD_COMMANDS_FILE, discordCommandsMarkdown } from './discord-commands-markdown.ts';

it('docs/discord-commands.md is what the commands of the bot say of themselves (npm run docs writes it)', () => {
  assert.equal(readFileSync(DISCORD_COMMANDS_FILE, 'utf8'), discordCommandsMarkdown());
});
