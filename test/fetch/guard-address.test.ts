import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { lookupFor } from '../../src/fetch/connector.ts';
import { checkTarget, isPublicAddress, isPublicName, toAllowList } from '../../src/fetch/guard-address.ts';
import { failureOf, lookupOf, openFetcher, openServer, textOf } from './setup.ts';

/** IANA's special-purpose registry for IPv4: first octets and prefix length of blocks that are not globally reachable. */
const PRIVATE_V4: readonly (readonly [number, number, number, number, number])[] = [
  [0, 0, 0, 0, 8],
  [10, 0, 0, 0, 8],
  [100, 64, 0, 0, 10],
  [127, 0, 0, 0, 8],
  [169, 254, 0, 0, 16],
  [172, 16, 0, 0, 12],
  [192, 0, 0, 0, 24],
  [192, 0, 2, 0, 24],
  [192, 88, 99, 0, 24],
  [192, 168, 0, 0, 16],
  [198, 18, 0, 0, 15],
  [198, 51, 100, 0, 24],
  [203, 0, 113, 0, 24],
  [224, 0, 0, 0, 4],
  [240, 0, 0, 0, 4],
];

/** Blocks of IPv6 outside global unicast, or inside it and reserved: first 16-bit groups and prefix length. */
const PRIVATE_V6: readonly (readonly [readonly number[], number])[] = [
  [[], 96],
  [[0x0100], 64],
  [[0x2001, 0x0002], 48],
  [[0x2001, 0x0db8], 32],
  [[0x2001, 0x0000], 32],
  [[0x2002], 16],
  [[0x3fff], 20],
  [[0x5f00], 16],
  [[0x4000], 3],
  [[0xfc00], 7],
  [[0xfe80], 10],
  [[0xfec0], 10],
  [[0xff00], 8],
];

const privateV4 = fc
  .constantFrom(...PRIVATE_V4)
  .chain(([a, b, c, d, prefix]) =>
    fc.nat({ max: 2 ** (32 - prefix) - 1 }).map(host => ((a * 256 + b) * 256 + c) * 256 + d + host),
  );

const privateV6 = fc.constantFrom(...PRIVATE_V6).chain(([groups, prefix]) =>
  fc.bigInt({ min: 0n, max: 2n ** BigInt(128 - prefix) - 1n }).map(host => {
    const head = Array.from({ length: 8 }, (_, index) => groups[index] ?? 0);
    return head.reduce((sum, group) => (sum << 16n) + BigInt(group), 0n) | host;
  }),
);

function octets(value: number): number[] {
  return [24, 16, 8, 0].map(shift => Math.floor(value / 2 ** shift) % 256);
}

function groupsOf(value: bigint): string[] {
  return Array.from({ length: 8 }, (_, index) =>
    ((value >> BigInt(112 - 16 * index)) & 0xffffn).toString(16),
  );
}

/** Ways to write one IPv4 address that URL parsers and resolvers take. */
function notations(value: number): string[] {
  const [a = 0, b = 0, c = 0, d = 0] = octets(value);
  return [
    `${a}.${b}.${c}.${d}`,
    `${a}.${b}.${c * 256 + d}`,
    `${a}.${(b * 256 + c) * 256 + d}`,
    String(value),
    `0x${value.toString(16)}`,
    `0${value.toString(8)}`,
    [a, b, c, d].map(octet => `0x${octet.toString(16)}`).join('.'),
    [a, b, c, d].map(octet => `0${octet.toString(8)}`).join('.'),
  ];
}

function mapped(value: number): string[] {
  const [a = 0, b = 0, c = 0, d = 0] = octets(value);
  const hex = `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
  return [
    `::ffff:${a}.${b}.${c}.${d}`,
    `::ffff:${hex}`,
    `0:0:0:0:0:ffff:${hex}`,
    `64:ff9b::${hex}`,
    `::${hex}`,
  ];
}

test('no private IPv4 address passes, in any notation', () => {
  const none = toAllowList([]);
  fc.assert(
    fc.property(privateV4, value => {
      for (const text of notations(value)) {
        assert.equal(isPublicAddress(text), false, text);
        const url = new URL(`http://${text}/`);
        assert.equal(checkTarget(url, none)?.fault, 'blocked-address', text);
        assert.equal(checkTarget(new URL(`http://${text}./`), none)?.fault, 'blocked-address', text);
      }
      for (const text of mapped(value)) {
        assert.equal(isPublicAddress(text), false, text);
        assert.equal(checkTarget(new URL(`https://[${text}]/`), none)?.fault, 'blocked-address', text);
      }
    }),
  );
});

test('no reserved IPv6 address passes, in any notation', () => {
  const none = toAllowList([]);
  fc.assert(
    fc.property(privateV6, value => {
      const text = groupsOf(value).join(':');
      const full = groupsOf(value)
        .map(group => group.padStart(4, '0').toUpperCase())
        .join(':');
      for (const form of [text, full, `${text}%eth0`]) assert.equal(isPublicAddress(form), false, form);
      assert.equal(checkTarget(new URL(`http://[${full}]/`), none)?.fault, 'blocked-address', full);
    }),
  );
});

test('public addresses pass', () => {
  for (const address of [
    '8.8.8.8',
    '1.1.1.1',
    '172.32.0.1',
    '2606:4700::1111',
    '64:ff9b::808:808',
    '::ffff:8.8.8.8',
  ]) {
    assert.equal(isPublicAddress(address), true, address);
  }
});

test('text that is no address is not a public one, and nothing throws', () => {
  fc.assert(
    fc.property(fc.string(), text => {
      if (!/^[\d.:xa-f]/i.test(text)) assert.equal(isPublicAddress(text), false);
      isPublicAddress(text);
    }),
  );
});

test('private names are known as such', () => {
  const names = [
    'localhost',
    'LOCALHOST.',
    'a.localhost',
    'nas.local',
    'db.internal',
    'router',
    'x.lan',
    'a.home.arpa',
    '',
  ];
  for (const name of names) assert.equal(isPublicName(name), false, name);
  for (const name of ['www.sec.gov', 'local.example.org', 'internal.gov.sg', 'www.sfc.hk.']) {
    assert.equal(isPublicName(name), true, name);
  }
});

test('only the ports of the web are asked, unless the endpoint is allowed', () => {
  const allow = toAllowList(['example.org:9000', '[::1]:80', '127.0.0.1', '[::1]']);
  const fault = (url: string): string | undefined => checkTarget(new URL(url), allow)?.fault;
  for (const port of [80, 443, 8080, 8443]) assert.equal(fault(`http://example.org:${port}/`), undefined);
  for (const port of [22, 25, 6379, 9200])
    assert.equal(fault(`http://example.org:${port}/`), 'blocked-address');
  assert.equal(fault('http://example.org:9000/'), undefined);
  assert.equal(fault('http://127.0.0.1:1/'), undefined);
  assert.equal(fault('http://127.1:1/'), undefined);
  assert.equal(fault('http://127.0.0.2/'), 'blocked-address');
  assert.equal(fault('http://[::1]/'), undefined);
  assert.equal(fault(`http://example.org/${'x'.repeat(9000)}`), 'bad-url');
});

test('a public name that leads to a private address is stopped at the connection', async t => {
  const server = await openServer(t, { '*': { body: 'secret' } });
  const lookup = lookupOf({
    'rebind.example.org': ['127.0.0.1'],
    'six.example.org': ['::1', 'fd00::1'],
    'mapped.example.org': ['::ffff:127.0.0.1'],
    'mixed.example.org': ['10.0.0.1', '169.254.169.254'],
  });
  const fetcher = openFetcher(t, [], { lookup });
  for (const name of ['rebind', 'six', 'mapped', 'mixed']) {
    const result = await fetcher.fetch({ url: `http://${name}.example.org:8080/` });
    const failure = failureOf(result, 'blocked-address');
    assert.equal(failure.attempts, 1);
    assert.match(failure.error, /leads to an address that is not public/);
  }
  failureOf(await fetcher.fetch({ url: `http://localhost:${server.port}/` }), 'blocked-address');
  failureOf(await fetcher.fetch({ url: 'http://localhost/' }), 'blocked-address');
  assert.equal(server.requests.length, 0);
});

test('an answer that changes between two lookups changes nothing', async t => {
  const server = await openServer(t, { '*': { body: 'secret' } });
  let lookups = 0;
  const fetcher = openFetcher(t, [], {
    lookup: (hostname, options, callback) => {
      lookups += 1;
      lookupOf({ [hostname]: [lookups === 1 ? '127.0.0.1' : '8.8.8.8'] })(hostname, options, callback);
    },
  });
  failureOf(await fetcher.fetch({ url: 'http://flip.example.org/' }), 'blocked-address');
  assert.equal(lookups, 1);
  assert.equal(server.requests.length, 0);
});

test('an allowed name may lead anywhere', async t => {
  const server = await openServer(t, { '*': { body: 'demo' } });
  const host = `feeds.example.org:${server.port}`;
  const fetcher = openFetcher(t, [host], { lookup: lookupOf({ 'feeds.example.org': ['127.0.0.1'] }) });
  assert.equal(textOf(await fetcher.fetch({ url: `http://${host}/` })), 'demo');
  const local = openFetcher(t, [`localhost:${server.port}`]);
  assert.equal(textOf(await local.fetch({ url: `http://localhost:${server.port}/` })), 'demo');
});

test('the lookup of the lenient transport is guarded in the same way', async () => {
  const options = {
    allow: toAllowList(['demo.example.org:80']),
    timeoutMs: 1000,
    lookup: lookupOf({ 'a.example.org': ['10.0.0.1', '8.8.8.8'], 'demo.example.org': ['127.0.0.1'] }),
  };
  const ask = (host: string, port: number) =>
    new Promise((resolve, reject) => {
      const done = (error: Error | null, found: unknown): void => (error ? reject(error) : resolve(found));
      lookupFor(options, host, port)(host, {}, done);
    });
  assert.equal(await ask('a.example.org', 80), '8.8.8.8');
  assert.equal(await ask('demo.example.org', 80), '127.0.0.1');
  await assert.rejects(ask('demo.example.org', 443), /not public/);
  await assert.rejects(ask('none.example.org', 80), /ENOTFOUND/);
});
