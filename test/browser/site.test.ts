import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, it } from 'node:test';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { RunningWeb } from '../../src/web/open-web.ts';
import { type DemoWorld, openDemoWorld } from '../helpers/demo-web.ts';
import { NO_BROWSER, openBrowser } from './open-browser.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const DESK = { viewport: { width: 1280, height: 900 } };
const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
/** Most bytes of a page with its style and script, uncompressed. */
const BUDGET = 100_000;

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

describe('the pages in a browser', { skip: NO_BROWSER }, () => {
  let world: DemoWorld;
  let served: RunningWeb;
  let browser: Browser;
  let paths: readonly string[];

  before(async () => {
    world = await openDemoWorld();
    served = await world.serve();
    browser = await openBrowser();
    const [item] = (await world.app.searchPage('SFC staking', { limit: 1 })).items;
    assert.ok(item);
    paths = [
      '/',
      '/search?q=stablecoins',
      '/search?q=topc:staking',
      `/item/${item.id}`,
      `/story/${item.storyId}`,
      '/jurisdiction/HK',
      '/topic/staking',
      '/matrix',
      '/matrix/HK/staking',
      '/deadlines?within=1y',
      '/registers',
      '/firm?name=Hollybrook+Staking+Ltd.',
      '/sources',
      '/reports',
      '/about',
      '/nothing-here',
    ];
  });
  after(async () => {
    await browser?.close();
    await served?.close();
    await world?.close();
  });

  /** A page of its own, on which any fault in the console fails the test. */
  async function withPage(options: BrowserContextOptions, work: (page: Page) => Promise<void>) {
    const context = await browser.newContext(options);
    try {
      const page = await context.newPage();
      const faults: string[] = [];
      page.on('pageerror', error => faults.push(String(error)));
      page.on('console', message => {
        const { url } = message.location();
        // A page that answers 400 or 404 on purpose is told to the console too.
        if (message.type() === 'error' && !/topc|nothing-here/.test(url)) faults.push(message.text());
      });
      const elsewhere: string[] = [];
      page.on('request', request => {
        if (!request.url().startsWith(served.address)) elsewhere.push(request.url());
      });
      await work(page);
      assert.deepEqual(faults, []);
      assert.deepEqual(elsewhere, []);
    } finally {
      await context.close();
    }
  }

  for (const [name, options] of Object.entries({
    'a light screen': { ...DESK, colorScheme: 'light' as const },
    'a dark phone': { ...PHONE, colorScheme: 'dark' as const },
  })) {
    it(`is accessible, light and steady on ${name}`, async () => {
      await withPage({ ...options, bypassCSP: true }, async page => {
        // Counted from before the first paint: what moves later is a shift of layout.
        await page.addInitScript(`
          globalThis.shift = 0;
          new PerformanceObserver(list => {
            for (const entry of list.getEntries()) globalThis.shift += entry.value;
          }).observe({ type: 'layout-shift', buffered: true });`);
        const violations: string[] = [];
        for (const path of paths) {
          let bytes = 0;
          const count = async (response: { body(): Promise<Buffer> }) => {
            bytes += (await response.body()).length;
          };
          const bodies: Promise<void>[] = [];
          const listen = (response: { body(): Promise<Buffer> }) => void bodies.push(count(response));
          page.on('response', listen);
          await page.goto(served.address + path, { waitUntil: 'load' });
          page.off('response', listen);
          await Promise.all(bodies);
          assert.ok(bytes < BUDGET, `${path} is ${bytes} bytes`);
          const { over, shift } = (await page.evaluate(
            '({ over: document.documentElement.scrollWidth - document.documentElement.clientWidth, shift: globalThis.shift })',
          )) as { over: number; shift: number };
          assert.ok(over <= 0, `${path} is wider than the screen`);
          // A long table may settle its widths when its last rows arrive; 0.1 is where people begin to notice.
          assert.ok(shift < 0.01, `${path} moves by ${shift} while it loads`);
          await page.evaluate(AXE);
          const found = (await page.evaluate(
            `axe.run(document, { runOnly: ${JSON.stringify(STANDARDS)} }).then(result => result.violations)`,
          )) as Violation[];
          for (const { id, nodes } of found)
            for (const node of nodes.slice(0, 2))
              violations.push(`${path} ${id}: ${node.html.slice(0, 200)} ${node.failureSummary}`);
        }
        assert.deepEqual(violations, []);
      });
    });
  }

  it('is found by keyboard: skip link, slash, query, facet, item, story', async () => {
    await withPage(DESK, async page => {
      await page.goto(served.address);
      await page.keyboard.press('Tab');
      assert.equal(await page.locator(':focus').textContent(), 'Skip to the content');
      await page.keyboard.press('Enter');
      assert.equal(await page.evaluate('document.activeElement.id'), 'main');
      await page.keyboard.press('/');
      assert.equal(await page.evaluate('document.activeElement.id'), 'quick');
      await page.keyboard.type('stablecoins');
      await page.keyboard.press('Enter');
      await page.waitForURL('**/search?q=stablecoins');
      const all = await page.locator('article.entry').count();
      await page.getByRole('link', { name: /^Proposal/ }).click();
      await page.waitForURL(/kind%3Aproposal/);
      const fewer = await page.locator('article.entry').count();
      assert.ok(fewer > 0 && fewer < all);
      await page.locator('article.entry h3 a').first().click();
      await page.waitForURL('**/item/*');
      assert.ok((await page.locator('mark').count()) > 0);
      await page.getByRole('link', { name: 'Its story' }).click();
      await page.waitForURL('**/story/*');
      assert.ok(await page.getByRole('heading', { level: 1 }).isVisible());
    });
  });

  it('completes a query as it is typed', async () => {
    await withPage(DESK, async page => {
      await page.goto(`${served.address}/search`);
      await page.locator('#q').pressSequentially('topic:sta');
      await page.locator('#completions option[value="topic:staking"]').waitFor({ state: 'attached' });
    });
  });

  it('works without JavaScript', async () => {
    await withPage({ ...DESK, javaScriptEnabled: false }, async page => {
      await page.goto(`${served.address}/search`);
      await page.locator('#q').fill('staking');
      await page.getByRole('button', { name: 'Search' }).click();
      await page.waitForURL(/q=staking/);
      assert.ok((await page.locator('article.entry').count()) > 3);
      await page.goto(`${served.address}/matrix`);
      await page
        .getByRole('link', { name: /banned/ })
        .first()
        .click();
      assert.ok((await page.locator('blockquote').count()) > 0);
      await page.goto(served.address);
      await page.getByText('The numbers behind it').first().click();
      assert.ok(await page.locator('figure table').first().isVisible());
    });
  });

  it('follows the mode of the system, and shows charts that fit', async () => {
    const colours: string[] = [];
    for (const colorScheme of ['light', 'dark'] as const) {
      await withPage({ ...PHONE, colorScheme }, async page => {
        await page.goto(served.address);
        colours.push(
          (await page.evaluate('getComputedStyle(document.documentElement).backgroundColor')) as string,
        );
        assert.ok(await page.locator('.chart .phone svg').first().isVisible());
        assert.ok(!(await page.locator('.chart .wide svg').first().isVisible()));
        const size = await page
          .locator('.chart .phone svg text')
          .first()
          .evaluate(node => {
            const box = (node as { getBoundingClientRect(): { height: number } }).getBoundingClientRect();
            return box.height;
          });
        assert.ok(size >= 10, `labels are ${size} pixels high`);
      });
    }
    assert.notEqual(colours[0], colours[1]);
  });
});
