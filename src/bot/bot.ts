import { setTimeout as wait } from 'node:timers/promises';
import type { Client } from 'discord.js';
import { type AppError, errorText } from '../core/errors.ts';
import type { SettingStore } from '../core/ports.ts';
import { type ClientOptions, createClient, toCloseError, toLoginError } from './client.ts';
import type { BotDeps, Command } from './command.ts';
import { COMMANDS } from './commands.ts';
import { type CooldownOptions, createCooldown } from './cooldown.ts';
import { createDispatch, type Dispatch } from './dispatch.ts';
import { followGuilds } from './guild-events.ts';
import { createMemory } from './memory.ts';
import { createPlaces } from './places.ts';
import { registerCommands } from './register.ts';
import { within } from './within.ts';

export interface BotOptions
  extends ClientOptions,
    Pick<BotDeps, 'app' | 'markup' | 'clock' | 'logger' | 'render'> {
  readonly settings: BotDeps['settings'];
  /** Where the hash of the registered commands is kept. */
  readonly store: SettingStore;
  /** Other commands, for tests of what all of them share. */
  readonly commands?: readonly Command[];
  readonly cooldown?: CooldownOptions;
  /** Milliseconds after which an answer that is under way says so. Default: two seconds. */
  readonly noticeMs?: number;
  /** Milliseconds that opening waits for the first try to log in. Default: 10 s. */
  readonly patienceMs?: number;
  /** Milliseconds before the first and the last repeated try to log in. */
  readonly retryMs?: { readonly first: number; readonly longest: number };
}

export interface Bot {
  /** Resolves when the bot has stopped; rejects when Discord locks it out while it runs. */
  readonly done: Promise<void>;
  /** Finishes the answers that are under way, at most so many milliseconds, and leaves. */
  close(ms?: number): Promise<void>;
}

const COOLDOWN: CooldownOptions = { calls: 12, windowMs: 10_000 };
const RETRY = { first: 5_000, longest: 5 * 60_000 };
const PATIENCE_MS = 10_000;
/** Missing access: the application was added to no server with the scope applications.commands. */
const MISSING_ACCESS = 50001;

interface Session {
  readonly client: Client;
  readonly dispatch: Dispatch;
}

/**
 * Logs the bot in and answers commands until it is closed. Returns once it is logged in, or once the first try has failed for a reason that may
 * pass, or takes too long: then it goes on trying, so that a slow network does not hold up what runs beside it.
 * @throws AppError "discord-token" or "discord-intents" when only people can mend it.
 */
export async function openBot(options: BotOptions): Promise<Bot> {
  const { logger } = options;
  const stop = new AbortController();
  /** Once every answer is through, or has had its time. */
  const cut = new AbortController();
  const { promise: lockedOut, reject: lockOut } = Promise.withResolvers<never>();
  // Whoever waits for it hears of it; nobody else has to.
  lockedOut.catch(() => undefined);
  let session: Session | null = null;

  const tryOnce = async (): Promise<boolean> => {
    try {
      const opened = await logIn({ ...options, signal: cut.signal }, lockOut);
      if (stop.signal.aborted) await opened.client.destroy();
      else session = opened;
      return true;
    } catch (error) {
      const fatal = toLoginError(error);
      if (fatal !== null) throw fatal;
      logger.warn({ error: errorText(error) }, 'discord cannot be reached; trying again');
      return false;
    }
  };
  const keepTrying = async (): Promise<void> => {
    const { first, longest } = options.retryMs ?? RETRY;
    for (let ms = first; ; ms = Math.min(2 * ms, longest)) {
      await wait(ms, undefined, { signal: stop.signal }).catch(() => undefined);
      if (stop.signal.aborted || (await tryOnce())) return;
    }
  };

  const firstTry = tryOnce();
  const trying = firstTry.then(done => (done ? undefined : keepTrying()));
  trying.catch(() => undefined);
  const patience = new AbortController();
  try {
    const enough = wait(options.patienceMs ?? PATIENCE_MS, undefined, { signal: patience.signal });
    await Promise.race([firstTry, enough.catch(() => undefined)]);
  } finally {
    patience.abort();
  }
  const { promise: closed, resolve: leave } = Promise.withResolvers<void>();
  const done = Promise.race([closed, lockedOut, trying.then(() => closed)]);
  done.catch(() => undefined);
  return {
    done,
    async close(ms = PATIENCE_MS) {
      stop.abort();
      if (session === null) cut.abort();
      await within(trying, ms, () => new Error('still trying')).catch(() => undefined);
      await session?.dispatch.settle(ms);
      await session?.client.destroy();
      cut.abort();
      session = null;
      leave();
    },
  };
}

async function logIn(options: BotOptions, lockOut: (error: AppError) => void): Promise<Session> {
  const { logger, app } = options;
  const client = await createClient(options);
  client.on('error', error => logger.error({ error: errorText(error) }, 'discord client'));
  client.on('warn', text => logger.warn({ text }, 'discord client'));
  client.on('shardResume', shard => logger.info({ shard }, 'session resumed'));
  client.on('shardReconnecting', shard => logger.warn({ shard }, 'connection lost; reconnecting'));
  client.on('shardError', (error, shard) =>
    logger.warn({ shard, error: errorText(error) }, 'connection failed'),
  );
  client.on('shardDisconnect', ({ code }, shard) => {
    const error = toCloseError(code);
    logger.error({ shard, code }, 'connection closed for good');
    if (error !== null) lockOut(error);
  });
  client.rest.on('rateLimited', ({ route, timeToReset, global }) =>
    logger.warn({ route, ms: timeToReset, global }, 'rate limited'),
  );
  client.rest.on('invalidRequestWarning', ({ count, remainingTime }) =>
    logger.warn({ count, ms: remainingTime }, 'discord refuses many requests'),
  );
  const places = createPlaces(client);
  const dispatch = createDispatch(
    { ...options, commands: options.commands ?? COMMANDS, places, memory: createMemory(options.clock) },
    createCooldown(options.clock, options.cooldown ?? COOLDOWN),
  );
  client.on('interactionCreate', dispatch.handle);
  try {
    const ready = new Promise<Client<true>>(resolve => client.once('clientReady', resolve));
    await client.login(options.token);
    const inside = await ready;
    await setUpCommands(options, inside);
    await followGuilds(inside, { subscriptions: app.subscriptions, places, logger });
    logger.info({ bot: inside.user.username, servers: inside.guilds.cache.size }, 'bot is in');
    return { client, dispatch };
  } catch (error) {
    await client.destroy();
    throw error;
  }
}

/** A bot whose commands cannot be registered still answers those that are known, and says what is missing. */
async function setUpCommands(
  { store, logger, commands: all = COMMANDS }: BotOptions,
  client: Client<true>,
): Promise<void> {
  const { id } = client.application;
  const put = async (commands: readonly object[]) =>
    void (await client.rest.put(`/applications/${id}/commands`, { body: commands }));
  try {
    await registerCommands(
      { settings: store, put, logger },
      id,
      all.map(({ data }) => data),
    );
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === MISSING_ACCESS;
    const advice = missing
      ? 'invite the bot again with the scopes "bot" and "applications.commands" (`regbeat doctor` prints the address)'
      : 'they are tried again at the next start';
    logger.error({ error: errorText(error), advice }, 'commands not registered');
  }
}
