// A site that states a policy of a version which the package does not know, on its server only.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import policies from 'remotion-policy-builder/policies.json' with { type: 'json' };
import { launch } from '../browser/browser.mjs';
import { hydrated, summary, USER, widget } from './docusaurus.mjs';
import { visit } from './stage.mjs';

let browser;

before(async () => {
  browser = await launch();
});

after(() => browser.close());

const host = (page) => page.locator('remotion-policy');

for (const site of ['webpack', 'rspack', 'react-18', 'react-19']) {
  describe(`Docusaurus as ${site} builds it, where the server states a newer policy`, () => {
    test('it is the policy of the widget and of the checker, and no script holds it', async (t) => {
      // What hydration finds amiss is a fault of any visit.
      const { page, scripts } = await visit(t, browser, `${site}/docs/published/`);
      await hydrated(page);
      const text = await host(page).locator('> pre').textContent();
      assert.equal(JSON.parse(text).Statement[0].Sid, 'FromTheFuture');
      await summary(page, USER).click();
      assert.equal(await (await widget(page)).textContent(), text);
      assert.equal(await host(page).getAttribute('version'), '99.0.0');
      await page.getByRole('tab', { name: 'Terraform' }).click();
      assert.match(await (await widget(page)).textContent(), /"sqs:SendMessage"/);
      await summary(page, 'Check').click();
      await page.getByText('Compared with what Remotion 99.0.0 needs').waitFor();
      for (const script of await scripts()) assert.ok(!script.includes('FromTheFuture'), 'a script holds the text');
    });

    test('after a link within the site it is the text that the package knows, under its own version', async (t) => {
      const { page } = await visit(t, browser, `${site}/docs/`);
      await hydrated(page);
      await page.locator('article').getByRole('link', { name: 'a text of its own', exact: true }).click();
      await host(page).locator('> pre').waitFor({ state: 'attached' });
      assert.equal(await host(page).locator('> pre').textContent(), policies.user);
      await summary(page, USER).click();
      assert.equal(await (await widget(page)).textContent(), policies.user);
      assert.equal(await host(page).getAttribute('version'), null);
    });

    test('it stays with its version when I leave and come back', async (t) => {
      const { page } = await visit(t, browser, `${site}/docs/published/`);
      await hydrated(page);
      const text = await host(page).locator('> pre').textContent();
      await page.getByRole('link', { name: 'Introduction' }).first().click();
      await page.getByRole('heading', { name: 'Introduction' }).waitFor();
      await page.goBack();
      await summary(page, USER).click();
      assert.equal(await (await widget(page)).textContent(), text);
      assert.equal(await host(page).getAttribute('version'), '99.0.0');
    });
  });
}
