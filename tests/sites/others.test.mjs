// The package where there is no Docusaurus: a React page built by Vite, and a page without any build.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { build as bundle } from 'esbuild';
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
    await page.getByRole('button', { name: /^Copy the / }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), build({ policy: 'user' }).text);
    assert.equal(modules(), 1);
  });
}

test('a page that Next.js exported holds the policy, hydrates without a word, and lets me copy the same from the widget', async (t) => {
  const html = await (await fetch(`${site}next/docs/`)).text();
  const { text } = build({ policy: 'user' });
  assert.ok(html.includes(`<remotion-policy policy="user"><pre data-policy="user">${text.replaceAll('"', '&quot;')}</pre></remotion-policy>`));
  const { page, modules } = await visit(t, browser, 'next/docs/');
  await page.waitForFunction(() => customElements.get('remotion-policy'));
  assert.equal(await page.locator('remotion-policy > pre').textContent(), text);
  assert.equal(modules(), 0);
  await page.getByText('Show the user policy').click();
  await page.getByRole('button', { name: /^Copy the / }).click();
  await page.getByRole('button', { name: 'Copied' }).waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), text);
  assert.equal(modules(), 1);
});

test('with an import map, a React page without a build mounts the widget', async (t) => {
  const { outputFiles } = await bundle({
    stdin: {
      contents: `
        import React from 'react';
        export { createRoot } from 'react-dom/client';
        export const { Suspense, createElement, forwardRef, lazy, useImperativeHandle } = React;`,
      resolveDir: import.meta.dirname,
    },
    bundle: true,
    format: 'esm',
    define: { 'process.env.NODE_ENV': '"production"' },
    write: false,
  });
  // As README.md has it.
  const imports = {
    react: './react.js',
    'remotion-policy-builder/react': './remotion-policy-builder/react.js',
    '#text': './remotion-policy-builder/text.client.js',
  };
  const script = `
    import { createElement, createRoot } from 'react';
    import { UserPolicy } from 'remotion-policy-builder/react';
    createRoot(document.querySelector('main')).render(createElement(UserPolicy));`;
  const { page, modules } = await visit(t, browser, 'plain/', {
    prepare: async (page) => {
      const body = `<!doctype html><title>Map</title><script type="importmap">${JSON.stringify({ imports })}</script><main></main><script type="module">${script}</script>`;
      await page.route(`${site}plain/`, (route) => route.fulfill({ contentType: 'text/html', body }));
      await page.route('**/plain/react.js', (route) => route.fulfill({ contentType: 'text/javascript', body: outputFiles[0].text }));
    },
  });
  await page.getByRole('button', { name: /^Copy the / }).click();
  await page.getByRole('button', { name: 'Copied' }).waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), build({ policy: 'user' }).text);
  assert.equal(modules(), 1);
});

test('two copies of the package on one page give one widget, and neither complains', async (t) => {
  for (const order of [['', 'second/'], ['second/', '']]) {
    const { page, modules } = await visit(t, browser, 'plain/', {
      prepare: async (page) => {
        await page.route('**/plain/second/**', (route) => route.continue({ url: route.request().url().replace('/second', '') }));
        await page.route(`${site}plain/`, async (route) => {
          const response = await route.fetch();
          const script = (folder) => `<script type="module" src="${folder}remotion-policy-builder/define.js"></script>`;
          const body = (await response.text()).replace(script(''), order.map(script).join(''));
          await route.fulfill({ response, body });
        });
      },
    });
    await page.getByRole('button', { name: /^Copy the / }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    assert.equal(await page.getByRole('group', { name: 'User policy', exact: true }).count(), 1);
    assert.equal(modules(), 1);
    // What is not the element is each copy's own.
    const other = await page.evaluate(async () => {
      const { loadPolicyBuilder } = await import('./second/remotion-policy-builder/index.js');
      return (await loadPolicyBuilder()).build({ policy: 'user' }).text;
    });
    assert.equal(other, build({ policy: 'user' }).text);
  }
});

for (const path of ['vite/docs/', 'plain/']) {
  test(`on ${path}, a policy that forbids WebAssembly leaves one sentence and nothing to press`, async (t) => {
    const { page } = await visit(t, browser, path, {
      expected: /Content Security Policy|WebAssembly/,
      prepare: (page) =>
        page.route(site + path, async (route) => {
          const response = await route.fetch();
          const policy = strict.replace(" 'wasm-unsafe-eval'", '');
          await route.fulfill({ response, headers: { ...response.headers(), 'content-security-policy': policy } });
        }),
    });
    await page.getByText("Content Security Policy forbids WebAssembly (script-src needs 'wasm-unsafe-eval')").waitFor();
    assert.equal(await page.getByRole('button', { name: 'Try again' }).count(), 0);
  });
}
