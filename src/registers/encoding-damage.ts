/** What windows-1252 has in place of the C1 controls. */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
/** UTF-8 read as windows-1252: a lead byte and then a continuation byte, as characters. */
const MOJIBAKE = new RegExp(`[\u00c2-\u00f4][\u0080-\u00bf${WINDOWS_1252}]`);
/** Longest text that is looked at; cells are shorter. */
const MAX_LENGTH = 20_000;

/** Text whose UTF-8 bytes were read as windows-1252 or Latin-1 ("KÃ¶ln") as it was meant ("Köln"); any other text as it is. */
export function undoMojibake(text: string): string {
  if (text.length > MAX_LENGTH || !MOJIBAKE.test(text)) return text;
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    const byte = code < 0x100 ? code : WINDOWS_1252.indexOf(text.charAt(index)) + 0x80;
    if (code >= 0x100 && byte < 0x80) return text;
    bytes[index] = byte;
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return text; // it only looks like it
  }
}

/** Marks of a lost letter: U+FFFD, or a question mark within a word. */
const LOST = /\ufffd+|(?<=\p{L})\?+(?=\p{L}|$)|(?<=^|\s)\?(?=\p{L})/gu;

/** How many letters a text lost. */
export function countDamage(text: string): number {
  return Array.from(text.matchAll(LOST)).reduce((sum, [found]) => sum + found.length, 0);
}

/**
 * Whether two texts are the same but for letters that a wrong encoding destroyed in one of them: "Stra\ufffde" is "Straße". Only characters beyond
 * ASCII are lost that way, so nothing else may stand in their place.
 */
export function sameButDamaged(a: string, b: string): boolean {
  if (a === b) return true;
  return fits(a, b) || fits(b, a);
}

/** Whether `damaged`, each lost letter being one to `n` characters beyond ASCII, is `whole`. */
function fits(damaged: string, whole: string): boolean {
  const parts = damaged.split(LOST);
  if (parts.length < 2 || damaged.length > MAX_LENGTH) return false;
  const lost = Array.from(damaged.matchAll(LOST), ([found]) => found.length);
  let at = 0;
  for (const [index, part] of parts.entries()) {
    if (index > 0) {
      const most = lost[index - 1] ?? 1;
      let taken = 0;
      while (taken < most && (whole.codePointAt(at) ?? 0) > 0x7f) {
        at += (whole.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
        taken++;
      }
      if (taken === 0) return false;
    }
    if (!whole.startsWith(part, at)) return false;
    at += part.length;
  }
  return at === whole.length;
}
