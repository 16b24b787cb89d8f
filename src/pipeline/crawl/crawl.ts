import type { CrawlOptions, CrawlReport, SourceReport } from '../../core/application.ts';
import { AppError } from '../../core/errors.ts';
import type { SourceState } from '../../core/ports.ts';
import type { SourceDef } from '../../core/types.ts';
import { FEWEST_HOSTS, isUnreached } from '../../watch/local-outage.ts';
import { inParallel } from '../in-parallel.ts';
import { fetchPages } from '../pages/fetch-pages.ts';
import { chooseSources, hostOf } from './choose-sources.ts';
import { type Asked, networkOf, noteNetwork, outageOf, toAsked } from './crawl-network.ts';
import { askSource, type CrawlDeps, type SourceRound, storeRound, toReport } from './crawl-source.ts';
import { createSilences } from './health-silence.ts';

/** Sources read at once; the fetcher limits further, per host. */
const SOURCES_AT_ONCE = 16;
const SOURCES_AT_ONCE_IN_SILENCE = 96;

/**
 * One round: every chosen source is fetched, read, tagged and stored. What belongs to one source is one transaction (its items, their
 * tags and stories, its validators and its line in the ledger), so a crash between any two lines leaves either all of it or
 * a source that will be read again. No source's trouble stops another. Sources that were not reached are recorded at the end, when it is known
 * whether this machine was offline.
 */
export function createCrawl(deps: CrawlDeps): (options: CrawlOptions) => Promise<CrawlReport> {
  return async options => {
    const { store, clock } = deps;
    const states = await store.sources.states();
    const outage = await outageOf(store);
    const chosen = chooseSources(deps.sources, options, states, clock());
    const round = createRound(deps, options, states, chosen.length);
    if (options.dueOnly && outage !== null) {
      // A few hosts first: while this machine is offline the others need not be tried.
      await round.ask(onePerHost(chosen, FEWEST_HOSTS + 1));
      if (networkOf(round.asked) === 'down') return round.finish(outage);
    }
    const unasked = chosen.filter(def => !round.has(def));
    if (options.dueOnly && !everRead(states)) await round.ask(onePerHost(unasked, SOURCES_AT_ONCE));
    // When nobody answers, most time goes into waiting, and a machine without a network should say so soon.
    const silent = round.asked.length >= SOURCES_AT_ONCE && !round.asked.some(({ reached }) => reached);
    await round.ask(
      unasked.filter(def => !round.has(def)),
      silent ? SOURCES_AT_ONCE_IN_SILENCE : SOURCES_AT_ONCE,
    );
    if (options.dueOnly && networkOf(round.asked) === 'unsure' && round.doubtful()) {
      // Too few were due to tell whose fault it is: others that were well are asked before their time.
      const well = deps.sources.filter(
        def => def.enabled && !round.has(def) && states.get(def.id)?.consecutiveFailures === 0,
      );
      await round.ask(onePerHost(well, FEWEST_HOSTS + 1));
    }
    return round.finish(outage);
  };
}

function createRound(
  deps: CrawlDeps,
  options: CrawlOptions,
  states: ReadonlyMap<string, SourceState>,
  expected: number,
) {
  const reports: SourceReport[] = [];
  const asked: Asked[] = [];
  const begun = new Set<SourceDef>();
  const held: SourceRound[] = [];
  const silenceOf = createSilences(deps.sources, states);
  const reading = { force: options.force === true, signal: options.signal };

  const settle = (round: SourceRound) => storeRound(round, deps, silenceOf);
  const note = (report: SourceReport) => {
    reports.push(report);
    options.onProgress?.(reports.length, Math.max(expected, reports.length), report);
  };
  const readOne = async (def: SourceDef) => {
    begun.add(def);
    const round = await askSource(def, states.get(def.id), deps, reading);
    const { read } = round;
    // An aborted read says nothing about the source: nothing is recorded, it stays due.
    if (options.signal?.aborted && read.outcome === 'failed') return;
    asked.push(toAsked(round));
    if (read.outcome === 'failed' && isUnreached(read.fault)) {
      held.push(round);
      note(toReport(round, 0, 0));
      return;
    }
    note(await settle(round));
    if (def.page?.follow && read.outcome !== 'failed') {
      await fetchPages(def, deps, options.signal).catch(error => {
        if (error instanceof AppError) throw error;
        deps.logger.error({ source: def.id, err: error }, 'pages could not be read');
      });
    }
  };

  return {
    asked,
    has: (def: SourceDef) => begun.has(def),
    /** Whether a host that answered before was not reached. */
    doubtful: () => asked.some(({ reached, wasWell }) => !reached && wasWell),
    ask: (defs: readonly SourceDef[], atOnce = SOURCES_AT_ONCE) =>
      inParallel(defs, atOnce, readOne, options.signal),
    async finish(outage: Parameters<typeof noteNetwork>[1]): Promise<CrawlReport> {
      const network = networkOf(asked);
      const none = reports.length > 0 && held.length === reports.length;
      // Of a scheduled round in which only what failed before was due, nothing follows.
      const telling = !options.dueOnly || asked.some(({ wasWell }) => wasWell);
      const offline = network === 'down' || (none && telling);
      // A round that was broken off does not know whose fault it was: these sources stay due.
      if (!options.signal?.aborted) {
        for (const round of held) await settle(network === 'down' ? blameless(round) : round);
        if (network !== 'unsure') await noteNetwork(deps.store, outage, network === 'down', deps.clock());
      }
      return summarise(reports, offline);
    },
  };
}

function everRead(states: ReadonlyMap<string, SourceState>): boolean {
  return [...states.values()].some(state => state.firstSuccessAt !== null);
}

function blameless(round: SourceRound): SourceRound {
  const { read } = round;
  return read.outcome === 'failed' ? { ...round, read: { ...read, fault: 'local' } } : round;
}

function onePerHost(defs: readonly SourceDef[], most: number): readonly SourceDef[] {
  const byHost = new Map(defs.toReversed().map(def => [hostOf(def), def]));
  return [...byHost.values()].toReversed().slice(0, most);
}

function summarise(reports: readonly SourceReport[], offline: boolean): CrawlReport {
  const count = (outcome: SourceReport['outcome']) =>
    reports.filter(report => report.outcome === outcome).length;
  const sum = (key: 'new' | 'updated') => reports.reduce((total, report) => total + report[key], 0);
  return {
    sources: reports.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    read: count('read'),
    failed: count('failed'),
    notModified: count('not-modified'),
    new: sum('new'),
    updated: sum('updated'),
    offline,
  };
}
