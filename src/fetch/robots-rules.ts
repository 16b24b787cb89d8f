import * as robotsParser from 'robots-parser';

/** The package is CommonJS: its default export is the function itself, which its types do not say. */
const parse = robotsParser.default as unknown as (
  url: string,
  text: string,
) => {
  isAllowed(url: string, agent: string): boolean | undefined;
  getCrawlDelay(agent: string): number | undefined;
};

/** RFC 9309 section 2.5: at least this much of a file must be read. No more is. */
export const ROBOTS_BYTES = 500 * 1024;
/** A longer wait between two requests than this is not kept: a source must be read within its day. */
const LONGEST_DELAY_MS = 60_000;
/** Rules are matched against this much of an address: a file of one long pattern costs its length times this. */
const MATCHED_LENGTH = 1000;
const LONGEST_LINE = 2000;
const MOST_RULES = 5000;

/** What a site asks of robots. */
export interface RobotsRules {
  allows(url: URL): boolean;
  /** Milliseconds between two requests that its Crawl-delay asks for; 0 without one. */
  readonly delayMs: number;
}

export const NO_RULES: RobotsRules = { allows: () => true, delayMs: 0 };

/**
 * The lines of a robots.txt that are meant for `agent` (a product token such as "regbeat") or for everybody. Linear in the length of the text,
 * whatever it holds.
 */
export function relevantLines(text: string, agent: string): string {
  const kept: string[] = [];
  let group: 'names' | 'rules' = 'rules';
  let ours = false;
  for (const line of text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/)) {
    const found = /^[ \t]*([a-z-]{1,20})[ \t]*:(.*)$/i.exec(line.slice(0, LONGEST_LINE));
    if (found === null) continue;
    const name = (found[1] ?? '').toLowerCase();
    const value = (found[2] ?? '').replace(/#.*$/, '').trim();
    if (name === 'user-agent') {
      if (group === 'rules') ours = false;
      group = 'names';
      const token = value.split('/', 1)[0]?.trim().toLowerCase();
      if (token !== '*' && token !== agent.toLowerCase()) continue;
      if (!ours) kept.push('');
      ours = true;
      kept.push(`User-agent: ${token}`);
    } else if (name === 'allow' || name === 'disallow' || name === 'crawl-delay') {
      group = 'rules';
      if (ours && kept.length < MOST_RULES) kept.push(`${name}: ${value}`);
    }
  }
  return kept.join('\n').trim();
}

/** Rules of the relevant lines of an origin's robots.txt. */
export function parseRobots(origin: string, text: string, agent: string): RobotsRules {
  if (text === '') return NO_RULES;
  const robots = parse(`${origin}/robots.txt`, text);
  const delay = (robots.getCrawlDelay(agent) ?? 0) * 1000;
  return {
    allows: url => {
      const path = `${url.pathname}${url.search}`;
      // The file itself may always be asked for.
      if (url.pathname === '/robots.txt') return true;
      return robots.isAllowed(`${origin}${path.slice(0, MATCHED_LENGTH)}`, agent) !== false;
    },
    delayMs: Number.isFinite(delay) && delay > 0 ? Math.min(delay, LONGEST_DELAY_MS) : 0,
  };
}
