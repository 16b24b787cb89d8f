import { LOCALES, type Locale, t, type WordKey } from '../core/locale.ts';

/** Discord's names of our languages. */
const DISCORD_LOCALES: Readonly<Record<Locale, readonly string[]>> = {
  en: ['en-US', 'en-GB'],
  'zh-Hant': ['zh-TW'],
  'zh-Hans': ['zh-CN'],
  ja: ['ja'],
  ko: ['ko'],
  de: ['de'],
  fr: ['fr'],
  es: ['es-ES', 'es-419'],
  pt: ['pt-BR'],
};

/** The description of a command in a language. */
export function descriptionIn(locale: Locale, data: CommandData): string {
  const name = DISCORD_LOCALES[locale][0] ?? 'en-US';
  return data.description_localizations?.[name] ?? data.description;
}

/** Manage Server. */
export const MANAGE_GUILD = 1n << 5n;

const OPTION_TYPES = { text: 3, number: 4, flag: 5, channel: 7, role: 8 } as const;

type Localizations = Readonly<Record<string, string>>;

/** A command as it is registered with Discord. */
export interface CommandData {
  readonly type: 1 | 3;
  readonly name: string;
  readonly name_localizations?: Localizations;
  /** Empty for the context commands of messages. */
  readonly description: string;
  readonly description_localizations?: Localizations;
  readonly options?: readonly OptionData[];
  /** Permission bits as a string; null: everybody. */
  readonly default_member_permissions: string | null;
  /** 0: servers only. */
  readonly contexts: readonly number[];
  readonly integration_types: readonly number[];
}

export interface OptionData {
  readonly type: number;
  readonly name: string;
  readonly description: string;
  readonly description_localizations?: Localizations;
  readonly required?: boolean;
  readonly autocomplete?: boolean;
  readonly choices?: readonly ChoiceData[];
  readonly channel_types?: readonly number[];
  readonly min_value?: number;
  readonly max_value?: number;
  readonly min_length?: number;
  readonly max_length?: number;
  readonly options?: readonly OptionData[];
}

export interface ChoiceData {
  readonly name: string;
  readonly name_localizations?: Localizations;
  readonly value: string | number;
}

/** A slash command, for servers only. Its description is a fixed text in every language. */
export function slash(
  name: string,
  description: WordKey,
  more: { readonly options?: readonly OptionData[]; readonly manage?: boolean } = {},
): CommandData {
  return {
    type: 1,
    name,
    ...described(description),
    ...(more.options === undefined ? {} : { options: more.options }),
    default_member_permissions: more.manage === true ? String(MANAGE_GUILD) : null,
    contexts: [0],
    integration_types: [0],
  };
}

/** A command in the menu of a message. */
export function messageCommand(name: WordKey): CommandData {
  const localizations = inEveryLanguage(name);
  return {
    type: 3,
    name: t('en', name),
    ...(localizations === null ? {} : { name_localizations: localizations }),
    description: '',
    default_member_permissions: null,
    contexts: [0],
    integration_types: [0],
  };
}

/** An option of a slash command; required ones go first. */
export function option(
  type: keyof typeof OPTION_TYPES,
  name: string,
  description: WordKey,
  more: Omit<OptionData, 'type' | 'name' | 'description' | 'description_localizations'> = {},
): OptionData {
  return { type: OPTION_TYPES[type], name, ...described(description), ...more };
}

/** One of several things that a command does; a command with these cannot be called without. */
export function subcommand(
  name: string,
  description: WordKey,
  options: readonly OptionData[] = [],
): OptionData {
  return { type: 1, name, ...described(description), ...(options.length === 0 ? {} : { options }) };
}

/** One of the values that an option takes. */
export function choice(value: string | number, name: WordKey): ChoiceData {
  const localizations = inEveryLanguage(name);
  return {
    name: t('en', name),
    ...(localizations === null ? {} : { name_localizations: localizations }),
    value,
  };
}

function described(key: WordKey): Pick<OptionData, 'description' | 'description_localizations'> {
  const localizations = inEveryLanguage(key);
  return {
    description: t('en', key),
    ...(localizations === null ? {} : { description_localizations: localizations }),
  };
}

/** A text by Discord's names of the languages that have it; null when only English does. The default is among them, as Discord advises. */
function inEveryLanguage(key: WordKey): Localizations | null {
  const english = t('en', key);
  const entries = LOCALES.flatMap(locale => {
    const text = t(locale, key);
    return locale === 'en' || text !== english
      ? DISCORD_LOCALES[locale].map(name => [name, text] as const)
      : [];
  });
  return entries.length > DISCORD_LOCALES.en.length ? Object.fromEntries(entries) : null;
}
