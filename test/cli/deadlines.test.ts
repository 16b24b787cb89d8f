import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, it } from 'node:test';
import { openTestApp } from '../helpers/open-app.ts';
import { speak } from '../helpers/speak.ts';

const TEXT = `SFC asks for comments on crypto custody and fines Example Custody Limited

The Securities and Futures Commission (SFC) of Hong Kong fined the crypto custodian Example Custody Limited. Comments on the custody rules for crypto exchanges are due by 1 February 2027. Coinbase and Binance.US welcomed the crypto consultation.`;

describe('deadlines, firm and the queries on what is said', () => {
  it('tell of an ingested text with its quote, days left, and whom it names', async () => {
    const test = await openTestApp({ sources: [], now: new Date('2026-11-20T13:00:00Z') });
    try {
      const note = path.join(test.folder, 'note.txt');
      await writeFile(note, TEXT);
      const say = (...args: readonly string[]) => speak(args, test.app);
      await say('ingest', note, '--published', '2026-11-20');

      const due = await say('deadlines', '--within', '90d', '--jurisdiction', 'hong kong');
      assert.match(due.stdout, /2027-02-01 +in 73 days +consultation closes/);
      assert.match(due.stdout, /are due by 1 February 2027/);
      assert.match((await say('deadlines', '--within', '30d')).stdout, /0 deadlines due/);
      assert.match((await say('deadlines', '--within', 'soon')).stderr, /no length of time/);
      assert.match((await say('deadlines', '--jurisdiction', 'atlantis')).stderr, /does not know "atlantis"/);

      assert.match((await say('firm', 'binance-us')).stdout, /Binance\.US[\s\S]*1 item/);
      assert.match((await say('firm', 'Example', 'Custody')).stdout, /Example Custody/);
      assert.match((await say('firm', 'Binance')).stdout, /0 items/);
      assert.match((await say('firm', 'hash')).stdout, /Ask for one of them/);

      for (const query of [
        'deadline:next-90d',
        'deadline:consultation',
        'firm:"Binance US"',
        'firm:example-custody',
      ])
        assert.match((await say('search', query)).stdout, /1 item\./, query);
      for (const query of ['deadline:next-30d', 'firm:binance', 'custody -deadline:any', 'deadline:passed'])
        assert.match((await say('search', query)).stdout, /^0 items\./, query);

      const { items } = await test.app.search('firm:coinbase', 1);
      const shown = await say('show', items[0]?.id ?? '');
      assert.match(shown.stdout, /Dates:\n {2}consultation closes {2}2027-02-01/);
      assert.match(shown.stdout, /firm {2}.*Coinbase/);
      assert.match((await say('why', items[0]?.id ?? '')).stdout, /consultation_closes {2}2027-02-01/);
      assert.match((await say('search', `story:${items[0]?.storyId ?? ''}`)).stdout, /1 item\./);
    } finally {
      await test.close();
    }
  });
});
