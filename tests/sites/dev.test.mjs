// The Docusaurus site as its authors see it: `docusaurus start`, with either bundler.

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

/** Starts the server, waits until it answers, and ends it with the test. Returns the address of the site. */
const start = async (t, bundler) => {
  // Bundlers keep here what they made of an earlier package of the same version, or for the other React.
  await rm(join(here, 'docusaurus/node_modules'), { recursive: true, force: true });
  const port = await freePort();
  const tool = join(here, 'node_modules/@docusaurus/core/bin/docusaurus.mjs');
  const options = ['start', '--port', String(port), '--host', 'localhost', '--no-open'];
  const server = spawn(process.execPath, [tool, ...options], {
    cwd: join(here, 'docusaurus'),
    env: { ...process.env, BUNDLER: bundler, BASE_URL: base, NO_UPDATE_NOTIFIER: '1' },
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

for (const bundler of ['webpack', 'rspack']) {
  test(`with ${bundler}'s dev server the widget opens, copies, and is there again after I went away`, async (t) => {
    const address = await start(t, bundler);
    const { page, modules } = await visit(t, browser, `${address}ours`, {
      // The page is built in the browser, from megabytes of scripts; on a busy machine that takes longer than half a minute.
      prepare: (page) => page.setDefaultTimeout(120_000),
    });
    const { text } = (await loadPolicyBuilder()).build({ policy: 'user' });
    await summary(page, USER).click();
    assert.equal(await (await widget(page)).innerText(), text);
    await page.locator('remotion-policy').getByRole('button', { name: 'Copy', exact: true }).click();
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
