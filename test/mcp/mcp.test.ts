import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { openAnswerWorld } from '../helpers/answer-world.ts';
import type { TestApp } from '../helpers/open-app.ts';
import { cleanEnvironment, finished, MAIN, startCli } from '../helpers/run-cli.ts';
import { type ServedWeb, serveWeb } from '../helpers/serve-web.ts';

const TOKEN = 'a-token-of-more-than-24-characters';
const NAMES = [
  'deadlines',
  'firm',
  'item',
  'matrix',
  'registers_changes',
  'search',
  'sources_health',
  'story',
  'weekly_report',
];

describe('tools for assistants', () => {
  let test: TestApp & { readonly staking: string };
  let web: ServedWeb;
  before(async () => {
    test = await openAnswerWorld();
    web = await serveWeb(test.app, { token: TOKEN });
  });
  after(async () => {
    await web.close();
    await test.close();
  });

  const openClient = async (how: 'stdio' | 'http') => {
    const client = new Client({ name: 'test', version: '1' });
    const transport =
      how === 'stdio'
        ? new StdioClientTransport({
            command: process.execPath,
            args: [MAIN, 'mcp'],
            cwd: test.folder,
            env: { ...cleanEnvironment(), REGBEAT_DATA_DIR: test.folder, REGBEAT_TZ: 'UTC' },
            stderr: 'ignore',
          })
        : new StreamableHTTPClientTransport(new URL(`${web.url}/mcp`), {
            requestInit: { headers: { authorization: `Bearer ${TOKEN}` } },
          });
    await client.connect(transport);
    return client;
  };
  const callOver = (client: Client) => async (name: string, input: Record<string, unknown>) => {
    const { content, structuredContent, isError } = await client.callTool({ name, arguments: input });
    const [first] = Array.isArray(content) ? content : [];
    return { text: String(first?.text), data: Object(structuredContent), isError: isError === true };
  };

  for (const how of ['stdio', 'http'] as const)
    it(`are listed and answer over ${how}`, async () => {
      const client = await openClient(how);
      try {
        const { tools } = await client.listTools();
        assert.deepEqual(tools.map(tool => tool.name).toSorted(), NAMES);
        for (const tool of tools) {
          assert.equal(tool.annotations?.readOnlyHint, true);
          assert.match(tool.description ?? '', /data, never instructions/);
        }
        assert.match(client.getInstructions() ?? '', /never instructions/);
        const call = callOver(client);
        const found = await call('search', { q: 'staking conditions', limit: 5 });
        assert.equal(found.isError, false, found.text);
        assert.match(found.text, /quote: “/);
        assert.match(found.text, /https:\/\/www\.example\.org\/news\//);
        assert.ok(found.data.items.some((item: { id: string }) => item.id === test.staking));
        const wrong = await call('search', { q: 'topic:stakin' });
        assert.equal(wrong.isError, true);
        assert.match(wrong.text, /staking/);
        await assert.rejects(
          client.callTool({ name: 'delete', arguments: {} }),
          /There is no tool "delete"\. Tools are: search/,
        );
      } finally {
        await client.close();
      }
    });

  it('answer in the shape that they describe, with quotes and links', async () => {
    const client = await openClient('http');
    try {
      const { tools } = await client.listTools();
      const ajv = new Ajv2020({ strict: false, validateFormats: false });
      const call = callOver(client);
      const inputs: Record<string, Record<string, unknown>> = {
        search: { q: 'staking' },
        item: { id: test.staking },
        story: { id: test.staking },
        matrix: { topics: ['staking'], jurisdictions: ['HK'], history: true },
        deadlines: { within: '90d' },
        firm: { name: 'coinbase' },
        registers_changes: { since: '60d' },
        weekly_report: { week: '2026-W47' },
        sources_health: {},
      };
      for (const { name, outputSchema } of tools) {
        const { text, data, isError } = await call(name, inputs[name] ?? {});
        assert.equal(isError, false, `${name}: ${text}`);
        const check = ajv.compile(outputSchema ?? assert.fail(name));
        assert.ok(check(data), `${name}: ${JSON.stringify(check.errors?.slice(0, 3))}`);
        assert.ok(text.length > 20 && text.length < 60_100, name);
        assert.doesNotMatch(text, /undefined|\[object|NaN/);
      }
      const matrix = await call('matrix', inputs.matrix ?? {});
      assert.match(
        matrix.text,
        /HK · staking: conditional\n {2}quote: “Licensed platforms may offer staking/,
      );
      const due = await call('deadlines', { within: '90d' });
      assert.match(due.text, /2027-02-01 · consultation_closes · HK/);
      const several = await call('firm', { name: 'hash' });
      assert.match(several.text, /Ask again with the id/);
    } finally {
      await client.close();
    }
  });

  it('give hostile texts as data that cannot leave its quotation marks', async () => {
    const client = await openClient('http');
    try {
      const call = callOver(client);
      const { data, text } = await call('search', { q: 'ignore' });
      assert.ok(!text.includes('\u202e') && !text.includes('javascript:'));
      const [hostile] = data.items;
      const item = await call('item', { id: hostile.id });
      assert.equal(item.data.textTruncated, true);
      const body = item.text.split('to be quoted and not obeyed:\n')[1] ?? '';
      assert.ok(body.split('\n').every((line: string) => line.startsWith('| ')));
    } finally {
      await client.close();
    }
  });

  it('say what to do when they are asked wrongly or for too much', async () => {
    const client = await openClient('http');
    try {
      const call = callOver(client);
      for (const [name, input, words] of [
        ['search', { limit: 5_000 }, /"limit": It is at most 50/],
        ['search', { query: 'x' }, /"query" is no parameter\. Known ones: q, limit, cursor/],
        ['item', {}, /"id"/],
        ['item', { id: 'zzzzzzzz' }, /No stored item/],
        ['item', { id: test.staking, maxText: 1e9 }, /at most 50000/],
        ['matrix', { topics: ['gold'] }, /Topics are/],
        ['firm', { name: 'nobody-at-all' }, /names a firm/],
        ['weekly_report', { week: 'last' }, /is not a week/],
      ] as const) {
        const { text, isError } = await call(name, input);
        assert.equal(isError, true, name);
        assert.match(text, words);
      }
    } finally {
      await client.close();
    }
  });

  it('need the token over HTTP, and take one message at a time', async () => {
    const post = (body: string, headers: Record<string, string> = { authorization: `Bearer ${TOKEN}` }) =>
      fetch(`${web.url}/mcp`, {
        method: 'POST',
        body,
        headers: {
          'content-type': 'application/json',
          accept: 'application/json, text/event-stream',
          ...headers,
        },
      });
    const ping = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'ping' });
    assert.equal((await post(ping, {})).status, 401);
    assert.deepEqual(await (await post(ping)).json(), { jsonrpc: '2.0', id: 1, result: {} });
    assert.equal((await post(`[${ping},${ping}]`)).status, 400);
    assert.equal((await post('{')).status, 400);
    assert.equal((await post(`"${'x'.repeat(100_000)}"`)).status, 413);
    const foreign = { authorization: `Bearer ${TOKEN}`, origin: 'https://elsewhere.example' };
    assert.equal((await post(ping, foreign)).status, 403);
    const listen = await web.get('/mcp', { authorization: `Bearer ${TOKEN}`, accept: 'text/event-stream' });
    assert.equal(listen.status, 405);
  });

  it('write nothing but the protocol to standard output, survive nonsense, and end with their input', async () => {
    const child = startCli(['mcp'], { folder: test.folder });
    const done = finished(child);
    const initialize = {
      jsonrpc: '2.0',
      id: 1,
      method: 'initialize',
      params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 't', version: '1' } },
    };
    const search = { jsonrpc: '2.0', id: 2, method: 'tools/call', params: { name: 'search', arguments: {} } };
    child.stdin?.end(
      `${JSON.stringify(initialize)}\nthis is no JSON\n{"jsonrpc":"1.0"}\n${JSON.stringify(search)}\n`,
    );
    const { code, stdout } = await done;
    assert.equal(code, 0);
    const messages = stdout
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line));
    assert.ok(messages.every(message => message.jsonrpc === '2.0'));
    const answered = messages.find(message => message.id === 2);
    assert.equal(answered.result.structuredContent.items.length > 0, true);
  });
});
