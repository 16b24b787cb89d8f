import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openTestApp } from '../helpers/open-app.ts';
import { speak } from '../helpers/speak.ts';

describe('a digest for a target', () => {
  it('that ends now is posted once a day, with or without a begin', async t => {
    const test = await openTestApp({ sources: [], now: new Date('2026-11-20T09:00:00Z') });
    t.after(() => test.close());
    for (const window of [[], ['--since', '2026-11-01']]) {
      const post = () => speak(['digest', ...window, '--to', 'file'], test.app);
      test.clock.now = new Date('2026-11-20T09:00:00Z');
      assert.match((await post()).stdout, /Posted to file: 1 sent/);
      test.clock.now = new Date('2026-11-20T10:30:00Z');
      assert.match((await post()).stdout, /was posted to file before; nothing is posted twice/);
      test.clock.now = new Date('2026-11-21T09:00:00Z');
      assert.match((await post()).stdout, /Posted to file: 1 sent/);
    }
  });

  it('with other dates, another query or other sections is another digest', async t => {
    const test = await openTestApp({ sources: [], now: new Date('2026-11-20T09:00:00Z') });
    t.after(() => test.close());
    const variants = [
      ['--since', '2026-11-01', '--until', '2026-11-07'],
      ['--since', '2026-11-01', '--until', '2026-11-08'],
      ['--since', '2026-11-01', '--until', '2026-11-07', '--query', 'topic:staking'],
      ['--since', '2026-11-01', '--until', '2026-11-07', '--by', 'topic'],
    ];
    for (const variant of variants) {
      const { code, stdout } = await speak(['digest', ...variant, '--to', 'file'], test.app);
      assert.equal(code, 0);
      assert.match(stdout, /Posted to file: 1 sent/, variant.join(' '));
    }
    assert.equal((await test.app.posts(100)).length, variants.length);
  });

  it('whose dates or target make no sense is refused as wrong use', async t => {
    const test = await openTestApp({ sources: [] });
    t.after(() => test.close());
    for (const [args, pattern] of [
      [['--since', 'yesterday'], /--since yesterday is not a date: write 2026-06-18/],
      [['--since', '2026-11-20', '--until', '2026-11-18'], /ends \(.*\) before it begins/],
      [['--to', 'pigeon'], /"pigeon" is not a target that regbeat knows/],
      [['--to', 'discord:general'], /not a Discord channel id/],
    ] as const) {
      const { code, stderr } = await speak(['digest', ...args], test.app);
      assert.match(stderr, pattern);
      assert.equal(code, 2, args.join(' '));
    }
  });
});
