import { parseArgs } from 'node:util';
import { benchChaos } from './chaos.ts';
import { benchCluster } from './cluster.ts';
import { benchCrawl } from './crawl.ts';
import { benchDiscord } from './discord.ts';
import { benchIngest } from './ingest.ts';
import type { Row } from './measure.ts';
import { benchParse } from './parse.ts';
import { benchReport } from './report.ts';
import { benchSearch } from './search.ts';
import { benchSimulate } from './simulate.ts';
import { benchWeb } from './web.ts';

/** `npm run bench [-- NAME... --json --items N]`: every bench, or the named ones, as a table and as JSON. */
const BENCHES: Readonly<Record<string, () => Promise<readonly Row[]>>> = {
  parse: benchParse,
  crawl: benchCrawl,
  ingest: benchIngest,
  search: benchSearch,
  report: benchReport,
  cluster: benchCluster,
  chaos: benchChaos,
  simulate: benchSimulate,
  discord: () => benchDiscord(discordOptions()),
  web: () => benchWeb(discordOptions()),
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean' },
    /** How many items the bench of the bot generates, or the database that an earlier run left. */
    items: { type: 'string' },
    database: { type: 'string' },
  },
});

function discordOptions() {
  const { items, database } = values;
  return {
    ...(items === undefined ? {} : { items: Number(items) }),
    ...(database === undefined ? {} : { database }),
  };
}

const chosen = positionals.length > 0 ? positionals : Object.keys(BENCHES);
const rows: Row[] = [];
for (const name of chosen) {
  const bench = BENCHES[name];
  if (!bench) throw new Error(`There is no bench "${name}": choose from ${Object.keys(BENCHES).join(', ')}.`);
  process.stderr.write(`${name} ...\n`);
  rows.push(...(await bench()));
}
if (!values.json) {
  const width = Math.max(...rows.map(row => row.bench.length));
  const figure = Math.max(...rows.map(row => row.figure.length));
  for (const row of rows) {
    const value = row.value.toLocaleString('en', { maximumFractionDigits: row.value < 10 ? 2 : 0 });
    process.stdout.write(
      `${row.bench.padEnd(width)}  ${row.figure.padEnd(figure)}  ${value.padStart(10)} ${row.unit}\n`,
    );
  }
}
process.stdout.write(`${JSON.stringify(rows)}\n`);
