import { formatCustomId } from '../../core/custom-id.ts';
import { AppError } from '../../core/errors.ts';
import type { FirmEvent, FirmProfile } from '../../core/firms.ts';
import { calendarLabel, flaggedPlace } from '../../core/locale-labels.ts';
import type { RegisteredFirm } from '../../core/registers.ts';
import type { BotDeps, Call, Choice, Command } from '../command.ts';
import { option, slash } from '../command-data.ts';
import { fitLines, linkTo, sourceName } from '../items/item-embed.ts';
import { type Reply, row, select, shareButton } from '../reply.ts';

const KEY = 'register';
const REGISTERS_LENGTH = 1000;
const HISTORY_LENGTH = 2400;
const MOST_EVENTS = 40;
const NAME_LENGTH = 100;

/** `/register`: what is known of a firm. */
export const register: Command = {
  key: KEY,
  data: slash('register', 'command.register', {
    options: [
      option('text', 'firm', 'command.register.firm', {
        required: true,
        autocomplete: true,
        max_length: NAME_LENGTH,
      }),
    ],
  }),
  help: { text: 'command.register.help', examples: ['/register firm:Coinbase Europe'] },
  handle: (call, deps) => firmReply(call, deps, call.options.text('firm') ?? ''),
  autocomplete: ({ focused }, deps) => firmChoices(focused.value, deps),
  components: {
    choose: { respond: 'update', handle: (call, deps) => firmReply(call, deps, call.values[0] ?? '') },
  },
};

/** Firms on registers, then those that the query language knows by name. */
async function firmChoices(typed: string, { app }: BotDeps): Promise<readonly Choice[]> {
  const wanted = typed.trim().slice(0, NAME_LENGTH);
  if (wanted === '') return [];
  const listed = await app.registers.firms(wanted, 25);
  const found = new Map(listed.map(firm => [firm.lei ?? firm.name, firm]));
  const choices = Array.from(found, ([value, firm]) => ({
    name: firm.lei === null ? firm.name : `${firm.name.slice(0, 70)} (${firm.lei})`,
    value: value.slice(0, NAME_LENGTH),
  }));
  if (choices.length >= 25 || !/^\p{L}[\p{L}\p{N}.-]*$/u.test(wanted)) return choices;
  const known = await app.completeQuery(`firm:${wanted}`, 25);
  const names = known
    .map(query => query.replace(/^firm:/, '').replaceAll('"', ''))
    .filter(name => name !== wanted);
  return [...choices, ...names.map(name => ({ name, value: name }))];
}

async function firmReply(call: Call, deps: BotDeps, typed: string): Promise<Reply> {
  const { t } = call;
  const { markup, app } = deps;
  const asked = typed.trim().slice(0, NAME_LENGTH);
  const shown = markup.escape(asked, NAME_LENGTH);
  if (asked === '') return { content: t('register.none', { name: shown, near: '' }) };
  try {
    const answer = await app.firm(asked, { limit: MOST_EVENTS });
    if (answer.found === 'one') return profileReply(call, answer.firm, deps);
    const options = answer.candidates.slice(0, 25).map(({ id, name, items }) => ({
      value: id.slice(0, 100) || name.slice(0, 100),
      label: markup.plain(name, 100) || id,
      description: t('register.items', { count: items }),
    }));
    return {
      content: t('register.several', { name: shown }),
      components: [
        row(select(formatCustomId(KEY, 'choose'), options, { placeholder: t('register.choose') })),
      ],
    };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'not-found') throw error;
    const near = /Did you mean "([^"]+)"\?$/.exec(error.message)?.[1];
    const offer = near === undefined ? '' : t('register.near', { name: markup.escape(near, 60) });
    return { content: t('register.none', { name: shown, near: offer }) };
  }
}

function profileReply(call: Call, firm: FirmProfile, deps: BotDeps): Reply {
  const { t } = call;
  const { markup } = deps;
  const more = (count: number) => t('item.and-more', { count });
  const registers = fitLines(
    firm.registers.map(one => registerLine(call, one, deps)),
    REGISTERS_LENGTH,
    more,
  );
  const facts = [
    firm.lei === null ? '' : `LEI \`${firm.lei}\``,
    t('register.items', { count: firm.items }),
    `\`firm:${firm.id.replaceAll('`', '').slice(0, 80)}\``,
  ].filter(part => part !== '');
  return {
    embeds: [
      {
        title: markup.escape(firm.name, 200) || firm.id.slice(0, 100),
        description: facts.join(' · '),
        fields: [{ name: t('register.registers'), value: registers || t('register.none-registered') }],
      },
      {
        title: t('register.history'),
        description:
          fitLines(
            firm.timeline.map(event => eventLine(call, event, deps)),
            HISTORY_LENGTH,
            more,
          ) || '–',
      },
    ],
    components: [row(shareButton(t('share.button')))],
  };
}

function registerLine(call: Call, firm: RegisteredFirm, deps: BotDeps): string {
  const { t, locale } = call;
  const { markup } = deps;
  const letters = firm.services.map(({ letter, name }) => letter ?? markup.escape(name, 30)).slice(0, 10);
  const day = (date: string) => calendarLabel(locale, date);
  return [
    `• **${markup.escape(firm.name, 80)}**`,
    firm.homeState === null ? '' : flaggedPlace(locale, firm.homeState),
    markup.escape(firm.authority ?? firm.register, 60),
    firm.status === null ? '' : markup.escape(firm.status, 40),
    firm.grantedOn === null ? '' : t('register.since', { date: day(firm.grantedOn) }),
    firm.withdrawnOn === null ? '' : t('register.until', { date: day(firm.withdrawnOn) }),
    firm.removedAt === null ? '' : `**${t('register.gone')}**`,
    letters.join(', '),
  ]
    .filter(part => part !== '')
    .join(' · ');
}

function eventLine(call: Call, event: FirmEvent, deps: BotDeps): string {
  const { t, locale } = call;
  const day = calendarLabel(locale, event.at.slice(0, 10));
  const places = event.jurisdictions.slice(0, 3).map(code => flaggedPlace(locale, code));
  return [
    `• ${day} **${t(`register.event.${event.kind}`)}** ${linkTo(call, event, deps, 110)}`,
    places.join(', '),
    sourceName(event.source, deps),
  ]
    .filter(part => part !== '')
    .join(' · ');
}
