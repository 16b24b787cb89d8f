import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type SourceWatch, UNWATCHED } from '../../src/core/health.ts';
import { judgeHealth, type ReadFacts } from '../../src/watch/judge-health.ts';
import { judgeNetwork } from '../../src/watch/local-outage.ts';
import { tellPage } from '../../src/watch/page-signs.ts';

const T0 = Date.parse('2026-11-20T10:00:00Z');
const hour = (hours: number) => new Date(T0 + hours * 3_600_000).toISOString();
const GOOD: Omit<ReadFacts, 'at'> = {
  fault: null,
  status: 200,
  error: null,
  failures: 0,
  failingSince: null,
  silence: null,
  newestAt: hour(-20),
  activeAt: hour(-20),
};

/** Lets a source go through reads, one every four hours, and returns the states that it is told in. */
function live(reads: readonly Partial<ReadFacts>[]): readonly string[] {
  let watch: SourceWatch = UNWATCHED;
  let failures = 0;
  let failingSince: string | null = null;
  return reads.map((read, index) => {
    const at = hour(index * 4);
    const fault = read.fault ?? null;
    failures = fault === null ? 0 : failures + 1;
    failingSince = fault === null ? null : (failingSince ?? at);
    watch = { ...watch, recent: `${watch.recent}${fault === null ? '+' : '-'}`.slice(-20) };
    const { health, suspicion } = judgeHealth(watch, { ...GOOD, ...read, at, failures, failingSince });
    watch = { ...watch, health, suspicion };
    return health.state;
  });
}

const timeout = { fault: 'timeout', status: null, error: 'did not answer in time' } as const;
const gone = { fault: 'http-status', status: 404, error: 'answered 404' } as const;
const forbidden = { fault: 'http-status', status: 403, error: 'answered 403' } as const;
const shape = { fault: 'content', error: 'nothing matches the selector' } as const;

describe('health', () => {
  it('is not shaken by one or two failures that may heal', () => {
    assert.deepEqual(live([{}, timeout, timeout, {}, {}]), ['ok', 'ok', 'ok', 'ok', 'ok']);
  });

  it('is failing at the third, at the second for what seldom heals, and ok at the first good read', () => {
    assert.deepEqual(live([{}, timeout, timeout, timeout, {}]).slice(2), ['ok', 'failing', 'ok']);
    assert.deepEqual(live([{}, gone, gone]).at(-1), 'failing');
    assert.deepEqual(live([{}, forbidden, forbidden]).at(-1), 'blocked');
    assert.deepEqual(live([{}, shape, shape]).at(-1), 'wrong-shape');
    assert.deepEqual(live([{}, { fault: 'challenge' }, { fault: 'challenge' }]).at(-1), 'blocked');
  });

  it('keeps to one way of failing unless another one lasts', () => {
    const states = live([{}, gone, gone, forbidden, gone, forbidden, forbidden, forbidden]);
    assert.deepEqual(states.slice(2), ['failing', 'failing', 'failing', 'failing', 'failing', 'blocked']);
  });

  it('is degraded while a source fails on and off, until it held for a while', () => {
    const unsteady = Array.from({ length: 9 }, (_, index) => (index % 3 === 2 ? timeout : {}));
    const states = live([...unsteady, ...Array.from({ length: 7 }, () => ({}))]);
    assert.equal(states[9], 'degraded');
    assert.equal(states.at(-1), 'ok');
  });

  it('is quiet until an item ends it, whatever the neighbours do', () => {
    const silence = { hours: 200, chance: 0, longest: 30, suspicious: true };
    const excused = { ...silence, suspicious: false };
    assert.deepEqual(live([{}, { silence }, { silence: excused }, { activeAt: hour(11) }]), [
      'ok',
      'quiet',
      'quiet',
      'ok',
    ]);
  });

  it('is not changed by an outage of this machine', () => {
    assert.deepEqual(
      live([{}, ...Array.from({ length: 9 }, () => ({ fault: 'local' as const }))]).at(-1),
      'ok',
    );
  });

  it('says since when and why', () => {
    const judged = judgeHealth(UNWATCHED, {
      ...GOOD,
      ...gone,
      at: hour(10),
      failures: 2,
      failingSince: hour(1),
    });
    assert.deepEqual(judged.health, {
      state: 'failing',
      since: hour(1),
      evidence: 'answered 404; 2 reads in a row since 2026-11-20 11:00 UTC',
    });
    assert.equal(judged.changedFrom?.state, 'ok');
  });
});

describe('this machine', () => {
  const hosts = (reached: number, missed: number) => [
    ...Array.from({ length: reached }, (_, n) => ({ host: `up${n}`, reached: true })),
    ...Array.from({ length: missed }, (_, n) => ({ host: `down${n}`, reached: false })),
  ];
  it('is offline when nearly all hosts that were well are out of reach', () => {
    assert.equal(judgeNetwork(hosts(0, 4)), 'down');
    assert.equal(judgeNetwork(hosts(1, 9)), 'down');
  });
  it('is not while 120 of 300 hosts are down, nor on the word of three', () => {
    assert.equal(judgeNetwork(hosts(180, 120)), 'up');
    assert.equal(judgeNetwork(hosts(0, 3)), 'unsure');
    assert.equal(judgeNetwork([]), 'unsure');
  });
  it('counts a host once, however many lists it has', () => {
    const one = Array.from({ length: 10 }, () => ({ host: 'a', reached: false }));
    assert.equal(judgeNetwork(one), 'unsure');
  });
});

describe('a web page in place of a list', () => {
  it('is told apart by its words', () => {
    assert.equal(tellPage('<title>Just a moment...</title>'), 'challenge');
    assert.equal(tellPage('<h1>Access Denied</h1> Reference #18'), 'challenge');
    assert.equal(tellPage('<title>Site under maintenance</title>'), 'maintenance');
    assert.equal(tellPage('<form><input name=p type="password">'), 'login');
    assert.equal(tellPage('<title>News</title><p>Our new site'), 'other');
    assert.equal(tellPage(''), 'other');
  });
});
