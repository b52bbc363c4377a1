// What every measurement in a page needs.

/** A page of the site in a context of its own, whose cache is empty. */
export const open = async (browser, address, throttle = 1) => {
  const context = await browser.newContext({ viewport: { width: 1024, height: 900 } });
  const page = await context.newPage();
  const faults = [];
  page.on('pageerror', ({ message }) => faults.push(message));
  const client = await context.newCDPSession(page);
  await client.send('Emulation.setCPUThrottlingRate', { rate: throttle });
  await page.goto(address, { waitUntil: 'load' });
  const close = async () => {
    await context.close();
    if (faults.length) throw new Error(`The page failed while it was measured: ${faults.join('; ')}`);
  };
  return { page, client, close };
};

/** The same, with its first widget mounted. */
export const openMounted = async (browser, address, throttle) => {
  const opened = await open(browser, address, throttle);
  await opened.page.locator('remotion-policy input').first().waitFor();
  return opened;
};
