import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { AppError } from '../../src/core/errors.ts';
import { chooseIds, effectiveSecond, firstIdOf, secondOf, wantedId } from '../../src/store/item-ids.ts';

const SEEN = '2026-06-01T00:00:00.000Z';
const second = (instant: string) => Date.parse(instant) / 1000;

describe('the ids of items', () => {
  it('dates an item by when it was published, else by when it was first seen', () => {
    assert.equal(effectiveSecond('2025-01-01T00:00:00.900Z', SEEN), second('2025-01-01T00:00:00.000Z'));
    assert.equal(effectiveSecond(null, SEEN), second(SEEN));
    assert.equal(effectiveSecond('not a date', SEEN), second(SEEN));
  });

  it('lets a date be at most a day ahead, and not before 1970', () => {
    assert.equal(effectiveSecond('2099-01-01T00:00:00.000Z', SEEN), second('2026-06-02T00:00:00.000Z'));
    assert.equal(effectiveSecond('2026-06-01T12:00:00.000Z', SEEN), second('2026-06-01T12:00:00.000Z'));
    assert.equal(effectiveSecond('1950-01-01T00:00:00.000Z', SEEN), 0);
  });

  it('orders by second, and stays a whole number that a double keeps', () => {
    fc.assert(
      fc.property(fc.nat(2 ** 33 - 1), fc.string(), (at, publicId) => {
        const id = wantedId(at, publicId);
        assert.ok(Number.isSafeInteger(id) && id >= firstIdOf(at) && id < firstIdOf(at + 1));
        assert.equal(secondOf(id), at);
      }),
    );
  });

  it('gives each item a free place of its second', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(2), fc.constantFrom(0, 1, 2 ** 20 - 2, 2 ** 20 - 1)), { maxLength: 30 }),
        fc.uniqueArray(fc.tuple(fc.nat(2), fc.nat(3)), { maxLength: 8, selector: String }),
        async (wanted, takenPlaces) => {
          const taken = new Set(takenPlaces.map(([at, place]) => firstIdOf(at) + place));
          const ids = await chooseIds(
            wanted.map(([at, place]) => firstIdOf(at) + place),
            async asked => new Set(asked.filter(id => taken.has(id))),
          );
          assert.deepEqual(
            ids.map(secondOf),
            wanted.map(([at]) => at),
          );
          assert.equal(new Set([...ids, ...taken]).size, ids.length + taken.size);
        },
      ),
    );
  });

  it('gives up when a second is full', async () => {
    await assert.rejects(
      chooseIds([firstIdOf(5)], async ids => new Set(ids)),
      (error: unknown) => error instanceof AppError && error.code === 'too-many-at-once',
    );
  });
});
