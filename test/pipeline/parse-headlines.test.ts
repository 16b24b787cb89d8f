import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseHeadlines } from '../../src/pipeline/parse-headlines.ts';

describe('parseHeadlines', () => {
  it('reads links under the names that head them', () => {
    const document = parseHeadlines(
      [
        '#### Links of the day',
        '- Ledger Post',
        '  - [Regulator [again] consults on staking](https://a.example/x_(1))',
        '  - [質押新規](https://b.example/2)',
        '- Chain Courier',
        '  * [Escaped \\[brackets\\] \\_too\\_](https://c.example/3)',
        'Words that are no entry.',
      ].join('\n'),
    );
    assert.deepEqual(
      document?.items.map(item => [item.title, item.link, item.categories[0]]),
      [
        ['Regulator [again] consults on staking', 'https://a.example/x_(1)', 'Ledger Post'],
        ['質押新規', 'https://b.example/2', 'Ledger Post'],
        ['Escaped [brackets] _too_', 'https://c.example/3', 'Chain Courier'],
      ],
    );
  });

  it('leaves a text that only cites alone', () => {
    assert.equal(parseHeadlines('The SFC said so.\n\n- [Source](https://a.example/)\n'), null);
  });

  it('never throws and takes only web addresses', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.string(),
            fc.constantFrom('- [a](javascript:x)', '- [b](https://x.example/)', '- name'),
          ),
        ),
        lines => {
          const items = parseHeadlines(lines.join('\n'))?.items ?? [];
          assert.ok(items.every(item => item.link?.startsWith('http')));
        },
      ),
    );
  });
});
