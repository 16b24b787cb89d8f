import { openStore } from '../../src/store/open-store.ts';
import { makeRecord } from '../helpers/make-item.ts';

/**
 * A second process for the tests of the store: inserts `count` items. "hang" says "ready" with the transaction still open and waits to be killed; "done"
 * prints how many items were new to it.
 */
const [path = '', mode = 'done', count = '0'] = process.argv.slice(2);
const records = Array.from({ length: Number(count) }, (_, index) =>
  makeRecord({ article: { title: `Shared item ${index}` } }),
);
const store = await openStore({ path });
let stored = 0;
for (let start = 0; start < records.length; start += 20) {
  stored += await store.transaction(async ops => {
    const batch = records.slice(start, start + 20);
    const matches = await ops.items.match(
      'hk/sfc/news',
      batch.map(record => record.article),
    );
    const fresh = batch.filter((_, index) => matches[index]?.status === 'new');
    const ids = await ops.items.insert(fresh, '2025-04-07T09:00:00.000Z');
    await ops.outbox.enqueue('console', `batch ${start}`, ['post'], '2025-04-07T09:00:00.000Z');
    if (mode === 'hang' && start >= 40) {
      process.stdout.write('ready\n');
      await new Promise(resolve => setTimeout(resolve, 60_000));
    }
    return ids.length;
  });
}
await store.close();
process.stdout.write(`${stored}\n`);
