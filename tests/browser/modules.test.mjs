// An element and its two modules, one for policies and one for the checker: which it needs, and when.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch } from './browser.mjs';
import { again, asked, bucket, checkerUrl, eager, holdBack, open, panic, readyPolicy, settled, wasmUrl } from './stage.mjs';

let browser;

before(async () => {
  browser = await launch();
});

after(() => browser.close());

/** A page of the stage, closed when the test ends. */
const stage = async (t, ...rest) => {
  const opened = await open(browser, ...rest);
  t.after(() => opened.page.close());
  return opened;
};

test('a policy and a checker have a module each, and each its own style sheet', async (t) => {
  const { page, go, calls, requests } = await stage(t, eager() + eager('policy=" Check"') + eager('policy="role"'));
  await go();
  await bucket(page, 2).waitFor();
  const fetched = requests.filter((path) => path.endsWith('.wasm'));
  assert.deepEqual(fetched.sort(), [wasmUrl, checkerUrl].map((url) => new URL(url).pathname));
  assert.equal((await asked(calls, 'stylesheet')).length, 2);
});

test('a policy that becomes a check moves to the other module, and back', async (t) => {
  const { page, go, calls, requests } = await stage(t, eager('policy="user"'));
  await go();
  await bucket(page).waitFor();
  const become = async (policy) => {
    await page.locator('remotion-policy').evaluate((host, name) => host.setAttribute('policy', name), policy);
    await page.waitForFunction(() => document.querySelector('remotion-policy').shadowRoot.querySelector('.frame'));
  };
  const release = await holdBack(page, checkerUrl);
  await page.locator('remotion-policy').evaluate((host) => host.setAttribute('policy', 'check'));
  await readyPolicy(page).waitFor();
  release();
  await bucket(page).waitFor();
  assert.equal(await readyPolicy(page).isVisible(), false);
  await become('role');
  await settled(page);
  const policies = (await asked(calls, 'mount')).map(([, inputs]) => inputs.policy);
  assert.deepEqual(policies, ['user', 'check', 'role']);
  assert.equal((await asked(calls, 'free')).length, 2);
  assert.equal((await asked(calls, 'update')).length, 0);
  assert.equal(requests.filter((path) => path.endsWith('.wasm')).length, 2);
});

test('a policy that becomes a check while its module hangs is a checker, and is left in peace by the late one', async (t) => {
  const { page, go, calls } = await stage(t, eager('policy="user"'));
  const release = await holdBack(page, wasmUrl);
  const requested = page.waitForRequest(wasmUrl);
  await page.clock.install();
  await go();
  await requested;
  await page.locator('remotion-policy').evaluate((host) => host.setAttribute('policy', 'check'));
  await bucket(page).waitFor();
  release();
  await page.clock.runFor(4000);
  assert.deepEqual((await asked(calls, 'mount')).map(([, inputs]) => inputs.policy), ['check']);
  assert.equal(await page.getByText('is loading').count(), 0, 'the first load says nothing any more');
  await bucket(page).fill('acme-films');
  await page.getByText('policy for acme-films').waitFor();
});

test('of two modules on their way, only the one that is needed by then counts', async (t) => {
  const { page, go, calls } = await stage(t, eager('policy="user"'));
  const [releasePolicies, releaseChecker] = [await holdBack(page, wasmUrl), await holdBack(page, checkerUrl)];
  const requested = page.waitForRequest(wasmUrl);
  await go();
  await requested;
  const next = page.waitForRequest(checkerUrl);
  await page.locator('remotion-policy').evaluate((host) => host.setAttribute('policy', 'check'));
  await next;
  releasePolicies();
  await page.waitForFunction(() => globalThis.calls?.includes('init'));
  await settled(page);
  assert.deepEqual(await asked(calls, 'mount'), []);
  releaseChecker();
  await bucket(page).waitFor();
  assert.equal((await asked(calls, 'mount')).length, 1);
});

test('a policy whose module is broken can still become a check', async (t) => {
  const { page, go } = await stage(t, eager('policy="user"'));
  await go();
  await bucket(page).waitFor();
  await panic(page).click();
  await readyPolicy(page).waitFor();
  await page.locator('remotion-policy').evaluate((host) => host.setAttribute('policy', 'check'));
  await bucket(page).waitFor();
  assert.equal(await page.getByText('not available').count(), 0);
});

test('what the page sets when it makes a policy a check is not undone by what I typed before', async (t) => {
  const { page, go } = await stage(t, eager('policy="user"'));
  await go();
  await bucket(page).fill('acme-films');
  await page.locator('remotion-policy').evaluate((host) => {
    host.setAttribute('bucket', 'the-pages-own');
    host.setAttribute('policy', 'check');
  });
  await page.getByText('policy for the-pages-own').waitFor();
});

test('trying again leaves alone what cannot work again before a reload', async (t) => {
  const { page, go, calls } = await stage(t, eager('policy="user"') + eager('policy="check"'));
  await page.route(checkerUrl, (route) => route.abort(), { times: 1 });
  await page.addInitScript(() => {
    globalThis.errors = 0;
    addEventListener('error', ({ target }) => (globalThis.errors += target.localName === 'remotion-policy'), true);
  });
  await go();
  await bucket(page).waitFor();
  await panic(page).click();
  await page.getByText('it hit a fault').waitFor();
  const failed = await page.evaluate(() => globalThis.errors);
  await again(page).click();
  await bucket(page).waitFor();
  assert.equal(await page.evaluate(() => globalThis.errors), failed);
  assert.deepEqual((await asked(calls, 'mount')).map(([, inputs]) => inputs.policy), ['user', 'check']);
});

test('a panic in a checker leaves the policies of the page, and one in a policy leaves the checkers', async (t) => {
  for (const broken of [0, 1]) {
    const { page, go, faults } = await stage(t, eager('policy="user"') + eager('policy="check"'));
    await go();
    await bucket(page, 1).waitFor();
    await panic(page).nth(broken).click();
    await readyPolicy(page).nth(broken).waitFor();
    assert.equal(await bucket(page).count(), 1);
    await bucket(page).fill('acme-films');
    await page.getByText('policy for acme-films').waitFor();
    assert.equal(faults.length, 1, 'what the window itself is told of');
  }
});
