import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { IANAZone } from 'luxon';
import { z } from 'zod';
import { AppError } from './core/errors.ts';

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

const blankAsMissing = (value: unknown) => (value === '' ? undefined : value);
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(blankAsMissing, schema.optional());

const httpUrl = z
  .string()
  .refine(
    value => /^https?:\/\//i.test(value) && URL.canParse(value),
    'must be a URL that begins with http:// or https://',
  );

/** "8787"; "0" and "off" are no port at all. */
const webPort = z.string().transform((value, context) => {
  if (/^(0|off|none|no|false)$/i.test(value.trim())) return null;
  const port = Number(value);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  context.addIssue({ code: 'custom', message: 'must be a port from 1 to 65535, or off' });
  return null;
});

const WEBHOOK =
  /^([a-z0-9][a-z0-9_-]{0,39})=(https?:\/\/[^/\s]+\/api(?:\/v\d+)?\/webhooks\/\d{1,20}\/[\w-]+(?:\?thread_id=\d{1,20})?)$/i;

/** "team=https://discord.com/api/webhooks/1/secret other=...": addresses by name. A mistake is told without the addresses: they are secret. */
const webhooks = z.string().transform((value, context) => {
  const found = new Map<string, string>();
  for (const [index, entry] of value
    .trim()
    .split(/[\s,]+/)
    .entries()) {
    const [, name = '', address = ''] = WEBHOOK.exec(entry) ?? [];
    const known = found.has(name.toLowerCase());
    if (name === '' || known)
      context.addIssue({
        code: 'custom',
        message: known
          ? `names "${name}" twice`
          : `must be a list of name=https://discord.com/api/webhooks/ID/TOKEN; entry ${index + 1} is not`,
      });
    found.set(name.toLowerCase(), address);
  }
  return found;
});

const environmentSchema = z.object({
  REGBEAT_DATA_DIR: optional(z.string()),
  REGBEAT_FEEDS: optional(z.string()),
  DATABASE_URL: optional(
    z
      .string()
      .refine(
        value => value.startsWith('sqlite:'),
        'must begin with "sqlite:", e.g. sqlite:/var/lib/regbeat.sqlite',
      ),
  ),
  DISCORD_TOKEN: optional(z.string().refine(value => !/\s/.test(value), 'must not contain white space')),
  DISCORD_API_BASE: optional(httpUrl),
  REGBEAT_DISCORD_CHANNEL: optional(
    z.string().regex(/^\d{5,20}$/, "must be a channel's id, 17 to 20 digits"),
  ),
  REGBEAT_OPS_CHANNEL: optional(z.string().regex(/^\d{5,20}$/, "must be a channel's id, 17 to 20 digits")),
  REGBEAT_OPS_TARGET: optional(
    z
      .string()
      .regex(
        /^(console|file|(discord|webhook)\s*:\s*\S+)$/i,
        'must be console, file, discord:<channel id> or webhook:<name>',
      ),
  ),
  DISCORD_WEBHOOKS: optional(webhooks),
  REGBEAT_CONTACT: optional(z.string().max(200)),
  REGBEAT_TZ: optional(
    z.string().refine(zone => IANAZone.isValidZone(zone), 'must be an IANA time zone such as Europe/London'),
  ),
  REGBEAT_DIGEST_HOUR: optional(
    z.coerce.number().int('must be a whole hour').min(0, 'must be 0 to 23').max(23, 'must be 0 to 23'),
  ),
  REGBEAT_EXPORT_WEEKLY: optional(z.stringbool('must be true or false')),
  REGBEAT_SNAPSHOT_DAYS: optional(
    z.coerce.number().int('must be a whole number of days').min(1, 'must be 1 or more').max(36_500),
  ),
  REGBEAT_WEB_PORT: optional(webPort),
  REGBEAT_WEB_HOST: optional(z.string().regex(/^[\w.:[\]-]{1,253}$/, 'must be an address such as 127.0.0.1')),
  REGBEAT_WEB_TOKEN: optional(
    z
      .string()
      .min(24, 'must have 24 characters or more; `openssl rand -base64 32` makes one')
      .max(500)
      .refine(value => !/\s/.test(value), 'must not contain white space'),
  ),
  LOG_LEVEL: optional(z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`)),
  HTTPS_PROXY: optional(httpUrl),
  HTTP_PROXY: optional(httpUrl),
  NO_PROXY: optional(z.string()),
});

export interface Config {
  /** Folder of everything that is written at run time. */
  readonly dataDir: string;
  readonly databasePath: string;
  /** Folders of feeds/*.yaml; a later one overrides an earlier one by source id. */
  readonly feedDirs: readonly string[];
  /** Folder of a team's own sources: REGBEAT_FEEDS, else feeds/ in the data folder, which is read when it exists. */
  readonly ownFeedsDir: string;
  /** Folder of taxonomy and models. */
  readonly classifiersDir: string;
  readonly discord: {
    readonly token: string | null;
    readonly apiBase: string | null;
    readonly channel: string | null;
    /** Where operators are told what is wrong. */
    readonly opsChannel: string | null;
    /** Addresses by name, in lower case; secret. */
    readonly webhooks: ReadonlyMap<string, string>;
  };
  /** Days for which documents of items that are not relevant are kept. Those of relevant items are kept for good. */
  readonly snapshotDays: number;
  /** Target that is told when the health of a source changes; null: only `sources health` says it. */
  readonly opsTarget: string | null;
  /** E-mail or URL that goes into the User-Agent, as regulators ask. */
  readonly contact: string | null;
  /** Zone of digests, weeks and of times shown in the terminal. */
  readonly timeZone: string;
  /** Hour of the day, in `timeZone`, at which the daily digest is posted. */
  readonly digestHour: number;
  /** Whether the last full week is exported every Monday. */
  readonly exportWeekly: boolean;
  /** Where the page is served; no port: nowhere. The token is secret. */
  readonly web: { readonly port: number | null; readonly host: string; readonly token: string | null };
  /** Null when none was asked for: the command decides. */
  readonly logLevel: (typeof LOG_LEVELS)[number] | null;
  readonly proxy: { readonly http: string | null; readonly https: string | null; readonly noProxy: string };
}

export type Environment = Readonly<Record<string, string | undefined>>;

const PROJECT_DIR = path.resolve(import.meta.dirname, '..');

/**
 * The settings: defaults, under the `.env` file of the working folder, under the environment.
 * This is the only reader of the environment.
 * @throws AppError "config" that lists every mistake at once.
 */
export function loadConfig(env: Environment = process.env, cwd: string = process.cwd()): Config {
  const merged = withLowerCaseProxies({ ...readDotEnv(path.join(cwd, '.env')), ...env });
  const parsed = environmentSchema.safeParse(merged);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(issue => `  ${issue.path.join('.')} ${issue.message}`);
    throw new AppError(
      'config',
      `${problems.length === 1 ? 'One setting is' : `${problems.length} settings are`} wrong:\n${problems.join('\n')}\nCorrect them in the environment or in .env and start again.`,
    );
  }
  const given = parsed.data;
  const dataDir = path.resolve(cwd, given.REGBEAT_DATA_DIR ?? path.join(PROJECT_DIR, 'data'));
  const ownFeedsDir = given.REGBEAT_FEEDS
    ? path.resolve(cwd, given.REGBEAT_FEEDS)
    : path.join(dataDir, 'feeds');
  return {
    dataDir,
    databasePath: given.DATABASE_URL
      ? path.resolve(cwd, given.DATABASE_URL.replace(/^sqlite:(\/\/(?=\/))?/, ''))
      : path.join(dataDir, 'regbeat.sqlite'),
    feedDirs: [
      path.join(PROJECT_DIR, 'feeds'),
      ...(given.REGBEAT_FEEDS || existsSync(ownFeedsDir) ? [ownFeedsDir] : []),
    ],
    ownFeedsDir,
    classifiersDir: path.join(PROJECT_DIR, 'classifiers'),
    discord: {
      token: given.DISCORD_TOKEN ?? null,
      apiBase: given.DISCORD_API_BASE ?? null,
      channel: given.REGBEAT_DISCORD_CHANNEL ?? null,
      opsChannel: given.REGBEAT_OPS_CHANNEL ?? null,
      webhooks: given.DISCORD_WEBHOOKS ?? new Map(),
    },
    opsTarget: opsTargetOf(given.REGBEAT_OPS_TARGET, given.DISCORD_TOKEN, given.REGBEAT_OPS_CHANNEL),
    snapshotDays: given.REGBEAT_SNAPSHOT_DAYS ?? 90,
    contact: given.REGBEAT_CONTACT ?? null,
    timeZone: given.REGBEAT_TZ ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    digestHour: given.REGBEAT_DIGEST_HOUR ?? 8,
    exportWeekly: given.REGBEAT_EXPORT_WEEKLY ?? false,
    web: {
      port: given.REGBEAT_WEB_PORT === undefined ? 8787 : given.REGBEAT_WEB_PORT,
      host: given.REGBEAT_WEB_HOST?.replace(/^\[|\]$/g, '') ?? '127.0.0.1',
      token: given.REGBEAT_WEB_TOKEN ?? null,
    },
    logLevel: given.LOG_LEVEL ?? null,
    proxy: {
      http: given.HTTP_PROXY ?? null,
      https: given.HTTPS_PROXY ?? given.HTTP_PROXY ?? null,
      noProxy: given.NO_PROXY ?? '',
    },
  };
}

/** The Discord channel for operators unless another target is named; a channel without a token cannot be told anything. */
function opsTargetOf(
  target: string | undefined,
  token: string | undefined,
  channel: string | undefined,
): string | null {
  return target ?? (token && channel ? `discord:${channel}` : null);
}

/** Proxy settings are commonly written in lower case too. */
function withLowerCaseProxies(env: Environment): Environment {
  return {
    ...env,
    HTTPS_PROXY: env.HTTPS_PROXY ?? env.https_proxy,
    HTTP_PROXY: env.HTTP_PROXY ?? env.http_proxy,
    NO_PROXY: env.NO_PROXY ?? env.no_proxy,
  };
}

function readDotEnv(file: string): Environment {
  if (!existsSync(file)) return {};
  try {
    return parseEnv(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new AppError('config', `${file} could not be read: check its permissions.`, { cause });
  }
}
