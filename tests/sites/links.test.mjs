// A link that a widget's own button copied opens what it names, whatever that is hidden in, and ends at it.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch } from '../browser/browser.mjs';
import { visit } from './stage.mjs';

let browser;

before(async () => {
  browser = await launch();
});

after(() => browser.close());

const hidden = {
  user: "the theme's details",
  role: "the browser's details",
  destination: 'a tab that is not chosen',
  trust: 'details in a tab in details',
};

for (const bundler of ['webpack', 'rspack']) {
  for (const [policy, place] of Object.entries(hidden)) {
    test(`with ${bundler}, a link opens the policy ${policy} inside ${place}, and it is in view`, async (t) => {
      const { page } = await visit(t, browser, `${bundler}/docs/links/#remotion-policy=${policy}`);
      const frame = page.locator(`remotion-policy[policy="${policy}"] .frame`);
      await frame.waitFor();
      // Until the theme has unfolded what is around it.
      await page.waitForTimeout(2500);
      const { top, covered } = await frame.evaluate((node) => {
        const { top, left } = node.getBoundingClientRect();
        const { host } = node.getRootNode();
        return { top, covered: document.elementFromPoint(left + 20, top + 10) !== host };
      });
      assert.ok(top >= 0 && top < 450, `its top is at ${top}`);
      assert.ok(!covered, 'something covers its top');
    });
  }
}
