// The choice of a form: kept for the page, for the next visit, and in step with a site's own Tabs of the same group.
// SITE_URL is where the pages are served, with the real module.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch } from './browser.mjs';

const site = process.env.SITE_URL?.replace(/\/?$/, '/');
assert.ok(site, 'SITE_URL says where the site is served; `cargo xtask test` sets it.');

const KEY = 'docusaurus.tab.remotion-policy-format';

let browser;

before(async () => {
  browser = await launch();
});

after(() => browser.close());

const context = async (t, options) => {
  const made = await browser.newContext(options);
  t.after(() => made.close());
  return made;
};

/** A page with a policy and a call, both loaded. */
const visit = async (visitor, prepare) => {
  const page = await visitor.newPage();
  await prepare?.(page);
  await page.goto(new URL('variants/narrow.html', site).href);
  for (const element of await page.locator('remotion-policy').all()) {
    await element.scrollIntoViewIfNeeded();
    await element.locator('.snippet').waitFor();
  }
  return page;
};

const tab = (page, name) => page.getByRole('tab', { name, exact: true });
const chosen = (page) => page.getByRole('tab', { selected: true }).allTextContents();
const kept = (page) => page.evaluate((key) => localStorage.getItem(key), KEY);
/** Until what an attribute changes has been written. */
const settled = (page) => page.evaluate(() => new Promise((done) => setTimeout(done)));

test('I choose a form, and find it chosen on my next visit', async (t) => {
  const visitor = await context(t);
  const page = await visit(visitor);
  assert.deepEqual(await chosen(page), ['JSON']);
  await tab(page, 'Terraform').click();
  assert.equal(await kept(page), 'terraform');
  assert.deepEqual(await chosen(await visit(visitor)), ['Terraform']);
});

test('the keyboard chooses a form, and one Tab leads from the tabs to the role, and the next to the text', async (t) => {
  const page = await visit(await context(t));
  await tab(page, 'JSON').focus();
  await page.keyboard.press('End');
  assert.deepEqual(await chosen(page), ['Pulumi']);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  assert.deepEqual(await chosen(page), ['AWS CLI']);
  const focused = () =>
    page.evaluate(() => {
      const { name, textContent } = document.activeElement.shadowRoot.activeElement;
      return name || textContent;
    });
  await page.keyboard.press('Tab');
  assert.match(await focused(), /^(functionRole|attachTo)$/);
  await page.keyboard.press('Tab');
  assert.equal(await focused(), 'Copy');
});

test('a text that lacks the chosen form shows its own, and the choice is not forgotten', async (t) => {
  const page = await visit(await context(t));
  await tab(page, 'CDK').click();
  await settled(page);
  const call = page.locator('remotion-policy').last();
  assert.equal(await call.getByRole('tablist').count(), 0);
  assert.match(await call.locator('.snippet').textContent(), /renderMediaOnLambda/);
  await call.evaluate((element) => element.setAttribute('policy', 'user'));
  assert.match(await call.locator('.snippet').textContent(), /CfnManagedPolicy/);
});

test("a site's own Tabs of the group and ours go together", async (t) => {
  const page = await visit(await context(t));
  await page.evaluate((key) => {
    globalThis.told = [];
    addEventListener('storage', (event) => told.push([event.key, event.newValue, event.storageArea === localStorage]));
  }, KEY);
  await tab(page, 'Pulumi').click();
  assert.deepEqual(await page.evaluate(() => told), [[KEY, 'pulumi', true]]);
  const elsewhere = (key, newValue) =>
    page.evaluate((init) => void dispatchEvent(new StorageEvent('storage', init)), { key, newValue });
  await elsewhere(KEY, 'cdk');
  await settled(page);
  assert.deepEqual(await chosen(page), ['CDK']);
  await elsewhere(KEY, 'something of the site');
  await elsewhere('docusaurus.tab.package-manager', 'json');
  await settled(page);
  assert.deepEqual(await chosen(page), ['CDK']);
});

test('an author names the group of tabs', async (t) => {
  const visitor = await context(t);
  const page = await visit(visitor, (page) =>
    page.addInitScript(() => {
      localStorage.setItem('docusaurus.tab.iac', 'cloudformation');
      addEventListener('DOMContentLoaded', () => {
        for (const element of document.querySelectorAll('remotion-policy')) element.setAttribute('tab-group', 'iac');
      });
    }),
  );
  assert.deepEqual(await chosen(page), ['CloudFormation']);
  await tab(page, 'AWS CLI').click();
  assert.equal(await page.evaluate(() => localStorage.getItem('docusaurus.tab.iac')), 'aws-cli');
  assert.equal(await kept(page), null);
});

test('without storage a form can be chosen all the same, for the page', async (t) => {
  const faults = [];
  const page = await visit(await context(t), async (page) => {
    page.on('pageerror', (error) => faults.push(error.message));
    await page.addInitScript(() =>
      Object.defineProperty(globalThis, 'localStorage', {
        get() {
          throw new DOMException('denied', 'SecurityError');
        },
      }),
    );
  });
  await tab(page, 'PowerShell').click();
  assert.deepEqual(await chosen(page), ['PowerShell']);
  assert.deepEqual(faults, []);
});

for (const size of ['100%', '200%']) {
  test(`in a column of 320 pixels no tab is cut, with text at ${size}`, async (t) => {
    const visitor = await context(t, { viewport: { width: 320, height: 700 } });
    await (await visit(visitor)).evaluate((key) => localStorage.setItem(key, 'pulumi'), KEY);
    const page = await visit(visitor);
    await page.evaluate((size) => void (document.documentElement.style.fontSize = size), size);
    const [width, cut] = await page.evaluate(() => {
      const list = document.querySelector('remotion-policy').shadowRoot.querySelector('[role=tablist]');
      const { left, right } = list.getBoundingClientRect();
      const isCut = (tab) => tab.getBoundingClientRect().left < left || tab.getBoundingClientRect().right > right + 1;
      return [document.documentElement.scrollWidth, Array.from(list.children).filter(isCut).map((tab) => tab.textContent)];
    });
    assert.equal(width, 320);
    assert.deepEqual(cut, []);
  });
}
