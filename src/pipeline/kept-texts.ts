import { sha256 } from '../core/ids.ts';
import type { SettingStore } from '../core/ports.ts';

/** Texts that are kept at once: a new one takes the place of an old one. */
const PLACES = 4096;
const KEY_LENGTH = 16;

/** Keeps a text under a short key that outlives the process. */
export async function keepText(settings: SettingStore, text: string): Promise<string> {
  const key = sha256(text).slice(0, KEY_LENGTH);
  await settings.set(placeOf(key), `${key} ${text}`);
  return key;
}

/** The text of a key; null when another has taken its place. */
export async function keptText(settings: SettingStore, key: string): Promise<string | null> {
  const kept = /^[0-9a-f]{16}$/.test(key) ? await settings.get(placeOf(key)) : null;
  return kept?.startsWith(`${key} `) === true ? kept.slice(KEY_LENGTH + 1) : null;
}

function placeOf(key: string): string {
  return `kept-text:${Number.parseInt(key.slice(0, 8), 16) % PLACES}`;
}
