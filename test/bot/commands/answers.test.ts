import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { MEMBER } from '../../helpers/fake-discord/people.ts';
import { type BotBench, MUTE, openBotBench, TEXT } from '../setup.ts';
import { INERT, type Stock, stockUp } from './news.ts';

describe('commands on an empty database', () => {
  let bench: BotBench;
  before(async () => {
    bench = await openBotBench();
  });
  after(() => bench.close());
  const ada = () => bench.discord.user('ada').in(TEXT);

  it('say what there is not, and what to do', async () => {
    assert.match((await ada().slash('story', { id: 'abcd1234' })).text, /know no story “abcd1234”/);
    assert.match((await ada().slash('why', { item: 'abcd1234' })).text, /know no item “abcd1234”/);
    assert.match((await ada().slash('deadlines')).text, /No deadline is known from/);
    assert.match(
      (await ada().slash('register', { firm: 'Nobody & Sons' })).text,
      /names a firm “Nobody & Sons”/,
    );
    const compared = await ada().slash('compare', { jurisdictions: 'HK, SG', topic: 'staking' });
    assert.match(compared.text, /Staking, side by side[\s\S]*Hong Kong[\s\S]*Nothing is stored on this/);
    assert.match((await ada().slash('sources')).text, /\d+ sources[\s\S]*not read yet/);
    assert.match((await ada().slash('digest')).text, /digest/i);
    const exported = await ada().slash('export');
    assert.match(exported.text, /Week \*\*2026-W46\*\*: 0 stories/);
    for (const seen of [compared, exported]) assert.equal(seen.ephemeral, true);
  });
});

describe('commands on what is stored', () => {
  let bench: BotBench;
  let stock: Stock;
  before(async () => {
    bench = await openBotBench();
    stock = await stockUp(bench);
  });
  after(() => bench.close());
  const ada = () => bench.discord.user('ada').in(TEXT);

  it('/story tells the official document first, then who reported it', async () => {
    const [offered] = await ada().type('story', 'id', 'circular stak');
    assert.deepEqual(offered, {
      name: 'Circular on staking services of licensed platforms',
      value: stock.story,
    });
    const reply = await ada().slash('story', { id: stock.story });
    assert.equal(reply.message.embeds[0]?.title, 'Circular on staking services of licensed platforms');
    assert.match(reply.text, /3 reports/);
    assert.match(reply.text, /Hong Kong lets platforms offer staking[\s\S]*60 min after the official source/);
    assert.ok(reply.components.some(part => part.label === 'Follow'));
    const byItem = await ada().slash('story', { id: stock.press.slice(0, 8) });
    assert.match(byItem.text, new RegExp(`Story ${stock.story}`));
  });

  it('/why quotes the words that each tag comes from', async () => {
    const reply = await ada().slash('why', { item: stock.circular });
    assert.match(reply.text, /Relevant \(0\.90 of 1, 0\.50 needed\)/);
    assert.match(reply.text, /\*\*🇭🇰 Hong Kong\*\* 0\.90\n> … \*\*Regulator\*\*/);
    assert.match(reply.text, /Hong Kong, Staking: permitted on conditions\*\* \(retail\)/);
    assert.match(reply.text, /compliance due 10 Dec 2026/);
    assert.match(reply.text, /Harbour Exchange/);
    const hostile = await ada().slash('why', { item: stock.hostile });
    assert.doesNotMatch(JSON.stringify(hostile.message.embeds), INERT);
  });

  it('/compare puts positions and newest items side by side', async () => {
    const reply = await ada().slash('compare', { jurisdictions: 'Hong Kong, SG', topic: 'staking' });
    const [embed] = reply.message.embeds;
    const fields = Array.isArray(embed?.fields) ? embed.fields : [];
    assert.equal(fields.length, 2);
    assert.match(
      fields[0].value,
      /permitted on conditions\*\* \(retail\)\n> Licensed platforms may offer staking/,
    );
    assert.match(fields[0].value, /21 Nov 2026/);
    assert.match(fields[1].value, /Nothing is stored on this/);
    const news = await ada().slash('compare', { jurisdictions: 'SG', topic: 'stablecoins' });
    assert.match(news.text, /Newest items:[\s\S]*Consultation paper 0/);
    const many = await ada().slash('compare', { jurisdictions: 'HK,SG,US,EU,GB,JP,KR,AE,CH', topic: 'tax' });
    assert.match(many.text, /at most 8 places at once. You named 9/);
  });

  it('/deadlines lists what is due with its quote', async () => {
    const reply = await ada().slash('deadlines', { within: '30d', jurisdiction: 'HK' });
    assert.match(reply.text, /1 deadline from 22 Nov 2026 to 22 Dec 2026/);
    assert.match(reply.text, /\*\*10 Dec 2026\*\* <t:1796904000:R> · compliance due · 🇭🇰 Hong Kong/);
    assert.match(reply.text, /> Platforms must comply by 10 December 2026/);
    assert.match((await ada().slash('deadlines', { jurisdiction: 'SG' })).text, /No deadline/);
    assert.match((await ada().slash('deadlines', { within: 'soon' })).text, /"soon" is no length of time/);
    assert.match((await ada().slash('deadlines', { passed: true })).text, /No deadline is known/);
  });

  it('/register tells what happened to a firm', async () => {
    const reply = await ada().slash('register', { firm: 'Harbour Exchange' });
    assert.match(reply.text, /Harbour Exchange[\s\S]*1 item names it/);
    assert.match(reply.text, /20 Nov 2026|21 Nov 2026/);
    assert.match(reply.text, /Circular on staking/);
    assert.match(reply.text, /On no register/);
  });

  it('/sources begins with what fails', async () => {
    const [first] = bench.app.sources;
    assert.ok(first !== undefined);
    const reply = await ada().slash('sources');
    const next = await reply.click('▶');
    assert.match(next.text, /2 \/ \d+/);
    assert.match((await ada().slash('sources', { state: 'failing' })).text, /No source is in this state/);
    assert.match((await ada().slash('sources', { jurisdiction: 'HK' })).text, /🇭🇰/);
  });

  it('/digest shows it to whoever asked, or posts it where they may', async () => {
    const mine = await ada().slash('digest', { period: 'weekly', group_by: 'topic' });
    assert.equal(mine.ephemeral, true);
    assert.match(mine.text, /Circular on staking/);
    assert.doesNotMatch(JSON.stringify(mine.message.embeds), INERT);
    const before = bench.discord.messages(TEXT).length;
    const bob = await bench.discord.user('bob', MEMBER).in(TEXT).slash('digest', { to: 'channel' });
    assert.match(bob.text, /Manage Server/);
    const mute = await bench.discord.user('ada').in(MUTE).slash('digest', { to: 'channel' });
    assert.match(mute.text, /I lack Send Messages/);
    assert.equal(bench.discord.messages(TEXT).length, before);
    const posted = await ada().slash('digest', { period: 'weekly', to: 'channel' });
    assert.match(posted.text, /The digest is posted/);
    assert.ok(bench.discord.messages(TEXT).length > before);
    const again = await ada().slash('digest', { period: 'weekly', to: 'channel' });
    assert.match(again.text, /posted here before/);
    const empty = await ada().slash('digest', { since: '2020-01-01', until: '2020-01-02' });
    assert.ok(empty.text.length > 0);
    assert.match((await ada().slash('digest', { since: 'whenever' })).text, /whenever/);
  });

  it('/export attaches the files of a week', async () => {
    const weeks = await ada().type('export', 'week', '');
    assert.equal(weeks[0]?.value, '2026-W46');
    const reply = await ada().slash('export', { week: '2026-W47', format: 'csv' });
    assert.match(reply.text, /Week \*\*2026-W47\*\*: \d+ stories/);
    const names = (reply.message.attachments ?? []).map(file => String(file.filename));
    assert.ok(
      names.some(name => name.endsWith('.csv')),
      names.join(),
    );
    assert.ok(
      names.some(name => name.endsWith('.json')),
      'the manifest',
    );
    assert.match((await ada().slash('export', { week: '2026-W99' })).text, /is not a week/);
    const narrow = await ada().slash('export', { week: '2026-W47', query: 'jurisdiction:US', format: 'md' });
    assert.match(narrow.text, /1 story/);
  });

  it('/help lists them all', async () => {
    const reply = await ada().slash('help');
    for (const name of ['/latest', '/search', '/compare', '/export', 'Tags of this post'])
      assert.ok(reply.text.includes(name), name);
  });
});
