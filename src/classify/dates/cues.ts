import type { DateKind } from '../../core/types.ts';

/** Words that say what a date in their sentence is for. */
export interface Cue {
  readonly kind: DateKind;
  /** Global: every place where it stands. */
  readonly words: RegExp;
  /** What the sentence must also say, anywhere. */
  readonly beside?: RegExp;
  /** Where the date stands: behind the cue ("due by ..."), before it ("... 施行"), or either. */
  readonly date: 'after' | 'before' | 'either';
  /** What must stand between the cue and a date behind it, or right before the date. */
  readonly through?: RegExp;
  /** Characters between cue and date. */
  readonly reach?: number;
  /** Below 1 when the words are used for other things too. */
  readonly strength?: number;
}

const INPUT =
  /\b(?:comment(?:s|ers|ing)?|comment[- ]period|consult\w*|feedback|submissions?|respon(?:d|se|ses|dents)|views|input|repl(?:y|ies)|representations|letters|discussion paper|call for evidence|draft (?:bill|rules|legislation|guid\w+))\b/i;
const FILLERS = String.raw`(?:the\s)?(?:end[ -](?:of\s)?)?(?:close of business\s(?:on\s)?|COB\s(?:on\s)?|midnight\s(?:on\s)?|noon\s(?:on\s)?|\d{1,2}(?:[:.]\d\d)?\s?(?:[ap]\.?m\.?)?,?\s(?:\p{Lu}{2,4}\s)?(?:on\s)?)?(?:\p{L}{3,9},?\s)?$`;
/** Read on the 80 characters before a date: every repeat is bounded. */
const UNTIL = new RegExp(
  String.raw`(?:\b(?:by|until|till|til|through|thru|before|to|than)\s|\b(?:due|clos\w{1,4}|close|end(?:s|ed|ing)?|expir\w{1,4}|conclude[sd]?|finish\w{0,4}|lapses?|deadline|date)(?:\s(?:on|at|in|is|will be|of))?:?\s|\bdeadline\s.{1,60}\b(?:is|of)\s)${FILLERS}`,
  'iu',
);
const DUTY =
  /\b(?:must|shall|should|require[ds]?|requirement|need(?:s|ed)? to|ha(?:s|ve) to|ha(?:s|ve) until|(?:been )?given until|obliged|ordered|comply|compliance|compliant|register|apply|deadline|asked to|told to|expected to)\b/i;
const RULES =
  /\b(?:rules?|regimes?|laws?|acts?|bills?|regulations?|framework|requirements?|regist\w+|licen[cs]\w+|obligations?|tax(?:es)?|ban|system|orders?|directives?|ordinance|legislation|standards?|guid\w+|amendments?|decree|resolution|measures?|provisions?|circular|policy)\b/i;
const RELIEF =
  /\b(?:transition\w*|grandfather\w*|moratorium|exempti\w+|relief|temporary|interim|sandbox|pilot|waiver|sunset|saving|no-action|provisional|operat\w+)\b/i;
const COMING =
  /\b(?:will|shall|scheduled?|set|due|slated|plans?|planned|to be|upcoming|next|expected|begins?|starts?|sets|is on|on the calendar|convenes?|to hold|to testify|to appear|to vote|calls|adjourned)\b/i;

/** English. */
const ENGLISH: readonly Cue[] = [
  {
    kind: 'consultation_closes',
    words:
      /\b(?:comments?|comment(?:ary)?[- ]period|consultations?|feedback|submissions?|respon(?:d|se|ses)|views|input|repl(?:y|ies)|representations|discussion paper|period|stakeholders|public|parties|contribut\w+|closing date|close date|closes?|deadline|letters)\b/gi,
    beside: INPUT,
    date: 'after',
    through: UNTIL,
    reach: 130,
  },
  {
    kind: 'effective',
    words:
      /\b(?:tak(?:es?|ing|en) effect|took effect|c(?:o|a)m(?:es?|ing) (?:in)?to (?:full )?(?:force|effect|operation)|ent(?:ers?|ered|ering|ry) into (?:force|effect|application)|(?:put|brought|goes|going|go|be) in(?:to)? (?:force|effect)|in force|becom(?:es?|ing) (?:effective|law|applicable|mandatory|operative)|became (?:effective|law)|effective(?: date)?|commenc(?:es?|ed|ing|ement)|implement(?:ed|ation|s)?|enforced|lifted|with effect|will (?:adopt|enforce|require|ban|prohibit|introduce|impose|allow|block|stop))\b/gi,
    date: 'after',
    through:
      /\b(?:on|from|in|of|by|as|until|at|is|effect|force|operation|effective|date|starting|beginning|since|law|commences?|applicable|:)\s(?:of\s)?(?:the\s)?(?:(?:end|start|beginning) of\s)?(?:\p{L}{3,9},?\s)?$|(?:force|effect|effective|operation|:)[ ,]*$/iu,
    reach: 60,
  },
  {
    kind: 'effective',
    words: /\b(?:appl(?:y|ies|ied|icable)|application date|applicability)\b/gi,
    date: 'after',
    through:
      /\b(?:from|as of|as from|starting|beginning|since|on|in|date (?:is|of)|date:)\s(?:the\s)?(?:(?:end|start|beginning) of\s)?(?:\p{L}{3,9},?\s)?$/iu,
    reach: 60,
  },
  {
    kind: 'effective',
    words: /\b(?:kicks? in|go(?:es)? live|starts?|begins?|will be (?:launched|rolled out)|rolls? out)\b/gi,
    beside: RULES,
    date: 'after',
    through: /\b(?:on|from|in|by)\s(?:the\s)?(?:\p{L}{3,9},?\s)?$/iu,
    reach: 40,
    strength: 0.85,
  },
  {
    // "From 1 April, exchanges must ...", "authorised from 25 October".
    kind: 'effective',
    words: /(?:^|[.:;,(–—-]\s*)(?:from|starting|beginning|as of|effective|with effect from)(?=\s)/gi,
    beside:
      /\b(?:must|will|shall|banned|blocked|prohibit\w*|forbidden|taxed|required|allowed|permitted|apply|applies|rules?|ban|regime|can)\b/i,
    date: 'after',
    reach: 14,
    strength: 0.9,
  },
  {
    kind: 'effective',
    words:
      /\b(?:(?:will|must|shall|to|need to) be [\p{L}]{5,14}|required|tax treatment|banned|prohibited|adopt\w*|traded? [\p{L}]{2,10}|exempt\w*|mandatory|obligatory|registration process)\b/giu,
    beside: /\b(?:from|as of|starting|beginning)\b/i,
    date: 'after',
    through: /\b(?:from|as of|as from|starting|beginning)\s(?:the\s)?(?:\p{L}{3,9},?\s)?$/iu,
    reach: 80,
    strength: 0.85,
  },
  {
    kind: 'compliance',
    words:
      /\b(?:must|shall|should|required|need(?:s|ed)? to|ha(?:s|ve|d) (?:to|until)|(?:been )?given until|obliged|ordered to|comply|compliance(?: date| deadline)?|deadline|asked to|told to|expected to|give[ns]?)\b/gi,
    beside: DUTY,
    date: 'after',
    through:
      /\b(?:by|before|until|till|no later than|not later than|on or before|prior to|deadline (?:is|of)|date (?:is|of)|date:|deadline:)\s(?:the\s)?(?:end[ -](?:of\s)?)?(?:\p{L}{3,9},?\s)?$/iu,
    reach: 170,
  },
  {
    kind: 'compliance',
    words:
      /\bto (?:fully )?(?:comply|register|apply|file|notify|obtain|implement|adapt|submit|meet|align|bring)\b/gi,
    beside: /\b(?:ha(?:s|ve|d)|given|within|deadline)\b/i,
    date: 'before',
    reach: 6,
  },
  {
    kind: 'expiry',
    words:
      /\b(?:transition\w* (?:period|arrangements?|provisions?|phase|relief|regime)?|grandfather\w*|moratorium|exemptions?|relief|temporary \p{L}{4,14}|sandbox|pilot|waiver|sunset\w*|licen[cs]es?|continue (?:to )?\p{L}{2,12})\b/giu,
    beside: RELIEF,
    date: 'after',
    through:
      /\b(?:until|till|through|(?:expire[sd]?|ends?|lapses?|runs? out|terminates?|valid (?:until|through)|ending|expiring|expiry|sunsets?|over)(?:\s(?:on|at|in|by))?)\s(?:the\s)?(?:end of\s)?(?:\p{L}{3,9},?\s)?$/iu,
    reach: 110,
  },
  {
    kind: 'hearing',
    words:
      /\b(?:hearings?|trial|mark-?ups?|sentencing|sentenced|oral arguments?|arraign\w*|be heard|appear in court|testify|court date|retrial)\b/gi,
    beside: COMING,
    date: 'either',
    reach: 60,
  },
];

type Row = readonly [DateKind, RegExp, Cue['date'], RegExp?, RegExp?, number?];

function cue([kind, words, date, beside, through, reach]: Row): Cue {
  return { kind, words, date, beside, through, reach };
}

/** Other languages; one list for all, their words are their own. */
const OTHERS: readonly Cue[] = (
  [
    // Chinese, Japanese, Korean: the verb follows the date.
    [
      'effective',
      /生效|施行|实施|實施|上路|起(?:正式)?(?:适用|適用)|开始执行|開始執行|発効|적용된|시행|발효/g,
      'either',
      undefined,
      undefined,
      24,
    ],
    [
      'consultation_closes',
      /截止|结束|結束|屆滿|届满|为止|為止|まで|期限|締め?切|까지|止/g,
      'either',
      /咨询|諮詢|意见|意見|征求|徵求|徵詢|公众|公眾|パブリック|パブコメ|募集|의견|입법예고/,
      undefined,
      26,
    ],
    [
      'compliance',
      /(?:之?前|以前|まで|까지|底前|內|内)/g,
      'before',
      /必须|必須|须|須|应当|應|申请牌照|申請牌照|しなければ|義務|対応|신고|등록|준수|제출해야|마쳐야|해야/,
      undefined,
      8,
    ],
    [
      'expiry',
      /到期|届满|屆滿|结束|結束|終了|失効|만료|종료/g,
      'either',
      /过渡|過渡|豁免|沙盒|经过措置|経過措置|유예|한시/,
      undefined,
      20,
    ],
    [
      'hearing',
      /聆讯|聆訊|听证|聽證|开庭|開庭|审理|審理|公判|審問|口頭弁論|청문회|공판|선고/g,
      'either',
      /将|將|於|予定|定于|定於|开|예정|열린|열릴|연다/,
      undefined,
      20,
    ],
    // German
    [
      'effective',
      /in Kraft|Inkrafttreten|wirksam|gilt|gelten|anwendbar|Anwendung/g,
      'either',
      /\b(?:tritt|treten|trat|Inkrafttreten|wird|werden|ab|gilt|gelten)\b/,
      undefined,
      50,
    ],
    [
      'consultation_closes',
      /Stellungnahmen?|Konsultation\w*|Rückmeldungen|Kommentare|Anmerkungen/g,
      'after',
      undefined,
      /\b(?:bis|am|Frist|spätestens)\s(?:zum\s|einschließlich\s)?$/u,
      90,
    ],
    [
      'compliance',
      /müssen|muss|haben|verpflichtet|sollen/g,
      'after',
      /\b(?:bis|spätestens)\b/,
      /\b(?:bis|spätestens|zum)\s(?:zum\s|Ende\s)?$/u,
      100,
    ],
    [
      'expiry',
      /Übergangs\w+|Ausnahme\w*|Bestandsschutz/g,
      'after',
      undefined,
      /\b(?:bis|am|zum|endet|läuft)\s(?:zum\s|am\s)?$/u,
      80,
    ],
    ['hearing', /Anhörung|Verhandlung|Prozess/g, 'either', /\b(?:findet|beginnt|ist|wird)\b/, undefined, 50],
    // French
    [
      'effective',
      /entr(?:e|era|ent|eront|ée) en (?:vigueur|application)|s['’]appliqu(?:e|era|ent|eront)|applicables?|pren(?:d|dra|nent|dront) effet/g,
      'either',
      undefined,
      undefined,
      40,
    ],
    [
      'consultation_closes',
      /consultation|contributions|observations|commentaires|réponses|avis/g,
      'after',
      undefined,
      /(?:jusqu['’]au|avant le|au plus tard le|clôt\p{L}* le|termine\p{L}* le|au|d['’]ici le)\s$/u,
      100,
    ],
    [
      'compliance',
      /doivent|devront|doit|devra|obligation|tenus de|conformité|délai/g,
      'after',
      undefined,
      /(?:avant le|au plus tard le|d['’]ici (?:le|au|à)|jusqu['’]au)\s$/u,
      130,
    ],
    [
      'expiry',
      /période transitoire|régime transitoire|dérogation|moratoire/g,
      'after',
      undefined,
      /(?:jusqu['’]au|fin le|expire\p{L}* le|achève\p{L}* le|termine\p{L}* le)\s$/u,
      90,
    ],
    [
      'hearing',
      /audience|procès|audition/g,
      'either',
      /\b(?:aura|prévue?|fixée?|se tiendra|débutera|doit)\b/,
      undefined,
      50,
    ],
    // Spanish, Portuguese, Italian
    [
      'effective',
      /entrar(?:á|án|ão|á en)? em? ?(?:en )?vigor|entr(?:a|an|am|arán|arão|ará) (?:en|em|in) vigore?|en vigor|em vigor|surt(?:e|irá|irán) efectos?|se aplicar(?:á|án)|passa(?:m|rá|rão)? a (?:valer|vigorar)|vigencia|vigência/g,
      'after',
      undefined,
      undefined,
      45,
    ],
    [
      'consultation_closes',
      /consulta|comentarios|observaciones|aportaciones|alegaciones|contribuições|sugestões|comentários|consultazione|osservazioni/g,
      'after',
      undefined,
      /(?:hasta el|vence el|finaliza el|termina el|antes del|até o?|até o dia|encerra(?:-se)? em|termina em|vence em|fino al|entro il)\s(?:día |dia )?$/u,
      100,
    ],
    [
      'compliance',
      /deber(?:á|án)|deben|tienen|plazo|devem|deverão|deverá|prazo|terão|devono|tenuti/g,
      'after',
      undefined,
      /(?:antes del|hasta el|a más tardar el|até o?|até o dia|antes de|entro il)\s(?:día |dia )?$/u,
      130,
    ],
    [
      'expiry',
      /(?:período|periodo|régimen|regime) (?:transitorio|transitório|de transición|de transição)|moratoria/g,
      'after',
      undefined,
      /(?:hasta el|vence el|finaliza el|termina el|expira el|até|termina em|fino al)\s$/u,
      90,
    ],
    [
      'hearing',
      /audiencia|juicio|audiência|julgamento|udienza/g,
      'either',
      /\b(?:será|prevista?|marcada|programada|está|fissata)\b/,
      undefined,
      50,
    ],
    // Thai
    ['effective', /มีผล(?:ใช้)?บังคับ(?:ใช้)?|มีผลตั้งแต่|เริ่มใช้/g, 'after', undefined, undefined, 40],
    [
      'consultation_closes',
      /รับฟังความคิดเห็น|เสนอความคิดเห็น|แสดงความคิดเห็น/g,
      'after',
      undefined,
      /(?:ถึงวันที่|จนถึงวันที่|ภายในวันที่|ถึง|ภายใน)\s?$/u,
      60,
    ],
    ['compliance', /ต้อง/g, 'after', undefined, /(?:ภายในวันที่|ภายใน|ก่อนวันที่)\s?$/u, 90],
  ] as readonly Row[]
).map(cue);

export const CUES: readonly Cue[] = [...ENGLISH, ...OTHERS];
