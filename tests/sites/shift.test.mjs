// On a slow line, a page that React makes anew hardly moves for a widget that somebody has opened.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch } from '../browser/browser.mjs';
import { hydrated, summary, USER, widget } from './docusaurus.mjs';
import { observeShifts, unexplainedShift, visit } from './stage.mjs';

/** 1.6 Mb/s and 150 ms, in bytes a second and in milliseconds. */
const LINE = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 750e3 / 8 };

/** What a page may move by in all, as the share of the screen that moves times how far. */
const MOST = 0.01;

/**
 * Pages that do not hydrate, what is clicked on, the policy below it, and the height of the screen: a reader's; and one
 * so high that what comes after the policy is in view too. What the theme moves while it unfolds the details is not
 * counted there: as a share of the screen it grows with it.
 */
const cases = [
  ['table', USER, 'user', 900],
  ['table', USER, 'user', 4000],
  ['paragraph', 'Show the policy for your own bucket', 'destination', 900],
];

let browser;

before(async () => {
  browser = await launch();
});

after(() => browser.close());

for (const bundler of ['webpack', 'rspack']) {
  for (const [name, label, policy, height] of cases) {
    test(`with ${bundler}, at ${height} px, a click on ${name} moves nothing but what it opens, on a line of 1.6 Mb/s and 150 ms`, async (t) => {
      let unfolded;
      const unfolding = new Promise((resolve) => {
        unfolded = resolve;
      });
      const { page, modules } = await visit(t, browser, `${bundler}/docs/${name}/`, {
        viewport: { width: 1280, height },
        expected: /onRecoverableError|#418|An error occurred/,
        prepare: async (page) => {
          const client = await page.context().newCDPSession(page);
          await client.send('Network.enable');
          await client.send('Network.emulateNetworkConditions', LINE);
          if (height > 900) await page.route('**/*.wasm', async (route) => (await unfolding, route.continue()));
        },
      });
      await hydrated(page);
      await page.waitForLoadState('networkidle');
      if (height === 900) await observeShifts(page);
      await summary(page, label).click();
      if (height > 900) {
        await page.waitForTimeout(1000);
        await observeShifts(page);
      }
      unfolded();
      await widget(page, policy);
      // What needs more room takes it once the page is at rest.
      await page.waitForTimeout(2500);
      const shift = await unexplainedShift(page);
      t.diagnostic(`${bundler}, ${name}, ${height} px: ${shift.toFixed(4)}`);
      assert.ok(shift <= MOST, `${shift}`);
      assert.equal(modules(), 1);
    });
  }
}
