import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { createConsoleChannel } from '../../src/deliver/channels/console.ts';
import { createFileChannel, fileSlug } from '../../src/deliver/channels/file.ts';
import { createOutboxWorker } from '../../src/deliver/outbox-worker.ts';
import { tempFolder, withStore } from '../helpers/temp-store.ts';
import { memoryLogger, NEVER, note, testClock } from './setup.ts';

test('a message becomes a page and a Markdown file; written again it replaces itself', () =>
  withStore(async store => {
    const { folder, remove } = await tempFolder();
    const clock = testClock();
    const dir = path.join(folder, 'deep', 'digests');
    const channel = createFileChannel({ dir, clock: clock.now });
    const deps = { outbox: store.outbox, channels: [channel], clock: clock.now, logger: memoryLogger() };
    const worker = createOutboxWorker({ ...deps, sleep: clock.sleep });
    const message = note('digest:daily:2026-11-22', 'Title <b>&');
    await store.outbox.enqueue('file', message.dedupeKey, channel.render(message), clock.now().toISOString());
    assert.equal((await worker.drain(NEVER)).sent, 1);
    const [post] = await store.outbox.list(1, 'sent');
    assert.equal(post?.reference, path.join(dir, 'digest_daily_2026-11-22.html'));
    if (post !== undefined) await channel.send(post, NEVER);
    assert.deepEqual((await readdir(dir)).sort(), [
      'digest_daily_2026-11-22.html',
      'digest_daily_2026-11-22.md',
    ]);
    assert.match(await readFile(post?.reference ?? '', 'utf8'), /<h1>Title &lt;b&gt;&amp;<\/h1>/);
    await remove();
  }));

test('a folder that cannot be written keeps the post and says so', () =>
  withStore(async store => {
    const { folder, remove } = await tempFolder();
    const clock = testClock();
    const dir = path.join(folder, 'taken');
    await writeFile(dir, 'a file stands where the folder should be');
    const channel = createFileChannel({ dir, clock: clock.now });
    const deps = { outbox: store.outbox, channels: [channel], clock: clock.now, logger: memoryLogger() };
    const worker = createOutboxWorker({ ...deps, sleep: clock.sleep, patienceMs: 0 });
    const message = note('a');
    await store.outbox.enqueue('file', 'a', channel.render(message), clock.now().toISOString());
    assert.match((await worker.drain(NEVER)).problems.join(), /cannot be written/);
    await mkdir(path.join(folder, 'free'));
    assert.equal((await store.outbox.list(1, 'pending')).length, 1);
    await remove();
  }));

test('no two keys share a file, and no key leaves the folder', () => {
  const keys = [
    'digest:daily',
    'digest_daily',
    'digest-daily',
    'Digest:daily',
    '../../etc/passwd',
    '',
    '.',
    'ü',
    'a'.repeat(500),
    'a'.repeat(501),
    'a/b',
    'a\\b',
    'a\u0000b',
  ];
  const slugs = keys.map(fileSlug);
  assert.equal(new Set(slugs.map(slug => slug.toLowerCase())).size, keys.length);
  for (const slug of slugs) assert.match(slug, /^[a-z0-9][a-z0-9._-]{0,130}$/);
});

test('the terminal shows each queued message once', () =>
  withStore(async store => {
    const clock = testClock();
    const written: string[] = [];
    const channel = createConsoleChannel({
      write: text => void written.push(text),
      width: 80,
      colour: false,
    });
    const deps = { outbox: store.outbox, channels: [channel], clock: clock.now, logger: memoryLogger() };
    const worker = createOutboxWorker({ ...deps, sleep: clock.sleep });
    for (const key of ['a', 'b'])
      await store.outbox.enqueue('console', key, channel.render(note(key)), clock.now().toISOString());
    await store.outbox.enqueue('console', 'broken', ['not a message'], clock.now().toISOString());
    const report = await worker.drain(NEVER);
    assert.deepEqual([report.sent, report.rejected], [2, 1]);
    await worker.drain(NEVER);
    assert.equal(written.length, 2);
    assert.match(written.join(), /Message a[\s\S]*Message b/);
  }));
