/** A crypto-asset service of Article 3(1)(16) of Regulation (EU) 2023/1114 (MiCA), by its letter. */
interface MicaService {
  readonly letter: string;
  /** As ESMA's register words it. */
  readonly name: string;
  /** For headlines. */
  readonly short: string;
  readonly words: RegExp;
}

const MICA: readonly MicaService[] = [
  {
    letter: 'a',
    name: 'providing custody and administration of crypto-assets on behalf of clients',
    short: 'custody',
    words: /custody/,
  },
  {
    letter: 'b',
    name: 'operation of a trading platform for crypto-assets',
    short: 'trading platform',
    words: /trading platform/,
  },
  {
    letter: 'd',
    name: 'exchange of crypto-assets for other crypto-assets',
    short: 'exchange for other crypto-assets',
    words: /exchange .{0,40}for other/,
  },
  {
    letter: 'c',
    name: 'exchange of crypto-assets for funds',
    short: 'exchange for funds',
    words: /exchange .{0,40}for funds/,
  },
  {
    letter: 'e',
    name: 'execution of orders for crypto-assets on behalf of clients',
    short: 'execution of orders',
    words: /execution of orders/,
  },
  { letter: 'f', name: 'placing of crypto-assets', short: 'placing', words: /placing/ },
  {
    letter: 'g',
    name: 'reception and transmission of orders for crypto-assets on behalf of clients',
    short: 'reception and transmission of orders',
    words: /reception and transmission/,
  },
  { letter: 'h', name: 'providing advice on crypto-assets', short: 'advice', words: /advice/ },
  {
    letter: 'i',
    name: 'providing portfolio management on crypto-assets',
    short: 'portfolio management',
    words: /portfolio/,
  },
  {
    letter: 'j',
    name: 'providing transfer services for crypto-assets on behalf of clients',
    short: 'transfers',
    words: /transfer/,
  },
];

/** A letter with a full stop or bracket, or alone: how registers under MiCA begin a service. */
const LETTERED = /^\(?([a-j])(?:\s*[.)]\s*|$)/i;
/** "... of clients, g. reception ...": services that a register forgot to separate. */
const RUN_ON = /\s*[,;]\s*(?=\(?[a-j]\s*[.)]\s*\p{L})/iu;
const MAX_CELL = 4000;

/**
 * The services of one cell, canonical: those of MiCA as "c. exchange of crypto-assets for funds", whatever the spelling, others cleaned. Where letter and
 * words contradict each other the words are right: member states count their letters differently.
 */
export function readServices(cell: string, separator: string | undefined): string[] {
  const parts = separator === undefined ? [cell] : cell.split(separator);
  return parts
    .flatMap(part => part.slice(0, MAX_CELL).split(RUN_ON))
    .map(part => part.replace(/^[\s;,|•·–-]+|[\s;,|]+$/g, ''))
    .filter(part => part !== '')
    .map(toCanonical);
}

function toCanonical(part: string): string {
  const lettered = LETTERED.exec(part);
  const words = part.toLowerCase().replace(/[\s-]+/g, ' ');
  if (lettered === null && !/crypto assets?\b/.test(words)) return part;
  const letter = lettered?.[1]?.toLowerCase();
  const known =
    MICA.find(service => service.words.test(words)) ??
    (lettered === null || /\p{L}{4}/u.test(part.slice(lettered[0].length))
      ? undefined
      : MICA.find(service => service.letter === letter));
  return known === undefined ? part : `${known.letter}. ${known.name}`;
}

/** A canonical service as letter and name. */
export function splitService(value: string): { readonly letter: string | null; readonly name: string } {
  const known = MICA.find(service => value === `${service.letter}. ${service.name}`);
  return known === undefined ? { letter: null, name: value } : { letter: known.letter, name: known.name };
}

/** A canonical service in a word or two, for headlines. */
export function shortService(value: string): string {
  const known = MICA.find(service => value === `${service.letter}. ${service.name}`);
  return known?.short ?? value;
}
