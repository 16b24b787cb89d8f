import type { HealthEvent, SourceWatch } from '../../core/health.ts';
import { UNWATCHED } from '../../core/health.ts';
import type { SourceState } from '../../core/ports.ts';
import type { SourceDef } from '../../core/types.ts';
import { addActivity, type Cadence, learnCadence } from '../../watch/cadence.ts';
import { headOf, type ListedItem } from '../../watch/gap.ts';
import { judgeHealth } from '../../watch/judge-health.ts';
import { watchDates } from '../../watch/lost-dates.ts';
import type { Silence } from '../../watch/silence.ts';
import { zoneOffset } from '../../watch/zone-offset.ts';
import type { WholeList } from './gap-close.ts';
import { nextDue } from './next-due.ts';
import type { ListRead } from './read-source.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** Reads remembered as done or failed. */
const REMEMBERED = 20;
/** A permanent redirect is adopted when it held for so long. */
const ADOPTED_AFTER_MS = 3 * DAY_MS;
/** An item that is listed this long after its date tells when it was listed, not when it was published. */
const LATE_MS = 7 * DAY_MS;
/** How often the pages behind a gap are asked for before it is left open. */
const GAP_TRIES = 6;
/** Failures in a row after which an adopted address is given up for the source's own. */
const OVERRIDE_FAILURES = 3;

/** One read, and what stood in its list. */
export interface Observation {
  readonly def: SourceDef;
  readonly state: SourceState | undefined;
  readonly read: ListRead;
  /** Null unless the list was read. */
  readonly list: WholeList | null;
  readonly now: Date;
  /** Judges how long the source has been silent. */
  readonly silenceOf: (def: SourceDef, cadence: Cadence, newest: Date, now: Date) => Silence | null;
}

/** The state of a source after a read, and the change of its health when there is one. Pure. */
export function stateAfter(observation: Observation): {
  readonly state: SourceState;
  readonly event: Omit<HealthEvent, 'id'> | null;
} {
  const { def, state, read, list, now } = observation;
  const at = now.toISOString();
  const failed = read.outcome === 'failed';
  const local = failed && read.fault === 'local';
  const failures = failed ? (state?.consecutiveFailures ?? 0) + (local ? 0 : 1) : 0;
  // What lies in the future was noted by a clock that was wrong, and would let nothing be judged until then.
  const before = state?.failingSince ?? null;
  const since = before === null || before > at ? at : before;
  const failingSince = local ? before : failed ? since : null;
  const learned = learn(observation, failures);
  const cadence = learnCadence(learned.activity, now, zoneOffset(def.timeZone, now));
  const newest = learned.activity.at(-1);
  const silence =
    failed || newest === undefined
      ? null
      : observation.silenceOf(def, cadence, new Date(newest * MINUTE_MS), now);
  const judged = judgeHealth(learned, {
    at,
    fault: failed ? read.fault : null,
    status: read.status,
    error: failed ? read.error : null,
    failures,
    failingSince,
    silence,
    newestAt: learned.newestAt,
    activeAt: newest === undefined ? null : new Date(newest * MINUTE_MS).toISOString(),
  });
  const { health, suspicion, changedFrom } = judged;
  const event = changedFrom && {
    sourceId: def.id,
    from: changedFrom.state,
    to: health.state,
    at,
    since: changedFrom.since,
    evidence: health.evidence,
  };
  return {
    event,
    state: {
      sourceId: def.id,
      ...remembered(state, read, list),
      lastAttemptAt: at,
      lastSuccessAt: failed ? (state?.lastSuccessAt ?? null) : at,
      firstSuccessAt: state?.firstSuccessAt ?? (failed ? null : at),
      consecutiveFailures: failures,
      failingSince,
      lastError: failed ? read.error : null,
      nextDueAt: nextDue(def, { now, cadence, failures, read }),
      watch: { ...learned, health, suspicion },
    },
  };
}

type Remembered = Pick<SourceState, 'url' | 'validators' | 'bodyHash' | 'lastItemCount'>;

function remembered(state: SourceState | undefined, read: ListRead, list: WholeList | null): Remembered {
  if (read.outcome !== 'read' || list === null) {
    const { url = null, validators = null, bodyHash = null, lastItemCount = null } = state ?? {};
    return { url, validators, bodyHash, lastItemCount };
  }
  const { url, validators, bodyHash, articles } = read;
  return { url, validators, bodyHash, lastItemCount: articles.length };
}

function learn(observation: Observation, failures: number): SourceWatch {
  const { def, state, read, list, now } = observation;
  const known = state?.watch ?? UNWATCHED;
  const watch = { ...known, activity: known.activity.filter(minute => minute * MINUTE_MS <= now.getTime()) };
  const at = now.toISOString();
  const firstAskedAt = watch.firstAskedAt ?? at;
  const override = watch.override?.from === def.url && failures < OVERRIDE_FAILURES ? watch.override : null;
  if (read.outcome === 'failed') {
    const recent = read.fault === 'local' ? watch.recent : `${watch.recent}-`.slice(-REMEMBERED);
    return { ...watch, firstAskedAt, fault: read.fault, recent, override };
  }
  const seen = list === null || list.listed.length === 0 ? null : list.listed;
  return {
    ...watch,
    ...(seen === null ? {} : learnItems(watch, state, seen, now)),
    ...learnMove(def, watch, override, read, now),
    firstAskedAt,
    fault: null,
    recent: `${watch.recent}+`.slice(-REMEMBERED),
    openGap: openGap(watch, list, at),
  };
}

function learnItems(
  watch: SourceWatch,
  state: SourceState | undefined,
  listed: readonly ListedItem[],
  now: Date,
): Pick<SourceWatch, 'activity' | 'head' | 'newestAt' | 'dated' | 'undated'> {
  const first = !state?.firstSuccessAt;
  const fresh = first ? listed : listed.filter(item => item.isNew);
  const minutes = fresh.flatMap(item => publishedMinute(item, now, first, watch.newestAt) ?? []);
  const newest = listed.reduce<string | null>((latest, { article: { publishedAt } }) => {
    const usable = publishedAt !== null && Date.parse(publishedAt) <= now.getTime();
    return usable && (latest === null || publishedAt > latest) ? publishedAt : latest;
  }, watch.newestAt);
  const dated = listed.filter(({ article }) => article.publishedAt !== null).length;
  return {
    activity: addActivity(watch.activity, minutes),
    head: headOf(listed),
    newestAt: newest,
    ...watchDates(watch, { items: listed.length, dated }, now.toISOString()),
  };
}

/** When an item shows that its source was at work, in minutes since 1970. */
function publishedMinute(
  { article }: ListedItem,
  now: Date,
  first: boolean,
  newestAt: string | null,
): number | null {
  const present = now.getTime();
  const seen = first ? null : Math.floor(present / MINUTE_MS);
  if (article.publishedAt === null) return seen;
  // A day without a time may have been any hour of it; noon is the least wrong.
  const shift = article.datePrecision === 'instant' ? 0 : DAY_MS / 2;
  const published = Math.min(Date.parse(article.publishedAt) + shift, present);
  const late =
    !first && present - published > LATE_MS && !(newestAt !== null && article.publishedAt > newestAt);
  return late ? seen : Math.floor(published / MINUTE_MS);
}

function learnMove(
  def: SourceDef,
  watch: SourceWatch,
  override: SourceWatch['override'],
  read: Exclude<ListRead, { outcome: 'failed' }>,
  now: Date,
): Pick<SourceWatch, 'moved' | 'override'> {
  const at = now.toISOString();
  if (!read.movedPermanently) return { moved: null, override };
  const since = watch.moved?.to === read.finalUrl ? watch.moved.since : at;
  const held = now.getTime() - Date.parse(since) >= ADOPTED_AFTER_MS;
  // An address that is made anew every year cannot be replaced by one of this year.
  if (!held || def.url.includes('{')) return { moved: { to: read.finalUrl, since }, override };
  return { moved: null, override: { url: read.finalUrl, from: def.url, since: at } };
}

function openGap(watch: SourceWatch, list: WholeList | null, at: string): SourceWatch['openGap'] {
  const before = watch.openGap;
  if (list === null || list.gap === 'none') return before;
  // Nothing is missed once the pages behind the gap were read; an older one that was given up stays.
  if (list.gap === 'closed-later') return null;
  if (list.gap === 'closed') return before;
  const tries = before?.head ? before.tries + 1 : 1;
  const again = list.retry === true && tries < GAP_TRIES;
  if (before?.head) return { ...before, tries, head: again ? before.head : null };
  const dates = list.listed.flatMap(({ isNew, article }) => (isNew ? (article.publishedAt ?? []) : []));
  const to = dates.toSorted()[0] ?? null;
  return { at, from: watch.newestAt, to, tries, head: again ? watch.head : null };
}
