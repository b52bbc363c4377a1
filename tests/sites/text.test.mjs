// The text of a policy is on the page whatever the page, the network and React do, and nothing but the module's file
// is needed for more: here that file is always blocked.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import policies from 'remotion-policy-builder/policies.json' with { type: 'json' };
import { launch } from '../browser/browser.mjs';
import { hydrated } from './docusaurus.mjs';
import { visit } from './stage.mjs';

let browser;

before(async () => {
  browser = await launch();
});

after(() => browser.close());

/** Pages, the policies on them, and whether React can hydrate them. */
const pages = {
  ours: { shown: ['user'], hydrates: true },
  inview: { shown: ['user'], hydrates: true },
  // The theme makes its tabs anew once it is in a browser.
  links: { shown: ['user', 'role', 'destination', 'trust'], hydrates: true },
  // React takes away a part that is not hydrated by the time of the theme's first update, and fetches the text again.
  suspense: { shown: ['user'] },
  table: { shown: ['user', 'role'], hydrates: false },
  paragraph: { shown: ['user', 'destination', 'trust'], hydrates: false },
};

// What the theme reports of a page that does not hydrate, and the browser of a file that is blocked.
const expected = /onRecoverableError|hydrat|#418|#423|#425|ERR_FAILED|cannot be a child|cannot contain|validateDOMNesting|did not match|server HTML|An error occurred/i;

const open = (t, path) =>
  visit(t, browser, path, { expected, prepare: (page) => page.route('**/*.wasm', (route) => route.abort()) });

/** The policies whose text is in the page, open or not; whatever else an element holds is named with it. */
const texts = async (page) => {
  const found = await page.locator('remotion-policy').evaluateAll((hosts) =>
    hosts.map((host) => [host.getAttribute('policy'), host.querySelector(':scope > pre')?.textContent]),
  );
  return found.map(([policy, text]) => (text === policies[policy] ? policy : `${policy}: ${text}`));
};

/** Until React is done, with whatever it had to make anew. */
const done = async (page) => {
  await hydrated(page);
  await page.waitForFunction(() => document.querySelector('remotion-policy')?.matches(':defined'));
  await page.waitForLoadState('networkidle');
};

for (const site of ['webpack', 'rspack', 'react-18', 'react-19']) {
  describe(`Docusaurus as ${site} builds it, with the module blocked`, () => {
    for (const [name, page] of Object.entries(pages)) {
      test(`the text is on ${name} once React is done, as the server wrote it`, async (t) => {
        const faults = [];
        const opened = await visit(t, browser, `${site}/docs/${name}/`, {
          expected,
          prepare: async (page) => {
            page.on('console', (message) => /onRecoverableError|#418/.test(message.text()) && faults.push(message.text()));
            await page.route('**/*.wasm', (route) => route.abort());
          },
        });
        await done(opened.page);
        assert.deepEqual(await texts(opened.page), page.shown);
        // Or the page is no fixture of what it stands for.
        if ('hydrates' in page) assert.equal(faults.length === 0, page.hydrates, faults.join('\n'));
        for (const script of page.hydrates === undefined ? [] : await opened.scripts()) {
          assert.ok(!script.includes('servicequotas:'), 'a script holds the text');
        }
      });
    }

    test('the text is on every page that I go to by links, and there again when I come back', async (t) => {
      const { page } = await open(t, `${site}/docs/`);
      await hydrated(page);
      for (const [name, label] of [
        ['links', 'a link'],
        ['table', 'a table'],
        ['paragraph', 'a block in a paragraph'],
        ['suspense', 'a part that comes later'],
      ]) {
        await page.locator('article').getByRole('link', { name: label, exact: true }).click();
        await page.waitForFunction((count) => document.querySelectorAll('remotion-policy > pre').length === count, pages[name].shown.length);
        assert.deepEqual(await texts(page), pages[name].shown, name);
        await page.goBack();
        await page.getByRole('heading', { name: 'Introduction' }).waitFor();
      }
      await page.goForward();
      await page.locator('remotion-policy > pre').waitFor();
      assert.deepEqual(await texts(page), pages.suspense.shown);
    });
  });
}


for (const site of ['react-18', 'react-19']) {
  test(`with ${site} the page's ref is the element, and is set once however often it renders`, async (t) => {
    const { page } = await open(t, `${site}/docs/refs/`);
    await done(page);
    const button = page.getByRole('button', { name: 'Rendered 1' });
    await button.click();
    await page.getByRole('button', { name: 'Rendered 2, trust' }).click();
    await page.getByRole('button', { name: 'Rendered 3, trust' }).waitFor();
    assert.deepEqual(await page.evaluate(() => refs), ['remotion-policy']);
  });
}
