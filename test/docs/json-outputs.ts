import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { entries, entry, rss } from '../helpers/feed-text.ts';
import { startServer } from '../helpers/http-server.ts';
import { makeSource, openTestApp } from '../helpers/open-app.ts';
import { firmRow, REGISTER_RULE, registerCsv } from '../helpers/register-text.ts';
import { speak } from '../helpers/speak.ts';
import { subscriptionOutputs } from './subscription-outputs.ts';

const TEXT = `SFC sets out conditions for staking services of licensed platforms

The Securities and Futures Commission (SFC) of Hong Kong allows licensed virtual asset trading platforms to offer staking to their clients from 7 April 2025. In Singapore the MAS bans staking for retail customers. The SFC has granted nine licences to platforms.`;

const DATED = `SFC fines Coinbase and asks for comments on crypto custody

The Securities and Futures Commission (SFC) of Hong Kong fined the crypto exchange Coinbase. Comments on the custody rules for crypto exchanges are due by 1 February 2027.`;

/** What every command with --json prints on a small, filled database, by the command's name. */
export async function jsonOutputs(): Promise<ReadonlyMap<string, unknown>> {
  const xml = { 'content-type': 'application/rss+xml' };
  const title = 'Regulator publishes final rules for the custody of crypto-assets by licensed platforms';
  const shared = (link: string) => entry(1, { title, guid: link, link });
  const server = await startServer({
    '/good': { headers: xml, body: rss([shared('https://a.example/1'), ...entries(2, 4), entry(2)]) },
    '/wire': { headers: xml, body: rss([shared('https://b.example/1')]) },
    '/other': { headers: xml, body: rss([entry(7)]) },
    '/bad': { status: 404 },
  });
  const test = await openTestApp({
    allowAddresses: [server.address],
    now: new Date('2026-11-20T13:00:00Z'),
    sources: [
      ...['good', 'wire', 'bad'].map(name =>
        makeSource({ id: `zz/test/${name}`, url: `${server.url}/${name}`, jurisdiction: 'HK' }),
      ),
      {
        ...makeSource({ id: 'zz/test/register', url: `${server.url}/register`, jurisdiction: 'EU' }),
        type: 'register',
        format: 'csv',
        register: REGISTER_RULE,
        enabled: false,
      },
    ],
  });
  const outputs = new Map<string, unknown>();
  const print = async (name: string, ...args: readonly string[]) => {
    const { stdout, stderr } = await speak([...name.split(' '), ...args, '--json'], test.app);
    if (stdout === '') throw new Error(`${name} printed nothing: ${stderr}`);
    const value: unknown = JSON.parse(stdout);
    outputs.set(name, value);
    return value;
  };
  try {
    const note = path.join(test.folder, 'note.txt');
    await writeFile(note, TEXT);
    const feed = path.join(test.folder, 'feed.xml');
    await writeFile(feed, rss([entry(5), entry(6, { date: 'not a date' })], '<item><title>cut'));
    const labelled = path.join(test.folder, 'labelled.jsonl');
    await writeFile(
      labelled,
      `${JSON.stringify({ id: 'one', title: 'SFC allows staking by licensed platforms in Hong Kong', relevant: true, jurisdictions: ['HK'], topics: ['staking'], kind: 'guidance', authorities: ['SFC'] })}\n`,
    );
    await print('crawl');
    await print('ingest', note, '--published', '2026-11-20');
    const dated = path.join(test.folder, 'dated.txt');
    await writeFile(dated, DATED);
    await speak(['ingest', dated, '--published', '2026-11-19'], test.app);
    const repeated = path.join(test.folder, 'repeated.txt');
    await writeFile(repeated, `${DATED} The deadline was extended.`.replaceAll('1 February', '1 March'));
    await speak(['ingest', repeated, '--published', '2026-11-20'], test.app);
    await print('deadlines', '--within', '1y');
    await print('firm', 'Coinbase');
    await print('matrix');
    await print('figures');
    await print('classify', note);
    await print('parse', feed);
    await print('sources list');
    await print('sources health');
    await print('sources check', 'zz/test/good');
    await print('sources record', 'zz/test/good', '--out', test.folder);
    await print('sources add', `${server.url}/other`);
    const opml = path.join(test.folder, 'mine.opml');
    const outline = (url: string) => `<outline xmlUrl="${url}"/>`;
    const outlines = [`${server.url}/good`, 'https://own.example/rss'].map(outline).join('');
    await writeFile(opml, `<opml version="2.0"><body>${outlines}</body></opml>`);
    await print('sources import', opml);
    const found = await test.app.search('custody "final rules"', 1);
    const id = found.items[0]?.id ?? '';
    await print('search', 'custody');
    await print('show', id);
    await print('story list', '--since', '2026-01-01');
    await print('story show', id);
    const local = await test.app.search('source:local/ingest', 1);
    await print('why', local.items[0]?.id ?? '');
    await print('digest', '--since', '2026-11-20');
    await test.app.post(await test.app.digest({ since: '2026-11-20' }), 'file', new AbortController().signal);
    await print('posts');
    await print('export weekly', '--week', '2026-W47', '--format', 'md');
    await print('export verify', path.join(test.folder, 'exports'), '--rebuild');
    await print(
      'verdict',
      local.items[0]?.id ?? '',
      '--wrong',
      'topic:staking',
      '--reason',
      'only mentioned',
    );
    const snapshot = async (name: string, ...rows: Parameters<typeof registerCsv>[0]) => {
      const csv = path.join(test.folder, name);
      await writeFile(csv, registerCsv(rows));
      return print('registers update', 'zz/test/register', '--from', csv, '--at', name.slice(0, 10));
    };
    const firms = Array.from({ length: 9 }, (_, index) => firmRow(index + 1));
    await snapshot('2026-11-01.csv', ...firms);
    await snapshot('2026-11-05.csv', ...firms.slice(0, 2));
    await print('registers list');
    await snapshot('2026-11-08.csv', ...firms.slice(1, 8), firmRow(10), firmRow(1, { services: 'a|f' }));
    await print('registers diff');
    await print('registers counts');
    await print('registers history', 'Coin House 1');
    await subscriptionOutputs(test.app, print);
    await print('reclassify');
    await print('doctor');
    await print('eval', '--set', labelled);
    await print('db migrate');
    await print('db verify');
    return outputs;
  } finally {
    await test.close();
    await server.close();
  }
}
