import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { makeRecord } from '../../helpers/make-item.ts';
import { type BotBench, NOW, openBotBench, TEXT } from '../setup.ts';
import { INERT, type Stock, stockUp } from './news.ts';

describe('/latest and /search', () => {
  let bench: BotBench;
  let stock: Stock;
  before(async () => {
    bench = await openBotBench();
  });
  after(() => bench.close());
  const ada = () => bench.discord.user('ada').in(TEXT);

  it('say so when nothing is stored', async () => {
    const latest = await ada().slash('latest');
    assert.match(latest.text, /Nothing is stored/);
    assert.equal(latest.ephemeral, true);
    assert.match(
      (await ada().slash('search', { query: 'staking' })).text,
      /Nothing is stored that fits `staking`/,
    );
    assert.equal(typeof (await ada().type('why', 'item', '')), 'object');
    stock = await stockUp(bench);
  });

  it('lead with the newest, whatever its headline says', async () => {
    const reply = await ada().slash('latest');
    assert.match(reply.text, /\*\*16\*\* items, newest first/);
    assert.match(reply.text, new RegExp(`\`${stock.hostile}\``));
    assert.doesNotMatch(JSON.stringify(reply.message.embeds), INERT);
    const [first] = reply.message.embeds;
    assert.equal(first?.url, 'https://example.org/a%28b%29c?d=%5Be%5D');
    assert.equal(reply.message.embeds.length, 5);
  });

  it('are narrowed by place, topic, kind and time', async () => {
    const place = await ada().slash('latest', { jurisdiction: 'Hong Kong', topic: 'staking' });
    assert.match(place.text, /\*\*3\*\* items/);
    assert.match((await ada().slash('latest', { kind: 'enforcement' })).text, /\*\*1\*\* item,/);
    assert.match((await ada().slash('latest', { since: '24h' })).text, /\*\*1\*\* item,/);
    const wrong = await ada().slash('latest', { jurisdiction: 'Honk Kong' });
    assert.match(wrong.text, /no jurisdiction “?"?Honk Kong"?”?.*Did you mean HK/);
    const time = await ada().slash('latest', { since: 'long ago' });
    assert.match(time.text, /is not a date/);
  });

  it('are turned page by page, to the end and back, also after a restart', async () => {
    const first = await ada().slash('search', { query: 'stablecoin' });
    assert.match(first.text, /\*\*12\*\* items for `stablecoin`/);
    assert.match(first.text, /1 \/ 3/);
    assert.match(first.text, /Consultation paper 0 /);
    await assert.rejects(first.click('◀'), /disabled/);
    const second = await first.click('▶');
    assert.match(second.text, /2 \/ 3/);
    assert.doesNotMatch(second.text, /Consultation paper 4 /);
    await bench.restart();
    const third = await second.click('▶');
    assert.match(third.text, /Consultation paper 11 /);
    assert.equal(third.message.embeds.length, 2);
    await assert.rejects(third.click('▶'), /disabled/);
    assert.match((await third.click('◀')).text, /2 \/ 3/);
  });

  it('are turned although the query is too long for a button, also after a restart', async () => {
    const query = `stablecoin ${Array.from({ length: 40 }, (_, index) => `-word${index}`).join(' ')}`;
    const first = await ada().slash('search', { query });
    await bench.restart();
    const second = await first.click('▶');
    assert.match(second.text, /2 \/ 3/);
    assert.match(second.text, /Consultation paper 5 /);
  });

  it('point at what is wrong with a query', async () => {
    const reply = await ada().slash('search', { query: 'reserve topic:stakng' });
    assert.match(reply.text, /```\nreserve topic:stakng\n {14}\^{6}\n```/);
    assert.match(reply.text, /Did you mean "staking"/);
  });

  it('complete fields and values at the end of what is typed', async () => {
    const values = async (query: string) =>
      (await ada().type('search', 'query', query)).map(({ value }) => value);
    assert.ok((await values('reserve jur')).includes('reserve jurisdiction:'));
    assert.ok((await values('reserve jurisdiction:sing')).includes('reserve jurisdiction:SG'));
    assert.ok((await values('position:staking:b')).includes('position:staking:banned'));
    assert.ok((await values('is:un')).includes('is:unconfirmed'));
    assert.ok((await values('deadline:next')).includes('deadline:next-30d'));
    assert.ok((await values('kind:')).length <= 25);
    assert.deepEqual(await values('x'.repeat(101)), []);
    const places = await ada().type('latest', 'jurisdiction', 'singa');
    assert.deepEqual(places, [{ name: 'SG · Singapore', value: 'SG' }]);
    assert.deepEqual(
      (await ada().type('compare', 'jurisdictions', 'HK, singa')).map(({ value }) => value),
      ['HK, SG'],
    );
  });

  it('share what they found without the buttons of whoever asked', async () => {
    const reply = await ada().slash('search', { query: 'staking' });
    const shared = await reply.click('Share');
    assert.equal(shared.ephemeral, false);
    assert.match(shared.text, /Shared by ada/);
    assert.match(shared.text, /Circular on staking/);
    assert.equal(shared.components.length, 0);
  });

  it('open a panel for one of the items', async () => {
    const reply = await ada().slash('search', { query: 'circular staking' });
    const panel = await reply.select('item:choose', stock.circular);
    assert.equal(panel.ephemeral, true);
    for (const label of ['Why these tags?', 'Wrong tag', 'Follow', 'Acknowledge', 'Snooze'])
      assert.ok(
        panel.components.some(part => part.label === label),
        label,
      );
  });

  it('stay within every limit with 400 items of endless headlines in any script', async () => {
    const titles = [
      '&*_'.repeat(1000),
      '漢字'.repeat(1500),
      '👩‍👩‍👧‍👦'.repeat(270),
      'e\u0301'.repeat(1500),
      '['.repeat(3000),
    ];
    const records = Array.from({ length: 400 }, (_, index) => {
      const title = `${index} ${titles[index % titles.length] ?? ''}`;
      return makeRecord({
        article: {
          title,
          text: `${title} zebra`,
          url: `https://example.org/${index}/${'a(b)'.repeat(400)}`,
          publishedAt: new Date(NOW.getTime() - index * 60_000).toISOString(),
        },
        classification: { positions: [], authorities: [] },
      });
    });
    await (await bench.store()).items.insert(records, NOW.toISOString());
    let page = await ada().slash('search', { query: 'zebra' });
    for (let turned = 0; turned < 6; turned++) {
      assert.equal(page.message.embeds.length, 5);
      page = await page.click('▶');
    }
    const one = await page.select('item:choose', records[31]?.article.id ?? '');
    assert.match((await one.click('item:why')).text, /Relevant/);
    const digest = await ada().slash('digest', { period: 'weekly' });
    assert.ok(digest.message.embeds.length > 0);
    await digest.more(1);
  });
});
