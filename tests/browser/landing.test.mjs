// Where a reader lands on the docs page: widgets mount on the way, and the heading is still where the link leads to.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { launch } from './browser.mjs';

const site = process.env.SITE_URL?.replace(/\/?$/, '/');
assert.ok(site, 'SITE_URL says where the site is served; `cargo xtask test` sets it.');

let browser;

before(async () => {
  browser = await launch();
});

after(() => browser.close());

/** Pixels that a heading may be off. */
const NEAR = 60;

const withoutAnchoring = () =>
  document.addEventListener('DOMContentLoaded', () => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('* { overflow-anchor: none !important }');
    document.adoptedStyleSheets = [sheet];
  });

/** Opens the docs page with motion, as most readers have it. */
const visit = async (t, { viewport, anchoring, seconds, hash = '' }) => {
  const context = await browser.newContext({ viewport });
  t.after(() => context.close());
  const page = await context.newPage();
  if (!anchoring) await page.addInitScript(withoutAnchoring);
  await page.route(/\.wasm$/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
    await route.continue();
  });
  await page.goto(`${site}index.html${hash}`);
  return page;
};

/** Until nothing has moved and nothing has mounted for a while; near where it lands there may be nothing to mount. */
const settled = (page) =>
  page.waitForFunction(
    () => {
      const frames = [...document.querySelectorAll('remotion-policy, remotion-policy-checker')].filter(
        ({ shadowRoot }) => shadowRoot?.querySelector('.frame'),
      );
      const now = [Math.round(scrollY), document.documentElement.scrollHeight, frames.length].join();
      if (globalThis.state !== now) Object.assign(globalThis, { state: now, since: performance.now() });
      return performance.now() - globalThis.since > 2000;
    },
    undefined,
    { polling: 50 },
  );

/** How far a heading is from where links lead to; at the end of the page it need only be in view. */
const distance = (page, hash) =>
  page.evaluate((hash) => {
    const root = document.documentElement;
    const { top } = document.querySelector(hash).getBoundingClientRect();
    const atEnd = scrollY + innerHeight >= root.scrollHeight - 2;
    if (atEnd && top > 0 && top < innerHeight) return 0;
    return Math.abs(Math.round(top - parseFloat(getComputedStyle(root).scrollPaddingTop)));
  }, hash);

const HASHES = ['#access-denied', '#see-also'];

for (const viewport of [{ width: 1280, height: 900 }, { width: 390, height: 844 }]) {
  for (const anchoring of [true, false]) {
    for (const seconds of [0, 1]) {
      const how = `at ${viewport.width} px, ${anchoring ? 'with' : 'without'} scroll anchoring, modules after ${seconds} s`;
      describe(how, () => {
        for (const hash of HASHES) {
          test(`opened at ${hash}, the page shows that heading`, async (t) => {
            const page = await visit(t, { viewport, anchoring, seconds, hash });
            await settled(page);
            const off = await distance(page, hash);
            assert.ok(off <= NEAR, `${off} px off`);
          });

          test(`a click in the table of contents leads to ${hash}`, async (t) => {
            const page = await visit(t, { viewport, anchoring, seconds });
            // On a phone it is at the top of the text; either way this is what a press does.
            await page.locator(`.table-of-contents__link[href="${hash}"]`).first().evaluate((link) => link.click());
            await settled(page);
            const off = await distance(page, hash);
            assert.ok(off <= NEAR, `${off} px off`);
          });
        }
      });
    }
  }
}
