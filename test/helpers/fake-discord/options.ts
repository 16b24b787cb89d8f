import { isRecord } from './answers.ts';
import type { FakeCommand } from './commands.ts';
import type { OptionValue } from './people.ts';
import type { FakeContext } from './types.ts';
import { channelDescription, GUILD_ID, roleBody } from './world.ts';

const SUBCOMMAND = 1;
const CHANNEL = 7;
const ROLE = 8;

interface GivenOption {
  readonly name: string;
  readonly type: number;
  readonly value?: OptionValue;
  readonly options?: readonly GivenOption[];
}

/**
 * Options as Discord's client sends them for a registered command, with what their ids stand for.
 * @throws when the client would not let somebody send them.
 */
export function toOptions(
  context: FakeContext,
  command: FakeCommand,
  given: Readonly<Record<string, OptionValue>>,
  more: { readonly unchecked?: boolean; readonly subcommand?: string },
): { readonly options: readonly GivenOption[]; readonly resolved: Record<string, unknown> } {
  const sub = command.options.find(option => option.type === SUBCOMMAND && option.name === more.subcommand);
  if (more.subcommand !== undefined && sub === undefined) throw new Error(`no subcommand ${more.subcommand}`);
  const known =
    sub === undefined ? command.options : Array.isArray(sub.options) ? sub.options.filter(isRecord) : [];
  const channels: Record<string, unknown> = {};
  const roles: Record<string, unknown> = {};
  const options = Object.entries(given).map(([name, value]): GivenOption => {
    const option = known.find(one => one.name === name);
    if (option === undefined) throw new Error(`/${command.name} has no option "${name}"`);
    if (more.unchecked !== true) check(option, value, context);
    if (option.type === CHANNEL) {
      const channel = context.channels.get(String(value)) ?? { id: String(value) };
      channels[String(value)] = { ...channelDescription(context, channel), permissions: '0' };
    }
    if (option.type === ROLE) roles[String(value)] = roleBody(GUILD_ID, String(value));
    return { name, type: Number(option.type), value };
  });
  if (more.unchecked !== true)
    for (const option of known)
      if (option.required === true && !(String(option.name) in given))
        throw new Error(`/${command.name} needs "${String(option.name)}"`);
  return {
    options: sub === undefined ? options : [{ name: String(sub.name), type: SUBCOMMAND, options }],
    resolved: { channels, roles },
  };
}

function check(option: Record<string, unknown>, value: OptionValue, context: FakeContext): void {
  const refuse = (why: string) => {
    throw new Error(`Discord's client refuses ${String(option.name)}:${String(value)}: ${why}`);
  };
  const wanted =
    option.type === 4 || option.type === 10 ? 'number' : option.type === 5 ? 'boolean' : 'string';
  if (typeof value !== wanted) refuse(`not a ${wanted}`);
  if (typeof value === 'number') {
    if (typeof option.min_value === 'number' && value < option.min_value) refuse('too small');
    if (typeof option.max_value === 'number' && value > option.max_value) refuse('too big');
  }
  if (typeof value === 'string' && typeof option.max_length === 'number' && value.length > option.max_length)
    refuse('too long');
  const choices = Array.isArray(option.choices) ? option.choices.filter(isRecord) : [];
  if (choices.length > 0 && !choices.some(choice => choice.value === value)) refuse('not among the choices');
  if (option.type === CHANNEL && Array.isArray(option.channel_types)) {
    const type = context.channels.get(String(value))?.type ?? 0;
    if (!option.channel_types.includes(type)) refuse(`a channel of type ${type}`);
  }
}
