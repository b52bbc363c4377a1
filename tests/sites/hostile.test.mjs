// A Docusaurus page where something goes wrong: the network, the page's policy, the clipboard, the paper.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { loadPolicyBuilder } from 'remotion-policy-builder';
import { launch } from '../browser/browser.mjs';
import { hydrated, summary, USER, widget } from './docusaurus.mjs';
import { site, visit } from './stage.mjs';

const PAGE = 'webpack/docs/ours/';
const MODULE = '**/*.wasm';

let browser;
let text;

before(async () => {
  browser = await launch();
  ({ text } = (await loadPolicyBuilder()).build({ policy: 'user' }));
});

after(() => browser.close());

const open = (t, options) => visit(t, browser, PAGE, options);
const again = (page) => page.getByRole('button', { name: 'Try again' });

/** The server's text, as long as it is on screen. */
const policyIsShown = async (page) => {
  const pre = page.locator('remotion-policy > pre');
  await pre.waitFor();
  assert.equal(await pre.innerText(), text);
};

/** Headers on top of those of the page itself. */
const withHeaders = (headers) => (page) =>
  page.route(site + PAGE, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), ...headers } });
  });

test('offline after the page has loaded, the policy stays with a sentence; online again, pointing at it brings the widget', async (t) => {
  const { page, context } = await open(t, { expected: /ERR_INTERNET_DISCONNECTED|ERR_FAILED/ });
  await hydrated(page);
  await page.waitForLoadState('networkidle');
  await context.setOffline(true);
  await summary(page, USER).click();
  // By its role, so that it is known to be announced.
  await page.getByRole('status').getByText('The policy tool did not load; try reloading.').waitFor();
  await policyIsShown(page);
  // The middle of the screen, once the text has unfolded that far: higher up it may lie under the site's header.
  const { width, height } = page.viewportSize();
  const middle = { x: width / 2, y: height / 2 };
  await page.mouse.move(0, 0);
  await page.waitForFunction(({ x, y }) => {
    const text = document.querySelector('remotion-policy > pre');
    text.scrollIntoView({ block: 'center' });
    return text.contains(document.elementFromPoint(x, y));
  }, middle);
  await context.setOffline(false);
  await page.mouse.move(middle.x, middle.y);
  await widget(page);
  assert.equal(await page.getByText('The policy tool did not load').count(), 0);
});

const failures = {
  'is not there': [(route) => route.fulfill({ status: 404 }), 'the server answered 404 for its module'],
  'is cut short': [
    async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: (await response.body()).subarray(0, 4096) });
    },
    'what arrived is not the module, or not all of it',
  ],
};

for (const [name, [answer, sentence]] of Object.entries(failures)) {
  test(`when the module ${name}, the policy stays, a sentence says so, and trying again works`, async (t) => {
    const { page } = await open(t, { expected: /404|WebAssembly/, prepare: (page) => page.route(MODULE, answer) });
    await summary(page, USER).click();
    await page.getByText(`${sentence}; the policy below can still be copied.`).waitFor();
    await policyIsShown(page);
    await page.unroute(MODULE);
    await again(page).click();
    await widget(page);
  });
}

for (const seconds of [10, 30]) {
  test(`when the module takes ${seconds} seconds, the policy can be read meanwhile, and nothing moves for the sentence`, async (t) => {
    let arrive;
    const arrived = new Promise((resolve) => {
      arrive = resolve;
    });
    const { page } = await open(t, {
      prepare: async (page) => {
        // The page's clock runs ahead; nobody waits that long.
        await page.clock.install();
        await page.route(MODULE, async (route) => (await arrived, route.continue()));
      },
    });
    await hydrated(page);
    const asked = page.waitForRequest(MODULE);
    await summary(page, USER).click();
    await asked;
    await page.clock.runFor(2000);
    const top = async () => (await page.locator('remotion-policy > pre').boundingBox()).y;
    const before = await top();
    await page.clock.runFor(seconds * 1000 - 2000);
    await page.getByText('The policy builder is loading; the policy below is ready to copy.').waitFor();
    assert.equal(await top(), before);
    await policyIsShown(page);
    arrive();
    await widget(page);
    assert.equal(await page.getByText('The policy builder is loading').count(), 0);
  });
}

test('a module of the wrong type works all the same', async (t) => {
  const { page } = await open(t, {
    expected: /MIME type/,
    prepare: (page) =>
      page.route(MODULE, async (route) => route.fulfill({ response: await route.fetch(), contentType: 'text/plain' })),
  });
  await summary(page, USER).click();
  await widget(page);
});

test('under a policy that allows WebAssembly the widget works; without it one sentence says what is missing', async (t) => {
  const policy = "default-src 'self' data:; style-src 'self' 'unsafe-inline'; script-src 'self' 'unsafe-inline'";
  const allowed = await open(t, { prepare: withHeaders({ 'content-security-policy': `${policy} 'wasm-unsafe-eval'` }) });
  await summary(allowed.page, USER).click();
  await widget(allowed.page);
  const forbidden = await open(t, {
    expected: /Content Security Policy|WebAssembly/,
    prepare: withHeaders({ 'content-security-policy': policy }),
  });
  await summary(forbidden.page, USER).click();
  await forbidden.page.getByText("(script-src needs 'wasm-unsafe-eval')").waitFor();
  await policyIsShown(forbidden.page);
  assert.equal(await again(forbidden.page).count(), 0);
});

test('for readers who want less motion, nothing in the widget moves by itself', async (t) => {
  const { page } = await open(t, { reducedMotion: 'reduce' });
  await summary(page, USER).click();
  await widget(page);
  const moving = await page.locator('remotion-policy').evaluate(({ shadowRoot }) =>
    [...shadowRoot.querySelectorAll('*')]
      .filter((node) => {
        const { animationName, transitionDuration, scrollBehavior } = getComputedStyle(node);
        return animationName !== 'none' || transitionDuration !== '0s' || scrollBehavior === 'smooth';
      })
      .map(({ localName }) => localName),
  );
  assert.deepEqual(moving, []);
});

for (const [name, width] of [['at 200 percent', 640], ['at 400 percent', 320]]) {
  test(`zoomed ${name}, the page does not scroll sideways`, async (t) => {
    const { page } = await open(t, { viewport: { width, height: 450 }, deviceScaleFactor: 2 });
    await summary(page, USER).click();
    await widget(page);
    for (const closed of await page.locator('remotion-policy summary:visible').all()) await closed.click();
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= width);
    const right = await page.locator('remotion-policy .frame').evaluate((frame) => frame.getBoundingClientRect().right);
    assert.ok(right <= width, `${right}`);
  });
}

test('on paper the policy is complete', async (t) => {
  const { page } = await open(t);
  await summary(page, USER).click();
  const snippet = await widget(page);
  await page.waitForTimeout(600);
  await page.emulateMedia({ media: 'print' });
  const cut = await snippet.evaluate((node) => {
    const inside = [node.scrollHeight - node.clientHeight, node.scrollWidth - node.clientWidth].filter((more) => more > 0);
    const { bottom } = node.getBoundingClientRect();
    // What hides overflow may be any of those around it, in the shadow or in the page.
    for (let box = node.parentNode; box; box = box.parentNode ?? box.host) {
      if (!(box instanceof Element) || getComputedStyle(box).overflowY === 'visible') continue;
      if (box !== document.documentElement && box.getBoundingClientRect().bottom < bottom - 1) inside.push(box.className || box.localName);
    }
    return inside;
  });
  assert.deepEqual(cut, []);
  assert.equal(await snippet.innerText(), text);
});

test('in a frame that may not use the clipboard, the text is selected and a sentence says which keys to press', async (t) => {
  const address = `${site}frame.html`;
  const { page } = await visit(t, browser, PAGE, {
    expected: /[Pp]ermissions policy|Clipboard/,
    prepare: (page) =>
      page.route(address, (route) =>
        route.fulfill({
          contentType: 'text/html',
          body: `<!doctype html><title>Frame</title><iframe src="${site}${PAGE}" allow="clipboard-write 'none'" width="1200" height="800"></iframe>`,
        }),
      ),
  });
  await page.goto(address);
  const frame = page.frameLocator('iframe');
  await frame.locator('summary', { hasText: USER }).click();
  await frame.locator('remotion-policy').getByRole('button', { name: /^Copy the / }).click();
  await frame.getByText('The browser did not allow copying. The text is selected').waitFor();
  const selected = await frame.locator('remotion-policy').evaluate(({ shadowRoot }) => String(shadowRoot.getSelection()));
  assert.equal(selected.trimEnd(), text.trimEnd());
});
