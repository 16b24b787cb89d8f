import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { UNWATCHED } from '../../../src/core/health.ts';
import type { SourceState } from '../../../src/core/ports.ts';
import { chooseSources } from '../../../src/pipeline/crawl/choose-sources.ts';
import { makeSource } from '../../helpers/open-app.ts';

const NOW = new Date('2026-11-20T12:00:00Z');
const SOURCES = Array.from({ length: 400 }, (_, n) =>
  makeSource({
    id: `zz/test/s${n}`,
    url: `https://host${n % 40}.example/${n}`,
    tier: n % 2 === 0 ? 'press' : 'official',
  }),
);
const state = (sourceId: string, lastAttemptAt: string, nextDueAt: string): SourceState => ({
  sourceId,
  url: null,
  validators: null,
  bodyHash: null,
  lastItemCount: 3,
  lastAttemptAt,
  lastSuccessAt: lastAttemptAt,
  firstSuccessAt: lastAttemptAt,
  consecutiveFailures: 0,
  failingSince: null,
  lastError: null,
  nextDueAt,
  watch: UNWATCHED,
});
const all = (lastAttemptAt: string, nextDueAt: string) =>
  new Map(SOURCES.map(({ id }) => [id, state(id, lastAttemptAt, nextDueAt)]));
const due = (states: ReadonlyMap<string, SourceState>) =>
  chooseSources(SOURCES, { dueOnly: true }, states, NOW);

describe('the sources of a round', () => {
  it('are all of them at the first, whatever their number', () => {
    assert.equal(due(new Map()).length, 400);
  });

  it('are 150 at most when all fell due at once, official ones first', () => {
    const slept = due(all('2026-11-17T12:00:00.000Z', '2026-11-17T13:00:00.000Z'));
    assert.equal(slept.length, 150);
    assert.ok(slept.every(def => def.tier === 'official'));
  });

  it('are due again, not all at once, after a clock that was a year ahead was set right', () => {
    assert.equal(due(all('2027-11-20T12:00:00.000Z', '2027-11-20T13:00:00.000Z')).length, 150);
  });

  it('are none while nothing is due, and all when a person asks', () => {
    const states = all('2026-11-20T11:59:00.000Z', '2026-11-20T13:00:00.000Z');
    assert.equal(due(states).length, 0);
    assert.equal(chooseSources(SOURCES, {}, states, NOW).length, 400);
  });

  it('keep lists of one host apart', () => {
    const hosts = chooseSources(SOURCES, {}, new Map(), NOW)
      .slice(0, 20)
      .map(def => new URL(def.url).hostname);
    assert.equal(new Set(hosts).size, 20);
  });
});
