import { KINDS, TOPICS } from '../../core/types.ts';
import type { BotDeps, Choice } from '../command.ts';
import { type ChoiceData, choice } from '../command-data.ts';

const MOST = 25;
/** Discord's limit of the value of a choice. */
const VALUE_LENGTH = 100;
/** Longer than a person types to find a title. */
const TYPED_LENGTH = 80;

export const TOPIC_CHOICES: readonly ChoiceData[] = TOPICS.map(topic => choice(topic, `topic.${topic}`));
export const KIND_CHOICES: readonly ChoiceData[] = KINDS.map(kind => choice(kind, `kind.${kind}`));

/** One of some values, or null for anything else: people may send what was never offered. */
export function oneOf<T extends string>(values: readonly T[], typed: string | null): T | null {
  return values.find(value => value === typed) ?? null;
}

/** Names of places that continue the last one of a list. */
export async function placeChoices(typed: string, { app }: BotDeps): Promise<readonly Choice[]> {
  const comma = Math.max(typed.lastIndexOf(','), typed.lastIndexOf('，')) + 1;
  const before = typed.slice(0, comma).trim();
  const found = await app.jurisdictionsLike(typed.slice(comma).trim(), MOST);
  return found.map(({ code, name }) => {
    const value = before === '' ? code : `${before} ${code}`;
    return { name: `${value} · ${name}`, value };
  });
}

/** Items by words of their titles and texts; the newest when nothing is typed. */
export async function itemChoices(
  typed: string,
  { app, markup }: BotDeps,
  what: 'item' | 'story',
): Promise<readonly Choice[]> {
  const wanted = typed.trim().slice(0, TYPED_LENGTH);
  const { items } = await app.searchPage(wordsOf(wanted), { limit: MOST, countTo: MOST });
  const found = new Map(
    items.map(item => {
      const value = what === 'item' ? item.id : item.storyId;
      return [value, { name: markup.plain(item.title, VALUE_LENGTH) || value, value }] as const;
    }),
  );
  return [...found.values()];
}

/** What was typed as words only, the last of them unfinished: nobody writes a query to find a title. */
function wordsOf(typed: string): string {
  const words = typed.match(/[\p{L}\p{N}]+/gu) ?? [];
  return words
    .map((word, at) => (at === words.length - 1 && word.length >= 3 ? `${word}*` : `"${word}"`))
    .join(' ');
}

/** Lengths of time, and what was typed when it could be one. */
export function timeChoices(typed: string, offered: readonly string[]): readonly Choice[] {
  const own = typed.trim().slice(0, 20);
  return [...new Set([own, ...offered.filter(one => one.startsWith(own))])]
    .filter(value => value !== '')
    .map(value => ({ name: value, value }));
}
