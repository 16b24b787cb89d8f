import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import packageJson from '../package.json' with { type: 'json' };
import { type Config, loadConfig } from './config.ts';
import type { Application, Digest, DigestOptions } from './core/application.ts';
import { AppError } from './core/errors.ts';
import { lazy } from './core/lazy.ts';
import type { Message } from './core/message.ts';
import type { Channel, Clock, Logger } from './core/ports.ts';
import type { Query, SourceDef } from './core/types.ts';
import { parseTarget } from './deliver/target.ts';
import { createLogger } from './logger.ts';
import { loadSources } from './sources/load-sources.ts';

/** Replacements for tests, benches and the demonstration. Everything else is the real thing. */
export interface AppOverrides {
  readonly clock?: Clock;
  readonly sources?: readonly SourceDef[];
  /** "host:port" entries that may be fetched although they are private addresses. */
  readonly allowAddresses?: readonly string[];
  readonly fetchTimeoutMs?: number;
  readonly perHost?: { readonly concurrency: number; readonly minGapMs: number };
}

/**
 * The composition root: wires adapters to the pipeline. Nothing is opened before it is needed, so a command that only classifies never
 * touches the database. `close` ends what was opened.
 * @throws AppError that lists every problem in the feeds folders.
 */
export function createApp(config: Config, logger: Logger, overrides: AppOverrides = {}): Application {
  const { timeZone } = config;
  const clock = overrides.clock ?? (() => new Date());
  const sources = overrides.sources ?? loadSources(config.feedDirs).sources;

  const store = lazy(async () =>
    (await import('./store/open-store.ts')).openStore({ path: config.databasePath, logger, clock }),
  );
  const fetcher = lazy(async () =>
    (await import('./fetch/fetcher.ts')).createFetcher({
      userAgent: userAgent(config.contact),
      proxy: config.proxy,
      allowAddresses: overrides.allowAddresses,
      timeoutMs: overrides.fetchTimeoutMs,
      perHost: overrides.perHost,
      clock,
      logger,
    }),
  );
  const knowledge = lazy(async () =>
    (await import('./classify/load-knowledge.ts')).loadKnowledge(config.classifiersDir),
  );
  const classifier = lazy(async () => {
    const { createClassifier } = await import('./classify/create-classifier.ts');
    return createClassifier(await knowledge());
  });

  const discord = lazy(async () => {
    if (!config.discord.token) throw noToken();
    const { createDiscordChannel } = await import('./deliver/channels/discord.ts');
    return createDiscordChannel({
      token: config.discord.token,
      apiBase: config.discord.apiBase,
      clock,
      logger,
    });
  });
  const file = lazy(async () =>
    (await import('./deliver/channels/file.ts')).createFileChannel({
      dir: path.join(config.dataDir, 'digests'),
      clock,
    }),
  );
  const terminal = lazy(async () => {
    const { createConsoleChannel } = await import('./deliver/channels/console.ts');
    return createConsoleChannel({
      write: text => void process.stdout.write(text),
      width: process.stdout.columns ?? 100,
      colour: false,
    });
  });
  const channelOf = (target: string): Promise<Channel> => {
    const { kind } = parseTarget(target);
    return kind === 'discord' ? discord() : kind === 'file' ? file() : terminal();
  };
  const render = async (target: string, message: Message) => (await channelOf(target)).render(message);
  const worker = lazy(async () => {
    const { createOutboxWorker } = await import('./deliver/outbox-worker.ts');
    const channels: Channel[] = [
      await terminal(),
      await file(),
      ...(config.discord.token ? [await discord()] : []),
    ];
    const sleep = (ms: number, signal: AbortSignal) => wait(ms, undefined, { signal }).catch(() => undefined);
    return createOutboxWorker({ outbox: (await store()).outbox, channels, clock, logger, sleep });
  });

  /** Parses queries against what the taxonomy and the sources know. */
  const queryParser = lazy(async () => {
    const { parseQuery } = await import('./query/parse-query.ts');
    const { toQueryVocabulary } = await import('./pipeline/query-vocabulary.ts');
    const vocabulary = toQueryVocabulary((await knowledge()).taxonomy, sources);
    return (text: string): Query => {
      const parsed = parseQuery(text, { now: clock(), timeZone, vocabulary, allowEmpty: true });
      if (parsed.ok) return parsed.query;
      const { message, position, length } = parsed.error;
      throw new AppError(
        'query',
        `${message}\n  ${text}\n  ${' '.repeat(position)}${'^'.repeat(Math.max(1, length))}`,
      );
    };
  });
  const digestDeps = async () => ({
    store: await store(),
    sources,
    clock,
    timeZone,
    parseQuery: await queryParser(),
  });
  const digest = async (options: DigestOptions): Promise<Digest> =>
    (await import('./pipeline/digest.ts')).windowDigest(await digestDeps(), options);

  const crawl: Application['crawl'] = async options => {
    const { createCrawl } = await import('./pipeline/crawl.ts');
    return createCrawl({
      store: await store(),
      fetcher: await fetcher(),
      classifier: await classifier(),
      sources,
      clock,
      logger,
    })(options);
  };
  const renderText: Application['renderText'] = async (message, options) =>
    (await import('./deliver/text/render-text.ts')).renderText(message, { ...options, timeZone });

  return {
    sources,
    crawl,
    digest,
    renderText,
    readInput: async name =>
      (await import('./pipeline/read-input.ts')).readInput(name, { fetcher, stdin: process.stdin }),
    ingest: async (input, options) => {
      const { createIngest } = await import('./pipeline/ingest.ts');
      return createIngest({ store: await store(), classifier: await classifier(), sources, clock })(
        input,
        options,
      );
    },
    classify: async input =>
      (await import('./pipeline/ingest.ts')).classifyInput(input, { classifier: await classifier(), clock }),
    parse: async input => (await import('./pipeline/parse-input.ts')).parseInput(input),
    search: async (text, limit) => (await store()).items.search((await queryParser())(text), { limit }),
    item: async id => {
      const item = await (await store()).items.get(id);
      if (item) return item;
      throw new AppError(
        'not-found',
        `No stored item has the id "${id}" (or several begin with it). \`regbeat search\` shows ids.`,
      );
    },
    versions: async id => (await store()).items.versions(id),
    story: async id => (await store()).items.ofStory(id),
    post: async ({ message }, target) => {
      const payloads = await render(target, message);
      const queued = await (await store()).transaction(ops =>
        ops.outbox.enqueue(target, message.dedupeKey, payloads, clock().toISOString()),
      );
      return { queued, ...(await (await worker()).drain(new AbortController().signal, [target])) };
    },
    exportWeekly: async ({ week, formats, dir, query = '' }) => {
      const { exportWeekly } = await import('./pipeline/export-weekly.ts');
      const { toFiles } = await import('./export/to-files.ts');
      const { version, taxonomy } = await knowledge();
      return exportWeekly(
        {
          store: await store(),
          sources,
          clock,
          timeZone,
          versions: { tool: packageJson.version, model: version, taxonomy: taxonomy.version },
          toFiles,
        },
        {
          week,
          formats,
          dir: path.resolve(dir ?? path.join(config.dataDir, 'exports')),
          query: { text: query, parsed: (await queryParser())(query) },
        },
      );
    },
    posts: async (limit, state) => (await store()).outbox.list(limit, state),
    counts: async () => (await store()).items.count(),
    doctor: async () => {
      const { examine } = await import('./pipeline/doctor.ts');
      return examine({
        sources,
        openStore: store,
        databasePath: config.databasePath,
        loadTaxonomy: async () => {
          const { taxonomy, version } = await knowledge();
          return {
            version,
            jurisdictions: taxonomy.jurisdictions.length,
            authorities: taxonomy.authorities.length,
          };
        },
        fetcher,
        askDiscord: askDiscord(config),
        contact: config.contact,
        channel: config.discord.channel,
        timeZone,
      });
    },
    migrate: async () => {
      const { openedVersion, schemaVersion } = await store();
      return { path: config.databasePath, from: openedVersion, to: schemaVersion };
    },
    backup: async target => (await store()).backup(path.resolve(target)),
    verify: async () => (await store()).verify(),
    evaluate: async input =>
      (await import('./pipeline/evaluate-input.ts')).evaluateInput(
        input,
        await classifier(),
        await knowledge(),
      ),
    run: async ({ roles, signal, say }) => {
      const { run } = await import('./pipeline/run.ts');
      const { queueDue } = await import('./pipeline/queue-due.ts');
      const { scheduledDigest } = await import('./pipeline/digest.ts');
      const { hello } = await import('./pipeline/hello.ts');
      const { startSchedule } = await import('./schedule/cron.ts');
      const deps = await digestDeps();
      const { channel, token } = config.discord;
      const targets = [
        { name: 'console', greet: false },
        { name: 'file', greet: false },
        ...(token && channel ? [{ name: `discord:${channel}`, greet: true }] : []),
      ];
      await run(
        {
          crawl,
          firstDigest: () => digest({ period: 'weekly' }),
          renderText: ({ message }) =>
            renderText(message, {
              width: process.stdout.columns ?? 100,
              colour: process.stdout.isTTY && process.stdout.hasColors(),
            }),
          queueDue: () =>
            queueDue({
              store: deps.store,
              clock,
              timeZone,
              digestHour: config.digestHour,
              targets,
              scheduledDigest: window => scheduledDigest(deps, window),
              hello: () =>
                hello(deps.store, sources, clock, `every day at ${config.digestHour}:00 (${timeZone})`),
              render,
            }),
          drain: async aborted => {
            await (await worker()).drain(aborted);
          },
          startSchedule: jobs => startSchedule(jobs, logger),
          logger,
        },
        { roles, signal, say },
      );
    },
    close: async () => {
      for (const part of [discord, file, terminal, fetcher, store]) {
        const made = await part.made()?.catch(() => null);
        await made?.close();
      }
    },
  };
}

/** The program as the command line opens it: settings from the environment, log on standard error. */
export async function openApplication(options: { readonly quiet?: boolean } = {}): Promise<Application> {
  const config = loadConfig();
  const level = config.logLevel ?? (options.quiet ? 'error' : 'info');
  return createApp(config, await createLogger(level, process.stderr.isTTY), {});
}

function askDiscord({ discord }: Config): (() => Promise<string>) | null {
  const { token, apiBase, channel } = discord;
  if (!token) return null;
  return async () =>
    (await import('./deliver/discord/examine-bot.ts')).examineBot({ token, apiBase, channelId: channel });
}

function noToken(): AppError {
  return new AppError(
    'no-token',
    'No Discord token is set: put DISCORD_TOKEN=... into .env or the environment (docs/operations.md says how to get one).',
  );
}

/** Several regulators refuse clients that do not say who they are and how to reach them. */
function userAgent(contact: string | null): string {
  return contact ? `regbeat/${packageJson.version} (${contact})` : `regbeat/${packageJson.version}`;
}
