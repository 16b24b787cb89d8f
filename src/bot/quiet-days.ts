import type { WordKey } from '../core/locale.ts';

/** Days without a digest that are offered, as ISO weekdays. */
export const QUIET: readonly {
  readonly value: string;
  readonly days: readonly number[];
  readonly label: WordKey;
}[] = [
  { value: 'none', days: [], label: 'quiet.none' },
  { value: 'weekend', days: [6, 7], label: 'quiet.weekend' },
  { value: 'sunday', days: [7], label: 'quiet.sunday' },
  { value: 'friday-saturday', days: [5, 6], label: 'quiet.friday-saturday' },
];

/** The days of an offered value; none for any other. */
export function readQuiet(value: string): readonly number[] {
  return QUIET.find(entry => entry.value === value)?.days ?? [];
}

/** The offered value for some days; null when they are none of those. */
export function quietValue(days: readonly number[]): string | null {
  return QUIET.find(entry => entry.days.join() === days.join())?.value ?? null;
}
