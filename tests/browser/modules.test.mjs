// Two elements and their two modules, one for policies and one for the checker: which is fetched, and when.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch } from './browser.mjs';
import { again, asked, bucket, checkerUrl, eager, eagerChecker, glueUrl, holdBack, open, panic, readyPolicy, settled, setupsUrl, wasmUrl } from './stage.mjs';

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
  const { page, go, calls, requests } = await stage(t, eager() + eagerChecker() + eager('policy="role"'));
  await go();
  await bucket(page, 2).waitFor();
  const fetched = requests.filter((path) => path.endsWith('.wasm'));
  assert.deepEqual(fetched.sort(), [wasmUrl, checkerUrl].map((url) => new URL(url).pathname));
  assert.equal((await asked(calls, 'stylesheet')).length, 2);
});

test('a checker that fails says so in its own name, and says where to go instead', async (t) => {
  const { page, go } = await stage(t, eagerChecker());
  await page.route(checkerUrl, (route) => route.fulfill({ status: 404 }));
  await go();
  await page
    .getByText("The policy checker is not available: the server answered 404 for its module; see Remotion's page on permissions instead.")
    .waitFor();
});

test('each element fetches nothing of the other', async (t) => {
  for (const [markup, other] of [[eager('policy="check"'), /checker/], [eagerChecker(), /builder/]]) {
    const { page, go, requests } = await stage(t, markup);
    await go();
    await bucket(page).waitFor();
    const eagerOnes = ['/pkg/define.js', '/pkg/element.js', '/pkg/builder.js'];
    assert.deepEqual(requests.filter((path) => other.test(path) && !eagerOnes.includes(path)), []);
  }
});

test('trying again leaves alone what cannot work again before a reload', async (t) => {
  const { page, go, calls } = await stage(t, eager('policy="user"') + eagerChecker());
  // What an element asks for before the code is there, and what the code asks for then.
  await page.route(checkerUrl, (route) => route.abort(), { times: 2 });
  await page.addInitScript(() => {
    globalThis.errors = 0;
    addEventListener('error', ({ target }) => (globalThis.errors += /^remotion-policy/.test(target.localName)), true);
  });
  await go();
  await bucket(page).waitFor();
  await panic(page).click();
  await page.getByText('it hit a fault').waitFor();
  const failed = await page.evaluate(() => globalThis.errors);
  await again(page).click();
  await bucket(page).waitFor();
  assert.equal(await page.evaluate(() => globalThis.errors), failed);
  assert.deepEqual((await asked(calls, 'mount')).map(([, inputs]) => inputs.policy), ['user', undefined]);
});

test('a panic in a checker leaves the policies of the page, and one in a policy leaves the checkers', async (t) => {
  for (const broken of [0, 1]) {
    const { page, go, faults } = await stage(t, eager('policy="user"') + eagerChecker());
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

const fetches = (requests, url) => requests.filter((path) => path === new URL(url, 'https://builder.test').pathname).length;

test('code, glue and module are asked for together, and each once', async (t) => {
  const { page, go, requests } = await stage(t, eager() + eager('policy="role"'));
  const asked = Promise.all([glueUrl, wasmUrl].map((url) => page.waitForRequest(url)));
  const release = await holdBack(page, '**/controller.js');
  await go();
  await asked;
  release();
  await bucket(page, 1).waitFor();
  for (const url of ['/pkg/controller.js', glueUrl, wasmUrl]) assert.equal(fetches(requests, url), 1, url);
});

test('an element that names its own file fetches that one, and not ours as well', async (t) => {
  const { page, go, requests } = await stage(t, eager('wasm="/elsewhere/policies.wasm"'));
  await go();
  await bucket(page).waitFor();
  assert.deepEqual(requests.filter((path) => path.endsWith('.wasm')), ['/elsewhere/policies.wasm']);
});

test('function and element share what was fetched, whichever came first', async (t) => {
  for (const first of ['function', 'element']) {
    const { page, go, calls, requests } = await stage(t, eager(), { define: false });
    await go();
    const load = () => page.evaluate(async () => typeof (await (await import('/pkg/index.js')).loadPolicyBuilder()).build);
    const define = () => page.evaluate(() => import('/pkg/define.js').then(() => undefined));
    if (first === 'function') await load();
    await define();
    await bucket(page).waitFor();
    assert.equal(await load(), 'function');
    assert.equal((await asked(calls, 'init')).length, 1);
    for (const url of [glueUrl, wasmUrl]) assert.equal(fetches(requests, url), 1, `${first} first: ${url}`);
  }
});

const github = (page) => page.locator('remotion-policy').evaluate((host) => host.setAttribute('service', 'github-actions'));

test('the larger module is fetched when it is needed, and its widget takes the place with the focus and the page’s room', async (t) => {
  const { page, go, calls, requests } = await stage(t, eager() + eager('policy="role"'));
  await go();
  await bucket(page, 1).waitFor();
  await page.waitForLoadState('networkidle');
  assert.equal(fetches(requests, setupsUrl), 0);
  await bucket(page).fill('acme-films');
  await page.evaluate(() => {
    globalThis.told = [];
    addEventListener('change', ({ detail }) => detail && globalThis.told.push(detail));
  });
  await page.locator('remotion-policy').first().evaluate((host) => host.setAttribute('service', 'github-actions'));
  await page.waitForResponse(setupsUrl);
  await page.waitForFunction(() => globalThis.calls.filter(([name]) => name === 'mount').length === 3);
  await bucket(page, 1).waitFor();
  await page.waitForFunction(() => document.querySelector('remotion-policy').shadowRoot.querySelectorAll('.frame').length === 1);
  await settled(page);
  const mounted = (await asked(calls, 'mount')).map(([, inputs]) => [inputs.policy, inputs.service, inputs.bucket]);
  assert.deepEqual(mounted.at(-1), [undefined, 'github-actions', 'acme-films']);
  assert.equal(mounted.length, 3);
  assert.equal(await bucket(page).inputValue(), 'acme-films');
  assert.equal(await bucket(page).evaluate((input) => input === input.getRootNode().activeElement), true);
  // Nobody chose it on the page, so nobody is told.
  assert.deepEqual(await page.evaluate(() => globalThis.told), []);
  assert.equal(fetches(requests, setupsUrl), 1);
});

test('without the larger module the widget stays, and the next edit tries again', async (t) => {
  const { page, go, calls, requests } = await stage(t, eager());
  await page.route(setupsUrl, (route) => route.abort(), { times: 1 });
  await go();
  await bucket(page).waitFor();
  const failed = page.waitForEvent('requestfailed');
  await github(page);
  await failed;
  // The page may hear of it a little later than this test.
  const isAsked = page.waitForResponse(setupsUrl).then(() => true);
  for (let tries = 0; !(await Promise.race([isAsked, settled(page)])); tries += 1) await bucket(page).fill(tries % 2 ? 'acme' : 'acme-films');
  await bucket(page).fill('acme-films');
  await page.waitForFunction(() => globalThis.calls.filter(([name]) => name === 'mount').length === 2);
  assert.equal(await bucket(page).inputValue(), 'acme-films');
  assert.equal(fetches(requests, setupsUrl), 2);
  assert.equal((await asked(calls, 'free')).length, 1);
});

test('a panic in the larger module ends its widgets and leaves the others', async (t) => {
  const { page, go } = await stage(t, eager('service="github-actions"') + eager('policy="role"'));
  await go();
  await page.waitForFunction(() => (globalThis.calls ?? []).filter(([name]) => name === 'mount').length === 3);
  await panic(page).first().click();
  await readyPolicy(page).first().waitFor();
  assert.equal(await bucket(page).count(), 1);
  await bucket(page).fill('acme-films');
  await page.getByText('policy for acme-films').waitFor();
});

test('what failed before the code was there is tried once more by the code', async (t) => {
  const { page, go, requests } = await stage(t, eager());
  const release = await holdBack(page, '**/controller.js');
  await page.route(wasmUrl, (route) => route.abort(), { times: 1 });
  const failed = page.waitForEvent('requestfailed');
  await go();
  await failed;
  release();
  await bucket(page).waitFor();
  assert.equal(fetches(requests, wasmUrl), 2);
});
