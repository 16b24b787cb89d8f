import { formatInstant } from '../core/format-instant.ts';
import type { Health, HealthState, ReadFault, SourceWatch } from '../core/health.ts';
import type { Silence } from './silence.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Faults that another try seldom heals: believed at the second read. */
const LASTING: ReadonlySet<ReadFault> = new Set([
  'dns',
  'tls',
  'content',
  'challenge',
  'robots',
  'blocked-address',
  'bad-url',
  'bad-redirect',
  'too-many-redirects',
]);
const LASTING_STATUS = new Set([401, 403, 404, 407, 410, 451]);
const BLOCKING_STATUS = new Set([401, 403, 407, 429, 451]);
/** A fault that began less than this ago may be a restart of their server. */
const SHORTEST_FAULT = HOUR_MS;
/** Separate spells of failure within the remembered reads from which a source that answers is still called degraded. */
const MANY_SPELLS = 3;
const HEALED_AFTER_READS = 6;
/** An open gap is told for a week. */
const GAP_TOLD = 7 * DAY_MS;

/** What one read says about the health of its source. */
export interface ReadFacts {
  readonly at: string;
  readonly fault: ReadFault | null;
  readonly status: number | null;
  readonly error: string | null;
  /** Failed reads in a row, this one included, and since when. */
  readonly failures: number;
  readonly failingSince: string | null;
  readonly silence: Silence | null;
  /** Publication of the newest item. */
  readonly newestAt: string | null;
  /** When it was last seen to publish. */
  readonly activeAt: string | null;
}

export interface Judgement {
  readonly health: Health;
  readonly suspicion: SourceWatch['suspicion'];
  /** The state before, when it is another one now. */
  readonly changedFrom: Health | null;
}

/**
 * The health after a read. A failure counts once it is confirmed: at the third read in a row, at the second for what seldom heals by
 * itself, and after an hour at the earliest. One good read ends it, unless the source keeps failing on and off: then it is degraded until
 * it held for a while. Failures of a machine that is offline change nothing. `watch` is that of before, with this read's own findings.
 */
export function judgeHealth(watch: SourceWatch, facts: ReadFacts): Judgement {
  const before = watch.health ?? { state: 'ok', since: facts.at, evidence: 'read for the first time' };
  if (facts.fault === 'local') return { health: before, suspicion: watch.suspicion, changedFrom: null };
  const found = facts.fault === null ? whileRead(watch, facts) : confirmed(watch, facts, before);
  const { state, evidence, suspicion } = found;
  if (state === before.state) {
    const health = state === 'ok' ? before : { ...before, evidence };
    return { health, suspicion, changedFrom: null };
  }
  const since = facts.fault === null ? facts.at : (facts.failingSince ?? facts.at);
  return { health: { state, since, evidence }, suspicion, changedFrom: before };
}

interface Found {
  readonly state: HealthState;
  readonly evidence: string;
  readonly suspicion: SourceWatch['suspicion'];
}

function confirmed(watch: SourceWatch, facts: ReadFacts, before: Health): Found {
  const state = stateOf(facts);
  const since = facts.failingSince ?? facts.at;
  const evidence = `${facts.error ?? 'no answer'}; ${facts.failures} ${facts.failures === 1 ? 'read' : 'reads'} in a row since ${formatInstant(since)}`;
  const reads = watch.suspicion?.state === state ? watch.suspicion.reads + 1 : 1;
  const suspicion = { state, since: reads === 1 ? facts.at : (watch.suspicion?.since ?? facts.at), reads };
  const unread = before.state === 'failing' || before.state === 'blocked' || before.state === 'wrong-shape';
  // From one way of failing to another: only when it stays so.
  if (unread) {
    return reads >= 3 || state === before.state
      ? { state, evidence, suspicion: null }
      : { state: before.state, evidence: before.evidence, suspicion };
  }
  const lasting =
    (facts.fault !== null && LASTING.has(facts.fault)) ||
    (facts.status !== null && LASTING_STATUS.has(facts.status));
  const long = Date.parse(facts.at) - Date.parse(since) >= SHORTEST_FAULT;
  if (facts.failures >= (lasting ? 2 : 3) && long) return { state, evidence, suspicion: null };
  return { state: before.state, evidence: before.evidence, suspicion };
}

function stateOf({ fault, status }: ReadFacts): HealthState {
  if (fault === 'challenge' || fault === 'robots' || fault === 'rate-limited') return 'blocked';
  if (status !== null && BLOCKING_STATUS.has(status)) return 'blocked';
  return fault === 'content' ? 'wrong-shape' : 'failing';
}

/** The state of a source that answered with its list. */
function whileRead(watch: SourceWatch, facts: ReadFacts): Found {
  const none = { suspicion: null };
  const undated = undatedWords(watch, facts);
  if (undated !== null) return { ...none, state: 'wrong-shape', evidence: undated };
  // Only an item ends a silence, not a neighbour that falls silent too.
  const before = watch.health;
  const still = before?.state === 'quiet' && (facts.activeAt ?? '') <= before.since;
  if (facts.silence?.suspicious || still) return { ...none, state: 'quiet', evidence: quietWords(facts) };
  const impaired = impairment(watch, facts);
  if (impaired !== null) return { ...none, state: 'degraded', evidence: impaired };
  if (watch.moved !== null) {
    return { ...none, state: 'moved', evidence: `redirects for good to ${watch.moved.to}` };
  }
  if (watch.override !== null) {
    const evidence = `read at ${watch.override.url}: its own address redirected there for three days`;
    return { ...none, state: 'moved', evidence };
  }
  return { ...none, state: 'ok', evidence: 'read' };
}

/** What says that dates are no longer read; null while they are, and until that held for an hour. */
function undatedWords({ undated, dated }: SourceWatch, { at }: ReadFacts): string | null {
  if (undated === null || Date.parse(at) - Date.parse(undated.since) < SHORTEST_FAULT) return null;
  const before = Math.round((dated ?? 0) * 100);
  return `none of its items has a date since ${formatInstant(undated.since)}, ${before} % had one before: its dates are written in another way`;
}

function impairment(watch: SourceWatch, facts: ReadFacts): string | null {
  const gap = watch.openGap;
  if (gap !== null && Date.parse(facts.at) - Date.parse(gap.at) < GAP_TOLD) {
    const between =
      gap.from === null ? '' : ` between ${formatInstant(gap.from)} and ${formatInstant(gap.to ?? gap.at)}`;
    return `items${between} may have been missed: the list no longer reached back to what was known`;
  }
  const spells = watch.recent.match(/-+/g)?.length ?? 0;
  const healed = new RegExp(`\\+{${HEALED_AFTER_READS}}$`).test(watch.recent);
  if (spells >= MANY_SPELLS && !healed) {
    const failed = watch.recent.replaceAll('+', '').length;
    return `fails on and off: ${failed} of the last ${watch.recent.length} reads`;
  }
  return null;
}

function quietWords({ silence, newestAt, at }: ReadFacts): string {
  if (silence === null) return 'nothing new for long';
  const age =
    newestAt === null ? '' : `newest item ${days((Date.parse(at) - Date.parse(newestAt)) / HOUR_MS)} old; `;
  return `${age}${days(silence.hours)} of publishing time without one, the longest gap before was ${days(silence.longest)}`;
}

function days(hours: number): string {
  if (hours < 48) return `${Math.round(hours)} hours`;
  return `${Math.round((hours / 24) * 10) / 10} days`;
}
