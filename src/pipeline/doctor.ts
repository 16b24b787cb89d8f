import type { Check } from '../core/application.ts';
import { errorText } from '../core/errors.ts';
import type { Fetcher, Store } from '../core/ports.ts';
import type { SourceDef } from '../core/types.ts';

export interface DoctorDeps {
  readonly sources: readonly SourceDef[];
  readonly openStore: () => Promise<Store>;
  readonly databasePath: string;
  readonly loadTaxonomy: () => Promise<{
    readonly version: string;
    readonly jurisdictions: number;
    readonly authorities: number;
    /** Version of the learned models in use, and why others are not. */
    readonly model: string | null;
    readonly modelProblems: readonly string[];
  }>;
  readonly fetcher: () => Promise<Fetcher>;
  /** Who the bot is and whether it may post in its channel; null when no token is set. */
  readonly askDiscord: (() => Promise<string>) | null;
  readonly contact: string | null;
  readonly channel: string | null;
  readonly timeZone: string;
}

/** Asked to find out whether there is a network at all: the hosts of a few official sources. */
const PROBES = 3;

/** Says what is configured, reachable and missing. Each check stands alone: one that fails does not stop the others. */
export async function examine(deps: DoctorDeps): Promise<readonly Check[]> {
  const enabled = deps.sources.filter(def => def.enabled);
  return Promise.all([
    check('node', async () => `${process.version}`),
    check('time zone', async () => deps.timeZone),
    check('sources', async () => `${deps.sources.length} known, ${enabled.length} enabled`),
    check('taxonomy', async () => {
      const { version, jurisdictions, authorities } = await deps.loadTaxonomy();
      return `${jurisdictions} jurisdictions, ${authorities} authorities (${version})`;
    }),
    models(deps),
    check('database', async () => {
      const { items, relevant } = await (await deps.openStore()).items.count();
      return `${deps.databasePath}: ${items} items, ${relevant} relevant`;
    }),
    network(deps, enabled),
    contactCheck(deps.contact),
    discordCheck(deps),
  ]);
}

async function check(name: string, work: () => Promise<string>): Promise<Check> {
  try {
    return { name, state: 'ok', detail: await work() };
  } catch (error) {
    return { name, state: 'failed', detail: errorText(error) };
  }
}

async function models(deps: DoctorDeps): Promise<Check> {
  const name = 'models';
  try {
    const { model, modelProblems } = await deps.loadTaxonomy();
    const inUse = model === null ? 'none in use: the rules tag alone' : `${model} in use`;
    if (modelProblems.length === 0 && model !== null) return { name, state: 'ok', detail: inUse };
    const advice =
      'run `regbeat train --with-verdicts --adopt` to renew adopted ones, or `regbeat train --revert`';
    return { name, state: 'warning', detail: [inUse, ...modelProblems, advice].join('; ') };
  } catch (error) {
    return { name, state: 'failed', detail: errorText(error) };
  }
}

async function network(deps: DoctorDeps, enabled: readonly SourceDef[]): Promise<Check> {
  const official = enabled
    .filter(def => def.tier === 'official' && def.method === 'GET' && !def.url.includes('{'))
    .slice(0, PROBES);
  const fetcher = await deps.fetcher();
  const answers = await Promise.all(
    official.map(async def => ({
      def,
      answer: await fetcher.fetch({ url: def.url, headers: def.headers, timeoutMs: 8000 }),
    })),
  );
  const reached = answers.filter(({ answer }) => answer.outcome !== 'failed');
  if (reached.length > 0 || answers.length === 0) {
    return {
      name: 'network',
      state: 'ok',
      detail: `${reached.length} of ${answers.length} official sources answered`,
    };
  }
  const errors = answers.map(({ answer }) => (answer.outcome === 'failed' ? answer.error : ''));
  return {
    name: 'network',
    state: 'warning',
    detail: `none of ${answers.length} official sources answered (${errors[0] ?? ''}). Behind a proxy set HTTPS_PROXY; offline use \`npm run demo\`.`,
  };
}

function contactCheck(contact: string | null): Check {
  return contact
    ? { name: 'contact', state: 'ok', detail: contact }
    : {
        name: 'contact',
        state: 'warning',
        detail: 'not set: put REGBEAT_CONTACT=you@example.org into .env; several regulators ask for it',
      };
}

async function discordCheck(deps: DoctorDeps): Promise<Check> {
  if (!deps.askDiscord) {
    return {
      name: 'discord',
      state: 'warning',
      detail:
        'no DISCORD_TOKEN: digests go to the terminal and to files (docs/discord.md says how to set it up)',
    };
  }
  const asked = await check('discord', deps.askDiscord);
  if (asked.state === 'ok' && !deps.channel) {
    return {
      ...asked,
      state: 'warning',
      detail: `${asked.detail}; no REGBEAT_DISCORD_CHANNEL: what is posted is what channels subscribe to (/setup)`,
    };
  }
  return asked;
}
