import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type BotBench, MUTE, NEWS, openBotBench, seed, TEXT } from './setup.ts';

describe('/setup', () => {
  let bench: BotBench;
  before(async () => {
    bench = await openBotBench();
  });
  after(() => bench.close());
  const begin = (channel = TEXT) => bench.discord.user('ada').in(channel).slash('setup');

  it('guides from a channel to a subscription, and posts nothing on the way', async () => {
    const start = await begin();
    assert.equal(start.ephemeral, true);
    assert.match(start.text, /Step 1 of 3/);
    const where = await (await start.select('setup:channel', NEWS)).select(
      'setup:jurisdictions',
      '@gulf',
      'HK',
    );
    const topics = await where.select('setup:topics', 'staking', 'stablecoins');
    const when = await topics.click('Next');
    assert.match(when.text, /Step 2 of 3/);
    const mode = await when.select('setup:mode', 'weekly');
    const hour = await mode.select('setup:hour', '17');
    const zone = await hour.select('setup:zone', 'Asia/Tokyo');
    const language = await zone.select('setup:language', 'ja');
    const preview = await language.click('Preview');
    assert.match(preview.text, /Step 3 of 3/);
    assert.match(preview.text, /Weekly digest/);
    assert.equal(preview.message.embeds.length > 0, true);
    assert.deepEqual(await bench.app.subscriptions.list(), []);
    const done = await preview.click('Confirm');
    assert.match(done.text, /✅ Done/);
    assert.deepEqual(done.components, []);
    const [one] = await bench.app.subscriptions.list();
    assert.ok(one !== undefined);
    assert.deepEqual(
      [one.target, one.mode, one.hour, one.timeZone, one.locale, one.query],
      [
        `discord:${NEWS}`,
        'weekly',
        17,
        'Asia/Tokyo',
        'ja',
        'jurisdiction:AE,SA,BH,QA,KW,OM,TR,HK topic:staking,stablecoins',
      ],
    );
    assert.equal(bench.discord.messages(NEWS).length, 0);
    assert.equal(bench.discord.messages(TEXT).length, 0);
  });

  it('keeps what was chosen when one goes back', async () => {
    const next = await (await (await begin()).select('setup:topics', 'tax')).click('Next');
    const back = await (await next.select('setup:hour', '6')).click('Back');
    const topics = back.components.find(part => String(part.custom_id).startsWith('setup:topics'));
    assert.match(JSON.stringify(topics), /"value":"tax"[^}]*"default":true/);
    const again = await back.click('Next');
    const hours = again.components.find(part => String(part.custom_id).startsWith('setup:hour'));
    assert.match(JSON.stringify(hours), /"value":"6"[^}]*"default":true/);
  });

  it('takes another time zone from a form, and explains one that is none', async () => {
    const form = await (await (await begin()).click('Next')).click('setup:otherzone');
    assert.equal(form.modal.title, 'Time zone');
    const wrong = await form.submit({ zone: 'Atlantis' });
    assert.match(wrong.text, /"Atlantis" is no time zone/);
    assert.equal(wrong.ephemeral, true);
    const right = await form.submit({ zone: 'america/sao paulo' });
    assert.match(
      JSON.stringify(right.components),
      /America\/Sao_Paulo","label":"America\/Sao_Paulo","default":true/,
    );
  });

  it('says what it lacks in the chosen channel, and asks for one before it goes on', async () => {
    const start = await begin(MUTE);
    const refused = await start.select('setup:channel', MUTE);
    assert.match(refused.text, /I lack Send Messages/);
    const none = await start.click('Next');
    assert.match(none.text, /Choose a channel first/);
    assert.match(start.text, /Step 1 of 3/, 'the guide is still there');
  });

  it('changes nothing when cancelled, and knows an old guide no more', async () => {
    const start = await begin();
    const gone = await start.click('Cancel');
    assert.match(gone.text, /Nothing was changed/);
    const old = await begin();
    await bench.restart();
    const answer = await old.click('Next');
    assert.match(answer.text, /too old/);
  });

  it('previews what is stored, hostile headlines included', async () => {
    await seed(bench);
    const when = await (await begin()).click('Next');
    const preview = await when.click('Preview');
    assert.match(preview.text, /SFC sets out conditions for staking/);
    assert.match(preview.text, /SEC charges crypto exchange/);
    assert.doesNotMatch(preview.text, /@everyone/);
    const help = await bench.discord.user('ada').in(TEXT).slash('help');
    assert.match(help.text, /3 items, 3 stories/);
  });
});
