import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { OptionData } from '../../src/bot/command-data.ts';
import { COMMANDS } from '../../src/bot/commands.ts';
import { t } from '../../src/core/locale.ts';

export const DISCORD_COMMANDS_FILE = path.resolve(import.meta.dirname, '../../docs/discord-commands.md');

const TYPES: Readonly<Record<number, string>> = {
  3: 'text',
  4: 'whole number',
  5: 'yes or no',
  7: 'channel',
  8: 'role',
};

/** docs/discord-commands.md as the bot's commands of this version describe themselves. */
export function discordCommandsMarkdown(): string {
  return [
    '# Commands in Discord',
    '',
    'Written by `npm run docs` from the commands themselves. [discord.md](discord.md) says how the bot is set up. Answers are seen by whoever asks; *Share* posts them for everybody.',
    '',
    ...COMMANDS.flatMap(({ data, help }) => {
      const options = (data.options ?? []).flatMap(one =>
        one.options === undefined ? [row(one)] : one.options.map(inner => row(inner, one.name)),
      );
      return [
        data.type === 1 ? `## /${data.name}` : `## ${data.name} (menu of a message)`,
        '',
        t('en', help.text),
        '',
        ...(options.length === 0 ? [] : ['| option | takes | |', '|---|---|---|', ...options, '']),
        ...(help.examples.length === 0 ? [] : ['```', ...help.examples, '```', '']),
      ];
    }),
  ].join('\n');
}

function row(option: OptionData, subcommand?: string): string {
  const name = subcommand === undefined ? option.name : `${subcommand} ${option.name}`;
  return `| \`${name}\`${option.required === true ? ' (needed)' : ''} | ${takes(option)} | ${option.description.replaceAll('|', '\\|')} |`;
}

function takes({ type, choices, min_value, max_value, autocomplete }: OptionData): string {
  if (choices !== undefined) return choices.map(({ name }) => name).join(' · ');
  const range = min_value === undefined ? '' : ` from ${min_value} to ${max_value ?? 'any'}`;
  return `${TYPES[type] ?? 'value'}${range}${autocomplete === true ? ', with suggestions' : ''}`;
}

/** Brings the file up to date. */
export function writeDiscordCommands(): void {
  const current = discordCommandsMarkdown();
  if (current !== readFileSync(DISCORD_COMMANDS_FILE, { encoding: 'utf8', flag: 'a+' }))
    writeFileSync(DISCORD_COMMANDS_FILE, current);
}
