import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import packageJson from '../package.json' with { type: 'json' };
import { createApp } from './app.ts';
import type { CliContext } from './cli/context.ts';
import { paint, plural, print } from './cli/output.ts';
import { createProgram } from './cli/program.ts';
import { loadConfig } from './config.ts';
import type { CrawlReport } from './core/application.ts';
import { createDemoServer } from './demo/demo-server.ts';
import { demoSite } from './demo/demo-site.ts';
import { loadDemoSourceFiles } from './demo/demo-sources.ts';
import { createLogger } from './logger.ts';
import { describeRound } from './pipeline/run.ts';
import { weekOf } from './query/iso-week.ts';
import { parseSourceFile } from './sources/parse-source-file.ts';

/** Patience with the source that never answers; a real one gets longer. */
const FETCH_TIMEOUT_MS = 2500;
/** Half a week back: the week that most of the invented news falls into. */
const HALF_WEEK_MS = 3.5 * 86_400_000;

/** The same program as `regbeat run`, step by step, against an invented web on this machine, in a data folder of its own. */
export async function runDemo(context: CliContext): Promise<void> {
  const now = new Date();
  const server = await createDemoServer(demoSite(now, 1));
  const dir = await mkdtemp(path.join(tmpdir(), 'regbeat-demo-'));
  const config = loadConfig({ REGBEAT_DATA_DIR: dir }, dir);
  const files = await loadDemoSourceFiles(server.origin);
  const app = createApp(config, await createLogger('error', false), {
    sources: files.flatMap(file => parseSourceFile(file.path, file.text).sources),
    allowAddresses: [`127.0.0.1:${server.port}`],
    fetchTimeoutMs: FETCH_TIMEOUT_MS,
    perHost: { concurrency: 8, minGapMs: 0 },
  });
  const program = createProgram({ ...context, open: async () => app }, packageJson.version);
  /** Runs a command as a user would type it. */
  const say = async (...args: readonly string[]) => {
    const typed = args.map(word => (/[\s"]/.test(word) ? `"${word}"` : word)).join(' ');
    print(context, paint(context, 'dim', `$ regbeat ${typed}`));
    await program.parseAsync([...args], { from: 'user' });
  };
  const title = (text: string) => print(context, '', paint(context, ['bold', 'cyan'], `== ${text}`), '');
  try {
    print(
      context,
      'This is regbeat on an invented web: a loopback server with regulators and newspapers whose news was made up for this demonstration.',
    );
    title('1. Read every source for the first time');
    print(context, ...describeRound(await app.crawl({})));

    title('2. An hour later: a correction, a few new items, the rest unchanged');
    server.serve(demoSite(now, 2));
    print(context, describeSecond(await app.crawl({})));

    title('3. The digest of the last seven days');
    const digest = await app.digest({ period: 'weekly' });
    print(
      context,
      await app.renderText(digest.message, { width: context.stdout.columns ?? 100, colour: context.colour }),
    );

    title('4. Ask: staking or stablecoins in Asia');
    await say('search', 'topic:staking,stablecoins jurisdiction:HK,SG,JP,TW', '--limit', '5');

    title('5. What is allowed where, who says so, and since when');
    await say('matrix', '--topics', 'staking,stablecoins,derivatives,custody', '--quotes');

    title('6. What is due');
    await say('deadlines', '--within', '180d');

    title('7. Who is licensed: what changed on a register');
    await say('registers', 'diff');

    title('8. How the sources are');
    await say('sources', 'health');

    title('9. The weekly summary, as files');
    const week = weekOf(new Date(now.getTime() - HALF_WEEK_MS).toISOString(), config.timeZone).label;
    const result = await app.exportWeekly({
      week,
      formats: ['md', 'html', 'pdf', 'xlsx', 'csv', 'json', 'ics'],
    });
    print(
      context,
      `Week ${result.week}, ${plural(result.stories, 'story', 'stories')}:`,
      ...result.files.map(file => `  ${path.join(result.dir, file.name)}`),
    );

    title('Try next');
    const [item] = (await app.search('topic:staking', 1)).items;
    print(
      context,
      `  export REGBEAT_DATA_DIR=${dir}`,
      `  npx regbeat why ${item?.id ?? 'ITEM'}                 where each tag comes from`,
      '  npx regbeat search "kind:enforcement since:7d"',
      '  npx regbeat search 穩定幣 relevant:any',
      '',
      'and `npm start` for the real world.',
    );
  } finally {
    await app.close();
    await server.close();
  }
}

function describeSecond(report: CrawlReport): string {
  return `${plural(report.new, 'new item')}, ${report.updated} edited; ${report.notModified} sources answered "not modified". Nothing was stored twice.`;
}
