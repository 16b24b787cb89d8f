import { lackingIn, permissionNames } from '../check-place.ts';
import type { BotDeps, Call, Command } from '../command.ts';
import { descriptionIn, option, slash } from '../command-data.ts';
import { placeHere } from '../place-here.ts';
import { type Reply, row, shareButton } from '../reply.ts';
import { codeOf } from '../subscription-text.ts';

/** `/help`: what can be asked, how, and whether the bot is well. */
export const help: Command = {
  key: 'help',
  data: slash('help', 'command.help', {
    options: [option('text', 'command', 'command.help.command', { autocomplete: true, max_length: 40 })],
  }),
  help: { text: 'command.help.help', examples: ['/help', '/help command:subscribe'] },

  handle: (call, deps) => {
    const wanted = call.options.text('command');
    return wanted === null ? overview(call, deps) : explain(call, deps, wanted);
  },

  async autocomplete({ focused }, { commands }) {
    const typed = focused.value.toLowerCase().replace(/^\//, '');
    return commands
      .map(({ data }) => data.name)
      .filter(name => name.toLowerCase().includes(typed))
      .map(name => ({ name, value: name }));
  },
};

async function overview(call: Call, deps: BotDeps): Promise<Reply> {
  const { t } = call;
  const { app, commands, places, settings } = deps;
  const [counts, here, missing] = await Promise.all([
    app.counts(),
    app.subscriptions.list({ guildId: call.guildId }),
    lackingIn(call, placeHere(call, deps), deps),
  ]);
  const sources = app.sources.filter(({ enabled }) => enabled).length;
  const status = [
    t('help.items', { items: counts.items, stories: counts.stories, sources }),
    t('help.here', { count: here.length }),
    t('help.version', { version: settings.version, ping: Math.max(0, Math.round(places.ping())) }),
    ...(missing.length > 0
      ? [`⚠️ ${t('help.lacking', { permissions: permissionNames(call, missing) })}`]
      : []),
  ];
  return {
    embeds: [
      {
        title: t('help.title'),
        description: t('help.lead'),
        fields: [
          ...listed(commands.map(command => nameLine(call, command))).map((value, index) => ({
            name: index === 0 ? t('help.commands') : '…',
            value,
          })),
          { name: t('help.queries'), value: t('help.query-text') },
          { name: t('help.status'), value: status.join('\n') },
        ],
      },
    ],
  };
}

function nameLine({ locale, t }: Call, { data, help: { text } }: Command): string {
  if (data.type !== 1) return `**${data.name}** ${t(text).slice(0, 120)}`;
  return `**/${data.name}** ${descriptionIn(locale, data)}`;
}

/** Lines in as few fields as hold them. */
function listed(lines: readonly string[]): readonly string[] {
  const fields: string[] = [];
  for (const line of lines) {
    const last = fields.at(-1);
    if (last !== undefined && last.length + line.length + 1 <= 1024)
      fields[fields.length - 1] = `${last}\n${line}`;
    else fields.push(line.slice(0, 1024));
  }
  return fields;
}

async function explain({ t }: Call, { commands, markup }: BotDeps, wanted: string): Promise<Reply> {
  const name = wanted.trim().replace(/^\//, '').toLowerCase();
  const command = commands.find(({ data }) => data.name.toLowerCase() === name);
  if (command === undefined) {
    const list = commands.map(({ data }) => data.name).join(', ');
    return { content: t('help.unknown', { name: markup.escape(wanted, 100), list }) };
  }
  const examples = command.help.examples.map(example => codeOf(example, 200)).join('\n');
  const title = command.data.type === 1 ? `/${command.data.name}` : command.data.name;
  return {
    embeds: [
      {
        title,
        description: t(command.help.text),
        ...(examples === ''
          ? {}
          : { fields: [{ name: t('help.examples'), value: examples.slice(0, 1024) }] }),
      },
    ],
    components: [row(shareButton(t('share.button')))],
  };
}
