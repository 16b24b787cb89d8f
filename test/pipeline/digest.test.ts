import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, it } from 'node:test';
import { makeSource, openTestApp } from '../helpers/open-app.ts';
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

describe('an item of a source that is defined no more', () => {
  it('keeps its voice in digests and reports', async t => {
    const source = makeSource({ id: 'hk/old/news', url: 'https://old.example/feed', jurisdiction: 'HK' });
    const test = await openTestApp({ sources: [source], now: new Date('2026-11-20T09:00:00Z') });
    t.after(() => test.close());
    const title = 'SFC sets conditions for staking services of licensed virtual asset platforms';
    const bytes = Buffer.from(JSON.stringify([{ title, published: '2026-11-20T07:00:00Z' }]));
    const input = { name: 'records.json', bytes, contentType: null, url: null };
    await test.app.ingest(input, { source: source.id });
    const later = test.reopen({ sources: [] });
    const { message } = await later.digest({ period: 'weekly' });
    const [story] = message.blocks.flatMap(block => (block.type === 'section' ? block.stories : []));
    assert.deepEqual([story?.title, story?.tier, story?.unconfirmed], [title, 'official', false]);
    const { dir, files } = await later.exportWeekly({ week: '2026-W47', formats: ['json'] });
    const report = JSON.parse(await readFile(path.join(dir, files[0]?.name ?? ''), 'utf8'));
    assert.deepEqual([report.stories[0].tier, report.stories[0].unconfirmed], ['official', false]);
  });
});
