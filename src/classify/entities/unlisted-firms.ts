import { slugOf } from '../../core/slug.ts';
import type { Scan } from '../scan.ts';
import type { Named } from './tag-entities.ts';

/** Characters of text that are searched for legal forms. */
const MOST_TEXT = 20_000;
const MOST_FIRMS = 40;

/** Legal forms behind a name. Short ones are taken as written, so that "as" and "se" stay words. */
const FORM =
  '(?:Pty\\.? Ltd|Pte\\.? Ltd|Co\\.?,? Ltd|Private Limited|Limited Liability Company|Sdn\\.? Bhd|Ltd|Limited|Inc|Incorporated|LLC|LLP|L\\.P|LP|PLC|plc|Corp|GmbH|mbH|AG|SE|S\\.A\\.S|SAS|S\\.A|SA|S\\.à r\\.l|Sàrl|SARL|B\\.V|BV|N\\.V|UAB|OÜ|A/S|ApS|Oy|AB|Sp\\. z o\\.o|d\\.o\\.o|S\\.p\\.A|S\\.r\\.l|Ltda|S\\.A\\. de C\\.V|FZE|FZCO|DMCC|K\\.K|Trust Company|DAC|Foundation Ltd)';
/** Up to six words that begin with a capital or a figure, or join such words. */
const NAME =
  "(?:[\\p{Lu}\\d][\\p{L}\\p{N}&.'’+-]{0,30}\\s(?:(?:of|and|&|de)\\s)?){0,5}[\\p{Lu}\\d][\\p{L}\\p{N}&.'’+-]{0,30}?";
/** Looked for first: a legal form is rarer than a capital. */
const WITH_FORM = new RegExp(`,?\\s${FORM}(?![\\p{L}\\p{N}])\\.?`, 'gu');
const NAME_BEFORE = new RegExp(`(?<![\\p{L}\\p{N}.&-])(${NAME})(?:\\s\\([^()]{1,20}\\))?$`, 'u');
const LONGEST_NAME = 120;
/** Asked first: without one of these nothing below fits, and looking for it costs more. */
const FORM_CJK = /株式会社|주식회사|㈜|有限公司/;
const WITH_FORM_CJK =
  /株式会社([\p{Script=Katakana}\p{Script=Han}ーA-Za-z0-9・]{2,24})|([\p{Script=Katakana}ーA-Za-z0-9・]{2,24})株式会社|(?:주식회사|㈜)\s?([\p{Script=Hangul}A-Za-z0-9]{2,20})|([\p{Script=Han}A-Za-z0-9]{2,16}?)(?:股份)?有限公司/gu;

/** Words that stand before a name and are none of it. */
const LEADING =
  /^(?:(?:The|In|On|At|By|For|And|But|With|From|To|Of|A|An|Its|His|Her|Their|This|That|Against|Between|Both|Under|When|While|After|Before|Since|Company|Companies|Firm|Firms|Respondents?|Defendants?|Exchange|Crypto|Cryptocurrency|Bitcoin|Blockchain|Stablecoin|Issuer|Broker|Platform|Mr|Mrs|Ms|Dr|Re|Versus|Vs|v\.|SEC|CFTC|FCA|Warning|Notice|Former|Founder|CEO|According|Meanwhile|Also|Today|Yesterday|\d{1,4})\s)+/u;

/** Firms that are not in the list, by the legal form behind their name and by headlines of enforcement and licences. Precision first. */
export function unlistedFirms(scan: Scan, known: readonly Named[]): Named[] {
  const found: Named[] = [];
  for (const field of ['title', 'text'] as const) {
    const source = scan[field].source.slice(0, MOST_TEXT);
    const taken = [
      ...known.filter(one => one.field === field),
      ...scan.of('authority').filter(hit => hit.field === field && !hit.value.bare),
      ...found.filter(one => one.field === field),
    ];
    const free = (start: number, end: number) => !taken.some(one => one.start < end && start < one.end);
    for (const match of source.matchAll(WITH_FORM)) {
      const before = source.slice(Math.max(0, match.index - LONGEST_NAME), match.index);
      const named = NAME_BEFORE.exec(before);
      if (named === null) continue;
      const written = named[1] ?? '';
      const name = written.replace(LEADING, '');
      const start = match.index - (before.length - named.index) + written.length - name.length;
      const end = match.index + match[0].length;
      if (name.length < 2 || !/\p{L}/u.test(name) || isTitleWord(name) || !free(start, end)) continue;
      found.push(toFirm(field, start, source.slice(start, end), name, 0.75, 'legal form'));
      if (found.length >= MOST_FIRMS) return found;
    }
    for (const match of FORM_CJK.test(source) ? source.matchAll(WITH_FORM_CJK) : []) {
      const name = match[1] ?? match[2] ?? match[3] ?? match[4] ?? '';
      const end = match.index + match[0].length;
      if (name === '' || /^(?:本|该|該|当|當|的|在|及|和|与|與)/.test(name) || !free(match.index, end))
        continue;
      found.push(toFirm(field, match.index, match[0], name, 0.7, 'legal form'));
      if (found.length >= MOST_FIRMS) return found;
    }
  }
  found.push(...fromHeadline(scan, [...known, ...found]));
  return found;
}

function toFirm(
  field: 'title' | 'text',
  start: number,
  written: string,
  name: string,
  score: number,
  rule: string,
): Named {
  const end = start + written.trimEnd().length;
  const shown = name
    .replace(/\s+/g, ' ')
    .replace(/^(?:UAB|SIA|PT|OÜ|ООО|ТОО)\s(?=\S)/u, '')
    .replace(/[.,]+$/, '');
  return { field, start, end, kind: 'firm', id: slugOf(shown), name: shown, score, rule: `firm: ${rule}` };
}

const PROPER = '\\p{Lu}[\\p{L}\\p{N}.&-]{1,24}(?:\\s\\p{Lu}[\\p{L}\\p{N}.&-]{1,24}){0,2}';
const OBJECT = new RegExp(
  `(?<!\\p{L})(?:fine[sd]|sue[sd]|charge[sd]|penalise[sd]|penalize[sd]|sanction(?:s|ed)|reprimand(?:s|ed)|censure[sd]|(?:grant(?:s|ed)|issue[sd]|award(?:s|ed)) (?:an? )?(?:[\\p{Ll}-]+ ){0,4}(?:licence|license|approval|registration|authori[sz]ation|permit|BitLicense) to|revoke[sd] (?:the )?(?:licence|license|registration) of|licen[cs]e (?:for|to)|warn(?:s|ed) (?:the public )?(?:against|about))\\s(?:(?:crypto|cryptocurrency|digital asset|bitcoin|stablecoin|virtual asset)\\s)?(?:(?:exchange|firm|platform|issuer|broker|lender|company|trader|operator|custodian)\\s)?(${PROPER})`,
  'gu',
);
const SUBJECT = new RegExp(
  `^(${PROPER})\\s(?:(?:was|is|has been)\\s)?(?:gets?|got|receive[sd]|secure[sd]|obtain(?:s|ed)|win[s]?|won|gain(?:s|ed)|bag(?:s|ged)|land(?:s|ed)|clinche[sd]|granted|awarded|lose[s]?|lost|surrender(?:s|ed)|applie[sd] for|fined|charged|sued)\\s(?:(?:an?|the|its|in-principle|full|final|provisional|preliminary|major|first|new)\\s){0,4}(?:[\\p{L}’'.-]{2,20}\\s){0,4}?(?:licen[cs]es?|approval|registration|authori[sz]ation|permit|BitLicense|charter|\\$|€|£|by)(?!\\p{L})`,
  'u',
);

/** "fines Foo Markets", "grants licence to Foo", "Foo obtains MiCA licence": in a headline where capitals mean something. */
function fromHeadline(scan: Scan, known: readonly Named[]): Named[] {
  const { source } = scan.title;
  if (source.length > 200 || isTitleCase(source)) return [];
  const taken = [
    ...known.filter(one => one.field === 'title'),
    ...(['authority', 'place', 'official', 'law'] as const).flatMap(group =>
      scan.of(group).filter(hit => hit.field === 'title'),
    ),
  ];
  const found: Named[] = [];
  const add = (start: number, name: string) => {
    const end = start + name.length;
    if (isTitleWord(name) || taken.some(one => one.start < end && start < one.end)) return;
    found.push(toFirm('title', start, name, name, 0.6, 'headline'));
  };
  for (const match of source.matchAll(OBJECT)) {
    const name = match[1] ?? '';
    add(match.index + match[0].length - name.length, name);
  }
  const subject = SUBJECT.exec(source)?.[1];
  if (subject !== undefined) add(0, subject);
  return found;
}

/** A headline that capitalises every word says nothing by its capitals. */
function isTitleCase(title: string): boolean {
  const long = title.split(/\s+/).filter(word => /^\p{L}{4,}/u.test(word));
  const small = long.filter(word => /^\p{Ll}/u.test(word));
  return small.length * 3 < long.length;
}

const COMMON = new Set(
  'crypto cryptocurrency bitcoin ethereum blockchain exchange exchanges bank banks firm firms company companies man men woman founder founders court judge regulator regulators government parliament senate congress house president minister ministry police prosecutors lawmakers investors traders former two three four five first second new major global former top digital virtual asset assets stablecoin stablecoins token tokens nft defi dao web3 european british american chinese japanese korean russian indian limited liability public private general group trust fund funds capital holdings markets trading financial services international january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday'.split(
    ' ',
  ),
);

/** A name all of whose words are common ones is none. */
function isTitleWord(name: string): boolean {
  return name
    .toLowerCase()
    .split(/\s+/)
    .every(word => COMMON.has(word.replace(/[^\p{L}\p{N}]/gu, '')) || !/\p{L}/u.test(word));
}
