import type { CrawlOptions, CrawlReport, Digest, Role } from '../core/application.ts';
import { AppError, errorText } from '../core/errors.ts';
import type { Logger } from '../core/ports.ts';

/** What `run` puts in order. */
export interface RunDeps {
  readonly crawl: (options: CrawlOptions) => Promise<CrawlReport>;
  /** The digest of the last seven days, for the terminal. */
  readonly firstDigest: () => Promise<Digest>;
  readonly renderText: (digest: Digest) => Promise<string>;
  /** Queues hello posts and digests that have fallen due; in one transaction each. */
  readonly queueDue: () => Promise<void>;
  /** Makes posts due that wait for a later try: a restart is how people say that the trouble is over. */
  readonly wake: () => Promise<void>;
  /** Sends what is queued and due. */
  readonly drain: (signal: AbortSignal) => Promise<void>;
  /** Clears away what has served its time. */
  readonly upkeep: () => Promise<void>;
  /** Files the last week when its time has come. */
  readonly exportDue: () => Promise<void>;
  /** Logs the bot in; null when no token is configured. @throws AppError when Discord does not let it in. */
  readonly startBot: () => Promise<RunningBot | null>;
  /** Serves the page; null when no port is set. @throws AppError when it cannot be served. */
  readonly startWeb: () => Promise<ServedPage | null>;
  /** Forgets the subscriptions of servers that the bot was removed from long ago. */
  readonly forgetGone: () => Promise<void>;
  readonly startSchedule: (
    jobs: readonly {
      readonly name: string;
      readonly expression: string;
      readonly work: () => Promise<void>;
    }[],
  ) => Promise<{ stop(): Promise<void> }>;
  readonly logger: Logger;
}

export interface RunOptions {
  readonly roles: readonly Role[];
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
}

/** The page while it is served. */
export interface ServedPage {
  readonly address: string;
  close(): Promise<void>;
}

export interface RunningBot {
  /** Rejects when Discord locks the bot out while it runs. */
  readonly done: Promise<void>;
  close(): Promise<void>;
}

const EVERY_MINUTE = '* * * * *';
const EVERY_TEN_MINUTES = '*/10 * * * *';
/** So many sources without an answer are worth a word. */
const SILENT_AFTER = 12;
/** Once a day, when little else goes on. */
const AT_NIGHT = '17 3 * * *';

/** One round at once, a digest for the terminal, then the schedule until the signal aborts. */
export async function run(deps: RunDeps, options: RunOptions): Promise<void> {
  const page = options.roles.includes('web') ? await startWeb(deps, options) : null;
  try {
    const bot = options.roles.includes('bot') ? await startBot(deps, options) : null;
    try {
      await carryOn(deps, options, bot);
    } finally {
      await bot?.close();
    }
  } finally {
    await page?.close();
  }
}

/** The page, or null when there is none. A port that is taken is said, and the rest goes on; a page that others could open is a reason to stop. */
async function startWeb(deps: RunDeps, { roles, say }: RunOptions): Promise<ServedPage | null> {
  try {
    const page = await deps.startWeb();
    if (page !== null) say(`The page is at ${page.address}`);
    else if (roles.length === 1)
      throw new AppError('web-port', 'REGBEAT_WEB_PORT is off, so there is no page: set it to a port.');
    return page;
  } catch (error) {
    if (roles.length === 1 || !(error instanceof AppError) || error.code !== 'web-port') throw error;
    deps.logger.warn({ error: error.message }, 'page not served');
    say(error.message);
    return null;
  }
}

/** The bot, or null when there is none; it is not worth a crash that the others could go on without it. */
async function startBot(deps: RunDeps, { roles, say }: RunOptions): Promise<RunningBot | null> {
  const bot = await deps.startBot();
  const how = 'put DISCORD_TOKEN=... into .env or the environment (docs/discord.md)';
  if (bot === null && roles.length === 1)
    throw new AppError('no-token', `The bot needs a Discord token: ${how}.`);
  if (bot === null) say(`No Discord token is set, so there is no bot: ${how} to have one.`);
  else say('The Discord bot answers commands.');
  return bot;
}

async function carryOn(deps: RunDeps, options: RunOptions, bot: RunningBot | null): Promise<void> {
  const { signal, say } = options;
  const lockedOut = bot?.done.catch((error: unknown) => {
    deps.logger.error({ error: errorText(error) }, 'bot locked out');
    if (options.roles.length === 1) throw error;
    say(`The Discord bot stopped: ${errorText(error)}`);
    return aborted(signal);
  });
  const crawls = options.roles.includes('crawl');
  const delivers = options.roles.includes('deliver');
  if (crawls) {
    say('Reading every source whose time has come; a first round takes up to a minute.');
    const report = await deps.crawl({ dueOnly: true, signal, onProgress: sayWhenSilent(say) });
    if (signal.aborted) return;
    for (const line of describeRound(report)) say(line);
  }
  if (delivers) {
    say(await deps.renderText(await deps.firstDigest()));
    await deps.queueDue();
    await deps.wake();
    await deps.drain(signal);
  }
  if (signal.aborted) return;
  const schedule = await deps.startSchedule([
    ...(crawls
      ? [
          { name: 'crawl', expression: EVERY_MINUTE, work: () => crawlDue(deps, signal) },
          { name: 'upkeep', expression: AT_NIGHT, work: deps.upkeep },
          { name: 'export', expression: EVERY_TEN_MINUTES, work: deps.exportDue },
        ]
      : []),
    ...(bot === null ? [] : [{ name: 'bot', expression: AT_NIGHT, work: deps.forgetGone }]),
    ...(delivers
      ? [
          {
            name: 'deliver',
            expression: EVERY_MINUTE,
            work: async () => {
              await deps.queueDue();
              await deps.drain(signal);
            },
          },
        ]
      : []),
  ]);
  say('Running on schedule. Ctrl-C stops.');
  try {
    await Promise.race([aborted(signal), ...(lockedOut === undefined ? [] : [lockedOut])]);
    say('Stopping: finishing what is under way.');
  } finally {
    await schedule.stop();
  }
}

/** Says once, while a round goes on, that nobody has answered so far. */
function sayWhenSilent(say: (line: string) => void): NonNullable<CrawlOptions['onProgress']> {
  let silent = true;
  return (done, total, report) => {
    silent &&= report.outcome === 'failed' && report.status === null;
    if (silent && done === SILENT_AFTER && done < total)
      say(
        `None of the first ${done} sources could be reached: this machine seems to be offline. The other ${total - done} are tried all the same.`,
      );
  };
}

async function crawlDue(deps: RunDeps, signal: AbortSignal): Promise<void> {
  const report = await deps.crawl({ dueOnly: true, signal });
  if (report.new + report.updated > 0)
    deps.logger.info({ new: report.new, updated: report.updated }, 'round done');
}

/** What a first round came to: how much was read, and every source that was not, with the reason. */
export function describeRound(report: CrawlReport): string[] {
  const total = report.sources.length;
  if (total === 0 && !report.offline)
    return ['Every source was read a short while ago; the next reads follow by schedule.'];
  const lines = [
    `${report.read + report.notModified} of ${total} sources read: ${report.new} new items, ${report.updated} edited.`,
  ];
  const failed = report.sources.filter(source => source.outcome === 'failed');
  if (failed.length > 0) {
    lines.push('Not read:', ...failed.map(source => `  ${source.id}: ${source.error ?? 'failed'}`));
  }
  if (report.offline) {
    lines.push(
      'No source could be reached: this machine seems to be offline, or a firewall or proxy is in the way (HTTPS_PROXY is honoured).',
      'regbeat stays up and tries again by itself. `npm run demo` shows the whole product without a network.',
    );
  }
  return lines;
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise(resolve => signal.addEventListener('abort', () => resolve(), { once: true }));
}
