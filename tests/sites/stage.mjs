// A browser on one of the built sites, and what the tests want to know about a page of it.

import assert from 'node:assert/strict';

export const site = process.env.SITE_URL?.replace(/\/?$/, '/');
assert.ok(site, 'SITE_URL says where the sites are served; `cargo xtask test sites` sets it.');

/**
 * Opens a page: a path of the sites, or an address elsewhere. Whatever the test is about, nothing may throw, be warned
 * of, or leave the origin, except for what matches `expected`.
 */
export const visit = async (t, browser, path, { prepare, expected = /^$/, ...options } = {}) => {
  const address = new URL(path, site);
  const context = await browser.newContext({
    permissions: ['clipboard-read', 'clipboard-write'],
    viewport: { width: 1280, height: 900 },
    ...options,
  });
  const page = await context.newPage();
  const faults = [];
  const requests = [];
  const bodies = [];
  page.on('pageerror', ({ message }) => expected.test(message) || faults.push(message));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()) && !expected.test(message.text())) faults.push(message.text());
  });
  page.on('request', (request) => {
    const url = request.url();
    requests.push(url);
    if (![address.origin, 'null'].includes(new URL(url).origin) && !/^(blob|data):/.test(url)) faults.push(`request to ${url}`);
  });
  page.on('response', (response) => {
    // Not what the theme fetches ahead for the pages that the sidebar links to.
    if (response.request().resourceType() !== 'script') return;
    const body = response.body();
    // A test that does not ask for them may end, and close the page, before they are all there.
    body.catch(() => {});
    bodies.push(body);
  });
  // Chromium asks every site for one, and these have none.
  await page.route('**/favicon.ico', (route) => route.fulfill({ status: 204 }));
  t.after(async () => {
    await context.close();
    assert.deepEqual(faults, []);
  });
  await prepare?.(page);
  await page.goto(address.href);
  return {
    context,
    page,
    faults,
    modules: () => requests.filter((url) => url.includes('.wasm')).length,
    /** All scripts so far. */
    scripts: async () => {
      await page.waitForLoadState('networkidle');
      return Promise.all(bodies);
    },
  };
};

/** Starts to note layout shifts, those that a click explains included: after it nothing else may move. */
export const observeShifts = (page) =>
  page.evaluate(() => {
    globalThis.shifts = [];
    globalThis.unexplained = 0;
    new PerformanceObserver((list) => {
      for (const { value, hadRecentInput, sources } of list.getEntries()) {
        shifts.push([value, ...sources.map(({ node }) => node?.nodeName ?? 'gone')].join(' '));
        if (!hadRecentInput) unexplained += value;
      }
    }).observe({ type: 'layout-shift' });
  });

export const shifts = (page) => page.evaluate(() => shifts);

/** The sum of those that no click explains, as a browser counts them for a site's owner. */
export const unexplainedShift = (page) => page.evaluate(() => unexplained);
