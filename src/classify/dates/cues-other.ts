import type { DateKind } from '../../core/types.ts';
import type { Cue } from './cues.ts';

type Row = readonly [DateKind, RegExp, Cue['date'], RegExp?, RegExp?, number?];

function cue([kind, words, date, beside, through, reach]: Row): Cue {
  return { kind, words, date, beside, through, reach };
}

/** What other languages say a date is for; one list for all, their words are their own. */
export const OTHERS: readonly Cue[] = (
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
