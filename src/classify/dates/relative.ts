import { readNumber, readOrdinal } from './number-words.ts';

type Unit = 'day' | 'week' | 'month' | 'year';

/** A date that a sentence counts from the day of publication. */
export interface Counted {
  readonly start: number;
  readonly end: number;
  readonly amount: number;
  readonly unit: Unit;
  readonly certainty: number;
  readonly rule: string;
}

/** What is published, signed or said on the day of publication. */
const PUBLISHED =
  '(?:publi(?:cation|cación|cação|shed)|promulgation|promulgación|gazett\\w+|signing|signature|announcement|issuance|issue|appears|today|now|Federal Register|Official Journal|Veröffentlichung|Verkündung)';

/** Each pattern with the groups amount and unit, or an amount of its own. Bounded repeats only. */
const PATTERNS: readonly {
  readonly pattern: RegExp;
  /** Cheap to look for, and part of whatever the pattern fits. */
  readonly gate: RegExp;
  readonly rule: string;
  readonly certainty: number;
  readonly fixed?: number;
}[] = [
  {
    pattern: new RegExp(
      `(?<![\\p{L}\\d.,])(\\d{1,3}|[\\p{L}-]{2,10})[\\s-](?:calendar\\s|business\\s|working\\s)?(day|week|month|year)s?\\s(?:after|of|from|following|upon)\\s(?:[\\p{L}’']{1,14}\\s){0,6}?${PUBLISHED}(?!\\p{L})(?:\\s(?:in|of)\\sthe\\s(?:Federal Register|Official Journal))?`,
      'giu',
    ),
    gate: /day|week|month|year/iu,
    rule: 'counted from publication',
    certainty: 0.6,
  },
  {
    pattern: new RegExp(
      `(?<!\\p{L})the\\s(\\p{L}{4,12}|\\d{1,2}(?:st|nd|rd|th))\\s(day)\\s(?:following|after)\\s(?:that\\sof\\s)?(?:[\\p{L}’']{1,14}\\s){0,4}?${PUBLISHED}(?!\\p{L})`,
      'giu',
    ),
    gate: /\sday\s/iu,
    rule: 'counted from publication',
    certainty: 0.6,
  },
  {
    pattern:
      /(?<!\p{L})am\s(\p{L}{5,14})\s(Tag)e?\snach\s(?:ihrer|der|seiner)\s(?:Veröffentlichung|Verkündung)/giu,
    gate: /Tag/iu,
    rule: 'counted from publication',
    certainty: 0.6,
  },
  {
    pattern: /(?<!\p{L})le\s(\p{L}{5,14})\s(jour)\ssuivant\s(?:celui\sde\s)?(?:sa|leur)\spublication/giu,
    gate: /jour/iu,
    rule: 'counted from publication',
    certainty: 0.6,
  },
  {
    pattern:
      /(?<![\p{L}\d.,])(\d{1,3}|[\p{L}]{3,8})\s(jour|mois|día|mes|dia|mês|Tage|Monate)(?:s|es|n)?\s(?:après|después\sde|de|a\spartir\sde|após|nach)\s(?:la|su|sa|a|der|sua)\s(?:publication|publicación|publicação|promulgación|Veröffentlichung|Verkündung)/giu,
    gate: /publica|promulga|Veröffentlichung|Verkündung/iu,
    rule: 'counted from publication',
    certainty: 0.6,
  },
  {
    pattern:
      /自?(?:公布|发布|發布|刊宪|刊憲)(?:之日)?(?:起|后|後)(?:满|滿)?([\d一二三六九十两兩]{1,3})\s?(个月|個月|日|天|年)(?:后|後)?/gu,
    gate: /[公发發刊]/u,
    rule: 'counted from publication',
    certainty: 0.6,
  },
  {
    pattern: /공포\s?후\s(\d{1,2})(개월|일|년)/gu,
    gate: /공포/u,
    rule: 'counted from publication',
    certainty: 0.6,
  },
  {
    pattern:
      /自(?:公布|发布|發布|印发|刊宪|刊憲)之日起(?=施行|实施|實施|生效)|공포한\s날부터|公布の日から(?=施行)/gu,
    gate: /[公共发發印刊]|공포/u,
    rule: 'on publication',
    certainty: 0.7,
    fixed: 0,
  },
  {
    pattern:
      /(?<!\p{L})(?:(?:effective|takes? effect|in force|effect)\s(?:immediately|today)|with immediate effect|(?:up)?on\s(?:its\s)?publication(?:\sin\sthe\s(?:Federal Register|Official Journal))?|mit sofortiger Wirkung|avec effet immédiat|con efecto inmediato|com efeito imediato)(?!\p{L})/giu,
    gate: /effect|in force|publication|Wirkung|effet|efecto|efeito/iu,
    rule: 'on publication',
    certainty: 0.75,
    fixed: 0,
  },
  {
    pattern: /(?<!\p{L})(?:today|heute|aujourd['’]hui|hoy|hoje)(?!\p{L})/giu,
    gate: /today|heute|aujourd|hoy|hoje/iu,
    rule: 'on publication',
    certainty: 0.7,
    fixed: 0,
  },
  {
    // "of the order", "of receipt": counted from a day that is not told.
    pattern:
      /(?<!\p{L})(?:within|in|have|has|had|been given|given)\s(?:the\snext\s|a\sfurther\s)?(\d{1,3}|[\p{L}-]{3,10})[\s-](?:calendar\s|business\s|working\s)?(day|week|month|year)s?(?!\p{L}|\s(?:of|after|from|following|before|prior|since|ago|earlier)\s)/giu,
    gate: /day|week|month|year/iu,
    rule: 'counted from the report',
    certainty: 0.6,
  },
];

const UNITS: readonly (readonly [RegExp, Unit])[] = [
  [/^(?:day|tag|jour|d[ií]a|日|天|일)/i, 'day'],
  [/^week/i, 'week'],
  [/^(?:month|monat|mois|mes|mês|个月|個月|개월)/i, 'month'],
  [/^(?:year|年|년)/i, 'year'],
];

/** Every date of a short sentence that is counted from its publication. */
export function findCounted(sentence: string): Counted[] {
  const found: Counted[] = [];
  for (const { pattern, gate, rule, certainty, fixed } of PATTERNS) {
    if (!gate.test(sentence)) continue;
    pattern.lastIndex = 0;
    for (let match = pattern.exec(sentence); match !== null; match = pattern.exec(sentence)) {
      const span = { start: match.index, end: match.index + match[0].length };
      if (found.some(one => one.start < span.end && span.start < one.end)) continue;
      if (fixed !== undefined) {
        found.push({ ...span, amount: fixed, unit: 'day', certainty, rule });
        continue;
      }
      const amount = readNumber(match[1] ?? '') ?? readOrdinal(match[1] ?? '');
      const unit = UNITS.find(([word]) => word.test(match[2] ?? ''))?.[1];
      if (amount === null || unit === undefined) continue;
      found.push({ ...span, amount, unit, certainty, rule });
    }
  }
  return found;
}
