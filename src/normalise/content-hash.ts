import { sha256 } from '../core/ids.ts';

/** SHA-256 over title and text with white space folded: it changes exactly when the words change. */
export function contentHash(title: string, text: string): string {
  return sha256(`${fold(title)}\n${fold(text)}`);
}

function fold(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
