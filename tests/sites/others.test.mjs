// The package where there is no Docusaurus: a React page built by Vite, and a page without any build.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { loadPolicyBuilder } from 'remotion-policy-builder';
import { launch } from '../browser/browser.mjs';
import { site, visit } from './stage.mjs';

let browser;
let build;

before(async () => {
  browser = await launch();
  ({ build } = await loadPolicyBuilder());
});

after(() => browser.close());

const strict =
  "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; " +
  "require-trusted-types-for 'script'; trusted-types 'none'";

for (const [name, path] of [
  ['a React page built by Vite', 'vite/docs/'],
  ['a page without a build', 'plain/'],
]) {
  test(`${name} mounts the widget under a strict content security policy, and copies what build() returns`, async (t) => {
    const { page, modules } = await visit(t, browser, path, {
      prepare: (page) =>
        page.route(site + path, async (route) => {
          const response = await route.fetch();
          await route.fulfill({ response, headers: { ...response.headers(), 'content-security-policy': strict } });
        }),
    });
    await page.getByRole('button', { name: 'Copy', exact: true }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), build({ policy: 'user' }).text);
    assert.equal(modules(), 1);
  });
}
