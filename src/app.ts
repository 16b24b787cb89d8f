import path from 'node:path';
import { openConfiguredBot } from './app/bot.ts';
import { browsing } from './app/browsing.ts';
import { deadlines } from './app/deadlines.ts';
import { doctor } from './app/doctor.ts';
import { evidenceRoom } from './app/evidence-room.ts';
import { firms } from './app/firms.ts';
import { itemActions } from './app/item-actions.ts';
import { learning } from './app/learning.ts';
import { assisting } from './app/mcp.ts';
import { type AppOverrides, createParts, terminalLook } from './app/parts.ts';
import { positionMatrix } from './app/position-matrix.ts';
import { queueDueOf } from './app/queue-due.ts';
import { registers } from './app/registers.ts';
import { reportArchive } from './app/report-archive.ts';
import { reports } from './app/reports.ts';
import { sourceCare } from './app/source-care.ts';
import { statistics } from './app/statistics.ts';
import { storyDesk } from './app/story-desk.ts';
import { asking, subscribing } from './app/subscriptions.ts';
import { vitality } from './app/vitals.ts';
import { watching } from './app/watching.ts';
import { openConfiguredWeb } from './app/web.ts';
import { type Config, loadConfig } from './config.ts';
import type { Application, Digest, DigestOptions, PostReport } from './core/application.ts';
import { AppError } from './core/errors.ts';
import type { RenderOptions } from './core/message.ts';
import type { Logger } from './core/ports.ts';
import { formatTarget, parseTarget } from './deliver/target.ts';
import { createLogger } from './logger.ts';

/**
 * The composition root: wires adapters to the pipeline. `close` ends what was opened.
 * @throws AppError that lists every problem in the feeds folders.
 */
export function createApp(config: Config, logger: Logger, overrides: AppOverrides = {}): Application {
  const parts = createParts(config, logger, overrides);
  const {
    sources,
    clock,
    timeZone,
    store,
    snapshots,
    fetcher,
    knowledge,
    classifier,
    queryParser,
    channels,
    worker,
  } = parts;

  const digestDeps = async () => ({
    store: await store(),
    sources,
    clock,
    timeZone,
    parseQuery: await queryParser(),
  });
  const digest = async (options: DigestOptions, zone = timeZone): Promise<Digest> => {
    const { windowDigest } = await import('./pipeline/digest.ts');
    return windowDigest({ ...(await digestDeps()), timeZone: zone }, options);
  };
  const post = async (
    { message }: Digest,
    name: string,
    signal: AbortSignal,
    options: RenderOptions = {},
  ): Promise<PostReport> => {
    // As it is stored: "Discord: 123" must not be another target than "discord:123".
    const target = formatTarget(parseTarget(name));
    const payloads = await channels.render(target, message, options);
    const at = clock().toISOString();
    const { factsOfPost } = await import('./pipeline/message-facts.ts');
    const facts = factsOfPost(target, message, options);
    const queued = await (await store()).transaction(ops =>
      ops.outbox.enqueue(target, message.dedupeKey, payloads, at, facts),
    );
    return { queued, ...(await (await worker()).drain(signal, [target])) };
  };
  const watched = watching(config, parts, logger);
  const filed = reports(config, parts);
  const renderText: Application['renderText'] = async (message, options) => {
    const { renderText: render } = await import('./deliver/text/render-text.ts');
    return render(message, { ...options, timeZone });
  };

  const app: Application = {
    sources,
    ...watched,
    digest,
    renderText,
    readInput: async name => {
      const { readInput } = await import('./pipeline/read-input.ts');
      return readInput(name, { fetcher, stdin: process.stdin });
    },
    ingest: async (input, options) => {
      const { createIngest } = await import('./pipeline/ingest.ts');
      return createIngest({ store: await store(), classifier: await classifier(), sources, clock })(
        input,
        options,
      );
    },
    classify: async input => {
      const { classifyInput } = await import('./pipeline/ingest.ts');
      return classifyInput(input, { classifier: await classifier(), clock });
    },
    parse: async input => (await import('./pipeline/parse-input.ts')).parseInput(input),
    evaluate: async input => {
      const { evaluateInput } = await import('./pipeline/evaluate-input.ts');
      return evaluateInput(input, await classifier(), await knowledge());
    },
    search: async (text, limit) => (await store()).items.search((await queryParser())(text), { limit }),
    item: async id => {
      const item = await (await store()).items.get(id);
      if (item) return item;
      throw new AppError(
        'not-found',
        `No stored item has the id "${id}", or several begin with it. \`regbeat search\` shows ids.`,
      );
    },
    versions: async id => (await store()).items.versions(id),
    story: async id => (await store()).items.ofStory(id),
    post,
    retryPosts: async (signal, name) => {
      const target = name === undefined ? undefined : formatTarget(parseTarget(name));
      await (await store()).outbox.wake(clock().toISOString(), target);
      return (await worker()).drain(signal, target === undefined ? undefined : [target]);
    },
    posts: async (limit, state, which) => (await store()).outbox.list(limit, state, which),
    counts: async () => (await store()).items.count(),
    registers: registers(parts),
    exportWeekly: filed.exportWeekly,
    verifyExports: filed.verifyExports,
    ...learning(config, parts),
    ...positionMatrix(parts),
    ...sourceCare(config, parts),
    ...storyDesk(parts),
    ...evidenceRoom(parts),
    ...deadlines(parts),
    ...firms(parts),
    ...statistics(parts),
    ...reportArchive(config),
    ...itemActions(parts),
    ...browsing(parts, { exportWeekly: options => app.exportWeekly(options) }),
    ...asking(parts),
    ...assisting(parts, () => app),
    ...vitality(parts),
    ...subscribing(config, parts, { digest, post }),
    doctor: () => doctor(config, parts),
    migrate: async () => {
      const { openedVersion, schemaVersion } = await store();
      return { path: config.databasePath, from: openedVersion, to: schemaVersion };
    },
    backup: async target => (await store()).backup(path.resolve(target)),
    restore: async backup => {
      const { restoreSqlite } = await import('./store/restore-sqlite.ts');
      const stamp = clock().toISOString().replace(/[:.]/g, '-');
      return restoreSqlite(path.resolve(backup), config.databasePath, stamp);
    },
    verify: async () => (await store()).verify(),
    run: async options => {
      const { run } = await import('./pipeline/run.ts');
      const { startSchedule } = await import('./schedule/cron.ts');
      const deps = {
        crawl: watched.crawl,
        firstDigest: () => digest({ period: 'weekly' }),
        renderText: ({ message }: Digest) => renderText(message, terminalLook()),
        queueDue: await queueDueOf(config, parts, digestDeps),
        wake: async () => void (await (await store()).outbox.wake(clock().toISOString())),
        startWeb: () => openConfiguredWeb(config, { app, clock, logger }),
        startBot: () => openConfiguredBot(config, parts, app, logger),
        forgetGone: async () => void (await app.subscriptions.forgetGone()),
        drain: async (signal: AbortSignal) => void (await (await worker()).drain(signal)),
        upkeep: async () => {
          const { pruneSnapshots } = await import('./pipeline/pages/prune-snapshots.ts');
          const opened = { snapshots: (await store()).snapshots, files: await snapshots() };
          const removed = await pruneSnapshots({ ...opened, clock, days: config.snapshotDays });
          logger.info({ removed }, 'old documents cleared away');
        },
        exportDue: async () => {
          const week = await filed.exportDue();
          if (week !== null) logger.info({ week }, 'weekly summary exported');
        },
        startSchedule: (jobs: Parameters<typeof startSchedule>[0]) => startSchedule(jobs, logger),
        logger,
      };
      await run(deps, options);
    },
    close: parts.close,
  };
  return app;
}

/** The program as the command line opens it: settings from the environment, log on standard error. */
export async function openApplication(options: { readonly quiet?: boolean } = {}): Promise<Application> {
  const config = loadConfig();
  // On a terminal the program says what matters itself; a service wants the log.
  const level = config.logLevel ?? (options.quiet || process.stderr.isTTY ? 'error' : 'info');
  return createApp(config, await createLogger(level, process.stderr.isTTY));
}
