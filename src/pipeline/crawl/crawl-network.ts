import type { Store } from '../../core/ports.ts';
import { isUnreached, judgeNetwork } from '../../watch/local-outage.ts';
import { hostOf } from './choose-sources.ts';
import type { SourceRound } from './crawl-source.ts';

const KEY = 'network-down';

/** An outage of this machine that is going on. */
export interface Outage {
  readonly since: string;
}

/** The outage that an earlier round found, or null. */
export async function outageOf(store: Store): Promise<Outage | null> {
  const text = await store.settings.get(KEY);
  return text === null || text === '' ? null : (JSON.parse(text) as Outage);
}

/**
 * Takes down what the rounds of a crawl say about this machine's network, and announces the begin and the end of an outage, each once.
 * `before` is the outage that was known.
 */
export async function noteNetwork(
  store: Store,
  before: Outage | null,
  down: boolean,
  now: Date,
): Promise<void> {
  const at = now.toISOString();
  if (down === (before !== null)) return;
  await store.transaction(async ops => {
    // Another process may have told it meanwhile.
    if (((await ops.settings.get(KEY)) ?? '') !== (before === null ? '' : JSON.stringify(before))) return;
    await ops.settings.set(KEY, down ? JSON.stringify({ since: at }) : '');
    await ops.sources.note({
      sourceId: null,
      from: down ? 'ok' : 'failing',
      to: down ? 'failing' : 'ok',
      at,
      since: before?.since ?? null,
      evidence: down
        ? 'this machine seems to be offline: hosts that answered before are out of reach together; no source is blamed'
        : `this machine was offline from ${before?.since ?? at} to ${at}; no source is blamed`,
    });
  });
}

/** One source that a round asked. */
export interface Asked {
  readonly host: string;
  readonly reached: boolean;
  /** It answered at its last read, or was never asked. */
  readonly wasWell: boolean;
}

/** What a round that read a source says about its host. */
export function toAsked({ def, state, read }: SourceRound): Asked {
  return {
    host: hostOf(def),
    reached: read.outcome !== 'failed' || !isUnreached(read.fault),
    wasWell: (state?.consecutiveFailures ?? 0) === 0,
  };
}

/** What the hosts of a round say about this machine's network. Those that did not answer before either say nothing. */
export function networkOf(asked: readonly Asked[]): 'up' | 'down' | 'unsure' {
  return judgeNetwork(asked.filter(({ reached, wasWell }) => reached || wasWell));
}
