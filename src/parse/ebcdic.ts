/** What the bytes from 0x40 on mean in IBM's code page 037 (EBCDIC of the United States and Canada). */
const CP037 =
  ' \u00a0âäàáãåçñ¢.<(+|&éêëèíîïìß!$*);¬-/ÂÄÀÁÃÅÇÑ¦,%_>?øÉÊËÈÍÎÏÌ`:#@\'="Øabcdefghi«»ðýþ±°jklmnopqrªºæ¸Æ¤µ~stuvwxyz¡¿ÐÝÞ®^£¥·©§¶¼½¾[]¯¨´×{ABCDEFGHI\u00adôöòóõ}JKLMNOPQR¹ûüùúÿ\\÷STUVWXYZ²ÔÖÒÓÕ0123456789³ÛÜÙÚ\u009f';
/** Where code page 500 (international) differs. */
const CP500_CHANGES: Readonly<Record<string, string>> = {
  '¢': '[',
  '|': '!',
  '!': ']',
  '¬': '^',
  '^': '¢',
  '[': '¬',
  ']': '|',
};
const CONTROLS: Readonly<Record<number, string>> = { 5: '\t', 13: '\r', 21: '\n', 37: '\n' };

/** Whether a document begins with "<?xm" in EBCDIC. */
export function isEbcdic(bytes: Uint8Array): boolean {
  return bytes[0] === 0x4c && bytes[1] === 0x6f && bytes[2] === 0xa7 && bytes[3] === 0x94;
}

/** Text of an EBCDIC document and the code page that its XML declaration names: 037, 500 or one close to 037. */
export function decodeEbcdic(bytes: Uint8Array): { readonly text: string; readonly encoding: string } {
  let text = '';
  for (const byte of bytes) text += byte < 0x40 ? (CONTROLS[byte] ?? '') : (CP037[byte - 0x40] ?? '');
  const label = /encoding\s*=\s*["']([^"']+)/.exec(text)?.[1]?.toLowerCase() ?? 'cp037';
  if (/500|cp-(?:be|ch)|cp_(?:be|ch)/.test(label)) {
    return { text: text.replace(/[¢|!¬^[\]]/g, char => CP500_CHANGES[char] ?? char), encoding: 'cp500' };
  }
  return { text: /1140/.test(label) ? text.replaceAll('¤', '€') : text, encoding: 'cp037' };
}
