import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { describeSimulation, type SimulationResult, simulate } from './simulation-run.ts';

/** A third of the full size, which `npm run bench -- simulate` has. */
const SOURCES = 100;

describe('sixty days of a hundred sources', () => {
  let result: SimulationResult;
  before(async () => {
    result = await simulate({ sources: SOURCES, days: 60 });
  });

  it('finds every planted fault', t => {
    for (const line of describeSimulation(result)) t.diagnostic(line);
    for (const { fault, planted, found } of result.faults) {
      assert.ok(planted > 0, fault);
      assert.equal(found, planted, fault);
    }
  });

  it('finds sources that fail or lie within two days, unsteady ones within two weeks, silent ones within five weeks', () => {
    for (const { fault, days } of result.faults) {
      const most = fault === 'goes quiet' ? 35 : fault === 'fails on and off' ? 14 : 2;
      assert.ok((days.at(-1) ?? 0) <= most, `${fault}: ${days.at(-1)} days`);
    }
  });

  it('loses no item to a burst, a move, an outage or three days of sleep', () => {
    assert.ok(result.published > 10 * SOURCES);
    assert.deepEqual(result.lost, []);
  });

  it('cries wolf less than once in fifty source-months', () => {
    assert.ok(result.falseAlarmsPerSourceMonth < 0.02, String(result.falseAlarmsPerSourceMonth));
  });

  it('tells an outage of this machine as one, begin and end, and blames no source for it', () => {
    assert.equal(result.blamedForOutage, 0);
    assert.deepEqual(
      result.outageEvents.map(event => `${event.from} -> ${event.to}`),
      ['ok -> failing', 'failing -> ok'],
    );
  });

  it('asks every source at least about once a day, however long it fails', () => {
    assert.ok(result.longestWait <= 34, String(result.longestWait));
  });

  it('asks little: most requests bring something or are spared by validators', () => {
    assert.ok(result.requests / result.published < 8, String(result.requests / result.published));
  });
});
