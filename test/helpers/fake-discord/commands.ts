import type { RuleBreach } from '../discord-rules.ts';
import { invalid, isRecord, ok, refuse } from './answers.ts';
import type { FakeContext, Part } from './types.ts';

/** A command as it was registered. */
export interface FakeCommand {
  readonly id: string;
  readonly name: string;
  readonly type: number;
  readonly options: readonly Record<string, unknown>[];
  readonly body: Record<string, unknown>;
}

export interface FakeCommands {
  readonly part: Part;
  commands(): readonly FakeCommand[];
  /** How often the whole list was replaced. */
  registrations(): number;
  /** As when the bot was invited without the scope applications.commands. */
  forbidCommands(): void;
}

const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
const MOST_CHARACTERS = 8_000;

/** The list of an application's commands. */
export function createCommands(context: FakeContext): FakeCommands {
  let commands: readonly FakeCommand[] = [];
  let registrations = 0;
  let forbidden = false;
  const route = `/applications/${context.bot.id}/commands`;
  const part: Part = ({ method, path, body }) => {
    if (path !== route) return null;
    if (forbidden) return refuse(403, 50001, 'Missing Access');
    if (method === 'GET') return ok(commands.map(({ id, body: own }) => ({ ...own, id })));
    if (method !== 'PUT') return null;
    const breaches = commandBreaches(context, body);
    if (breaches.length > 0 || !Array.isArray(body)) return invalid(breaches);
    registrations++;
    commands = body.filter(isRecord).map(own => ({
      id: context.newId(),
      name: String(own.name),
      type: typeof own.type === 'number' ? own.type : 1,
      options: Array.isArray(own.options) ? own.options.filter(isRecord) : [],
      body: own,
    }));
    return ok(
      commands.map(({ id, body: own }) => ({ ...own, id, application_id: context.bot.id, version: '1' })),
    );
  };
  return {
    part,
    commands: () => commands,
    registrations: () => registrations,
    forbidCommands: () => {
      forbidden = true;
    },
  };
}

/** What Discord would refuse of a list of commands: by its description, and by what that lacks. */
export function commandBreaches({ rules }: Pick<FakeContext, 'rules'>, body: unknown): readonly RuleBreach[] {
  if (!Array.isArray(body)) return [{ path: '', code: 'LIST', message: 'not a list' }];
  const seen = new Set<string>();
  return body.flatMap((command: unknown, index): RuleBreach[] => {
    if (!isRecord(command)) return [{ path: String(index), code: 'DICT_TYPE_CONVERT', message: 'no object' }];
    const breach = (where: string, code: string, message: string): RuleBreach => ({
      path: where === '' ? String(index) : `${index}.${where}`,
      code,
      message: `${String(command.name)}: ${message}`,
    });
    const found: RuleBreach[] = [];
    const key = `${String(command.type ?? 1)} ${String(command.name)}`;
    if (seen.has(key)) found.push(breach('name', 'APPLICATION_COMMANDS_DUPLICATE_NAME', 'twice'));
    seen.add(key);
    const permissions = command.default_member_permissions;
    if (permissions !== null && permissions !== undefined && !/^\d+$/.test(String(permissions)))
      found.push(breach('default_member_permissions', 'NUMBER', 'no bits'));
    if (permissions !== null && permissions !== undefined && typeof permissions !== 'string')
      found.push(breach('default_member_permissions', 'STRING', 'must be a string'));
    // The description gives the bits as a number, the wire as a string.
    const schema = {
      ...command,
      default_member_permissions: typeof permissions === 'string' ? Number(permissions) : null,
    };
    for (const { path, code, message } of rules.schema('ApplicationCommandUpdateRequest')(schema))
      found.push(breach(path, code, message));
    const size = characters(command);
    if (size > MOST_CHARACTERS) found.push(breach('', 'APPLICATION_COMMAND_TOO_LARGE', `${size} characters`));
    if ((command.type ?? 1) === 1) {
      if (!isName(command.name)) found.push(breach('name', 'APPLICATION_COMMAND_INVALID_NAME', 'bad name'));
      if (!isDescription(command.description)) found.push(breach('description', 'BAD_LENGTH', '1 to 100'));
    } else if (command.description !== undefined && command.description !== '')
      found.push(breach('description', 'BAD_LENGTH', 'must be empty'));
    for (const { path, code, message } of optionBreaches(command.options, 'options'))
      found.push(breach(path, code, message));
    return found;
  });
}

function optionBreaches(options: unknown, where: string): RuleBreach[] {
  const list = Array.isArray(options) ? options.filter(isRecord) : [];
  const found: RuleBreach[] = [];
  const names = new Set<unknown>();
  let optional = false;
  for (const [index, option] of list.entries()) {
    const path = `${where}.${index}`;
    const breach = (code: string, message: string) =>
      found.push({ path, code, message: `${String(option.name)}: ${message}` });
    if (!isName(option.name)) breach('APPLICATION_COMMAND_INVALID_NAME', 'bad name');
    if (!isDescription(option.description)) breach('BAD_LENGTH', 'description of 1 to 100');
    if (names.has(option.name)) breach('APPLICATION_COMMAND_OPTIONS_NAME_DUPLICATED', 'twice');
    names.add(option.name);
    if (option.required === true && optional)
      breach('APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID', 'required after optional');
    if (option.required !== true) optional = true;
    const choices = Array.isArray(option.choices) ? option.choices.filter(isRecord) : [];
    if (choices.length > 25) breach('BAD_LENGTH', 'more than 25 choices');
    if (choices.length > 0 && option.autocomplete === true) breach('CHOICES_AND_AUTOCOMPLETE', 'not both');
    if (new Set(choices.map(({ name }) => name)).size < choices.length) breach('CHOICE_NAMES', 'twice');
    for (const { name } of choices)
      if (String(name).length < 1 || String(name).length > 100) breach('BAD_LENGTH', 'name of a choice');
    found.push(...optionBreaches(option.options, `${path}.options`));
  }
  return found;
}

function isName(name: unknown): boolean {
  return typeof name === 'string' && NAME.test(name) && name === name.toLowerCase();
}

function isDescription(text: unknown): boolean {
  return typeof text === 'string' && text.length >= 1 && text.length <= 100;
}

/** Name, description and values with all options and choices, the longest localisation of each. */
function characters(node: Record<string, unknown>): number {
  const longest = (name: string) => {
    const own = typeof node[name] === 'string' ? node[name].length : 0;
    const others = isRecord(node[`${name}_localizations`]) ? node[`${name}_localizations`] : {};
    return Math.max(own, ...Object.values(isRecord(others) ? others : {}).map(text => String(text).length));
  };
  const value = typeof node.value === 'string' ? node.value.length : 0;
  const inside = [node.options, node.choices].flatMap(list =>
    Array.isArray(list) ? list.filter(isRecord) : [],
  );
  return (
    longest('name') + longest('description') + value + inside.reduce((sum, part) => sum + characters(part), 0)
  );
}
