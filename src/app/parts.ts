import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import packageJson from '../../package.json' with { type: 'json' };
import type { Knowledge } from '../classify/load-knowledge.ts';
import type { Config } from '../config.ts';
import { AppError } from '../core/errors.ts';
import { type Lazy, lazy } from '../core/lazy.ts';
import type { HeatMap, Message, RenderOptions } from '../core/message.ts';
import type { Channel, Classifier, Clock, Logger, RobotsStore, Store } from '../core/ports.ts';
import type { Query, SourceDef } from '../core/types.ts';
import { parseTarget } from '../deliver/target.ts';
import { loadSources } from '../sources/load-sources.ts';

/** Replacements for tests, benches and the demonstration. Everything else is the real thing. */
export interface AppOverrides {
  readonly clock?: Clock;
  readonly sources?: readonly SourceDef[];
  /** "host:port" entries that may be fetched although they are private addresses. */
  readonly allowAddresses?: readonly string[];
  readonly fetchTimeoutMs?: number;
  /** Whether robots.txt files are asked for. Default: unless private addresses are allowed, whose servers are our own. */
  readonly robots?: boolean;
  readonly perHost?: { readonly concurrency: number; readonly minGapMs: number };
  /** Loaded already: it takes a second, and it is only read. */
  readonly knowledge?: Knowledge;
  readonly classifier?: Classifier;
  readonly database?: { readonly busyTimeoutMs?: number; readonly maxPages?: number };
}

export type Parts = ReturnType<typeof createParts>;

/** The adapters and the knowledge, each opened at its first use, so that a command that only classifies never touches the database. */
export function createParts(config: Config, logger: Logger, overrides: AppOverrides) {
  const { timeZone } = config;
  const clock = overrides.clock ?? (() => new Date());
  const sources = overrides.sources ?? loadSources(config.feedDirs).sources;

  const store = lazy(async () => {
    const { openStore } = await import('../store/open-store.ts');
    return openStore({ path: config.databasePath, logger, clock, ...overrides.database });
  });
  const fetcher = lazy(async () => {
    const { createFetcher } = await import('../fetch/fetcher.ts');
    const robots = overrides.robots ?? overrides.allowAddresses === undefined;
    return createFetcher({
      ...(robots ? { robots: robotsOf(store) } : {}),
      userAgent: userAgent(config.contact),
      proxy: config.proxy,
      allowAddresses: overrides.allowAddresses,
      timeoutMs: overrides.fetchTimeoutMs,
      perHost: overrides.perHost,
      clock,
      logger,
    });
  });
  const knowledge = lazy(async () => {
    if (overrides.knowledge) return overrides.knowledge;
    const { loadKnowledge } = await import('../classify/load-knowledge.ts');
    const { inOrder, modelFolders } = await import('../pipeline/model-folder.ts');
    const folders = inOrder(modelFolders(config.classifiersDir, config.dataDir));
    const loaded = loadKnowledge(config.classifiersDir, folders);
    for (const problem of loaded.modelProblems) logger.warn({ problem }, 'models not used');
    return loaded;
  });
  /** Without the models, which only tagging needs: asking should not wait for them. */
  const taxonomy = lazy(async () => {
    if (overrides.knowledge || knowledge.made()) return (await knowledge()).taxonomy;
    const { loadTaxonomy } = await import('../classify/load-taxonomy.ts');
    return loadTaxonomy(path.join(config.classifiersDir, 'taxonomy'));
  });
  /** Firms, tokens, protocols and persons with a name of their own. */
  const entities = lazy(async () => {
    if (overrides.knowledge || knowledge.made()) return (await knowledge()).entities;
    const { loadEntities } = await import('../classify/entities/load-entities.ts');
    return loadEntities(path.join(config.classifiersDir, 'taxonomy')).entities;
  });
  const classifier = lazy(async () => {
    if (overrides.classifier) return overrides.classifier;
    const { createClassifier } = await import('../classify/create-classifier.ts');
    return createClassifier(await knowledge());
  });
  /** What can be asked for by name. */
  const queryVocabulary = lazy(async () => {
    const { toQueryVocabulary } = await import('../pipeline/query-vocabulary.ts');
    return toQueryVocabulary(await taxonomy(), sources, await entities());
  });
  /** Parses queries against what the taxonomy and the sources know; throws AppError "query" that points at the place. */
  const queryParser = lazy(async () => {
    const { parseQuery } = await import('../query/parse-query.ts');
    const { explainQueryError } = await import('../query/query-error.ts');
    const vocabulary = await queryVocabulary();
    return (text: string): Query => {
      const parsed = parseQuery(text, { now: clock(), timeZone, vocabulary, allowEmpty: true });
      if (parsed.ok) return parsed.query;
      throw new AppError(
        'query',
        `This query cannot be understood.\n${explainQueryError(text, parsed.error)}`,
      );
    };
  });
  const channels = createChannels(config, logger, clock);
  const worker = lazy(async () => {
    const { createOutboxWorker } = await import('../deliver/outbox-worker.ts');
    const { targetInTrouble, targetRecovered } = await import('../pipeline/troubles.ts');
    const opened = await store();
    const sleep = (ms: number, signal: AbortSignal) => wait(ms, undefined, { signal }).catch(() => undefined);
    const { token, opsChannel } = config.discord;
    const opsTarget = token && opsChannel ? `discord:${opsChannel}` : null;
    const deps = { store: opened, clock, logger, opsTarget, render: channels.render };
    const watch = {
      trouble: (target: string, what: string) => targetInTrouble(deps, target, what),
      recovered: (target: string) => targetRecovered(deps, target),
    };
    const all = await channels.all();
    return createOutboxWorker({ outbox: opened.outbox, channels: all, clock, logger, sleep, watch });
  });
  const snapshots = lazy(async () => {
    const { createSnapshotFiles } = await import('../store/snapshot-files.ts');
    return createSnapshotFiles(path.join(config.dataDir, 'snapshots'));
  });
  const close = async () => {
    await channels.close();
    await closeMade(fetcher);
    await closeMade(store);
  };
  return {
    timeZone,
    clock,
    logger,
    sources,
    store,
    snapshots,
    fetcher,
    knowledge,
    entities,
    classifier,
    queryParser,
    queryVocabulary,
    channels,
    worker,
    close,
  };
}

/** The store's robots.txt files; the database is opened when a site is asked, not before. */
function robotsOf(store: Lazy<Store>): RobotsStore {
  return {
    get: async origin => (await store()).robots.get(origin),
    set: async record => (await store()).robots.set(record),
  };
}

/** Where messages can go. */
function createChannels(config: Config, logger: Logger, clock: Clock) {
  const dispatcher = lazy(async () => {
    const { EnvHttpProxyAgent } = await import('undici');
    const { http, https, noProxy } = config.proxy;
    return new EnvHttpProxyAgent({ httpProxy: http ?? '', httpsProxy: https ?? '', noProxy });
  });
  /** Drawing needs fonts and a native library: loaded with the first picture. */
  const draw = async (chart: HeatMap) => (await import('../charts/draw-chart.ts')).drawChart(chart);
  const discord = lazy(async () => {
    const { createDiscordChannel } = await import('../deliver/channels/discord.ts');
    const { token, apiBase } = config.discord;
    return createDiscordChannel({ token, apiBase, clock, logger, draw, dispatcher: await dispatcher() });
  });
  const file = lazy(async () => {
    const { createFileChannel } = await import('../deliver/channels/file.ts');
    const dir = path.join(config.dataDir, 'digests');
    return createFileChannel({ dir, clock, timeZone: config.timeZone });
  });
  const terminal = lazy(async () => {
    const { createConsoleChannel } = await import('../deliver/channels/console.ts');
    const write = (text: string) => void process.stdout.write(text);
    return createConsoleChannel({ write, ...terminalLook(), timeZone: config.timeZone });
  });
  const direct = lazy(async () => {
    const { toDirect } = await import('../deliver/channels/discord.ts');
    return toDirect(await discord());
  });
  /** A bot that can look whether a webhook's post arrived; without a token there is none. */
  const reader = lazy(async () => {
    const { openDiscordApi } = await import('../deliver/discord/api.ts');
    const { token, apiBase } = config.discord;
    return openDiscordApi({ token, apiBase, timeoutMs: 15_000, dispatcher: await dispatcher() });
  });
  const webhook = lazy(async () => {
    const { createWebhookChannel } = await import('../deliver/channels/webhook.ts');
    const { webhooks, token } = config.discord;
    const bot = async () => (token === null ? null : reader());
    return createWebhookChannel({ webhooks, clock, logger, bot, draw, dispatcher: await dispatcher() });
  });
  const of = (target: string): Promise<Channel> => {
    const { kind } = parseTarget(target);
    if (kind === 'file') return file();
    if (kind === 'console') return terminal();
    if (kind === 'webhook') return webhook();
    if (config.discord.token) return kind === 'dm' ? direct() : discord();
    throw new AppError(
      'no-token',
      'No Discord token is set: put DISCORD_TOKEN=... into .env or the environment (docs/operations.md says how to get one).',
    );
  };
  return {
    /** Connections to Discord, through the proxy when there is one. */
    dispatcher,
    all: (): Promise<readonly Channel[]> => Promise.all([terminal(), file(), discord(), direct(), webhook()]),
    /** The payloads of the posts that a message becomes at a target. */
    render: async (target: string, message: Message, options: RenderOptions = {}) =>
      (await of(target)).render(message, options),
    close: async () => {
      for (const part of [webhook, reader, discord, file, terminal, dispatcher]) await closeMade(part);
    },
  };
}

async function closeMade(part: Lazy<{ close(): Promise<void> }>): Promise<void> {
  const made = await part.made()?.catch(() => null);
  await made?.close();
}

/** What the terminal can show; a pipe is taken for one of 100 columns. */
export function terminalLook(): { readonly width: number; readonly colour: boolean } {
  const { isTTY, columns } = process.stdout;
  return { width: columns ?? 100, colour: isTTY && process.stdout.hasColors() };
}

/** Several regulators refuse clients that do not say who they are and how to reach them. */
function userAgent(contact: string | null): string {
  return contact ? `regbeat/${packageJson.version} (${contact})` : `regbeat/${packageJson.version}`;
}
