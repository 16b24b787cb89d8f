/**
 * Legal forms as they stand at the end of a firm's name (or, in Lithuania, Japan and China, before it), folded. A name is compared without them:
 * registers write "Example GmbH", "EXAMPLE" and "Example Gesellschaft mbH" of one firm.
 */
const LEGAL_FORMS = new Set(
  `ab abp adsitz ag aktiengesellschaft and anstalt aps as asa a/s bhd bv bvba ca co company corp corporation cv cy doo dd dmcc
  ead ead eg eood eu fze fzco fz-llc fzllc gesellschaft gmbh gesmbh haftung ik inc incorporated is jsa jsc k.k kft kg kgaa
  kk ky lda limited limitada llc llp lp ltd ltda mbh mit beschrankter nv nyrt oao od oo ood ou oy oyj oü pjsc plc pllc pt pte pty pvt private rl
  sa sab sae sal saoc sarl sas sasu sca sdn se sia sicav sirketi sl slu sociedad societe anonyme sp spa spzoo srl sro ss sti ticaret
  tbk teknoloji uab ug vof zoo z oo`.split(/\s+/),
);
/** Words that alone do not end a name but belong to a form of several words. */
const LINKS = new Set(['z', 'and', 'mit', 'co']);
const CJK_FORMS =
  /株式会社|合同会社|有限会社|\(株\)|주식회사|\(주\)|유한회사|股份有限公司|有限責任公司|有限责任公司|有限公司|บริษัท|จำกัด|\(มหาชน\)/gu;
/** Longest part of a name that is compared: what is longer is no name. */
const MAX_NAME = 200;
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

/** Case, diacritics and punctuation folded away; the Turkish dotted and dotless i are one letter. U+FFFD stays a letter. */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[ßæœøłđðþı]/g, letter => LETTERS[letter] ?? letter)
    .normalize('NFKC')
    .replace(/(?<=(?:^|[\s.])\p{L})\.\s?(?=\p{L}(?:$|[\s.,;)]))/gu, '')
    .replace(/&/g, ' and ')
    .replace(/['’`´]/g, '')
    .replace(/[^\p{L}\p{N}\ufffd]+/gu, ' ')
    .trim();
}

/**
 * A firm's name for comparison: folded, without its legal form. The whole folded name when nothing else is left; "" for a name without any
 * letter or figure.
 */
export function foldFirmName(name: string): string {
  const whole = foldText(name.slice(0, MAX_NAME).normalize('NFKC').replace(CJK_FORMS, ' '));
  const words = whole.split(' ');
  let end = words.length;
  while (end > 1 && LEGAL_FORMS.has(words[end - 1] ?? '')) end--;
  let start = 0;
  while (start < end - 1 && /^(?:uab|sia|pt|ooo|oao|ao|zao|as)$/.test(words[start] ?? '')) start++;
  const kept = words.slice(start, end);
  const core = kept.length === 1 && LINKS.has(kept[0] ?? '') ? words : kept;
  return core.join(' ') || foldText(name.slice(0, MAX_NAME));
}

/** The folded name from each of its words on, so that a prefix of any word is a prefix of one of them. At most 8. */
export function nameSuffixes(name: string): string[] {
  const folded = foldText(name.slice(0, MAX_NAME));
  if (folded === '') return [];
  const words = folded.split(' ');
  return words.slice(0, 8).map((_, index) => words.slice(index).join(' '));
}
