import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { formatCustomId, parseCustomId } from '../../src/core/custom-id.ts';
import { AppError } from '../../src/core/errors.ts';

describe('custom ids', () => {
  it('come back as they were made', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 6 }), { maxLength: 3 }), args => {
        assert.deepEqual(parseCustomId(formatCustomId('sub', 'edit', ...args)), {
          command: 'sub',
          action: 'edit',
          args,
        });
      }),
    );
  });

  it('are never longer than Discord takes', () => {
    assert.throws(() => formatCustomId('sub', 'edit', 'x'.repeat(92)), AppError);
    assert.equal(formatCustomId('sub', 'edit', 'x'.repeat(91)).length, 100);
  });

  it('of others are known as such', () => {
    for (const id of ['', 'x', 'a b:c', 'A:b', 'a::', 'a:b:%', '😀:a'])
      assert.equal(parseCustomId(id), null, id);
  });
});
