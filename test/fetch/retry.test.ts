import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { FetchProblem } from '../../src/fetch/fetch-problem.ts';
import { isTransientStatus, parseRetryAfter, retryDelay } from '../../src/fetch/retry.ts';

const NOW = new Date('2026-10-02T10:00:00.000Z');

test('Retry-After is read as seconds and as a date', () => {
  const read = (value: string | null): string | undefined => parseRetryAfter(value, NOW)?.toISOString();
  assert.equal(read('120'), '2026-10-02T10:02:00.000Z');
  assert.equal(read(' 5 '), '2026-10-02T10:00:05.000Z');
  assert.equal(read('Fri, 02 Oct 2026 10:30:00 GMT'), '2026-10-02T10:30:00.000Z');
  assert.equal(read('Friday, 02-Oct-26 10:30:00 GMT'), '2026-10-02T10:30:00.000Z');
  for (const value of [null, '', '0', '-5', '1.5', 'soon', '2026-10-03', 'Thu, 01 Oct 2026 10:30:00 GMT']) {
    assert.equal(read(value), undefined, String(value));
  }
});

test('no Retry-After reaches further than a week, and none throws', () => {
  const limit = NOW.getTime() + 7 * 24 * 3_600_000;
  assert.equal(parseRetryAfter('9999999999', NOW)?.getTime(), limit);
  fc.assert(
    fc.property(fc.string(), text => {
      const at = parseRetryAfter(text, NOW)?.getTime() ?? limit;
      assert.ok(at > NOW.getTime() && at <= limit);
    }),
  );
});

test('waits double, keep some jitter, and end', () => {
  const problem = new FetchProblem('reset', 'x', { transient: true });
  assert.deepEqual(
    [1, 2, 3, 9].map(attempt => retryDelay(problem, attempt, NOW, 0)),
    [250, 500, 1000, 4000],
  );
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 60 }),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (attempt, draw) => {
        const delay = retryDelay(problem, attempt, NOW, draw) ?? Number.NaN;
        assert.ok(delay >= 250 && delay <= 8000, String(delay));
      },
    ),
  );
});

test('what will not pass is not tried again, and a long pause is not waited for', () => {
  const later = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1000);
  assert.equal(retryDelay(new FetchProblem('tls', 'x'), 1, NOW, 0), null);
  const limited = (seconds: number): FetchProblem =>
    new FetchProblem('rate-limited', 'x', { transient: true, retryAfter: later(seconds) });
  assert.equal(retryDelay(limited(3), 1, NOW, 0), 3000);
  assert.equal(retryDelay(limited(10), 1, NOW, 0), 10_000);
  assert.equal(retryDelay(limited(11), 1, NOW, 0), null);
});

test('the statuses that are tried again are exactly these', () => {
  const all = Array.from({ length: 500 }, (_, index) => index + 100);
  assert.deepEqual(all.filter(isTransientStatus), [408, 429, 500, 502, 503, 504]);
});
