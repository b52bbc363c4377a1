// Sites as their authors see them: `docusaurus start` with either bundler, and Vite's dev server, by itself and below
// Astro's Starlight and SvelteKit.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { loadPolicyBuilder } from 'remotion-policy-builder';
import { launch } from '../browser/browser.mjs';
import { summary, USER, widget } from './docusaurus.mjs';
import { visit } from './stage.mjs';

const here = import.meta.dirname;
const base = '/dev/docs/';

let browser;

before(async () => {
  browser = await launch();
});

after(() => browser.close());

const freePort = async () => {
  const server = createServer().listen(0, 'localhost');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
};

/**
 * Starts a server of a folder, waits until it answers, and ends it with the test. Returns the address of the site.
 * `command` gives its arguments.
 */
const start = async (t, folder, command, environment) => {
  // Bundlers keep here what they made of an earlier package of the same version, or for the other React.
  for (const cache of [`${folder}/node_modules`, 'node_modules/.vite']) {
    await rm(join(here, cache), { recursive: true, force: true });
  }
  const port = await freePort();
  const server = spawn(process.execPath, command(String(port)), {
    cwd: join(here, folder),
    env: { ...process.env, ...environment, BASE_URL: base, NO_UPDATE_NOTIFIER: '1' },
  });
  let said = '';
  for (const stream of [server.stdout, server.stderr]) stream.on('data', (chunk) => (said += chunk));
  t.after(async () => {
    server.kill();
    if (server.exitCode === null && server.signalCode === null) await once(server, 'exit');
  });
  const address = `http://localhost:${port}${base}`;
  for (let tries = 0; tries < 240; tries += 1) {
    assert.equal(server.exitCode, null, said);
    const answer = await fetch(address).catch(() => undefined);
    if (answer?.ok) return address;
    await wait(500);
  }
  throw new Error(`No answer in two minutes.\n${said}`);
};

const docusaurus = (port) => {
  const tool = join(here, 'node_modules/@docusaurus/core/bin/docusaurus.mjs');
  return [tool, 'start', '--port', port, '--host', 'localhost', '--no-open'];
};

for (const bundler of ['webpack', 'rspack']) {
  test(`with ${bundler}'s dev server the widget opens, copies, and is there again after I went away`, async (t) => {
    const address = await start(t, 'docusaurus', docusaurus, { BUNDLER: bundler });
    const { page, modules } = await visit(t, browser, `${address}ours`, {
      // The page is built in the browser, from megabytes of scripts; on a busy machine that takes longer than half a minute.
      prepare: (page) => page.setDefaultTimeout(120_000),
    });
    const { text } = (await loadPolicyBuilder()).build({ policy: 'user' });
    await summary(page, USER).click();
    assert.equal(await (await widget(page)).innerText(), text);
    await page.locator('remotion-policy').getByRole('button', { name: /^Copy the / }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), text);
    await page.getByRole('link', { name: 'Introduction' }).first().click();
    await page.getByRole('heading', { name: 'Introduction' }).waitFor();
    assert.equal(await page.locator('remotion-policy').count(), 0);
    await page.goBack();
    await summary(page, USER).click();
    assert.equal(await (await widget(page)).innerText(), text);
    assert.equal(modules(), 1);
  });
}

// They bundle the package ahead, 6 and 7 by esbuild, which leaves behind the files that it names by URL.
for (const [version, name] of [['6', 'vite-6'], ['7', 'vite-7'], ['8', 'vite']]) {
  test(`with the dev server of Vite ${version}, without configuration, the widget copies the policy`, async (t) => {
    const tool = join(here, 'node_modules', name, 'bin/vite.js');
    const vite = (port) => [tool, '--port', port, '--strictPort', '--host', 'localhost', '--base', base];
    const { page } = await visit(t, browser, await start(t, 'vite', vite), {
      // Of the page that such a server sends in place of the file, and of the server that ends before the page.
      expected: /instantiateStreaming|404|WebSocket/,
      prepare: (page) => page.setDefaultTimeout(120_000),
    });
    await page.locator('remotion-policy').getByRole('button', { name: /^Copy the / }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    const { text } = (await loadPolicyBuilder()).build({ policy: 'user' });
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), text);
  });
}

const frameworks = {
  // Astro 5 is on Vite 6.
  starlight: (port) => [join(here, 'node_modules/astro/astro.js'), 'dev', '--port', port, '--host', 'localhost'],
  sveltekit: (port) => [join(here, 'node_modules/vite/bin/vite.js'), 'dev', '--port', port, '--strictPort', '--host', 'localhost'],
};

for (const [folder, command] of Object.entries(frameworks)) {
  test(`with the dev server of ${folder}, without configuration, the widget copies the policy`, async (t) => {
    const { page } = await visit(t, browser, await start(t, folder, command, { ASTRO_TELEMETRY_DISABLED: '1' }), {
      // As above.
      expected: /instantiateStreaming|404|WebSocket/,
      prepare: (page) => page.setDefaultTimeout(120_000),
    });
    await page.locator('remotion-policy').getByRole('button', { name: /^Copy the / }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    const { text } = (await loadPolicyBuilder()).build({ policy: 'user' });
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), text);
  });
}

test('where not even the dev server of Vite finds the file, a sentence names the line to add', async (t) => {
  const tool = join(here, 'node_modules/vite-7/bin/vite.js');
  const vite = (port) => [tool, '--port', port, '--strictPort', '--host', 'localhost', '--base', base];
  const { page } = await visit(t, browser, await start(t, 'vite', vite), {
    expected: /404|WebSocket/,
    prepare: async (page) => {
      page.setDefaultTimeout(120_000);
      await page.route('**/@id/**', (route) => route.fulfill({ status: 404 }));
    },
  });
  await page.getByText("add optimizeDeps: { exclude: ['remotion-policy-builder'] } to the configuration of Vite").waitFor();
});
