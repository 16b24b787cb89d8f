/** An instant for people, "2026-11-20 14:05 UTC"; "no date" without one. */
export function formatInstant(iso: string | null): string {
  return iso ? `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC` : 'no date';
}
