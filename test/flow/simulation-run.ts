import path from 'node:path';
import Database from 'better-sqlite3';
import type { HealthEvent, HealthState } from '../../src/core/health.ts';
import type { Classifier } from '../../src/core/ports.ts';
import { createLogger } from '../../src/logger.ts';
import { createCrawl } from '../../src/pipeline/crawl/crawl.ts';
import { openStore } from '../../src/store/open-store.ts';
import { createSnapshotFiles } from '../../src/store/snapshot-files.ts';
import { makeClassification } from '../helpers/make-item.ts';
import { tempFolder } from '../helpers/temp-store.ts';
import { createNetwork } from './simulation-network.ts';
import { DAY_MS, FAULTS, type Fault, makeWorld, type VirtualSource, type World } from './simulation-world.ts';

const ROUND_MS = 2 * 3_600_000;
const MONTH_DAYS = 30;

/** The state that each fault must be told as; null for those that must not change the health. */
const EXPECTED: Readonly<Record<Fault, readonly HealthState[] | null>> = {
  'dies: server errors': ['failing'],
  'dies: name gone': ['failing'],
  'goes quiet': ['quiet'],
  'moves for good': ['moved'],
  'lies: bot check': ['blocked'],
  'lies: other page': ['wrong-shape'],
  'lies: empty list': ['wrong-shape'],
  'blocks: 403': ['blocked'],
  'loses its dates': ['wrong-shape'],
  'fails on and off': ['degraded', 'failing'],
  'down for two days': ['failing'],
  'bursts 80 items': null,
  'edits an item': null,
  'holiday week': null,
};

export interface FaultResult {
  readonly fault: Fault;
  readonly planted: number;
  /** Found, for those that must be told; stored or kept, for those whose items count. */
  readonly found: number;
  /** Days from the begin of the fault to its announcement, ascending. */
  readonly days: readonly number[];
}

export interface SimulationResult {
  readonly faults: readonly FaultResult[];
  /** Ids of items that a source published in time and that are not stored. */
  readonly lost: readonly string[];
  readonly published: number;
  readonly falseAlarms: readonly HealthEvent[];
  readonly falseAlarmsPerSourceMonth: number;
  /** Events about sources that the outage of this machine brought. */
  readonly blamedForOutage: number;
  readonly outageEvents: readonly HealthEvent[];
  readonly edits: number;
  readonly reads: number;
  readonly requests: number;
  /** Longest time between two reads of one source while the process ran, in hours. */
  readonly longestWait: number;
  readonly seconds: number;
}

const classifier: Classifier = {
  version: 'none',
  classify: () =>
    makeClassification({ relevant: false, relevance: 0, jurisdictions: [], topics: [], authorities: [] }),
};

/** Lets the crawler live in a world until its end, two hours at a time, on a real database. */
export async function simulate(options: {
  readonly sources: number;
  readonly days: number;
  readonly seed?: number;
}): Promise<SimulationResult> {
  const begun = process.cpuUsage().user;
  const world = makeWorld({ seed: 7, ...options });
  const clock = { now: new Date(world.begin) };
  const network = createNetwork(world, () => clock.now);
  const { folder, remove } = await tempFolder();
  const file = path.join(folder, 'regbeat.sqlite');
  const store = await openStore({ path: file });
  try {
    const crawl = createCrawl({
      store,
      fetcher: network,
      classifier,
      snapshots: createSnapshotFiles(path.join(folder, 'snapshots')),
      sources: world.sources.map(source => source.def),
      clock: () => clock.now,
      logger: await createLogger('silent', false),
    });
    for (let time = world.begin; time < world.end; time += ROUND_MS) {
      if (time >= world.asleep[0] && time < world.asleep[1]) continue;
      clock.now = new Date(time);
      await crawl({ dueOnly: true });
    }
    // What fails on and off may wait for its next try at the end: people ask it by hand until it answers.
    const unsteady = world.sources
      .filter(source => source.fault === 'fails on and off')
      .map(({ def }) => def.id);
    for (let turn = 0; turn < 10 && unsteady.length > 0; turn++) await crawl({ ids: unsteady });
    const events = await store.sources.events(0);
    const database = new Database(file, { readonly: true });
    try {
      return {
        ...judge(world, events, database),
        requests: network.requests(),
        seconds: (process.cpuUsage().user - begun) / 1e6,
      };
    } finally {
      database.close();
    }
  } finally {
    await store.close();
    await remove();
  }
}

function judge(
  world: World,
  events: readonly HealthEvent[],
  database: Database.Database,
): Omit<SimulationResult, 'requests' | 'seconds'> {
  const bySource = Map.groupBy(events, event => event.sourceId);
  const stored = new Set(
    database
      .prepare("select substr(key, 6) from item_keys where key like 'guid:%'")
      .pluck()
      .all() as string[],
  );
  const edited = new Set(
    database.prepare('select source_id from items where version > 1').pluck().all() as string[],
  );
  const faults = FAULTS.map(fault => judgeFault(fault, world, bySource, edited));
  const falseAlarms = world.sources.flatMap(source =>
    alarmsWithoutCause(source, bySource.get(source.def.id) ?? []),
  );
  const months = (world.sources.length * (world.end - world.begin)) / DAY_MS / MONTH_DAYS;
  const readable = world.sources.flatMap(source => mustBeStored(source, world));
  const [from, to] = world.outage;
  const atOutage = (event: HealthEvent) =>
    Date.parse(event.at) >= from && Date.parse(event.at) < to + ROUND_MS && event.to !== 'ok';
  return {
    faults,
    published: readable.length,
    lost: readable.filter(id => !stored.has(id)),
    falseAlarms,
    falseAlarmsPerSourceMonth: falseAlarms.length / months,
    blamedForOutage: falseAlarms.filter(atOutage).length,
    outageEvents: bySource.get(null) ?? [],
    edits: edited.size,
    reads: database.prepare('select count(*) from reads').pluck().get() as number,
    longestWait: longestWait(world, database),
  };
}

function judgeFault(
  fault: Fault,
  world: World,
  bySource: ReadonlyMap<string | null, readonly HealthEvent[]>,
  edited: ReadonlySet<string>,
): FaultResult {
  const planted = world.sources.filter(source => source.fault === fault);
  const expected = EXPECTED[fault];
  if (expected === null) {
    const found = planted.filter(({ def }) =>
      fault === 'edits an item'
        ? edited.has(def.id)
        : !bySource.get(def.id)?.some(event => event.to !== 'ok'),
    );
    return { fault, planted: planted.length, found: found.length, days: [] };
  }
  const days = planted.flatMap(({ def, from }) => {
    const event = bySource.get(def.id)?.find(({ at, to }) => Date.parse(at) >= from && expected.includes(to));
    return event === undefined ? [] : [(Date.parse(event.at) - from) / DAY_MS];
  });
  return { fault, planted: planted.length, found: days.length, days: days.sort((one, other) => one - other) };
}

/** Announcements of trouble where none was planted. */
function alarmsWithoutCause(source: VirtualSource, events: readonly HealthEvent[]): readonly HealthEvent[] {
  const expected = source.fault === null ? null : EXPECTED[source.fault];
  return events.filter(
    event => event.to !== 'ok' && (expected === null || Date.parse(event.at) < source.from),
  );
}

/** Ids of the items that a reader of the source can have seen: not of its last two days, and none from behind a fault that stays. */
function mustBeStored({ items, fault, from }: VirtualSource, world: World): string[] {
  const stays = fault !== null && /^(dies|lies|blocks)/.test(fault);
  const until = stays ? from - DAY_MS : world.end - 2 * DAY_MS;
  return items.filter(({ at }) => at >= world.begin && at < until).map(({ id }) => id);
}

function longestWait(world: World, database: Database.Database): number {
  const rows = database
    .prepare(
      `select at, next_at as next from (select at, lead(at) over (partition by source_id order by at) as next_at from reads)
       where next_at is not null order by julianday(next_at) - julianday(at) desc limit 500`,
    )
    .all() as { readonly at: string; readonly next: string }[];
  const [from, to] = world.asleep;
  const waits = rows
    .filter(({ at, next }) => Date.parse(next) < from || Date.parse(at) >= to)
    .map(({ at, next }) => (Date.parse(next) - Date.parse(at)) / 3_600_000);
  return Math.max(0, ...waits);
}

/** The table that the simulation is told in. */
export function describeSimulation(result: SimulationResult): readonly string[] {
  const day = (value: number | undefined) => (value === undefined ? '-' : value.toFixed(1));
  const rows = result.faults.map(({ fault, planted, found, days }) =>
    [
      fault.padEnd(22),
      String(planted).padStart(7),
      String(found).padStart(6),
      day(days[Math.floor(days.length / 2)]).padStart(12),
      day(days.at(-1)).padStart(12),
    ].join(' '),
  );
  return [
    `${'fault'.padEnd(22)} planted  found  days (median)  days (most)`,
    ...rows,
    `items lost: ${result.lost.length} of ${result.published}; false alarms per source-month: ${result.falseAlarmsPerSourceMonth.toFixed(4)} (${result.falseAlarms.length}); blamed for the outage: ${result.blamedForOutage}`,
    `reads: ${result.reads}; requests: ${result.requests}; longest wait: ${result.longestWait.toFixed(1)} h; CPU: ${result.seconds.toFixed(1)} s`,
  ];
}
