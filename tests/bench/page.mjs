// What every measurement in a page needs.

/**
 * A page of the site in a context of its own, whose cache is empty. `precise`: the page is isolated, for then the
 * browser's clock has steps of 5 µs instead of 100.
 */
export const open = async (browser, address, { throttle = 1, precise = false } = {}) => {
  const context = await browser.newContext({ viewport: { width: 1024, height: 900 } });
  const page = await context.newPage();
  const faults = [];
  page.on('pageerror', ({ message }) => faults.push(message));
  const client = await context.newCDPSession(page);
  await client.send('Emulation.setCPUThrottlingRate', { rate: throttle });
  if (precise) await isolate(page, address);
  await page.goto(address, { waitUntil: 'load' });
  if (precise) {
    // While there are routes, every request waits for this script.
    await page.unrouteAll();
    if (!(await page.evaluate(() => crossOriginIsolated))) throw new Error('the page is not isolated, so its clock is coarse');
  }
  const close = async () => {
    await context.close();
    if (faults.length) throw new Error(`the page failed while it was measured: ${faults.join('; ')}`);
  };
  return { page, client, close };
};

const isolate = (page, address) =>
  page.route(address, async (route) => {
    const response = await route.fetch();
    await route.fulfill({
      response,
      headers: {
        ...response.headers(),
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-embedder-policy': 'require-corp',
      },
    });
  });

/** The same, with its first widget mounted. */
export const openMounted = async (browser, address, options) => {
  const opened = await open(browser, address, options);
  await opened.page.locator(':is(remotion-policy, remotion-policy-checker) :is(input, textarea)').first().waitFor();
  return opened;
};
