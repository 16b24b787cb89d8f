import type { Cue } from './cues.ts';

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

/** What English says a date is for. */
export const ENGLISH: readonly Cue[] = [
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
