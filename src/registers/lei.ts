/**
 * An LEI out of a cell: upper case, what is neither letter nor figure dropped, and its check digits right (ISO 17442 over ISO 7064 mod
 * 97-10). Null for anything else, such as "9.60E+19", which a spreadsheet made of one.
 */
export function readLei(text: string): string | null {
  const code = text.toUpperCase().replace(/[^A-Z0-9]/g, '');
  return /^[A-Z0-9]{18}[0-9]{2}$/.test(code) && remainder(code) === 1 ? code : null;
}

/** ISO 7064: letters are 10 to 35, the whole is read as one decimal number, modulo 97. */
function remainder(code: string): number {
  let rest = 0;
  for (const char of code) {
    const value = Number.parseInt(char, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest;
}
